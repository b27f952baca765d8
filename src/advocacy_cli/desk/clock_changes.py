"""Change the clock of one letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.known import read_letters
from advocacy_cli.desk.marking import known_reference
from advocacy_cli.desk.refusals import require_past
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.clocks import Clock, read_term
from advocacy_cli.model.events import CLOCK, ClockAction, ClockChange, LetterState
from advocacy_cli.model.near_days import require_near
from advocacy_cli.model.partial_dates import earliest

_TERMS = frozenset({ClockAction.WITHIN, ClockAction.EXTEND})
SATURDAY = 5
_REPEATS_NOTHING = frozenset({ClockAction.WITHIN, ClockAction.UNTIL})


@dataclass(frozen=True, slots=True)
class ClockChanged:
    """How a letter's clock stands after a change.

    Attributes:
        is_new: False where it stood so already.
    """

    reference: str
    clock: Clock
    is_new: bool


def change_clock(workplace: Workplace, name: str, change: ClockChange) -> ClockChanged:
    """Set, extend, pause or resume the clock of a letter that has left.

    Args:
        name: the letter's reference, as people write it.

    Raises:
        AdvocacyError: the letter is unknown or has not left, or the change cannot be; nothing was
            entered.
    """
    campaign, _ = workplace.campaign()
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        known = read_letters(ledger, [reference])
        clocks = Clocks(campaign, workplace.today, known.records, known.states)
        with ledger.writing() as writing:
            state = writing.states([reference])[reference]
            clock = clocks.of(known.records[reference], state)
            change = _checked(reference, state, clock, change, workplace.today)
            _require_near(change, clock, workplace.today)
            is_new = not (
                change.action in _REPEATS_NOTHING
                and state.clock_changes
                and state.clock_changes[-1].data == change.data
            )
            if is_new:
                event_id = next(workplace.event_ids(writing.last_id()))
                writing.add(
                    workplace.event(event_id, reference, CLOCK, on=change.on, data=change.data)
                )
            state = writing.states([reference])[reference]
    return ClockChanged(reference, clocks.of(known.records[reference], state), is_new)


def _checked(
    reference: str, state: LetterState, clock: Clock, change: ClockChange, today: dt.date
) -> ClockChange:
    if state.sent_on is None:
        raise AdvocacyError(
            Problem(
                "not_sent",
                f"{reference} has not been sent, so it has no clock",
                hint=f"first `advocacy mark sent {reference} --on DATE`",
            )
        )
    require_past(change.on, today)
    problem = _does_not_fit(reference, state, clock, change)
    if problem:
        raise AdvocacyError(problem)
    if change.action not in _TERMS:
        return change
    try:
        term = read_term(change.value)
    except ValueError as error:
        raise AdvocacyError(
            Problem("bad_value", str(error), hint=f"mend --{change.action.value}")
        ) from None
    return ClockChange(change.on, change.action, str(term), change.note)


def _require_near(change: ClockChange, clock: Clock, today: dt.date) -> None:
    """Make sure that the day a reply is due by does not come to lie centuries off.

    Raises:
        AdvocacyError: it does; several changes may have added up.
    """
    if change.action is ClockAction.UNTIL:
        require_near(dt.date.fromisoformat(change.value), today)
    if change.action is ClockAction.EXTEND and clock.due_on:
        later = read_term(change.value).after(clock.due_on, lambda day: day.weekday() < SATURDAY)
        require_near(later, today)


def _does_not_fit(
    reference: str, state: LetterState, clock: Clock, change: ClockChange
) -> Problem | None:
    action = change.action
    sent_on = state.sent_on or dt.date.max
    if action is ClockAction.UNTIL and dt.date.fromisoformat(change.value) < earliest(
        sent_on, state.sent_dated
    ):
        return Problem(
            "before_sending",
            f"{reference} was sent on {state.sent_when}, later than {change.value}",
            hint="mend --until",
        )
    if action is ClockAction.EXTEND and clock.due_on is None:
        return Problem(
            "no_clock",
            f"nothing says when a reply to {reference} is due, so it cannot be put off",
            hint="set a term with --within 60d, or a day with --until",
        )
    if action is ClockAction.PAUSE and clock.paused_on:
        return Problem(
            "paused",
            f"the clock of {reference} has stood still since {clock.paused_on}",
            hint="set it going with --resume",
        )
    if action is ClockAction.RESUME and clock.paused_on is None:
        return Problem(
            "not_paused", f"the clock of {reference} is not paused", hint="see `advocacy show`"
        )
    if action is ClockAction.RESUME and clock.paused_on and change.on < clock.paused_on:
        return Problem(
            "before_pause",
            f"the clock of {reference} was paused on {clock.paused_on}, later than {change.on}",
            hint="mend --on",
        )
    return None
