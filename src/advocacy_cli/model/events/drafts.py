"""Drafts of letters, as the ledger keeps them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from advocacy_cli.model.events.entries import Event

SEVERAL = "several"
"""A letter was asked for through several delivery points outright."""
AGAIN = "again"
"""A letter was asked for although the same had been written another way."""


@dataclass(frozen=True, slots=True)
class NamesRead:
    """Somebody read a text that may name persons of cases, and found that it names none.

    Attributes:
        text: the digest of what was read. It says nothing of any other text.
        by: who read it, and `on` the day.
    """

    text: str
    by: str
    on: dt.date

    @property
    def data(self) -> dict[str, str]:
        """What the event of the draft keeps of it."""
        return {"text": self.text, "by": self.by, "on": self.on.isoformat()}


@dataclass(frozen=True, slots=True)
class Draft:
    """The last drafting of a letter.

    Attributes:
        file: path relative to the campaign.
        sha256: of the PDF, in hexadecimal.
        date: the date printed on the letter.
        inputs: digest of everything the letter was made from.
        on: the day it was drafted.
        questions: the questions as printed, the first is number 1.
        series: the history it belongs to, or empty.
        unsure: the digest of the text that may name somebody of a case; empty where none does.
        names_read: who read it for that.
        searched: the digest of all names it was searched for; empty where there were none.
        asked: why it was made beside others that say the same to the same office, or empty.
        points: digests of its addressee and of its delivery point (or empty) without their ids,
            which tell them in a list whose ids have changed.
        run: the run in which the letter was drafted first.
    """

    file: str
    sha256: str
    pages: int
    layout: str
    date: dt.date
    inputs: str
    on: dt.date
    questions: tuple[str, ...] = ()
    series: str = ""
    unsure: str = ""
    names_read: NamesRead | None = None
    searched: str = ""
    asked: str = ""
    points: tuple[str, ...] = ()
    run: str = ""

    def is_as(self, known: Draft) -> bool:
        """Whether it says nothing that an earlier drafting did not, but for the day and the run."""
        asked = self.asked or known.asked
        same = replace(known, on=self.on, run=self.run, points=self.points, asked=asked)
        return same == replace(self, asked=asked) and asked == known.asked

    @property
    def is_unread(self) -> bool:
        """Whether it may name somebody and nobody has read it for that."""
        return bool(self.unsure) and (
            self.names_read is None or self.names_read.text != self.unsure
        )

    @property
    def data(self) -> dict[str, Any]:
        """What its event keeps besides the day."""
        given: dict[str, Any] = {
            "file": self.file,
            "sha256": self.sha256,
            "pages": self.pages,
            "layout": self.layout,
            "date": self.date.isoformat(),
            "inputs": self.inputs,
        }
        if self.questions:
            given["questions"] = list(self.questions)
        if self.series:
            given["series"] = self.series
        if self.searched:
            given["searched"] = self.searched
        if self.unsure:
            given["unsure"] = self.unsure
        if self.names_read:
            given["names_read"] = self.names_read.data
        if self.asked:
            given["asked"] = self.asked
        if self.points:
            given["points"] = list(self.points)
        return given


def draft_of(event: Event, before: Draft | None) -> Draft:
    """The draft that a `drafted` event tells of, after an earlier one of the same letter.

    Raises:
        KeyError, ValueError, TypeError: the event is not what `Draft.data` makes.
    """
    data = event.data
    return Draft(
        file=str(data["file"]),
        sha256=str(data["sha256"]),
        pages=int(data["pages"]),
        layout=str(data["layout"]),
        date=dt.date.fromisoformat(str(data["date"])),
        inputs=str(data["inputs"]),
        on=event.on,
        questions=tuple(map(str, data.get("questions", ()))),
        series=str(data.get("series", "")),
        unsure=str(data.get("unsure", "")),
        names_read=_names_read(data.get("names_read")),
        searched=str(data.get("searched", "")),
        asked=str(data.get("asked", "")) or (before.asked if before else ""),
        points=tuple(map(str, data.get("points", ()))),
        run=before.run if before else event.run or "",
    )


def _names_read(data: Mapping[str, Any] | None) -> NamesRead | None:
    if not data:
        return None
    return NamesRead(str(data["text"]), str(data["by"]), dt.date.fromisoformat(str(data["on"])))
