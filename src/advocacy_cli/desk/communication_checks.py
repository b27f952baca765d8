"""What may not be entered of a letter that somebody else sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.clocks import Clock
from advocacy_cli.model.events import Communication, LetterState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.partial_dates import earliest


def require_year_of_reference(told: Communication) -> None:
    """Make sure that the day of a letter is in the year of its reference, or in the next.

    A wrong day would end its confidentiality too early. A reference of a year may be sent in
    January of the next, as `AL KOR 3/2019` was; none is sent before its year.

    Raises:
        AdvocacyError: it is not.
    """
    if not told.un_ref:
        return
    year = int(told.un_ref.rpartition("/")[2])
    if told.on.year < year or earliest(told.on, told.dated).year > year + 1:
        raise AdvocacyError(
            Problem(
                "bad_value",
                f"{told.un_ref} is of {year}, so it cannot have been sent on {told.when}",
                hint=f"mend --on, or the reference: it is sent in {year} or {year + 1}",
            )
        )


def _require_still_confidential(name: str, before: Clock, after: Clock, today: dt.date) -> None:
    """Make sure that another day of sending does not end a confidentiality that still runs.

    Raises:
        AdvocacyError: it does.
    """
    if before.is_confidential(today) and not after.is_confidential(today):
        until = f" until {before.confidential_until}" if before.confidential_until else ""
        raise AdvocacyError(
            Problem(
                "still_confidential",
                f"{name} is confidential{until}, and --on would end that",
                hint="mend --on; if it was made public, say when with --public-on",
            )
        )


def require_kept(
    workplace: Workplace,
    campaign: Campaign,
    record: LetterRecord,
    state: LetterState,
    told: Communication,
) -> None:
    """As `_require_still_confidential`, for a letter of which `told` is known from now on."""
    clocks = Clocks(campaign, workplace.today, {}, {})
    before, changed = clocks.of(record, state), replace(state, communication=told, sent_on=told.on)
    after = clocks.of(record, changed)
    _require_still_confidential(record.reference, before, after, workplace.today)
