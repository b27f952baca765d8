"""Communications: letters that somebody else sent, and whose replies are followed all the same."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from advocacy_cli.model.events.entries import Event

_UN_REFERENCE = re.compile(r"(UA|AL|OL|JUA|JAL|JOL) ([A-Z]{3}) (\d{1,3})/(\d{4})")
_LOOKS_LIKE_ONE = re.compile(r"(?:UA|AL|OL|JUA|JAL|JOL)\W*[A-Z]{2,3}\W*\d+(?:\W+\d*)?")


class CommunicationKind(StrEnum):
    """What mandate holders of the United Nations call their letters, as in their references."""

    URGENT_APPEAL = "UA"
    ALLEGATION_LETTER = "AL"
    OTHER_LETTER = "OL"
    JOINT_URGENT_APPEAL = "JUA"
    JOINT_ALLEGATION_LETTER = "JAL"
    JOINT_OTHER_LETTER = "JOL"


@dataclass(frozen=True, slots=True)
class Communication:
    """What is known of a letter that somebody else sent.

    Attributes:
        on: the day it was sent; where that is not known, the last day that it can have been.
        author: who sent it.
        un_ref: its own reference, as `AL KOR 3/2019`; empty if it is not known.
        subject: what it is about, where it has no such reference.
        mandates: the mandates that sent it.
        questions: the questions it asks, the first is number 1.
        url: where it is published.
        confidential_until: the day from which it may be spoken of; None where none was given.
        public_on: the day on which it was made public; None while nobody has entered one. It
            counts before `confidential_until`, and before what the procedure says.
        reply_within: the term it gives for a reply, as `60d`; None where none was given.
        series: the history it belongs to.
        dated: as much of the day as is known where that is less, as `2023` or `2023-10`.
    """

    on: dt.date
    author: str
    un_ref: str = ""
    subject: str = ""
    mandates: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    url: str = ""
    confidential_until: dt.date | None = None
    public_on: dt.date | None = None
    reply_within: str | None = None
    series: str = ""
    dated: str = ""

    @property
    def kind(self) -> CommunicationKind | None:
        """Its kind, where its reference says one."""
        return CommunicationKind(self.un_ref.split()[0]) if self.un_ref else None

    @property
    def name(self) -> str:
        """What people call it: its own reference, else its date and subject."""
        return self.un_ref or f"{self.when} {self.subject}"

    @property
    def when(self) -> str:
        """As much of the day it was sent as is known."""
        return self.dated or str(self.on)

    @property
    def may_be_told_on(self) -> dt.date | None:
        """The first day on which it may be spoken of, so far as one was entered."""
        return self.public_on or self.confidential_until

    @property
    def data(self) -> dict[str, Any]:
        """What its event keeps besides the day."""
        until = self.confidential_until
        given = {
            "author": self.author,
            "un_ref": self.un_ref,
            "subject": self.subject,
            "mandates": list(self.mandates),
            "questions": list(self.questions),
            "url": self.url,
            "confidential_until": until.isoformat() if until else None,
            "public_on": self.public_on.isoformat() if self.public_on else None,
            "reply_within": self.reply_within,
            "series": self.series,
            "dated": self.dated,
        }
        return {name: value for name, value in given.items() if value}


def communication_of(event: Event) -> Communication:
    """The communication that a `communicated` event tells of.

    Raises:
        KeyError, ValueError, TypeError: the event is not what `Communication.data` makes.
    """
    data: Mapping[str, Any] = event.data
    until, public_on = data.get("confidential_until"), data.get("public_on")
    return Communication(
        on=event.on,
        author=str(data["author"]),
        un_ref=str(data.get("un_ref", "")),
        subject=str(data.get("subject", "")),
        mandates=tuple(map(str, data.get("mandates", ()))),
        questions=tuple(map(str, data.get("questions", ()))),
        url=str(data.get("url", "")),
        confidential_until=dt.date.fromisoformat(until) if until else None,
        public_on=dt.date.fromisoformat(public_on) if public_on else None,
        reply_within=data.get("reply_within"),
        series=str(data.get("series", "")),
        dated=str(data.get("dated", "")),
    )


def read_un_reference(text: str) -> str | None:
    """The reference of a United Nations communication in its standard form; None if it is none.

    The form is kind, the State's ISO 3166-1 alpha-3 code (`OTH` for others), a running number
    without a leading zero, and the year: `AL KOR 3/2019`. The number is of its State and year;
    the year may differ from that of sending.

    Raises:
        ValueError: it looks like one, but is not; the message says how it is written.
    """
    written = " ".join(text.upper().split())
    match = _UN_REFERENCE.fullmatch(written)
    if match and not match[3].startswith("0"):
        return written
    if _LOOKS_LIKE_ONE.fullmatch(written):
        raise ValueError(f"{text!r} is not a reference such as AL KOR 3/2019")
    return None
