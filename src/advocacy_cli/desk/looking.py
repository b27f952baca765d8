"""Look back: where letters stand, one letter whole, what happened, and whose PDF this is."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.drafts import LettersAnew
from advocacy_cli.desk.known import Known, read_due, read_kept, read_letters
from advocacy_cli.desk.marking import events_of, kept_letters, known_reference
from advocacy_cli.desk.working_days import working_days_of
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.clocks import Clock, Due, Term
from advocacy_cli.model.events import Delivery, Event, LetterState, ReplyState
from advocacy_cli.model.filters import EVERYTHING, Filter
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import read_reference
from advocacy_cli.model.starts import any_day

MAX_BYTES = 200_000_000
"""Of a file that may be one of our letters, or many in one for the printer."""
LATE = frozenset({Due.REPLY, Due.ANSWER})
"""What stays to be done when its day has gone by."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One letter and where it stands.

    Attributes:
        stale: drafted, not gone, and no longer what it would be if drafted today.
    """

    record: LetterRecord
    state: LetterState
    stale: bool
    clock: Clock


@dataclass(frozen=True, slots=True)
class Shown:
    """One letter whole: where it stands, and its entries, oldest first.

    Attributes:
        related: the references of letters that belong to it, and of those it belongs to.
    """

    standing: Standing
    events: tuple[Event, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day of one letter's clock that has come, or comes soon."""

    standing: Standing
    due: Due
    on: dt.date


def status(workplace: Workplace, only: Filter = EVERYTHING) -> list[Standing]:
    """The letters that `only` keeps, the latest drafted last.

    Raises:
        AdvocacyError: the ledger or campaign.yaml cannot be read.
    """
    campaign, _ = workplace.campaign()
    with open_ledger(workplace.ledger, create=False) as ledger:
        known = read_kept(ledger, campaign, only, workplace.today)
    return _standings(workplace, campaign, known, only)


def with_days(workplace: Workplace, only: Filter = EVERYTHING) -> list[Standing]:
    """As `status`, but for letters whose clocks have no days; some of them may be there.

    Raises:
        AdvocacyError: the ledger or campaign.yaml cannot be read.
    """
    campaign, _ = workplace.campaign()
    with open_ledger(workplace.ledger, create=False) as ledger:
        known = read_kept(ledger, campaign, only, workplace.today, any_day)
    return _standings(workplace, campaign, known, only)


def due(
    workplace: Workplace, within: Term, only: Filter = EVERYTHING
) -> tuple[dt.date, list[DueDay]]:
    """What is late, or has its day within a term from today: its last day, and the days in order.

    Raises:
        AdvocacyError: the ledger or campaign.yaml cannot be read.
    """
    campaign, _ = workplace.campaign()
    today = workplace.today
    until = within.after(today, working_days_of(None))
    with open_ledger(workplace.ledger, create=False) as ledger:
        known = read_due(ledger, campaign, only, today, until)
    days = [
        DueDay(standing, due, on)
        for standing in _standings(workplace, campaign, known, only)
        for due, on in standing.clock.days
        if (today <= on <= until) or (on < today and due in LATE)
    ]
    days.sort(key=lambda day: (day.on, day.standing.record.reference, day.due))
    return until, days


def _standings(
    workplace: Workplace, campaign: Campaign, known: Known, only: Filter
) -> list[Standing]:
    anew = LettersAnew(campaign, workplace.today, known.records, known.states)
    clocks = Clocks(campaign, workplace.today, known.records, known.states)
    standings = []
    for name in known.asked:
        record, state = known.records[name], known.states.get(name, LetterState())
        if state.delivery is Delivery.NONE:
            continue
        clock = clocks.of(record, state)
        if only.keeps_letter(record, state, campaign.recipient, clock):
            standings.append(Standing(record, state, anew.is_stale(record, state), clock))
    return standings


def totals(standings: list[Standing]) -> dict[str, int]:
    """How many letters there are, in each delivery state, stale, and in conflict."""
    counts = Counter(standing.state.delivery.value for standing in standings)
    return {
        "letters": len(standings),
        **{state.value: counts[state.value] for state in Delivery if counts[state.value]},
        "stale": sum(standing.stale for standing in standings),
        "conflicts": sum(standing.state.conflict for standing in standings),
        "needs_reading": sum(
            standing.state.reply is ReplyState.NEEDS_READING for standing in standings
        ),
        "overdue": sum(standing.clock.is_overdue for standing in standings),
    }


