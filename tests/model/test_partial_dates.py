from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from advocacy_cli.model.partial_dates import (
    PartialDate,
    Precision,
    earliest,
    read_partial_date,
    reckoned,
)


def refusal(text: str) -> str:
    with pytest.raises(ValidationError) as caught:
        PartialDate(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023", "2023-01-01", "2023-12-31", Precision.YEAR),
        ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2023-10-09", "2023-10-09", "2023-10-09", Precision.DAY),
    ],
)
def test_a_date_covers_the_days_it_can_mean(
    text: str, first: str, last: str, precision: Precision
) -> None:
    read = PartialDate(text)
    assert (read.first.isoformat(), read.last.isoformat()) == (first, last)
    assert read.precision is precision
    assert str(read) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-30", "there is no day 2023-02-30"),
        ("2023-13", "there is no time 2023-13"),
        ("0000", "there is no time 0000"),
        ("Sept 2023", "'Sept 2023' is not a date; write 2023-09"),
        ("9 October 2023", "write 2023-10-09"),
        ("October 2023", "write 2023-10"),
        ("autumn 2023", "write 2023, 2023-10 or 2023-10-09, as much as is known"),
        ("2023-9", "write 2023, 2023-10 or"),
        ("٢٠٢٣", "write 2023, 2023-10 or"),
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_write_it(text: str, message: str) -> None:
    assert message in refusal(text)


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_part_of_a_day_covers_it(day: dt.date, length: int) -> None:
    read = PartialDate(day.isoformat()[:length])
    assert read.first <= day <= read.last


@given(st.dates(), st.sampled_from([4, 7, 10]), st.dates())
def test_what_is_reckoned_with_is_a_day_it_can_mean_that_has_come(
    day: dt.date, length: int, today: dt.date
) -> None:
    known = PartialDate(day.isoformat()[:length])
    on, dated = reckoned(known, today)
    assert known.first <= on <= known.last
    assert on == min(known.last, max(today, known.first))
    assert dated == ("" if length == 10 else str(known))
    assert earliest(on, dated) == known.first


def test_nothing_known_means_today() -> None:
    today = dt.date(2024, 8, 15)
    assert reckoned(None, today) == (today, "")


def test_a_text_that_is_no_date_says_why() -> None:
    assert read_partial_date("2023-10") == PartialDate("2023-10")
    with pytest.raises(ValueError, match=r"^there is no day 2023-02-30$"):
        read_partial_date("2023-02-30")
