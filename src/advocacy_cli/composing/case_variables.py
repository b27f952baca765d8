"""What a letter's text can speak of where it is about a case: names and their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advocacy_cli.composing.countries import country_name
from advocacy_cli.composing.paragraphs import Paragraphs
from advocacy_cli.composing.words import format_date, format_partial_date
from advocacy_cli.model.audiences import Giver, Scope
from advocacy_cli.model.case_views import CaseView, FactView, PersonView
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.values import Localised, LocalisedText

AGREED: Mapping[str, tuple[Scope, Giver | None]] = {
    "to_government_on": (Scope.TO_GOVERNMENT, None),
    "to_public_on": (Scope.PUBLIC, None),
    "family_to_un_on": (Scope.TO_UN, Giver.FAMILY),
    "family_to_government_on": (Scope.TO_GOVERNMENT, Giver.FAMILY),
}
"""The days on which something was agreed to, which letters to the UN tell; and by whom."""
CASE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "case": ("title", "persons", "facts"),
    "person": (
        *("naming", "name", "known_as", "described", "birth_year", "sex", "nationality"),
        *("last_seen", "place", "forces", "state", "steps", "consent_by", "consent_on"),
        *AGREED,
    ),
}
"""Names a text may use in a letter about a case; `person` where it is about one person."""
FACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "fact": ("text", "on", "until", "place", "source"),
}
"""The parts of each of `case.facts`. Those of `case.persons` are the parts of `person`."""


def case_variables(view: CaseView | None, language: str, country: str) -> dict[str, Any]:
    """The values of the names in `CASE_FIELDS`.

    Args:
        view: what the reader may know of the case; None for a letter about no case.
        language: the letter's.
        country: the sender's, which decides how dates are written.
    """
    if view is None:
        return dict.fromkeys(CASE_FIELDS)
    persons = [_person(person, language, country) for person in view.persons]
    return {
        "case": {
            "title": view.title.best(language),
            "persons": persons,
            "facts": [_fact(fact, language, country) for fact in view.facts],
        },
        "person": persons[0] if view.about_one else None,
    }


def _person(person: PersonView, language: str, country: str) -> Mapping[str, str | None]:
    days = {"consent_on": person.consent_on}
    days |= {name: person.agreed_on(*what) for name, what in AGREED.items()}
    return {
        "naming": person.naming.text.best(language),
        "name": _line(person.name, language),
        "known_as": _line(person.known_as, language),
        "described": person.described.best(language),
        "birth_year": str(person.birth_year) if person.birth_year else None,
        "sex": _line(person.sex, language),
        "nationality": country_name(person.nationality, language) if person.nationality else None,
        "last_seen": _date(person.last_seen, language, country),
        "place": _line(person.place, language),
        "forces": _line(person.forces, language),
        "state": _country(person.state, language),
        "steps": _text(person.steps, language),
        "consent_by": person.consent_by.value if person.consent_by else None,
        **{
            name: format_date(day, language, country) if day else None for name, day in days.items()
        },
    }


def _fact(fact: FactView, language: str, country: str) -> Mapping[str, str | None]:
    return {
        "text": _text(fact.text, language),
        "on": _date(fact.on, language, country),
        "until": _date(fact.until, language, country),
        "place": _line(fact.place, language),
        "source": fact.source,
    }


def _country(code: str | None, language: str) -> str | None:
    return country_name(code, language).replace("'", "’") if code else None


def _line(text: Localised | None, language: str) -> str | None:
    return text.best(language) if text else None


def _text(text: LocalisedText | None, language: str) -> Paragraphs | None:
    return Paragraphs(text.best(language)) if text else None


def _date(date: PartialDate | None, language: str, country: str) -> str | None:
    return format_partial_date(date, language, country) if date else None
