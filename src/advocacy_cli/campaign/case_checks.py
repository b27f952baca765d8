"""What is wrong, or to be known, of a case: days to come, consents that do not hold, slips."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.audiences import Audience, Scope
from advocacy_cli.model.case_views import days_told, may_read
from advocacy_cli.model.cases import Case, Consent, Fact, Person
from advocacy_cli.model.consent import scopes
from advocacy_cli.model.hangul import is_hangul
from advocacy_cli.model.name_search import NameSearch, named_against_consent
from advocacy_cli.model.name_spellings import names_of

Way: TypeAlias = tuple[str | int, ...]
"""Keys and indices that lead to a part of a case."""


def case_findings(case: Case, today: dt.date) -> Iterator[Problem]:
    """What is wrong with a case on that day, and what to know of it."""
    yield from _days_to_come(case, today)
    for index, person in enumerate(case.persons):
        yield from _consents(case, index, person, today)
        yield from _spellings(case, index, person)
    for index, fact in enumerate(case.facts):
        yield from _fact(case, index, fact)
    yield from _telling_ids(case)
    yield from _names_in_texts(case, today)
    for audience in Audience:
        yield from days_in_facts(case, audience, today)


def days_in_facts(case: Case, audience: Audience, on: dt.date) -> Iterator[Problem]:
    """Facts that tell an audience a day with which one who is not named can be found."""
    for index, day in days_told(case, audience, on):
        yield _warning(
            "tells_day",
            f"fact {index + 1} of {case.id} tells the audience {audience} a day, {day}, and not"
            " everybody it is about is named to it",
            case.at("facts", index, "text"),
            "a day, and what happened to a group, tell a security service who was in it: write the"
            " month, or keep the fact to `audience: [un]`",
        )


def _days_to_come(case: Case, today: dt.date) -> Iterator[Problem]:
    for index, person in enumerate(case.persons):
        way = ("persons", index)
        if person.birth_year and person.birth_year > today.year:
            where = case.at(*way, "birth_year")
            yield _to_come(f"the birth year of {person.id}, {person.birth_year},", where)
        if person.last_seen.on and person.last_seen.on.first > today:
            where = case.at(*way, "last_seen", "on")
            yield _to_come(f"the day {person.id} was last seen, {person.last_seen.on},", where)
        for number, consent in enumerate(person.consent):
            for name, day in (("on", consent.on), ("withdrawn", consent.withdrawn)):
                if day and day > today:
                    where = case.at(*way, "consent", number, name)
                    yield _to_come(f"`{name}` of a consent of {person.id}, {day},", where)
    for index, fact in enumerate(case.facts):
        for name, part in (("on", fact.on), ("until", fact.until)):
            if part and part.first > today:
                yield _to_come(f"`{name}` of a fact, {part},", case.at("facts", index, name))


def _to_come(what: str, where: Where | None) -> Problem:
    return Problem(
        "future_date",
        f"{what} has not come yet",
        where=where,
        hint="write a day that has passed",
    )


def _consents(case: Case, index: int, person: Person, today: dt.date) -> Iterator[Problem]:
    where, agreed = case.at("persons", index), scopes(person, today)
    if not any(consent.scope for consent in person.consent):
        yield _warning(
            "no_consent",
            f"nobody has consented for {person.id}, so letters only describe this person",
            where,
            "ask the person or the family, and write down under `consent:` what was agreed to",
        )
    for number, consent in enumerate(person.consent):
        if not set(consent.scope) <= agreed:
            yield from _not_in_force(person, consent, today, case.at(*_way(index, number)))
    if Scope.PLACE in agreed and person.is_protected(today):
        yield _warning(
            "protected_place",
            f"the place of {person.id} is told to the UN alone, whatever was agreed to: the person"
            " is a child, a survivor, a source or a helper",
            where,
            "take `place` out of the scope, so that nobody expects it to print",
        )


def _way(index: int, number: int) -> Way:
    return ("persons", index, "consent", number)


def _not_in_force(
    person: Person, consent: Consent, today: dt.date, where: Where | None
) -> Iterator[Problem]:
    """A consent that holds no more, and that no other one replaces."""
    if consent.withdrawn:
        yield _warning(
            "withdrawn_consent",
            f"a consent for {person.id} was withdrawn on {consent.withdrawn}",
            where,
            "leave the record as it is; letters that have not left are to be drafted again",
        )
    elif consent.expires and consent.expires < today:
        yield _warning(
            "expired_consent",
            f"a consent for {person.id} expired on {consent.expires}",
            where,
            "ask again, and add a new record below this one",
        )


def _spellings(case: Case, index: int, person: Person) -> Iterator[Problem]:
    """A name that letters in Latin script would give in letters that are not known.

    How Hangul is written in Latin letters the search works out itself.
    """
    names = list(names_of(person))
    if names and not any(_is_latin(name) or is_hangul("".join(name.split())) for name in names):
        yield _warning(
            "no_latin_spelling",
            f"the name of {person.id} is given in no Latin letters, so letters written in them"
            " cannot be searched for it",
            case.at("persons", index, "name"),
            "add the spellings that it may have, as `also: [...]`",
        )


def _is_latin(name: str) -> bool:
    return any("LATIN" in unicodedata.name(letter, "") for letter in name)


def _telling_ids(case: Case) -> Iterator[Problem]:
    """Ids that tell a part of somebody's name."""
    words = {person.id: set(_name_words(person)) for person in case.persons}
    for index, person in enumerate(case.persons):
        if words[person.id] & set(person.id.split("-")):
            where = case.at("persons", index, "id")
            yield _telling(f"the id {person.id} tells a part of the person's name", where)
    if set(case.id.split("-")) & set().union(*words.values()):
        where = case.at()
        yield _telling(f"the file's name, {case.id}, tells a part of a person's name", where)


