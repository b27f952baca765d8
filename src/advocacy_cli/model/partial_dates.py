"""Days that are known only in part: the year, the month, or the day itself."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from enum import StrEnum
from typing import Any

from pydantic import ConfigDict, RootModel, ValidationError, field_validator

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Precision(StrEnum):
    """How much of a day is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class PartialDate(RootModel[str]):
    """`2023`, `2023-10` or `2023-10-09`: as much of a day as is known, and no more."""

    model_config = ConfigDict(frozen=True)

    @field_validator("root")
    @classmethod
    def _is_a_time(cls, text: str) -> str:
        match = _SHAPE.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a date; write {_instead(text)}")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            dt.date(year or 0, month or 1, day or 1)
        except ValueError:
            raise ValueError(f"there is no {'day' if day is not None else 'time'} {text}") from None
        return text

    @property
    def precision(self) -> Precision:
        """Whether the year, the month or the day is known."""
        return (Precision.YEAR, Precision.MONTH, Precision.DAY)[self.root.count("-")]

    @property
    def first(self) -> dt.date:
        """The earliest day it can mean."""
        year, month, day = self._parts()
        return dt.date(year, month or 1, day or 1)

    @property
    def last(self) -> dt.date:
        """The latest day it can mean."""
        year, month, day = self._parts()
        month = month or 12
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def month(self) -> PartialDate:
        """The same, no finer than the month."""
        return PartialDate(self.root[: len("2023-10")])

    def _parts(self) -> tuple[int, int, int]:
        year, month, day = (int(part) for part in [*self.root.split("-"), "0", "0"][:3])
        return year, month, day

    def __str__(self) -> str:
        return self.root


def read_partial_date(text: Any) -> PartialDate:
    """The date that a text such as `2023-10` means.

    Raises:
        ValueError: it means none; the message says why.
    """
    try:
        return PartialDate(text)
    except ValidationError as error:
        raise ValueError(error.errors()[0]["ctx"]["error"]) from None


def reckoned(known: PartialDate | None, today: dt.date) -> tuple[dt.date, str]:
    """The day to reckon with of what happened, and what is known where that is less than the day.

    It is the last day that it can have been, which is no later than today. Of a time that has not
    come it is the first day; nothing known means today.
    """
    if known is None:
        return today, ""
    day = known.first if known.first > today else min(known.last, today)
    return day, "" if known.precision is Precision.DAY else str(known)


def earliest(on: dt.date, dated: str) -> dt.date:
    """The first day that something can have happened of which `reckoned` gave these two."""
    return PartialDate(dated).first if dated else on


def _instead(text: str) -> str:
    """How to write what was meant, if it names a month in English; else how dates are written."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text, re.ASCII)
    month = re.search(r"[a-z]{3,}", text.lower())
    if year and month and month[0][:3] in _MONTHS:
        day = re.search(r"(?<!\d)\d{1,2}(?!\d)", text, re.ASCII)
        meant = f"{year[0]}-{_MONTHS.index(month[0][:3]) + 1:02}"
        return f"{meant}-{int(day[0]):02}" if day else meant
    return "2023, 2023-10 or 2023-10-09, as much as is known"
