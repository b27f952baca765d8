"""Days that people type: one that is centuries off is a slip, as 2826 for 2026."""

from __future__ import annotations

import datetime as dt

from advocacy_cli.errors import AdvocacyError, Problem

MOST_YEARS = 100
"""As far from today a day may be; the longest term is as long."""


def require_near(day: dt.date, today: dt.date) -> None:
    """Make sure that a day lies within a hundred years from today, before or after.

    Raises:
        AdvocacyError: `far_off`.
    """
    if abs(day.year - today.year) <= MOST_YEARS:
        return
    raise AdvocacyError(
        Problem(
            "far_off",
            f"{day} is more than {MOST_YEARS} years away",
            hint=f"today is {today}; look at the year again",
        )
    )
