"""Which letters can have a day of their clock within some time, told by the day they were sent.

What this finds is never too little. Whether a letter has such a day its own clock tells.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from advocacy_cli.model.clocks import NEVER_ARRIVED, ClockRules, IsWorkingDay, Term, Unit
from advocacy_cli.model.events import LetterState

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """Letters sent between two days, both included; None leaves that side open.

    Attributes:
        template: the template whose terms they have, or empty.
        procedure: the procedure whose terms they have, or empty.
        awaited: only letters whose reply is awaited.
    """

    awaited: bool
    template: str = ""
    procedure: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def awaits_reply(state: LetterState) -> bool:
    """Whether a letter has left, may have arrived, and has no reply that ends the waiting."""
    return (
        state.sent_on is not None
        and state.delivery not in NEVER_ARRIVED
        and not any(reply.is_decisive for reply in state.replies)
    )


def has_days_of_its_own(state: LetterState) -> bool:
    """Whether the days of a letter do not follow from its terms and the day it was sent alone."""
    communication = state.communication
    return bool(
        state.clock_changes
        or any(reply.forwarded_on for reply in state.replies)
        or (communication and (communication.reply_within or communication.may_be_told_on))
    )


def late(rules: ClockRules, today: dt.date, calendars: Sequence[IsWorkingDay]) -> list[Sent]:
    """When letters were sent whose reply was due before today.

    Args:
        calendars: tell the working days of all countries that the letters may go to.
    """
    if rules.reply_within is None:
        return []
    return [Sent(awaited=True, last=_last_start(rules.reply_within, today - _DAY, calendars))]


def due(
    rules: ClockRules, today: dt.date, until: dt.date, calendars: Sequence[IsWorkingDay]
) -> list[Sent]:
    """When letters were sent with a day from today to `until`, or whose reply is late.

    A letter that is long overdue within that time has its reply due before.
    """
    found = []
    if rules.reply_within:
        found.append(Sent(awaited=True, last=_last_start(rules.reply_within, until, calendars)))
        for term in rules.remind:
            first = _first_start(term, today, calendars)
            found.append(Sent(awaited=True, first=first, last=_last_start(term, until, calendars)))
    if rules.confidential:
        first = _first_start(rules.confidential, today - _DAY, calendars)
        last = _last_start(rules.confidential, until - _DAY, calendars)
        found.append(Sent(awaited=False, first=first, last=last))
    return found


def any_day(rules: ClockRules) -> list[Sent]:
    """All letters with a day, whenever it is."""
    if rules.confidential:
        return [Sent(awaited=False)]
    return [Sent(awaited=True)] if rules.reply_within else []


def _last_start(term: Term, end: dt.date, calendars: Sequence[IsWorkingDay]) -> dt.date:
    """The last day from which the term is over by `end`, in any of the calendars."""
    return max(_start(term, end, is_working_day) for is_working_day in calendars)


def _first_start(term: Term, end: dt.date, calendars: Sequence[IsWorkingDay]) -> dt.date:
    """The first day from which the term ends on `end` or later, in any of the calendars."""
    return min(_start(term, end - _DAY, is_working_day) for is_working_day in calendars) + _DAY


def _start(term: Term, end: dt.date, is_working_day: IsWorkingDay) -> dt.date:
    """The last day from which the term is over by `end`."""
    if term.unit is Unit.MONTHS:
        return _months_before(end, term.number)
    if term.unit is Unit.DAYS:
        return dt.date.fromordinal(max(end.toordinal() - term.number, 1))
    day, left = end, term.number
    while left and day > dt.date.min:
        left -= is_working_day(day)
        day -= _DAY
    return day


def _months_before(end: dt.date, months: int) -> dt.date:
    """The last day that is `end` or earlier when the months have gone by.

    From the end of a month one comes to the end of a shorter month.
    """
    years, month = divmod(end.month - 1 - months, 12)
    year, month = end.year + years, month + 1
    if year < dt.MINYEAR:
        return dt.date.min
    length = calendar.monthrange(year, month)[1]
    ends_month = end.day == calendar.monthrange(end.year, end.month)[1]
    return dt.date(year, month, length if ends_month else min(end.day, length))
