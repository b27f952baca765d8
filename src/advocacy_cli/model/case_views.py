"""A case as one audience may read it: what it may not read is not in here at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from advocacy_cli.model.audiences import Audience, Giver, Scope
from advocacy_cli.model.cases import Case, Fact, Person
from advocacy_cli.model.consent import (
    SCOPE_FOR,
    Element,
    Naming,
    NamingKind,
    consent_for,
    given_by,
    may_print,
    naming,
)
from advocacy_cli.model.days_in_text import day_told
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.values import Country, Localised, LocalisedText, Value


class Agreement(Value):
    """What somebody agreed to for a person, on one day."""

    by: Giver
    scope: Scope
    on: dt.date


class PersonView(Value):
    """What an audience may read of a person. What is None is not known, or not for this audience.

    Attributes:
        naming: the words for the person.
        last_seen, place: when and where the person was last seen.
        state: the State whose forces are believed responsible.
        consent_by, consent_on: who agreed to the name being read by this audience, and when.
        agreed, protected: for the UN, since it may pass a name on: what was agreed to, and whether
            the person must not be named to a government or in public all the same.
    """

    naming: Naming
    described: Localised
    name: Localised | None = None
    known_as: Localised | None = None
    birth_year: int | None = None
    sex: Localised | None = None
    nationality: Country | None = None
    last_seen: PartialDate | None = None
    place: Localised | None = None
    forces: Localised | None = None
    steps: LocalisedText | None = None
    consent_by: Giver | None = None
    consent_on: dt.date | None = None
    state: Country | None = None
    agreed: tuple[Agreement, ...] = ()
    protected: bool = False

    def agreed_on(self, scope: Scope, by: Giver | None = None) -> dt.date | None:
        """The last day on which that giver agreed to it; with no giver named, by whom it holds.

        Nobody who is protected is named to a government or in public, whatever was agreed to.
        """
        if by is None and self.protected and scope is not Scope.TO_UN:
            return None
        days = [one.on for one in self.agreed if one.scope is scope and by in {None, one.by}]
        return max(days, default=None)


class FactView(Value):
    """What an audience may read of a fact."""

    text: LocalisedText
    on: PartialDate | None = None
    until: PartialDate | None = None
    place: Localised | None = None
    source: str | None = None


class CaseView(Value):
    """What an audience may read of a case.

    Attributes:
        about_one: whether the letter is about a single person of it.
    """

    title: Localised
    persons: tuple[PersonView, ...]
    facts: tuple[FactView, ...]
    about_one: bool = False


def case_view(
    case: Case, audience: Audience, on: dt.date, person: Person | None = None
) -> CaseView:
    """The case for an audience in a letter of that day.

    Args:
        case: the case.
        audience: who reads the letter.
        on: the letter's date.
        person: the only one the letter is about; None for all of the case.
    """
    persons = (person,) if person else case.persons
    return CaseView(
        title=case.title,
        persons=tuple(person_view(one, audience, on) for one in persons),
        facts=tuple(
            _fact(fact, audience, by_month=not _all_named(case, fact, audience, on))
            for fact in case.facts
            if may_read(fact, audience) and _concerns(fact, person)
        ),
        about_one=person is not None,
    )


def person_view(person: Person, audience: Audience, on: dt.date) -> PersonView:
    """What an audience may read of a person in a letter of that day."""
    consent = consent_for(person, audience, on)
    known = {
        Element.NAME: person.name,
        Element.KNOWN_AS: person.known_as,
        Element.BIRTH_YEAR: person.birth_year,
        Element.SEX: person.sex,
        Element.NATIONALITY: person.nationality,
        Element.LAST_SEEN: person.last_seen.on,
        Element.PLACE: person.last_seen.place,
        Element.FORCES: person.forces,
        Element.STATE: person.state,
        Element.STEPS: person.steps,
    }
    shown = {
        what.value: value for what, value in known.items() if may_print(person, what, audience, on)
    }
    agreed = consent if may_print(person, Element.CONSENT, audience, on) else None
    return PersonView.model_validate(
        {
            "naming": naming(person, audience, on),
            "described": person.described,
            **shown,
            "consent_by": agreed.by if agreed else None,
            "consent_on": agreed.on if agreed else None,
            **(_passing_on(person, on) if agreed and audience is Audience.UN else {}),
        }
    )


def _passing_on(person: Person, on: dt.date) -> Mapping[str, object]:
    return {"agreed": tuple(_agreements(person, on)), "protected": person.is_protected(on)}


def _agreements(person: Person, on: dt.date) -> Iterator[Agreement]:
    for scope in SCOPE_FOR.values():
        for by in Giver:
            given = given_by(person, by, scope, on)
            if given and given.on:
                yield Agreement(by=by, scope=scope, on=given.on)


def may_read(fact: Fact, audience: Audience) -> bool:
    """Whether a fact is for this audience; what would give something away is for the UN alone."""
    return audience in fact.audience and (audience is Audience.UN or not fact.protect)


def _concerns(fact: Fact, person: Person | None) -> bool:
    return person is None or not fact.persons or person.id in fact.persons


def days_told(case: Case, audience: Audience, on: dt.date) -> Iterator[tuple[int, str]]:
    """The facts whose words tell a day to readers to whom not everybody concerned is named.

    Yields:
        The fact's place in the case, and the day as it is written.
    """
    for index, fact in enumerate(case.facts):
        if may_read(fact, audience) and not _all_named(case, fact, audience, on):
            told = next(filter(None, map(day_told, fact.text.root.values())), None)
            if told:
                yield index, told


def _all_named(case: Case, fact: Fact, audience: Audience, on: dt.date) -> bool:
    """Whether everybody a fact is about is named to the audience; the UN need not be."""
    if audience is Audience.UN:
        return True
    concerned = [one for one in case.persons if not fact.persons or one.id in fact.persons]
    return all(naming(one, audience, on).kind is NamingKind.NAME for one in concerned)


def _fact(fact: Fact, audience: Audience, *, by_month: bool) -> FactView:
    """A fact for an audience: a day and what happened to a group find a person among it."""
    confidential = audience is Audience.UN
    begin, end = fact.on, fact.until
    if by_month:
        begin, end = begin and begin.month, end and end.month
    return FactView(
        text=fact.text,
        on=begin,
        until=None if by_month and end == begin else end,
        place=fact.place if confidential else None,
        source=fact.source if confidential else None,
    )
