from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.wgeid import Procedure, procedure


@pytest.mark.parametrize(
    ("disappeared", "on", "expected"),
    [
        ("2026-09-24", "2026-12-24", "urgent"),
        ("2026-09-24", "2026-12-25", "standard"),
        ("2026-11-30", "2027-02-28", "urgent"),  # there is no 30 February
        ("2026-11-30", "2027-03-01", "standard"),
        ("2023-10-09", "2026-11-24", "standard"),
        ("2026-09", "2026-12-01", "urgent"),
        ("2026-09", "2026-12-15", "unclear"),
        ("2026-09", "2026-12-31", "standard"),
        ("2026", "2026-12-31", "unclear"),
        ("2025", "2026-12-31", "standard"),
    ],
)
def test_urgent_is_what_began_within_three_months(disappeared: str, on: str, expected: str) -> None:
    assert procedure(PartialDate(disappeared), dt.date.fromisoformat(on)) == expected


@given(st.dates(dt.date(1990, 1, 1), dt.date(2200, 1, 1)), st.integers(0, 400))
def test_a_later_report_is_never_more_urgent(day: dt.date, days: int) -> None:
    seen = PartialDate(day.isoformat())
    first = procedure(seen, day + dt.timedelta(days=days))
    later = procedure(seen, day + dt.timedelta(days=days + 1))
    assert Procedure.UNCLEAR not in {first, later}
    assert (first, later) != (Procedure.STANDARD, Procedure.URGENT)
    assert first is Procedure.URGENT or days > 88
