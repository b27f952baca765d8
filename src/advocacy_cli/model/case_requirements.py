"""Whether a case holds what a template requires of it, and its readers may read it."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy_cli.errors import Problem
from advocacy_cli.model.audiences import Audience, Giver
from advocacy_cli.model.case_views import CaseView, PersonView
from advocacy_cli.model.cases import Case, Person
from advocacy_cli.model.consent import SCOPE_FOR
from advocacy_cli.model.partial_dates import PartialDate, Precision
from advocacy_cli.model.templates import LetterTemplate, RequiredElement, Requirement
from advocacy_cli.model.values import Localised


def missing_elements(
    template: LetterTemplate, case: Case, view: CaseView, persons: Sequence[Person]
) -> list[Problem]:
    """What a template requires of a case and its readers would not find, person by person.

    Args:
        template: what requires it; it says who reads it.
        case: the case.
        view: what may be read of the case.
        persons: those that `view` is about, in its order.
    """
    problems = [
        _missing(template, requirement, case, person)
        for person, shown in zip(persons, view.persons, strict=True)
        for requirement in template.requires
        if requirement.element is not RequiredElement.FACTS
        and not _is_there(shown, shown.last_seen, shown.place, requirement.element)
    ]
    return problems + [
        _no_fact(template, requirement, case)
        for requirement in template.requires
        if requirement.element is RequiredElement.FACTS and not view.facts
    ]


def _is_there(
    record: Person | PersonView,
    seen: PartialDate | None,
    place: Localised | None,
    element: RequiredElement,
) -> bool:
    match element:
        case RequiredElement.CONSENT:
            return isinstance(record, PersonView) and record.consent_by is not None
        case RequiredElement.FAMILY:
            return isinstance(record, PersonView) and record.consent_by is Giver.FAMILY
        case RequiredElement.MONTH:
            return seen is not None and seen.precision is not Precision.YEAR
        case RequiredElement.DAY:
            return seen is not None
        case RequiredElement.PLACE:
            return place is not None
        case _:
            return getattr(record, element.value) is not None


def _missing(
    template: LetterTemplate, requirement: Requirement, case: Case, person: Person
) -> Problem:
    element, way = requirement.element, ("persons", case.persons.index(person))
    what, needed = (
        f"`{element}` of {person.id} in the case {case.id}",
        _needed(template, requirement),
    )
    seen, place = person.last_seen.on, person.last_seen.place
    if element is RequiredElement.FAMILY:
        scope = SCOPE_FOR[template.audience or Audience.PUBLIC]
        return Problem(
            "missing_element",
            f"no consent of the family to `{scope}` is in force for {person.id} in the case"
            f" {case.id}, {needed}",
            where=case.at(*way, "consent"),
            hint=f"ask the family, and write it down: `by: family`, `on:`, `scope: [{scope}]`",
        )
    if element is RequiredElement.CONSENT or _is_there(person, seen, place, element):
        scope = SCOPE_FOR[template.audience or Audience.PUBLIC]
        return Problem(
            "missing_element",
            f"no consent to `{scope}` is in force, so there is no {what} to be read, {needed}",
            where=case.at(*way, "consent"),
            hint=f"ask, and write down under `consent:` that `{scope}` was agreed to;"
            " some persons and places are never told to a government or in public",
        )
    return Problem(
        "missing_element",
        f"there is no {what}, {needed}",
        where=case.at(*way, *element.split(".")),
        hint="write at least the month, as in `last_seen: {on: 2023-10}`"
        if element is RequiredElement.MONTH
        else f"add it in cases/{case.id}.yaml",
    )


def _no_fact(template: LetterTemplate, requirement: Requirement, case: Case) -> Problem:
    return Problem(
        "missing_element",
        f"the case {case.id} has no fact that the audience {template.audience} may read,"
        f" {_needed(template, requirement)}",
        where=case.at("facts"),
        hint=f"add one in cases/{case.id}.yaml, or add {template.audience} to its `audience:`",
    )


def _needed(template: LetterTemplate, requirement: Requirement) -> str:
    source = f" ({requirement.source})" if requirement.source else ""
    return f"which {template.id} requires{source}"
