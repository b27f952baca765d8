"""Whom the list that goes with a letter names, and what is said of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from advocacy_cli.desk.entries import Entry
from advocacy_cli.desk.petitions import Desk
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.model.countries import COUNTRIES, country_problem
from advocacy_cli.model.petitions import Signature
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.naming import Naming, hidden_countries, naming, printed_city
from advocacy_cli.typesetting.faces import missing_characters

SHOWN = 10
"""Ids named in a warning."""
_UNKNOWN_WORD = "unknown"
"""What answers call the country of those who name none."""


@dataclass(frozen=True, slots=True)
class WhoIsNamed:
    """Those whom a list names.

    Attributes:
        held_back: how many agreed and live where nobody is named; by country, or `unknown`.
    """

    named: tuple[Signature, ...]
    held_back: Mapping[str, int]
    problems: tuple[Problem, ...]


def lifted_countries(name_in: Iterable[str]) -> frozenset[str]:
    """The countries whose people are to be named all the same.

    Raises:
        AdvocacyError: one is no country.
    """
    found = [text.upper() for text in name_in]
    for code in found:
        if code not in COUNTRIES:
            message = country_problem(code) or code
            hint = "write codes of two letters, as in --name-in CN"
            raise AdvocacyError(Problem("unknown_country", message, hint=hint))
    return frozenset(found)


def who_is_named(
    desk: Desk, entry: Entry, lifted: frozenset[str], language: str | None
) -> WhoIsNamed:
    """Those whom the list with a letter names.

    Args:
        desk: the petition.
        entry: the letter; whoever gets it, through whom, and who gets copies.
        lifted: the countries whose people are named although they would be held back.
        language: that of the list, to see who can be printed; None to leave that out.
    """
    hidden = hidden_countries(_countries(desk, entry)) - lifted
    found = naming(desk.store.standing, hidden)
    named: Sequence[Signature] = found.named
    problems = [*_not_named(found), *_no_names(desk, found)]
    if language:
        named, unprintable = _printable(named, language)
        problems += unprintable
    held_back = {code or _UNKNOWN_WORD: many for code, many in found.by_country.items()}
    return WhoIsNamed(tuple(named), held_back, tuple(problems))


def consent_warnings(desk: Desk) -> Iterator[Problem]:
    """What to know of the consents before the list goes out."""
    named = [one for one in desk.store.standing if one.is_named]
    if desk.store.standing and not named:
        yield Problem(
            "nobody_named",
            "nobody who signed online agreed to be named, so the list holds counts only",
            severity=Severity.WARNING,
            hint=f"see `advocacy petition status {desk.template.id}`",
        )
    version = desk.petition.version
    others = Counter(text for one in named if (text := one.agreed[Purpose.PRINT_NAME]) != version)
    for text, many in sorted(others.items()):
        yield Problem(
            "other_wording",
            f"{many} of those named agreed to wording {text!r}, not to {version!r}",
            severity=Severity.WARNING,
            where=desk.template.where,
            hint="deliver the list only if what they agreed to covers this addressee",
        )


def _countries(desk: Desk, entry: Entry) -> Iterator[str]:
    """The countries that learn of the list, and those where the campaign names nobody."""
    yield from desk.campaign.settings.never_name_in
    for name in (entry.addressee, entry.via, *desk.template.cc):
        recipient = desk.campaign.recipients.get(name or "")
        if recipient and recipient.represents:
            yield recipient.represents


def _not_named(found: Naming) -> Iterator[Problem]:
    if found.by_country:
        many = ", ".join(
            f"{count} {f'in {code}' if code else 'whose country is unknown'}"
            for code, count in found.by_country.items()
        )
        yield Problem(
            "not_named",
            f"people who agreed to be named are only counted, for where they live: {many}",
            severity=Severity.WARNING,
            hint="`--name-in CN` names those in CN all the same, for whoever must; ask them first",
        )


def _no_names(desk: Desk, found: Naming) -> Iterator[Problem]:
    where = f"advocacy petition set-aside ID --template {desk.template.id}"
    if found.no_names:
        yield Problem(
            "no_name",
            f"what stands for the names of {_ids(found.no_names)} is none: they are counted only",
            severity=Severity.WARNING,
            hint=f"to leave one out of the count as well: {where}",
        )
    no_towns = [one for one in found.named if one.shown_city and not printed_city(one)]
    if no_towns:
        yield Problem(
            "no_town",
            f"what stands for the towns of {_ids(no_towns)} is none, so it is left out",
            severity=Severity.WARNING,
            hint="nothing needs to be done",
        )


def _printable(
    agreed: Sequence[Signature], language: str
) -> tuple[Sequence[Signature], list[Problem]]:
    """Those who can be printed. The others are counted only, and said to be."""
    letters = {character for one in agreed for character in f"{one.name}{printed_city(one)}"}
    missing = missing_characters("".join(letters), language)
    if not missing:
        return agreed, []
    left_out = [one for one in agreed if missing & set(f"{one.name}{printed_city(one)}")]
    problem = Problem(
        "missing_glyphs",
        f"no face here can print the names of {_ids(left_out)}, so they are counted only",
        severity=Severity.WARNING,
        hint="see `advocacy doctor` for faces that are missing",
    )
    unprintable = {one.id for one in left_out}
    return [one for one in agreed if one.id not in unprintable], [problem]


def _ids(signatures: Sequence[Signature]) -> str:
    more = f" and {len(signatures) - SHOWN} more" if len(signatures) > SHOWN else ""
    return ", ".join(one.id for one in signatures[:SHOWN]) + more
