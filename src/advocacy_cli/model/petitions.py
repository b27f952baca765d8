"""Petitions: what people sign, what is kept of a signature, and the counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from advocacy_cli.model.senders import Purpose
from advocacy_cli.model.values import Line, LocalisedText, Value


class Petition(Value):
    """The part of `template.yaml` that makes a letter template a petition.

    Attributes:
        text: what people put their names to, per language.
        consent: how they are asked what may be done with their names, per language.
        version: names the wording of `consent`; a new wording takes a new one.
        purposes: what they are asked to agree to, each for itself.
    """

    text: LocalisedText
    consent: LocalisedText
    version: Line
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)] = (
        Purpose.PRINT_NAME,
        Purpose.PRINT_CITY,
    )


class PetitionCounts(Value):
    """What a letter's text may say of its signatures.

    Attributes:
        total: all signatures, on-line and on paper.
        countries: how many countries the on-line ones come from; sheets do not say.
    """

    total: int = 0
    countries: int = 0


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature that was not given on paper.

    Attributes:
        id: sixteen random hexadecimal digits.
        city: as given; may be empty.
        country: ISO 3166-1.
        consents: for each purpose agreed to, the version of the wording.
        channel: where it was given: `online`, a website's name, or the like.
        at: when it was given, ISO 8601; a day, or a time.
        marks: digests that tell whether the same person signs again (see `petition.store`).
    """

    id: str
    name: str
    city: str
    country: str
    consents: Mapping[Purpose, str]
    channel: str
    at: str
    marks: tuple[str, ...]

    @property
    def shown_city(self) -> str:
        """The city, if it may be printed; else nothing."""
        return self.city if Purpose.PRINT_CITY in self.consents else ""

    @property
    def is_named(self) -> bool:
        """Whether the name may be printed."""
        return Purpose.PRINT_NAME in self.consents


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
    """

    commitment: str
    marks: tuple[str, ...]
    on: dt.date


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a petition.

    Attributes:
        by_country, by_day: of the signatures given on-line; sheets name neither.
        consents: how many agreed to each purpose.
    """

    online: int = 0
    paper: int = 0
    sheets: int = 0
    withdrawn: int = 0
    by_country: Mapping[str, int] = field(default_factory=dict)
    by_day: Mapping[str, int] = field(default_factory=dict)
    consents: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All signatures that stand."""
        return self.online + self.paper

    @property
    def counts(self) -> PetitionCounts:
        """What a letter may say of them."""
        return PetitionCounts(total=self.total, countries=len(self.by_country))
