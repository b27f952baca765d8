"""The arithmetic of a report: days and their spread, and the periods of a timeline."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from advocacy_cli.reporting.report import Period, Spread, Timeline, Unit

MOST_PERIODS = 120
"""A timeline has no more periods, or only those in which something happened."""
_MOST_DAYS = 45


def spread(days: Sequence[int]) -> Spread | None:
    """Median, quartiles and ends; None of nothing."""
    if not days:
        return None
    lower, median, upper = statistics.quantiles(
        days if len(days) > 1 else [*days, *days], n=4, method="inclusive"
    )
    return Spread(len(days), min(days), lower, median, upper, max(days))


def timeline(
    sent: Counter[dt.date], replies: Counter[dt.date], dated: Collection[str] = ()
) -> Timeline:
    """What happened from the first day to the last, in days, months or years as these allow.

    Args:
        sent: how many letters left on each day.
        replies: how many replies came on each day.
        dated: the months and years of which no more is known; no period is shorter.
    """
    days = [*sent, *replies]
    if not days:
        return Timeline()
    first, last = min(days), max(days)
    unit = max(_unit(first, last), _shortest(dated), key=list(Unit).index)
    went, came = _by(sent, unit), _by(replies, unit)
    labels = list(_labels(first, last, unit))
    if len(labels) > MOST_PERIODS:
        labels = sorted({*went, *came})
    return Timeline(unit, tuple(Period(label, went[label], came[label]) for label in labels))


def _unit(first: dt.date, last: dt.date) -> Unit:
    if (last - first).days < _MOST_DAYS:
        return Unit.DAY
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return Unit.MONTH if months <= MOST_PERIODS else Unit.YEAR


def _shortest(dated: Collection[str]) -> Unit:
    """The shortest period in which all of these can be told apart from others."""
    if not any(dated):
        return Unit.DAY
    return Unit.MONTH if all("-" in time for time in dated if time) else Unit.YEAR


def _label(day: dt.date, unit: Unit) -> str:
    return day.isoformat()[: {Unit.DAY: 10, Unit.MONTH: 7, Unit.YEAR: 4}[unit]]


def _by(days: Counter[dt.date], unit: Unit) -> Counter[str]:
    found: Counter[str] = Counter()
    for day, number in days.items():
        found[_label(day, unit)] += number
    return found


def _labels(first: dt.date, last: dt.date, unit: Unit) -> Iterator[str]:
    if unit is Unit.DAY:
        for number in range((last - first).days + 1):
            yield (first + dt.timedelta(days=number)).isoformat()
    elif unit is Unit.MONTH:
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
            yield f"{month // 12:04}-{month % 12 + 1:02}"
    else:
        for year in range(first.year, last.year + 1):
            yield f"{year:04}"
