"""The procedures of the Working Group on Enforced or Involuntary Disappearances."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from advocacy_cli.model.clocks import Term, Unit
from advocacy_cli.model.partial_dates import PartialDate

_URGENT_WITHIN = Term(3, Unit.MONTHS)
"""Source: OHCHR, "Reporting a disappearance"."""


class Procedure(StrEnum):
    """How the Working Group takes up a case.

    `unclear`: so little is known of the day that the case may belong to either.
    """

    URGENT = "urgent"
    STANDARD = "standard"
    UNCLEAR = "unclear"


def procedure(disappeared: PartialDate, on: dt.date) -> Procedure:
    """The procedure for a disappearance that is reported on a day.

    It is urgent within the three months before the report, the last day included.
    """
    latest, earliest = (
        _URGENT_WITHIN.after(day, lambda _: True) >= on
        for day in (disappeared.last, disappeared.first)
    )
    if latest != earliest:
        return Procedure.UNCLEAR
    return Procedure.URGENT if latest else Procedure.STANDARD
