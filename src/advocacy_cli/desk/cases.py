"""Cases as plain data: the list, one whole, and what an audience would read of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy_cli.campaign.case_writing import NewCase, write_case
from advocacy_cli.desk.workplace import CASES, Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.case_views import case_view, may_read, person_view
from advocacy_cli.model.cases import Case, Fact, Person
from advocacy_cli.model.selection import known_case
from advocacy_cli.model.values import ANY_LANGUAGE, Localised, LocalisedText

__all__ = ["CASE_HEADERS", "NewCase", "cases", "new_case", "show_case", "show_to"]

CASE_HEADERS = ("case", "persons", "facts", "title")

Item = dict[str, Any]

_NOT_TOLD = {"naming", "agreed", "protected"}
"""Parts of a view that are no words of a letter; `cases show` has the consents themselves."""


def new_case(workplace: Workplace, name: str, answers: NewCase) -> str:
    """Write the file of a new case; returns its path relative to the campaign.

    Raises:
        AdvocacyError: the name or an answer cannot be used, the file is there already, or cannot be
            written; nothing was written.
    """
    try:
        return write_case(workplace.root, name, answers, workplace.today)
    except OSError as error:
        raise cannot_write(error, f"cases/{name}.yaml") from None


def cases(workplace: Workplace) -> tuple[list[Item], list[Problem]]:
    """The cases, and the errors that hide some of them."""
    campaign, problems = workplace.campaign()
    items = [
        {
            "case": case.id,
            "title": case.title.best("en"),
            "persons": len(case.persons),
            "facts": len(case.facts),
        }
        for case in campaign.cases.values()
    ]
    return items, [problem for problem in problems if problem.is_error]


def show_case(workplace: Workplace, name: str) -> Item:
    """One case whole, with what would print for whom in a letter of today. For internal use.

    Raises:
        AdvocacyError: there is none of this name, or its file has an error.
    """
    case, today = _case(workplace, name), workplace.today
    return {
        "case": case.id,
        "audience": None,
        "on": today.isoformat(),
        "title": plain(case.title),
        "persons": [_person(person, today) for person in case.persons],
        "facts": [_fact(fact) for fact in case.facts],
        "note": case.note or None,
    }


def show_to(workplace: Workplace, name: str, audience: Audience) -> Item:
    """One case as an audience would read it in a letter of today.

    Raises:
        AdvocacyError: there is none of this name, or its file has an error.
    """
    case, today = _case(workplace, name), workplace.today
    view = case_view(case, audience, today)
    return {
        "case": case.id,
        "audience": audience.value,
        "on": today.isoformat(),
        "title": plain(view.title),
        "persons": [
            {"as": person.naming.kind.value, "naming": plain(person.naming.text), **_told(person)}
            for person in view.persons
        ],
        "facts": [_told(fact) for fact in view.facts],
    }


def _case(workplace: Workplace, name: str) -> Case:
    campaign, problems = workplace.campaign()
    file = f"{CASES}/{name}.yaml"
    errors = [p for p in problems if p.is_error and p.where and p.where.file == file]
    if name not in campaign.cases and errors:
        raise AdvocacyError(errors)
    return known_case(campaign, name)


def plain(value: Any) -> Any:
    """A part of a case as JSON has it: text in one language alone as that text."""
    if isinstance(value, Localised | LocalisedText):
        return value.root.get(ANY_LANGUAGE) or dict(value.root)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, int | None) else str(value)


def _told(record: Any) -> Item:
    """The parts of a view that are there."""
    return {
        name: plain(value)
        for name, value in vars(record).items()
        if name not in _NOT_TOLD and value is not None
    }


def _person(person: Person, today: dt.date) -> Item:
    seen = person.last_seen
    return {
        "person": person.id,
        "name": plain(person.name),
        **{
            name: plain(getattr(person, name))
            for name in ("known_as", "also", "described", "birth_year", "sex", "nationality")
        },
        "last_seen": plain(seen.on and seen.on.root),
        "place": plain(seen.place),
        "forces": plain(person.forces),
        "state": person.state,
        "steps": plain(person.steps),
        "protected": person.is_protected(today),
        "consent": [
            {name: plain(value) for name, value in vars(consent).items() if value}
            for consent in person.consent
        ],
        "prints": {audience.value: _prints(person, audience, today) for audience in Audience},
    }


def _prints(person: Person, audience: Audience, today: dt.date) -> Item:
    view = person_view(person, audience, today)
    return {
        "as": view.naming.kind.value,
        "naming": plain(view.naming.text),
        "elements": [name for name in _told(view) if name != "described"],
    }


def _fact(fact: Fact) -> Item:
    return {
        **{name: plain(value) for name, value in vars(fact).items() if value},
        "audience": [audience.value for audience in Audience if may_read(fact, audience)],
    }
