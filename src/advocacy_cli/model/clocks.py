"""Clocks: when a reply is due, and what else has its day. Computed, never stored.

A clock starts on the day the letter was sent. Days alone count, as the people who write and read
them count days; a term ends with the day it names.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, PlainSerializer

from advocacy_cli.model.events import ClockAction, ClockChange, Delivery, LetterState
from advocacy_cli.model.values import Truth, Value

LONGEST = {"d": 36_500, "wd": 26_000, "m": 1_200}
"""A hundred years in each unit."""
DUE_SOON_DAYS = 14
"""A clock is due soon when no more than these days are left."""

_TERM = re.compile(r"(-?\d{1,9})\s*([a-z]+)", re.IGNORECASE)
NEVER_ARRIVED = frozenset({Delivery.REFUSED, Delivery.RETURNED})

IsWorkingDay: TypeAlias = Callable[[dt.date], bool]


class Unit(StrEnum):
    """What a term is counted in."""

    DAYS = "d"
    WORKING_DAYS = "wd"
    MONTHS = "m"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: `60d` calendar days, `10wd` working days, `6m` months."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number}{self.unit.value}"

    def after(self, day: dt.date, is_working_day: IsWorkingDay) -> dt.date:
        """The last day of the term that begins with the end of `day`.

        A month later is the same day of that month, or its last day where it has no such day.
        No term goes beyond the end of the calendar, in the year 9999.
        """
        if self.unit is Unit.MONTHS:
            return _months_after(day, self.number)
        if self.unit is Unit.DAYS:
            return _days_after(day, dt.timedelta(days=self.number))
        left = self.number
        while left and day < dt.date.max:
            day += dt.timedelta(days=1)
            left -= is_working_day(day)
        return day


def _months_after(day: dt.date, months: int) -> dt.date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _days_after(day: dt.date, days: dt.timedelta) -> dt.date:
    try:
        return day + days
    except OverflowError:
        return dt.date.max


def read_term(value: Any) -> Term:
    """The term that a text such as `60d` means.

    Raises:
        ValueError: it means none, or none that ends; the message says why.
    """
    if isinstance(value, Term):
        return value
    match = _TERM.fullmatch(str(value).strip())
    units = "write days as 60d, working days as 10wd, months as 6m"
    if match is None:
        raise ValueError(f"{value!r} is not a length of time; {units}")
    number, unit = int(match[1]), match[2].lower()
    if unit not in set(Unit):
        raise ValueError(f"there is no unit {match[2]!r} in {value!r}; {units}")
    if number < 1:
        raise ValueError(f"{value!r} is over before it begins; it takes at least 1{unit}")
    if number > LONGEST[unit]:
        raise ValueError(f"{value!r} is longer than a hundred years")
    return Term(number, Unit(unit))


TermText = Annotated[Term, BeforeValidator(read_term), PlainSerializer(str, return_type=str)]


class ClockRules(Value):
    """The terms of a letter, counted from the day it was sent.

    Attributes:
        reply_within: a reply is due at its end.
        remind: when to think of it before it is due.
        long_overdue: after it a letter without a reply is long overdue.
        confidential: until its end the letter is not spoken of in public.
        never_public: no term ends that: only a day that was entered does.
        answer_within: our own term to answer a reply, from the day it was passed on to us.
    """

    reply_within: TermText | None = None
    remind: tuple[TermText, ...] = ()
    long_overdue: TermText | None = None
    confidential: TermText | None = None
    never_public: Truth = False
    answer_within: TermText | None = None


NO_RULES = ClockRules()


class ClockStanding(StrEnum):
    """Where a clock stands."""

    NONE = "none"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    PAUSED = "paused"
    MET = "met"


class Due(StrEnum):
    """What a day of a clock asks for."""

    REMIND = "remind"
    REPLY = "reply"
    LONG_OVERDUE = "long_overdue"
    ANSWER = "answer"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Clock:
    """The days of one letter. A day is None where nothing gives it.

    Attributes:
        started_on: the day it was sent.
        due_on: the last day on which a reply is in time.
        remind_on: days before it, earliest first.
        long_overdue_on: the last day before a missing reply is long overdue.
        paused_on: since when the clock stands still.
        met_on: the day of the first reply that ended the waiting.
        confidential_until: the first day on which the letter may be spoken of.
        never_public: it may not be on any day, unless `confidential_until` gives one.
        answer_due_on: the last day to answer the reply that was passed on last.
        is_reckoned: the day of sending is not known, and `started_on` the last that it can have
            been; so are the days that count from it.
    """

    standing: ClockStanding = ClockStanding.NONE
    started_on: dt.date | None = None
    due_on: dt.date | None = None
    remind_on: tuple[dt.date, ...] = ()
    long_overdue_on: dt.date | None = None
    paused_on: dt.date | None = None
    met_on: dt.date | None = None
    confidential_until: dt.date | None = None
    answer_due_on: dt.date | None = None
    is_reckoned: bool = False
    never_public: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether a reply is still awaited, in time or not."""
        return self.standing not in {ClockStanding.NONE, ClockStanding.MET}

    @property
    def is_overdue(self) -> bool:
        """Whether the reply is late."""
        return self.standing in {ClockStanding.OVERDUE, ClockStanding.LONG_OVERDUE}

    @property
    def days(self) -> tuple[tuple[Due, dt.date], ...]:
        """What is to be thought of and when.

        The days of a reply count while it is awaited and the clock is not paused.
        """
        found: list[tuple[Due, dt.date | None]] = []
        if self.is_waiting and self.standing is not ClockStanding.PAUSED:
            found += [(Due.REMIND, day) for day in self.remind_on]
            found += [(Due.REPLY, self.due_on), (Due.LONG_OVERDUE, self.long_overdue_on)]
        found += [(Due.ANSWER, self.answer_due_on), (Due.PUBLIC, self.confidential_until)]
        return tuple((due, day) for due, day in found if day)

    def is_confidential(self, on: dt.date) -> bool:
        """Whether the letter must not be spoken of in public on that day."""
        if self.confidential_until is None:
            return self.never_public
        return on < self.confidential_until