def _name_words(person: Person) -> Iterator[str]:
    for name in names_of(person):
        yield from name.casefold().replace("-", " ").split()


def _telling(message: str, where: Where | None) -> Problem:
    hint = "ids stand in the ledger and in JSON; take one that tells nothing, such as p1"
    return _warning("telling_id", message, where, hint)


def _fact(case: Case, index: int, fact: Fact) -> Iterator[Problem]:
    if not fact.source:
        yield _warning(
            "no_source",
            f"fact {index + 1} of {case.id} has no `source`",
            case.at("facts", index),
            "note where it is known from; the source prints for the UN only",
        )
    open_to = [audience.value for audience in fact.audience if not may_read(fact, audience)]
    if open_to:
        yield Problem(
            "protected_fact",
            f"fact {index + 1} of {case.id} gives away a {fact.protect[0].value}, so it cannot be"
            f" for {' and '.join(open_to)}",
            where=case.at("facts", index, "audience"),
            hint="keep to `audience: [un]`, or tell it so that nothing is given away",
        )


def _names_in_texts(case: Case, today: dt.date) -> Iterator[Problem]:
    """Texts that name somebody to an audience that may not read the name."""
    everybody, search = tuple(Audience), NameSearch([case])
    texts: list[tuple[Way, tuple[Audience, ...], Mapping[str, str]]] = [
        (("title",), everybody, case.title.root)
    ]
    texts += [
        (("persons", index, "described"), everybody, person.described.root)
        for index, person in enumerate(case.persons)
    ]
    texts += [
        (("facts", index, "text"), tuple(a for a in Audience if may_read(fact, a)), fact.text.root)
        for index, fact in enumerate(case.facts)
    ]
    for way, audiences, by_language in texts:
        text = "\n".join(by_language.values())
        found: dict[str, list[str]] = {}
        for audience in audiences:
            for person in named_against_consent(search, audience, today, text):
                found.setdefault(person.id, []).append(audience.value)
        for name, readers in found.items():
            yield Problem(
                "names_person",
                f"the text names {name}, whose name may not be read by: {', '.join(readers)}",
                where=case.at(*way),
                hint="describe the person instead",
            )


def _warning(code: str, message: str, where: Where | None, hint: str) -> Problem:
    return Problem(code, message, severity=Severity.WARNING, where=where, hint=hint)
