"""Whether a case holds what a template requires of it, and its readers may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advocacy_cli.errors import Problem
from advocacy_cli.model.audiences import Audience, Giver, Scope
from advocacy_cli.model.case_views import CaseView, PersonView
from advocacy_cli.model.cases import Case, Person
from advocacy_cli.model.consent import SCOPE_FOR, given_by
from advocacy_cli.model.partial_dates import PartialDate, Precision
from advocacy_cli.model.templates import LetterTemplate, RequiredElement, Requirement
from advocacy_cli.model.values import Localised

PASSED_ON = (Scope.TO_UN, Scope.TO_GOVERNMENT)
"""What the family agrees to when the UN is asked to take a case up with the State concerned."""


def missing_elements(
    template: LetterTemplate, case: Case, view: CaseView, persons: Sequence[Person], on: dt.date
) -> list[Problem]:
    """What a template requires of a case and its readers would not find, person by person.

    Args:
        template: what requires it; it says who reads it.
        case: the case.
        view: what may be read of the case.
        persons: those that `view` is about, in its order.
        on: the letter's date.
    """
    required = _Required(template, case, on)
    problems = [
        problem
        for person, shown in zip(persons, view.persons, strict=True)
        for requirement in template.requires
        for problem in required.missing(requirement, person, shown)
    ]
    return problems + [
        required.no_fact(requirement)
        for requirement in template.requires
        if requirement.element is RequiredElement.FACTS and not view.facts
    ]


@dataclass(frozen=True, slots=True)
class _Required:
    """What a template requires of a case in a letter of that day."""

    template: LetterTemplate
    case: Case
    on: dt.date

    def missing(
        self, requirement: Requirement, person: Person, shown: PersonView
    ) -> Iterator[Problem]:
        """What one requirement finds missing of one person."""
        element = requirement.element
        if element is RequiredElement.FAMILY:
            for scope in requirement.scope or self._asked_of_family():
                given = given_by(person, Giver.FAMILY, scope, self.on)
                # A government and the public are told nothing of who is protected, agreed or not.
                if given is None or shown.consent_by is None:
                    yield self._not_agreed(requirement, person, scope)
        elif element is not RequiredElement.FACTS and not _is_there(
            shown, shown.last_seen, shown.place, element
        ):
            yield self._not_there(requirement, person)

    def no_fact(self, requirement: Requirement) -> Problem:
        """The case has no fact for these readers."""
        case, audience = self.case, self.template.audience
        return Problem(
            "missing_element",
            f"the case {case.id} has no fact that the audience {audience} may read,"
            f" {self._needed(requirement)}",
            where=case.at("facts"),
            hint=f"add one in cases/{case.id}.yaml, or add {audience} to its `audience:`",
        )

    def _asked_of_family(self) -> tuple[Scope, ...]:
        if self.template.audience is Audience.UN:
            return PASSED_ON
        return (SCOPE_FOR[self.template.audience or Audience.PUBLIC],)

    def _not_agreed(self, requirement: Requirement, person: Person, scope: Scope) -> Problem:
        passed_on = self.template.audience is Audience.UN and scope is Scope.TO_GOVERNMENT
        why = "the UN would tell the name to the Government concerned: " if passed_on else ""
        asked = ", ".join(requirement.scope or self._asked_of_family())
        return Problem(
            "missing_element",
            f"no consent of the family to `{scope}` is in force for {person.id} in the case"
            f" {self.case.id}, {self._needed(requirement)}",
            where=self.case.at("persons", self.case.persons.index(person), "consent"),
            hint=f"{why}ask the family, and write down what it agrees to: `by: family`, `on:`,"
            f" `scope: [{asked}]`",
        )

    def _not_there(self, requirement: Requirement, person: Person) -> Problem:
        element, case = requirement.element, self.case
        way = ("persons", case.persons.index(person))
        what = f"`{element}` of {person.id} in the case {case.id}"
        needed = self._needed(requirement)
        known = _is_there(person, person.last_seen.on, person.last_seen.place, element)
        if element is RequiredElement.CONSENT or known:
            scope = SCOPE_FOR[self.template.audience or Audience.PUBLIC]
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

    def _needed(self, requirement: Requirement) -> str:
        source = f" ({requirement.source})" if requirement.source else ""
        return f"which {self.template.id} requires{source}"


def _is_there(
    record: Person | PersonView,
    seen: PartialDate | None,
    place: Localised | None,
    element: RequiredElement,
) -> bool:
    match element:
        case RequiredElement.CONSENT:
            return isinstance(record, PersonView) and record.consent_by is not None
        case RequiredElement.MONTH:
            return seen is not None and seen.precision is not Precision.YEAR
        case RequiredElement.DAY:
            return seen is not None
        case RequiredElement.PLACE:
            return place is not None
        case _:
            return getattr(record, element.value) is not None
