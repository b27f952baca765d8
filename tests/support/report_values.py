"""Letters as a report looks at them, for tests of what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.cases import Case
from advocacy_cli.model.clocks import NO_RULES, ClockRules, clock_of
from advocacy_cli.model.events import Event, fold
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.reporting.discretion import Tracked
from advocacy_cli.reporting.figures import Scope, report
from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.report import Report
from ledger_values import DAY, record

OFFICES = 12
"""How many there are in the campaign; the third and every third after it is in Germany."""

WAITING = ClockRules.model_validate({"reply_within": "30d"})


def campaign(*cases: Case, name: str = "Test call") -> Campaign:
    """A campaign with a dozen offices to write to."""
    recipients = {
        f"office-{number}": {
            "id": f"office-{number}",
            "form": "ambassador",
            "organisation": f"Office {number}",
            "address": {"country": "FR" if number % 3 else "DE", "lines": ["1 Road"]},
        }
        for number in range(1, OFFICES + 1)
    }
    return Campaign.model_validate(
        {
            "settings": {"name": name, "code": "TST"},
            "recipients": recipients,
            "senders": {},
            "templates": {},
            "forms": {},
            "cases": {case.id: case for case in cases},
        }
    )


def letter(number: int = 1, **changes: Any) -> LetterRecord:
    """The letter to the office of that number; `changes` are fields of its key."""
    made = record(number)
    return LetterRecord(replace(made.key, **changes), made.sender)


def tracked(
    letter: LetterRecord,
    *events: Event,
    confidential: bool = False,
    rules: ClockRules = NO_RULES,
    today: dt.date = DAY,
) -> Tracked:
    """A letter to which these things happened."""
    state = fold(events)
    clock = clock_of(state, rules, today, lambda day: day.weekday() < 5)
    return Tracked(letter, state, clock, confidential)


def reported(
    letters: Iterable[Tracked],
    readers: Readers = Readers.PUBLIC,
    *,
    campaign: Campaign | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Report:
    """The report on these letters on `DAY`."""
    scope = Scope(DAY, readers, since, until)
    return report(
        campaign or _CAMPAIGN, letters, scope, {"FR": "France", "DE": "Germany"}.__getitem__
    )


_CAMPAIGN = campaign()
