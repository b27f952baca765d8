"""Marks: what people tell the ledger about a letter, and when that contradicts what it knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from advocacy_cli.errors import Problem
from advocacy_cli.model.events import MAY_FOLLOW, Delivery, Event, LetterState
from advocacy_cli.model.partial_dates import earliest

WORDS = {
    Delivery.NONE: "not drafted",
    Delivery.LEFT_WITH_GUARD: "left with a guard",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry to be made for one or more letters.

    Attributes:
        on: the day it happened; None if it was not said, which means today.
        by: how the letter travelled: `post`, `hand`, `fax` or `email`.
        lifts: codes of problems that are not to keep a letter from being marked as gone:
            `already_sent`, `consent_withdrawn`.
    """

    state: Delivery
    on: dt.date | None = None
    by: str | None = None
    tracking: str | None = None
    note: str | None = None
    lifts: frozenset[str] = frozenset()

    @property
    def data(self) -> dict[str, str]:
        """What the event keeps besides its kind and day."""
        given = {"by": self.by, "tracking": self.tracking, "note": self.note}
        return {name: value for name, value in given.items() if value}


def in_words(delivery: Delivery) -> str:
    """A delivery state as a person would say it."""
    return WORDS.get(delivery, delivery.value.replace("_", " "))


def already_there(state: LetterState, mark: Mark) -> bool:
    """Whether the letter bears this very mark, so that nothing needs to be entered.

    An earlier mark counts where the new one could only repeat it: a script that marks a run as
    sent once more must not stumble over the letters that have been delivered since. Where the mark
    can follow, as a second failure can, it is another entry.
    """
    repeats = state.delivery not in MAY_FOLLOW[mark.state]
    return any(_is_same(event, mark) for event in (state.marks if repeats else state.marks[-1:]))


def _is_same(event: Event, mark: Mark) -> bool:
    if event.kind != mark.state or (mark.on or event.on) != event.on:
        return False
    return all(event.data.get(name) == value for name, value in mark.data.items())


def contradiction(reference: str, state: LetterState, mark: Mark, today: dt.date) -> Problem | None:
    """Why the mark cannot be entered, or None where it can."""
    on = mark.on or today
    if on > today:
        return in_the_future(on, today)
    if state.delivery not in MAY_FOLLOW[mark.state]:
        return _does_not_follow(reference, state, mark)
    if state.draft and on < state.draft.on:
        return Problem(
            "before_drafting",
            f"{reference} was drafted on {state.draft.on}, so it cannot have been"
            f" {in_words(mark.state)} on {on}",
            hint="mend --on",
        )
    dated = "" if state.marks else state.sent_dated
    if state.delivery_on and on < earliest(state.delivery_on, dated):
        return Problem(
            "before_last_entry",
            f"{reference} was marked {in_words(state.delivery)} on {state.delivery_when},"
            f" later than {on}",
            hint=f"mend --on, or take the other back with `advocacy undo {reference}`",
        )
    return None


def in_the_future(on: dt.date | str, today: dt.date, option: str = "--on") -> Problem:
    """The problem of a day that has not come, and on which something is said to have happened."""
    return Problem(
        "in_the_future", f"{on} has not come yet", hint=f"today is {today}; mend {option}"
    )


def _does_not_follow(reference: str, state: LetterState, mark: Mark) -> Problem:
    if state.delivery is Delivery.NONE:
        return Problem("not_drafted", f"{reference} has not been drafted")
    day = f" on {state.delivery_on}" if state.delivery_on else ""
    hint = f"if that was a mistake, take it back with `advocacy undo {reference}`"
    if state.delivery is Delivery.DRAFTED:
        hint = f"first `advocacy mark sent {reference}`"
    elif mark.state is Delivery.SENT and state.is_out:
        hint += "; to write once more, draft the next round with --again"
    return Problem(
        "contradiction",
        f"{reference} is marked {in_words(state.delivery)}{day}, so it cannot be marked"
        f" {in_words(mark.state)}{f' on {mark.on}' if mark.on else ''}",
        hint=hint,
    )
