"""What to read of the ledger for a question: the letters it may be about, and no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from advocacy_cli.desk.working_days import working_days_of
from advocacy_cli.ledger.store import Ledger
from advocacy_cli.model import starts
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.clocks import ClockRules
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.filters import Filter
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.procedures import PROCEDURES
from advocacy_cli.model.starts import Sent

Starts = Callable[[ClockRules], Iterable[Sent]]
"""When letters with these terms were sent that a question is about."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was read.

    Attributes:
        asked: the references of the letters that the question may be about, the latest drafted
            last.
        records, states: of these, and of other letters that tell something of them, by reference.
    """

    asked: tuple[str, ...]
    records: dict[str, LetterRecord]
    states: dict[str, LetterState]


def read_letters(ledger: Ledger, references: Iterable[str]) -> Known:
    """These letters, those that they belong to, and those that belong to them."""
    records = ledger.records(references)
    states = ledger.states(records)
    own = {name for state in states.values() for name in state.links}
    own.update(record.key.about for record in records.values())
    return _with_others(ledger, records, states, own | ledger.belonging(records))


def read_all(ledger: Ledger) -> Known:
    """All letters."""
    records = ledger.records()
    return Known(tuple(records), records, ledger.states())


def read_kept(
    ledger: Ledger, campaign: Campaign, only: Filter, today: dt.date, sent: Starts | None = None
) -> Known:
    """The letters that `only` may keep, and what their clocks and their drafts depend on.

    Args:
        sent: only letters sent as this says, and those whose days follow from more than that.
    """
    if only.overdue:
        sent = partial(starts.late, today=today, calendars=_calendars(campaign))
    if sent:
        states = ledger.states_with_days(_sent(campaign, sent))
    elif only.not_sent:
        states = ledger.states_not_out()
    elif only.names_letters:
        records = ledger.records_to(_points(campaign, only), only.language)
        return _with_neighbours(ledger, records, ledger.states(records))
    else:
        return read_all(ledger)
    return _with_neighbours(ledger, ledger.records(states), states)


def read_due(
    ledger: Ledger, campaign: Campaign, only: Filter, today: dt.date, until: dt.date
) -> Known:
    """As `read_kept`, the letters with a day from today to `until`, or whose reply is late."""
    calendars = _calendars(campaign)
    sent = partial(starts.due, today=today, until=until, calendars=calendars)
    return read_kept(ledger, campaign, only, today, sent)


def _with_neighbours(
    ledger: Ledger, records: dict[str, LetterRecord], states: dict[str, LetterState]
) -> Known:
    """The letters, with what their drafts recall, and what may answer replies to them."""
    recalled = {record.key.about for name, record in records.items() if not states[name].is_out}
    forwarded = [
        name for name in records if any(reply.forwarded_on for reply in states[name].replies)
    ]
    return _with_others(ledger, records, states, recalled | ledger.belonging(forwarded))


def _with_others(
    ledger: Ledger,
    records: dict[str, LetterRecord],
    states: dict[str, LetterState],
    others: set[str],
) -> Known:
    more = ledger.records(others - records.keys())
    return Known(tuple(records), records | more, states | ledger.states(more))


def _sent(campaign: Campaign, sent: Starts) -> list[Sent]:
    """When letters were sent, template by template and procedure by procedure."""
    found = [
        replace(one, template=template.id)
        for template in campaign.templates.values()
        if template.clock
        for one in sent(template.clock)
    ]
    for procedure, rules in PROCEDURES.items():
        found += [replace(one, procedure=procedure.value) for one in sent(rules)]
    return found


def _calendars(campaign: Campaign) -> list[Callable[[dt.date], bool]]:
    countries = {recipient.country for recipient in campaign.recipients.values()}
    return [working_days_of(country) for country in {None, *countries}]


def _points(campaign: Campaign, only: Filter) -> list[str] | None:
    """The recipients whose letters are kept; None where they do not matter."""
    if not only.names_recipients:
        return None
    kept = (one for one in campaign.recipients.values() if only.keeps_recipient(one))
    return [name for one in kept for name in one.ids]
