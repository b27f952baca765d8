from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.reporting.counting import MOST_PERIODS, spread, timeline
from advocacy_cli.reporting.report import Period, Unit

DAYS = st.dates()
COUNTS = st.dictionaries(DAYS, st.integers(min_value=1, max_value=9), max_size=8)


@given(sent=COUNTS, replies=COUNTS)
def test_a_timeline_loses_nothing_and_stays_short(
    sent: dict[dt.date, int], replies: dict[dt.date, int]
) -> None:
    made = timeline(Counter(sent), Counter(replies))
    assert sum(period.sent for period in made.periods) == sum(sent.values())
    assert sum(period.replies for period in made.periods) == sum(replies.values())
    labels = [period.label for period in made.periods]
    assert labels == sorted(set(labels))
    assert len(labels) <= MOST_PERIODS


def test_periods_without_anything_stand_in_a_timeline() -> None:
    made = timeline(Counter({dt.date(2023, 11, 30): 2}), Counter({dt.date(2024, 2, 1): 1}))
    assert made.unit is Unit.MONTH
    assert made.periods == (
        Period("2023-11", 2, 0),
        Period("2023-12", 0, 0),
        Period("2024-01", 0, 0),
        Period("2024-02", 0, 1),
    )


def test_no_period_is_shorter_than_what_is_known() -> None:
    days = Counter([dt.date(2023, 12, 31), dt.date(2024, 1, 2)])
    assert timeline(days, Counter(), {"", "2023-12"}).unit is Unit.MONTH
    made = timeline(days, Counter(), {"2023-12", "2023"})
    assert made.periods == (Period("2023", 1, 0), Period("2024", 1, 0))


def test_a_few_weeks_are_told_by_day_and_decades_by_year() -> None:
    days = timeline(Counter([dt.date(2023, 12, 31), dt.date(2024, 1, 2)]), Counter())
    assert (days.unit, [one.label for one in days.periods]) == (
        Unit.DAY,
        ["2023-12-31", "2024-01-01", "2024-01-02"],
    )
    years = timeline(Counter([dt.date(2001, 1, 1), dt.date(2023, 1, 1)]), Counter())
    assert (years.unit, len(years.periods)) == (Unit.YEAR, 23)


@given(days=st.lists(st.integers(min_value=0, max_value=9999), max_size=9))
def test_a_spread_is_in_order(days: list[int]) -> None:
    found = spread(days)
    if found is None:
        assert not days
        return
    assert found.letters == len(days)
    assert found.lowest <= found.lower <= found.median <= found.upper <= found.highest
    assert (found.lowest, found.highest) == (min(days), max(days))


def test_the_median_of_an_even_number_lies_between() -> None:
    found = spread([1, 2, 4, 9])
    assert found is not None
    assert (found.median, found.lower, found.upper) == (3, 1.75, 5.25)
