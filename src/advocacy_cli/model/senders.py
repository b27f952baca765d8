"""People who sign letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from advocacy_cli.errors import Where
from advocacy_cli.model.listed import Listed
from advocacy_cli.model.recipients import Address
from advocacy_cli.model.values import (
    Date,
    Identifier,
    Line,
    LocalisedText,
    Region,
    Truth,
)


def _uid(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]{8,64}", text):
        raise ValueError(f"{text!r} is not 8 to 64 letters, digits and hyphens")
    return text


class Purpose(StrEnum):
    """What a person can consent to, each for itself (GDPR art. 9(2)(a))."""

    PRINT_NAME = "print_name"
    PRINT_CITY = "print_city"
    PRINT_ADDRESS = "print_address"
    PUBLISH_NAME = "publish_name"
    CONTACT_ME = "contact_me"
    SHARE_WITH_PARTNER = "share_with_partner"


Uid = Annotated[str, AfterValidator(_uid)]


class Sender(Listed):
    """Somebody who signs letters.

    Attributes:
        uid: a random text that tells this person from every other, on any machine. It goes
            into the reference of each letter, so it must never change.
        merged_uids: the uids of entries that became part of this one; their letters are this
            person's.
        address: where an answer can be sent; an organisation's will do.
        region: where the sender lives (ISO 3166-2), for routing to a post; a bare subdivision
            (`ON`) is completed with the country of the address.
        postcode: where the sender lives, if `address` is elsewhere; for routing only. Without it
            and that of the address, the one in the address's last line counts.
        languages: those the sender writes, best first.
        post: the delivery point to take when several serve the sender's region.
        example: an invented person; their letters print SPECIMEN.
        co_signers: ids of senders who sign below.
        own_words: a paragraph or more of the sender's own, printed where the text says.
        consents: what the sender has agreed to, and on which day.
        paused: why no letter should go out for this sender for now.
    """

    uid: Uid
    merged_uids: tuple[Uid, ...] = ()
    name: Line
    address: Address
    region: Region | None = None
    postcode: Line | None = None
    languages: tuple[str, ...] = ("en",)
    organisation: Line | None = None
    role: Line | None = None
    email: Line | None = None
    phone: Line | None = None
    post: Identifier | None = None
    example: Truth = False
    co_signers: tuple[Identifier, ...] = ()
    own_words: LocalisedText | None = None
    consents: Mapping[Purpose, Date] = {}
    paused: Line | None = None
    where: Where | None = Field(default=None, exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _complete_region(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        region, address = value.get("region"), value.get("address")
        country = address.get("country") if isinstance(address, dict) else None
        if not isinstance(region, str) or not isinstance(country, str) or "-" in region:
            return value
        return value if region == country else {**value, "region": f"{country}-{region}"}

    @property
    def uids(self) -> tuple[str, ...]:
        """All uids that letters of this person may bear, its own first."""
        return (self.uid, *self.merged_uids)

    @property
    def country(self) -> str:
        """The country the sender lives in and posts from."""
        return self.region[:2] if self.region else self.address.country

    @property
    def home_postcode(self) -> str | None:
        """The postcode of where the sender lives, if it is known."""
        if self.postcode or self.address.country != self.country:
            return self.postcode
        return self.address.postcode
