"""A case as one audience may read it: what it may not read is not in here at all."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from advocacy_cli.model.audiences import Audience, Giver
from advocacy_cli.model.cases import Case, Fact, Person
from advocacy_cli.model.consent import (
    Element,
    Naming,
    NamingKind,
    consent_for,
    may_print,
    naming,
)
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.values import Country, Localised, LocalisedText, Value


class PersonView(Value):
    """What an audience may read of a person. What is None is not known, or not for this audience.

    Attributes:
        naming: the words for the person.
        last_seen, place: when and where the person was last seen.
        consent_by, consent_on: who agreed to the name being read by this audience, and when.
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
            _fact(fact, audience)
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
        }
    )


def may_read(fact: Fact, audience: Audience) -> bool:
    """Whether a fact is for this audience; what would give something away is for the UN alone."""
    return audience in fact.audience and (audience is Audience.UN or not fact.protect)


def named_against_consent(
    case: Case, audience: Audience, on: dt.date, text: str
) -> Iterator[Person]:
    """The persons of a case whom a text names, though the audience may not read their names.

    It looks for whole names in any language of the case, given name first or last, whatever their
    case, accents and hyphens; not for parts of them.
    """
    shown = _letters(text)
    for person in case.persons:
        if naming(person, audience, on).kind is NamingKind.NAME:
            continue
        if any(_mentions(shown, name) for name in _names(person)):
            yield person


def _names(person: Person) -> Iterator[str]:
    for text in (person.name, person.known_as):
        yield from text.root.values() if text else ()


def _mentions(text: str, name: str) -> bool:
    return any(_stands_in(text, _letters(spelt)) for spelt in _orders(name))


def _orders(name: str) -> set[str]:
    """The name, and with the family name at its other end."""
    words = name.split()
    return {name, " ".join(words[1:] + words[:1]), " ".join(words[-1:] + words[:-1])}


def _stands_in(text: str, name: str) -> bool:
    if not name or name not in text:
        return False
    # Scripts without capitals set particles right behind a name, or write without blanks.
    spaced = any(character.lower() != character.upper() for character in name)
    return not spaced or f" {name} " in f" {text} "


def _letters(text: str) -> str:
    """The words of a text without case, accents and signs, a blank between two.

    Typesetting turns apostrophes and hyphens into others, and people leave accents out.
    """
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    parts = unicodedata.normalize("NFKD", seen.casefold())
    bare = "".join(each for each in parts if not unicodedata.combining(each))
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", bare)).split())


def _concerns(fact: Fact, person: Person | None) -> bool:
    return person is None or not fact.persons or person.id in fact.persons


def _fact(fact: Fact, audience: Audience) -> FactView:
    confidential = audience is Audience.UN
    return FactView(
        text=fact.text,
        on=fact.on,
        until=fact.until,
        place=fact.place if confidential else None,
        source=fact.source if confidential else None,
    )