STOPPED = Clock()
"""The clock of a letter that has not left."""


def clock_of(
    state: LetterState,
    rules: ClockRules,
    today: dt.date,
    is_working_day: IsWorkingDay,
    answered_on: dt.date | None = None,
) -> Clock:
    """The clock of a letter, as it stands today.

    Args:
        rules: the terms of its template or procedure; of a communication its own go before.
        is_working_day: of the recipient's country.
        answered_on: the last day on which a letter went out that belongs to this one.
    """
    start = state.sent_on
    if start is None:
        return STOPPED
    reply_within = rules.reply_within
    communication = state.communication
    if communication and communication.reply_within:
        reply_within = read_term(communication.reply_within)
    usual_due = reply_within.after(start, is_working_day) if reply_within else None
    count = _Count(start, usual_due, is_working_day)
    for change in state.clock_changes:
        count.change(change)
    shift = count.due - usual_due if count.due and usual_due else dt.timedelta()

    def shifted(terms: Iterable[Term | None]) -> list[dt.date]:
        days = (term.after(start, is_working_day) for term in terms if term)
        return sorted({_days_after(day, shift) for day in days})

    clock = Clock(
        started_on=start,
        due_on=count.due,
        remind_on=tuple(
            day for day in shifted(rules.remind) if count.due and start < day < count.due
        ),
        long_overdue_on=next(
            (max(day, count.due or day) for day in shifted([rules.long_overdue])), None
        ),
        paused_on=count.paused_on,
        met_on=min((reply.on for reply in state.replies if reply.is_decisive), default=None),
        confidential_until=_confidential_until(state, rules, start, is_working_day),
        answer_due_on=_answer_due_on(state, rules, is_working_day, answered_on),
        is_reckoned=bool(state.sent_dated),
        never_public=rules.never_public,
    )
    return replace(clock, standing=_standing(clock, state.delivery, today))


class _Count:
    """Counts one clock through its changes, in the order they were entered."""

    def __init__(self, start: dt.date, due: dt.date | None, is_working_day: IsWorkingDay) -> None:
        self._start = start
        self._is_working_day = is_working_day
        self.due = due
        self.paused_on: dt.date | None = None

    def change(self, change: ClockChange) -> None:
        if change.action is ClockAction.UNTIL:
            self.due = dt.date.fromisoformat(change.value)
        elif change.action is ClockAction.WITHIN:
            self.due = read_term(change.value).after(self._start, self._is_working_day)
        elif change.action is ClockAction.EXTEND:
            begin = self.due or self._start
            self.due = read_term(change.value).after(begin, self._is_working_day)
        elif change.action is ClockAction.PAUSE:
            self.paused_on = self.paused_on or max(change.on, self._start)
        elif self.paused_on:
            if self.due:
                self.due = _days_after(self.due, max(change.on - self.paused_on, dt.timedelta()))
            self.paused_on = None


def _standing(clock: Clock, delivery: Delivery, today: dt.date) -> ClockStanding:
    if clock.met_on:
        return ClockStanding.MET
    if clock.due_on is None or delivery in NEVER_ARRIVED:
        return ClockStanding.NONE
    if clock.paused_on:
        return ClockStanding.PAUSED
    if clock.long_overdue_on and today > clock.long_overdue_on:
        return ClockStanding.LONG_OVERDUE
    if today > clock.due_on:
        return ClockStanding.OVERDUE
    soon = (clock.due_on - today).days <= DUE_SOON_DAYS
    return ClockStanding.DUE_SOON if soon else ClockStanding.RUNNING


def _confidential_until(
    state: LetterState, rules: ClockRules, start: dt.date, is_working_day: IsWorkingDay
) -> dt.date | None:
    if state.communication and (given := state.communication.may_be_told_on):
        return given
    term = rules.confidential
    if term is None:
        return None
    return _days_after(term.after(start, is_working_day), dt.timedelta(days=1))


def _answer_due_on(
    state: LetterState,
    rules: ClockRules,
    is_working_day: IsWorkingDay,
    answered_on: dt.date | None,
) -> dt.date | None:
    days = [reply.forwarded_on for reply in state.replies if reply.forwarded_on]
    if not days or rules.answer_within is None:
        return None
    if answered_on and answered_on >= max(days):
        return None
    return rules.answer_within.after(max(days), is_working_day)
