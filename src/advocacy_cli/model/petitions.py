"""Petitions: what people sign, what is kept of a signature, and the counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field, model_validator

from advocacy_cli.model.answers import Answers, agreed
from advocacy_cli.model.senders import Purpose
from advocacy_cli.model.values import Date, Line, LocalisedText, Truth, Value

RULE = 2
"""The edition of the rule by which marks are made now (see `petition.editions`)."""


class Controller(Value):
    """Who collects signatures and answers for them (GDPR art. 4(7) and 13(1)(a)).

    Attributes:
        name: a person's or an organisation's.
        contact: where one writes to withdraw: an e-mail or a postal address. A controller that is
            written as one text is reached by it.
        example: an invented one; sheets then print SPECIMEN.
    """

    name: Line
    contact: Line
    example: Truth = False

    @model_validator(mode="before")
    @classmethod
    def _one_text(cls, value: Any) -> Any:
        return {"name": value, "contact": value} if isinstance(value, str) else value


class OnPaper(StrEnum):
    """What becomes of the names on sheets."""

    COUNTED = "counted"
    TYPED_IN = "typed_in"


class Petition(Value):
    """The part of `template.yaml` that makes a letter template a petition.

    Attributes:
        text: what people put their names to, per language.
        consent: how they are asked what may be done with their names, per language.
        version: names the wording of `consent`; a new wording takes a new one.
        purposes: what they are asked to agree to, each for itself.
        controller: who collects signatures, and where one writes to withdraw; sheets need it.
        return_by: the day by which sheets are to come back.
        sheets_handed_over: whether the sheets themselves are given to the addressee.
        names_on_paper: `counted` only, or `typed_in` from the sheets and imported; only then do
            sheets ask what may be done with a name.
    """

    text: LocalisedText
    consent: LocalisedText
    version: Line
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)] = (
        Purpose.PRINT_NAME,
        Purpose.PRINT_CITY,
    )
    controller: Controller | None = None
    return_by: Date | None = None
    sheets_handed_over: Truth = False
    names_on_paper: OnPaper = OnPaper.COUNTED


class PetitionCounts(Value):
    """What a letter's text may say of its signatures.

    Attributes:
        total: all signatures, on-line and on paper.
        countries: how many countries the on-line ones come from; sheets do not say.
    """

    total: int = 0
    countries: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why a signature neither counts nor prints for now, and since when."""

    reason: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature that was not given on paper.

    Attributes:
        id: sixteen random hexadecimal digits.
        city: as given; may be empty.
        country: ISO 3166-1; empty where it is not known.
        consents: for each purpose agreed to with the signature, the version of the wording.
        channel: where it was given: `online`, a website's name, or the like.
        at: when it was given, ISO 8601: a day, a part of it, or a time; empty if not known.
        marks: digests that tell a withdrawn signature when it comes again.
        edition: the rule that made the marks; 1 is that of the first stores (see
            `petition.editions`), which kept neither `refused` nor `run`.
        refused: the purposes answered with no.
        run: the import that brought it.
        later: answers that came after it, in their order.
    """

    id: str
    name: str
    city: str
    country: str
    consents: Mapping[Purpose, str]
    channel: str
    at: str
    marks: tuple[str, ...]
    edition: int = 1
    refused: tuple[Purpose, ...] = ()
    run: str = ""
    later: tuple[Answers, ...] = ()
    set_aside: SetAside | None = None

    @property
    def answers(self) -> tuple[Answers, ...]:
        """All answers, in the order they came in.

        The first stores entered the time of the import where a table had no day, so a time with
        its zone is no day to go by there; and whoever had not agreed may have refused.
        """
        at, refused = self.at, self.refused
        if self.edition == 1:
            refused = tuple(purpose for purpose in Purpose if purpose not in self.consents)
            at = "" if _has_zone(at) else at
        return (Answers(self.consents, refused, at, run=self.run), *self.later)

    @property
    def agreed(self) -> Mapping[Purpose, str]:
        """For each purpose agreed to as of the newest answers, the version of the wording."""
        return agreed(self.answers) if self.later else self.consents

    @property
    def shown_city(self) -> str:
        """The city, if it may be printed; else nothing."""
        return self.city if Purpose.PRINT_CITY in self.agreed else ""

    @property
    def is_named(self) -> bool:
        """Whether the name may be printed, as far as its owner is concerned."""
        return self.set_aside is None and Purpose.PRINT_NAME in self.agreed


def _has_zone(at: str) -> bool:
    try:
        return dt.datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Run:
    """An import that took something; `undone` is the day it was taken back."""

    name: str
    on: dt.date
    undone: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """Sheets that were made: `count` of them from number `first`, each with so many lines."""

    first: int
    count: int
    lines: int
    language: str
    on: dt.date

    @property
    def numbers(self) -> range:
        """The numbers of the sheets."""
        return range(self.first, self.first + self.count)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper sheet that came back.

    Attributes:
        count: how many signed it.
        scan: SHA-256 of its scan, or empty; `file` is the scan, relative to the campaign.
    """

    number: int
    count: int
    on: dt.date
    scan: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is left of a signature that was withdrawn: nothing that says whose it was.

    Attributes:
        commitment: what manifests made before hold of it; its salt is gone.
        marks: keep a list that is imported again from bringing the signature back.
        edition: the rule that made the marks; see `petition.editions`.
    """

    commitment: str
    marks: tuple[str, ...]
    on: dt.date
    edition: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a petition.

    Attributes:
        by_country, by_day: of the signatures given on-line; sheets name neither.
        country_unknown, day_unknown: how many of them are in neither.
        consents: how many agreed to each purpose.
        set_aside: how many do not count for now.
    """

    online: int = 0
    paper: int = 0
    sheets: int = 0
    withdrawn: int = 0
    by_country: Mapping[str, int] = field(default_factory=dict)
    by_day: Mapping[str, int] = field(default_factory=dict)
    consents: Mapping[str, int] = field(default_factory=dict)
    country_unknown: int = 0
    day_unknown: int = 0
    set_aside: int = 0

    @property
    def total(self) -> int:
        """All signatures that stand."""
        return self.online + self.paper

    @property
    def counts(self) -> PetitionCounts:
        """What a letter may say of them."""
        return PetitionCounts(total=self.total, countries=len(self.by_country))
