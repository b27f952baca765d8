"""Which days are working days, country by country: the only user of `holidays`."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from advocacy_cli.model.clocks import IsWorkingDay

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY = 5


def working_days_of(country: str | None) -> IsWorkingDay:
    """Tells the working days of a country (ISO 3166-1 alpha-2), without its public holidays.

    Where there is no country, or the library does not know it, they are Monday to Friday.
    """

    def is_working_day(day: dt.date) -> bool:
        known = _holidays(country) if country else None
        return known.is_working_day(day) if known is not None else day.weekday() < _SATURDAY

    return is_working_day


@lru_cache
def _holidays(country: str) -> HolidayBase | None:
    import holidays

    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return None
