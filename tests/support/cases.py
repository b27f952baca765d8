"""An invented case for tests: nobody in it exists."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy_cli.model.cases import Case, Person

DAY = dt.date(2026, 3, 2)

NAME = "Ansuk Beispiel"
KNOWN_AS = "Cousine Dorli"
PLACE = "Fischerdorf Elfen"
HELPER = "Frieda Grenzgang"

CASE = f"""\
title: The return of invented people
persons:
  - id: p1
    name: {{en: {NAME}, ko: 안숙예}}
    known_as: {KNOWN_AS}
    described: a woman in her 40s
    birth_year: 1981
    sex: female
    nationality: KP
    last_seen: {{on: 2025-10-09, place: {PLACE}}}
    forces: Border guards of Exampleland
    steps: |
      Her sister wrote to the ministry.
    consent:
      - by: family
        who: Hanna Innig
        on: 2025-11-01
        scope: [to_un]
facts:
  - text: A group of people was returned.
    on: 2025-10
    until: 2025-11
    source: invented
    audience: [un, government, public]
  - text: They were held in a village hall.
    place: Jenseits
    source: {HELPER}
note: Known to Klara Leise.
"""


def consent(*scope: str, **changes: Any) -> dict[str, Any]:
    """A consent in force on `DAY`, as a file would say it."""
    return {"by": "self", "on": "2026-01-01", "scope": list(scope), **changes}


def person(*consents: dict[str, Any], **changes: Any) -> Person:
    """A person about whom everything is known."""
    return Person.model_validate(
        {
            "id": "p1",
            "name": NAME,
            "known_as": KNOWN_AS,
            "described": "a woman in her 40s",
            "birth_year": "1981",
            "sex": "female",
            "nationality": "KP",
            "last_seen": {"on": "2025-10-09", "place": PLACE},
            "forces": "Border guards of Exampleland",
            "steps": "Her sister wrote to the ministry.",
            "consent": list(consents),
            **changes,
        }
    )


def case(*persons: Person, **changes: Any) -> Case:
    """A case of these persons."""
    return Case.model_validate(
        {"id": "returned", "title": "The return", "persons": persons or [person()], **changes}
    )
