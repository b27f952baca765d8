"""Which case a letter speaks for."""

from __future__ import annotations

import datetime as dt

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.case_requirements import missing_elements
from advocacy_cli.model.case_views import CaseView, case_view
from advocacy_cli.model.cases import Case, Person
from advocacy_cli.model.selection import known_case
from advocacy_cli.model.templates import LetterTemplate, Per

NO_CASE = ""


def choose_cases(campaign: Campaign, template: LetterTemplate, asked: str | None) -> list[str]:
    """What to write letters about, as it stands in their keys; `NO_CASE` for no case.

    A template that is `per: person` has a letter for each person (`case/person`), or for the one
    that was asked for.

    Raises:
        AdvocacyError: there is no such case or person, the template needs a case and none was
            asked for, or it does not say who reads it.
    """
    if not asked:
        _require_none_needed(template)
        return [NO_CASE]
    name, _, one = asked.partition("/")
    case = known_case(campaign, name)
    if template.audience is None:
        raise AdvocacyError(no_audience(template))
    if template.per is Per.CASE:
        if one:
            raise AdvocacyError(
                Problem(
                    "not_per_person",
                    f"{template.id} has one letter for a whole case, not one for each person",
                    where=template.where,
                    hint=f"write --case {name}, or `per: person` in template.yaml",
                )
            )
        return [name]
    return [f"{name}/{_person(case, one).id}"] if one else [f"{name}/{p.id}" for p in case.persons]


def no_audience(template: LetterTemplate) -> Problem:
    """The finding that a template may not be used with a case, since nobody knows who reads it."""
    return Problem(
        "no_audience",
        f"{template.id} does not say who reads it, so it cannot speak of a case",
        where=template.where,
        hint="write `audience: un`, `government` or `public` into its template.yaml",
    )


def case_for(
    campaign: Campaign, template: LetterTemplate, name: str, on: dt.date
) -> CaseView | None:
    """What a letter of that day may say of the case that stands in its key.

    Raises:
        AdvocacyError: there is no such case or person, the template does not say who reads it,
            or an element it requires is not there.
    """
    if name == NO_CASE:
        return None
    if template.audience is None:
        raise AdvocacyError(no_audience(template))
    case_id, _, one = name.partition("/")
    case = known_case(campaign, case_id)
    person = _person(case, one) if one else None
    view = case_view(case, template.audience, on, person)
    missing = missing_elements(template, case, view, (person,) if person else case.persons, on)
    if missing:
        raise AdvocacyError(missing)
    return view


def _require_none_needed(template: LetterTemplate) -> None:
    if template.requires or template.per is Per.PERSON:
        raise AdvocacyError(
            Problem(
                "needs_case",
                f"{template.id} speaks for a case, and none is named",
                where=template.where,
                hint="use --case ID; see `advocacy cases list`",
            )
        )


def _person(case: Case, name: str) -> Person:
    for person in case.persons:
        if person.id == name:
            return person
    raise AdvocacyError(
        Problem(
            "unknown_person",
            f"there is no person {name!r} in the case {case.id}",
            where=case.at(),
            hint=f"the persons are {', '.join(person.id for person in case.persons)}",
        )
    )
