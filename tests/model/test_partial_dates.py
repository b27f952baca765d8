from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from advocacy_cli.model.partial_dates import PartialDate, Precision


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
