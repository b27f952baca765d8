"""Offices one writes to, who holds them, and where their post goes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from advocacy_cli.errors import Where
from advocacy_cli.model.empty_words import says_nothing
from advocacy_cli.model.listed import Listed
from advocacy_cli.model.values import Country, Date, Identifier, Line, Localised, Region, Value


class Address(Value):
    """A postal address, kept as the lines the post needs; never reformatted.

    Attributes:
        country: where the address lies. The country line is printed from it when needed.
        lines: the lines below the name, without the country. Those that stand for nothing, as
            `NULL`, are not printed.
        postcode: the postcode once more, for routing by prefix. It prints from `lines` only.
    """

    country: Country
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    postcode: Line | None = None

    @model_validator(mode="after")
    def _postcode_is_printed(self) -> Address:
        if self.postcode and not any(self.postcode in line for line in self.lines):
            raise ValueError(
                f"the postcode {self.postcode} stands in none of the lines, so it would not print"
            )
        return self

    @property
    def printed(self) -> tuple[str, ...]:
        """The lines that say something."""
        return tuple(line for line in self.lines if not says_nothing(line))


class Holder(Value):
    """The person who holds an office.

    Attributes:
        style: what stands before the name on an envelope ("His Excellency").
        gender: chooses between forms of address that differ by it; None takes the neutral one.
        as_of: the day the name was last known to be right.
    """

    name: Localised
    style: Localised | None = None
    gender: Literal["m", "f"] | None = None
    as_of: Date | None = None


class Area(Value):
    """A country or region that a post serves, or the part of it whose postcodes begin so.

    A post that serves a country takes the rest of it: whoever lives in no region and has no
    postcode that another post serves.
    """

    region: Region
    postcodes: tuple[Line, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _code_alone(cls, value: Any) -> Any:
        return {"region": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _prefixes_say_something(self) -> Area:
        for prefix in self.postcodes:
            if not any(character.isalnum() for character in prefix):
                raise ValueError(f"{prefix!r} begins no postcode")
        return self


class Recipient(Listed):
    """An office one writes to.

    Attributes:
        form: the role that decides how it is addressed (see `forms_of_address.yaml`).
        office: its title, per language.
        holder: who holds it; None addresses the office ("The Ambassador").
        organisation: the body the office stands in, printed above the address.
        represents: the country it acts for (an embassy's sending State).
        serves: for a post: whose letters it takes.
        address: None where it can only be reached through a post.
        salutation, closing: words of its own that replace those of its form.
        source, as_of: where the address comes from and when it was right.
        do_not_contact: why nobody may write to it any more.
        paused: why nobody should write to it for now.
        contact_again_after: no letter before the day after this one.
        closed_on: the day from which it is closed, and takes no letters.
        succeeded_by: the recipient who takes its letters from then on, and serves what it served.
        where: the place of the entry in its file; no part of its value.
    """

    form: Identifier
    office: Localised | None = None
    short_office: Localised | None = None
    holder: Holder | None = None
    organisation: Localised | None = None
    represents: Country | None = None
    tags: tuple[Identifier, ...] = ()
    serves: tuple[Area, ...] = ()
    address: Address | None = None
    salutation: Localised | None = None
    closing: Localised | None = None
    email: Line | None = None
    source: Line | None = None
    as_of: Date | None = None
    note: Line | None = None
    do_not_contact: Line | None = None
    paused: Line | None = None
    contact_again_after: Date | None = None
    closed_on: Date | None = None
    succeeded_by: Identifier | None = None
    where: Where | None = Field(default=None, exclude=True, repr=False)

    @property
    def country(self) -> str | None:
        """The country it acts for, or else the one it is in."""
        return self.represents or (self.address.country if self.address else None)

    def is_closed(self, today: dt.date) -> bool:
        """Whether it takes no letters any more today."""
        return self.closed_on is not None and self.closed_on <= today

    def held_back(self, today: dt.date) -> str | None:
        """Why no letter may go to it today, or None where one may."""
        if self.do_not_contact:
            return f"not to be contacted: {self.do_not_contact}"
        if self.paused:
            return f"paused: {self.paused}"
        if self.contact_again_after and today <= self.contact_again_after:
            return f"not to be contacted again until after {self.contact_again_after}"
        return None

    @property
    def display_name(self) -> str:
        """A name for lists: holder, office or organisation, in English where there is one."""
        for text in (self.holder and self.holder.name, self.organisation, self.office):
            if text:
                return text.best("en")
        return self.id
