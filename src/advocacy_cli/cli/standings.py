"""Where letters stand, and what is due, on the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocacy_cli.cli.terminal import Terminal
from advocacy_cli.desk import looking
from advocacy_cli.desk.looking import DueDay, Standing
from advocacy_cli.model.clocks import Clock, ClockStanding, Due
from advocacy_cli.model.events import ReplyState
from advocacy_cli.model.letters import DIRECT
from advocacy_cli.model.marks import in_words

_HEADERS = ["reference", "addressee", "via", "lang", "delivery", "on"]
_TRACKING = ["reply", "clock", "due"]
_TRACKED = ["reference", "to", "delivery", "reply", "reply due"]
_DUE = ["reference", "addressee", "due", "on", "days left"]
_DUE_WORDS = {
    Due.REMIND: "remind",
    Due.REPLY: "reply",
    Due.LONG_OVERDUE: "long overdue",
    Due.ANSWER: "our answer",
    Due.PUBLIC: "may be public",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Shows them the way that was asked for."""

    terminal: Terminal
    ids: bool
    csv: bool
    json: bool

    def letters(self, standings: list[Standing], only: str, today: dt.date) -> None:
        """All letters that `only` keeps, and how many there are of each kind."""
        if self.json:
            from advocacy_cli.desk import shapes

            self.terminal.json(shapes.status_shape(standings))
        elif self.ids:
            self._references([standing.record.reference for standing in standings])
        elif self.csv:
            rows = [[*_row(standing), *_tracking(standing)] for standing in standings]
            self.terminal.csv([*_HEADERS, *_TRACKING], rows)
        elif standings:
            self._table(standings, today)
            self.terminal.talk()
            self.terminal.talk(_counted(looking.totals(standings)))
        elif only:
            self.terminal.talk(f"No letter fits {only}.")
        else:
            self.terminal.talk("No letters yet. Make some with: advocacy draft TEMPLATE")

    def due(self, until: dt.date, days: Sequence[DueDay], today: dt.date) -> None:
        """The days that have come, or come until `until`."""
        rows = [_due_row(day, today) for day in days]
        if self.json:
            from advocacy_cli.desk import shapes

            self.terminal.json(shapes.due_shape(until, days, today))
        elif self.ids:
            self._references([day.standing.record.reference for day in days])
        elif self.csv:
            self.terminal.csv(_DUE, rows)
        elif rows:
            self.terminal.table(_DUE, rows)
        else:
            self.terminal.talk(f"Nothing is due until {until}.")

    def _references(self, references: Sequence[str]) -> None:
        for reference in dict.fromkeys(references):
            self.terminal.answer(reference)

    def _table(self, standings: Sequence[Standing], today: dt.date) -> None:
        """What came back, and when more is due, only where there is any of it."""
        if all(_is_untracked(standing) for standing in standings):
            self.terminal.table(_HEADERS, [_row(standing) for standing in standings])
            return
        rows = []
        for standing in standings:
            reference, addressee, via, _, delivery, _ = _row(standing)
            to = addressee if via == DIRECT else via
            reply, _, _ = _tracking(standing)
            rows.append([reference, to, delivery, reply, _awaited(standing.clock, today)])
        self.terminal.table(_TRACKED, rows)


def _is_untracked(standing: Standing) -> bool:
    return standing.state.reply is ReplyState.NONE and standing.clock.standing is ClockStanding.NONE


def _row(standing: Standing) -> list[str]:
    key, state = standing.record.key, standing.state
    notes = [
        word for word, holds in (("stale", standing.stale), ("conflict", state.conflict)) if holds
    ]
    delivery = in_words(state.delivery) + (f" ({', '.join(notes)})" if notes else "")
    return [
        standing.record.reference,
        key.addressee,
        key.via,
        key.language,
        delivery,
        state.delivery_when,
    ]


def _tracking(standing: Standing) -> list[str]:
    """What came back, how the clock stands, and when a reply is due."""
    reply, clock = standing.state.reply, standing.clock
    return [
        "" if reply is ReplyState.NONE else reply.value.replace("_", " "),
        "" if clock.standing is ClockStanding.NONE else clock.standing.value.replace("_", " "),
        str(clock.due_on or ""),
    ]


def _awaited(clock: Clock, today: dt.date) -> str:
    """When a reply is due, in few characters."""
    if clock.standing in {ClockStanding.MET, ClockStanding.PAUSED}:
        return clock.standing.value
    if clock.is_overdue and clock.due_on:
        late = (today - clock.due_on).days
        return f"{late} day{'' if late == 1 else 's'} late"
    return str(clock.due_on) if clock.due_on and clock.is_waiting else ""


def _due_row(day: DueDay, today: dt.date) -> list[str]:
    return [
        day.standing.record.reference,
        day.standing.record.key.addressee,
        _DUE_WORDS[day.due],
        str(day.on),
        str((day.on - today).days),
    ]


def _counted(totals: Mapping[str, int]) -> str:
    letters = f"{totals['letters']} letter{'' if totals['letters'] == 1 else 's'}"
    parts = [f"{n} {name.replace('_', ' ')}" for name, n in totals.items() if n]
    return f"{letters}: {', '.join(parts[1:])}"
