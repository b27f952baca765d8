"""Cases: the persons and facts that letters speak for, and what each person has agreed to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from advocacy_cli.errors import Where
from advocacy_cli.model.audiences import Audience, Giver, Scope
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.values import (
    Country,
    Date,
    Identifier,
    Line,
    Localised,
    LocalisedText,
    Text,
    Truth,
    Value,
)

ADULT_YEARS = 18

Step = str | int


class Role(StrEnum):
    """Why somebody is never named to a government or in public."""

    SURVIVOR = "survivor"
    SOURCE = "source"
    HELPER = "helper"


class Secret(StrEnum):
    """What a fact would give away."""

    SOURCE = "source"
    HELPER = "helper"
    ROUTE = "route"
    PLACE = "place"


class Consent(Value):
    """What one person agreed to, on one day.

    Attributes:
        by: who gave it: `self`, `family`, `lawyer`, or `none` where nobody did.
        who: the name of who gave it; never printed.
        on: the day it was given.
        scope: what it covers: `to_un`, `to_government`, `public` for the name, `initials_to_un`,
            `initials_to_government`, `initials_public` for the initials alone, `photo`, `place`.
            Each stands for itself.
        expires: the last day it holds.
        withdrawn: the day it was taken back. From then on it never holds, for any letter.
    """

    by: Giver
    who: Line | None = None
    on: Date | None = None
    scope: tuple[Scope, ...] = ()
    expires: Date | None = None
    withdrawn: Date | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Consent:
        if self.by is Giver.NONE:
            if self.scope:
                raise ValueError("consent by none covers nothing, so it has no `scope`")
            return self
        if self.on is None:
            raise ValueError("the day it was given is missing; add `on:`")
        for name, day in (("expires", self.expires), ("withdrawn", self.withdrawn)):
            if day and day < self.on:
                raise ValueError(f"`{name}` {day} is before the day it was given, {self.on}")
        return self

    def holds(self, on: dt.date) -> bool:
        """Whether it is in force on that day: given by then, not expired, never withdrawn."""
        given = self.by is not Giver.NONE and self.on is not None and self.on <= on
        return given and self.withdrawn is None and (self.expires is None or on <= self.expires)


class LastSeen(Value):
    """When and where somebody was last seen.

    Attributes:
        on: as much of the day as is known: `2023`, `2023-10` or `2023-10-09`.
    """

    on: PartialDate | None = None
    place: Localised | None = None


class Person(Value):
    """Somebody a letter speaks for.

    Attributes:
        id: stands in the ledger and in JSON; choose one that does not tell the name.
        described: the words that stand for the person wherever the name may not print.
        known_as: another name the person goes by; printed only where the name is.
        also: other spellings of the names, in any script; never printed, only looked for.
        initials: how to abbreviate the name; made from it where they are not given.
        forces: who is believed responsible.
        state: the State whose forces these are, to which the UN would turn.
        steps: what was done to find the person, or why nothing could be.
        minor: whether it is a child; the birth year tells as well.
        protect: why the person is never named to a government or in public: `survivor` (of
            sexual violence), `source`, `helper`.
        consent: what was agreed to, one record for each time somebody was asked.
    """

    id: Identifier
    described: Localised
    name: Localised | None = None
    known_as: Localised | None = None
    also: tuple[Line, ...] = ()
    initials: Line | None = None
    birth_year: Annotated[int, Field(ge=1850, le=2200)] | None = None
    sex: Localised | None = None
    nationality: Country | None = None
    last_seen: LastSeen = LastSeen()
    forces: Localised | None = None
    state: Country | None = None
    steps: LocalisedText | None = None
    minor: Truth = False
    protect: tuple[Role, ...] = ()
    consent: tuple[Consent, ...] = ()

    @model_validator(mode="after")
    def _was_born_before(self) -> Person:
        seen = self.last_seen.on
        if self.birth_year and seen and seen.last.year < self.birth_year:
            raise ValueError(f"last seen {seen}, before the birth year {self.birth_year}")
        return self

    def is_protected(self, on: dt.date) -> bool:
        """Whether the person must not be named to a government or in public, agreed or not.

        Where only the birth year is known, somebody counts as a child through the whole year of
        coming of age.
        """
        young = self.birth_year is not None and on.year - self.birth_year <= ADULT_YEARS
        return self.minor or young or bool(self.protect)


class Fact(Value):
    """Something that happened.

    Attributes:
        text: what happened, in words that name nobody who may not be named.
        on: as much of the day as is known; of what lasted longer, the beginning.
        until: the end of what lasted longer.
        place: printed for the UN only.
        source: where it is known from; printed for the UN only.
        audience: who may read it: `un`, `government`, `public`. The last two read no more of its
            days than the month, unless everybody it is about may be named to them.
        persons: ids of those it is about; empty where it is about all.
        protect: what it would give away: `source`, `helper`, `route`, `place`. Such a fact is for
            the UN alone.
    """

    text: LocalisedText
    on: PartialDate | None = None
    until: PartialDate | None = None
    place: Localised | None = None
    source: Line | None = None
    audience: tuple[Audience, ...] = (Audience.UN,)
    persons: tuple[Identifier, ...] = ()
    protect: tuple[Secret, ...] = ()

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Fact:
        if self.until and self.on is None:
            raise ValueError("`until` needs a beginning; add `on:`")
        if self.until and self.on and self.until.last < self.on.first:
            raise ValueError(f"its end {self.until} is before its beginning {self.on}")
        return self


class Case(Value):
    """The persons and facts that letters speak for.

    Attributes:
        title: names the case in letters, without naming a person.
        note: for yourself; never printed.
        places: where its parts stand in the file, by the way to them; no part of the value.
    """

    id: Identifier
    title: Localised
    persons: Annotated[tuple[Person, ...], Field(min_length=1)]
    facts: tuple[Fact, ...] = ()
    note: Text = ""
    places: Mapping[tuple[Step, ...], Where] = Field(default={}, exclude=True, repr=False)

    def at(self, *path: Step) -> Where | None:
        """The place of the value at `path`, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return None