def show(workplace: Workplace, name: str) -> Shown:
    """One letter.

    Raises:
        AdvocacyError: there is no such letter.
    """
    campaign, _ = workplace.campaign()
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        known = read_letters(ledger, [reference])
        events = ledger.events(reference=reference)
    records, states = known.records, known.states
    record, state = records[reference], states[reference]
    clock = Clocks(campaign, workplace.today, records, states).of(record, state)
    stale = LettersAnew(campaign, workplace.today, records, states).is_stale(record, state)
    return Shown(
        Standing(record, state, stale, clock),
        tuple(events),
        _related(reference, records, states),
    )


def _related(
    reference: str, records: Mapping[str, LetterRecord], states: Mapping[str, LetterState]
) -> tuple[str, ...]:
    own = {records[reference].key.about, *states[reference].links}
    others = {
        name
        for name, record in records.items()
        if reference in {record.key.about, *states[name].links}
        and states[name].delivery is not Delivery.NONE
    }
    return tuple(sorted((own | others) & set(records)))


def history(
    workplace: Workplace,
    name: str | None = None,
    run: str | None = None,
    only: Filter = EVERYTHING,
    series: str | None = None,
) -> list[Event]:
    """What happened to the letters that `only` keeps, oldest first.

    Args:
        name: only this letter, as people write its reference.
        run: only this run.
        series: only letters of this history; it is told by the days things happened on.

    Raises:
        AdvocacyError: there is no such letter or run.
    """
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = None if name is None else known_reference(ledger, name)
        if run is not None:
            events_of(ledger, run)
        events = ledger.events(reference=reference, run=run)
        if only == EVERYTHING and series is None:
            return events
        kept = set(kept_letters(workplace, ledger, only))
        if series is not None:
            kept &= _of_series(series, ledger.states())
            events.sort(key=lambda event: (event.on, event.id))
    return [event for event in events if event.reference in kept]


def _of_series(series: str, states: Mapping[str, LetterState]) -> set[str]:
    kept = {name for name, state in states.items() if state.series == series}
    if not kept:
        known = sorted({state.series for state in states.values()} - {""})
        raise AdvocacyError(
            Problem(
                "unknown_series",
                f"no letter belongs to the series {series!r}",
                hint=f"there are: {', '.join(known)}"
                if known
                else "name one with `series:` in template.yaml, or `communication add --series`",
            )
        )
    return kept


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is a letter of this campaign.

    Attributes:
        verdict: `genuine`: byte for byte the draft that stands; `superseded`: an earlier draft
            of the letter; `altered`: it bears the letter's reference, but other bytes; `unknown`.
        reference: the letter's, where one is known.
    """

    verdict: str
    reference: str | None
    sha256: str
    event: Event | None = None

    @property
    def exit_code(self) -> ExitCode:
        """Done only for a genuine letter."""
        return ExitCode.DONE if self.verdict == "genuine" else ExitCode.MENDABLE


def verify(workplace: Workplace, file: Path) -> Verdict:
    """Say which letter a PDF is, and whether it is that letter byte for byte.

    Raises:
        AdvocacyError: the file cannot be read, or not in the time and memory that a letter has.
    """
    content = read_bytes(file, str(file), MAX_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    from advocacy_cli.desk.apart import apart
    from advocacy_cli.desk.strangers import printed_reference

    with open_ledger(workplace.ledger, create=False) as ledger:
        for reference, event in ledger.drafted_file(sha256):
            draft = ledger.states([reference])[reference].draft
            current = draft is not None and draft.sha256 == sha256
            return Verdict("genuine" if current else "superseded", reference, sha256, event)
        printed = apart(printed_reference, content, str(file))
        printed = printed or read_reference(file.name.split("_")[0])
        if printed and printed in ledger.records([printed]):
            return Verdict("altered", printed, sha256)
    return Verdict("unknown", None, sha256)
