from __future__ import annotations

import datetime as dt

import pytest

from advocacy_cli.model.campaigns import is_past


@pytest.mark.parametrize(
    ("act_by", "today", "past"),
    [
        ("09-24", "2026-09-24", False),
        ("09-24", "2026-09-25", True),
        ("09-24", "2026-12-31", True),
        ("09-24", "2027-01-01", False),
        ("02-29", "2026-02-28", False),
        ("02-29", "2026-03-01", True),
        ("2026-09-24", "2026-09-24", False),
        ("2026-09-24", "2026-09-25", True),
        ("2026-09-24", "2027-01-01", True),
        ("2027-09-24", "2026-12-31", False),
    ],
)
def test_the_last_day_to_act(act_by: str, today: str, past: bool) -> None:
    assert is_past(act_by, dt.date.fromisoformat(today)) is past
