"""What happened to letters, and the state that follows from it.

Events are only ever added. A wrong one is retracted by a further event. State is folded from
the set of events: any order and any repetition of them gives the same state.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

RETRACTED = "retracted"
"""The kind of an event that takes back the event named in its `data["event"]`."""

DRAFTED = "drafted"


class Delivery(StrEnum):
    """Where a letter stands on its way. `NONE`: nothing about it holds any more."""

    NONE = "none"
    DRAFTED = "drafted"
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    LEFT_WITH_GUARD = "left_with_guard"
    PREVENTED = "prevented"
    REFUSED = "refused"
    RETURNED = "returned"
    FAILED = "failed"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """How a letter travels."""

    POST = "post"
    HAND = "hand"
    FAX = "fax"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the ledger.

    Attributes:
        id: a UUIDv7 in its usual hexadecimal form: unique anywhere, and greater than the ids of
            all events that its ledger held when it was made.
        reference: the letter's reference.
        kind: a `Delivery` value, or `retracted`.
        on: the day it happened.
        recorded_at: when it was written down, with its time zone.
        actor: who wrote it down; may be empty.
        run: the batch of drafting it belongs to.
        data: what else is known, JSON values only. Of `drafted`: `file`, `sha256`, `pages`,
            `layout`, `date`, `inputs`; of marks: `by`, `tracking`, `note`; of `retracted`: `event`.
    """

    id: str
    reference: str
    kind: str
    on: dt.date
    recorded_at: dt.datetime
    actor: str = ""
    run: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """The last drafting of a letter.

    Attributes:
        file: path relative to the campaign.
        sha256: of the PDF, in hexadecimal.
        date: the date printed on the letter.
        inputs: digest of everything the letter was made from.
        on: the day it was drafted.
    """

    file: str
    sha256: str
    pages: int
    layout: str
    date: dt.date
    inputs: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class LetterState:
    """What the events of one letter add up to.

    Attributes:
        delivery_on: the day of the entry that gave `delivery`.
        sent_on: the day it went out, if it did.
        draft: the last draft; of a letter that is out, the one that left.
        marks: the marks that still hold, oldest first.
        conflict: the marks contradict each other, as when two people each sent it. The same
            mark for the same day is no conflict, unless two people say they sent it.
    """

    delivery: Delivery = Delivery.NONE
    delivery_on: dt.date | None = None
    channel: str | None = None
    sent_on: dt.date | None = None
    draft: Draft | None = None
    marks: tuple[Event, ...] = ()
    conflict: bool = False

    @property
    def marked_by(self) -> Event | None:
        """The entry that `undo` would take back: the last mark that still holds."""
        return self.marks[-1] if self.marks else None

    @property
    def is_out(self) -> bool:
        """Whether the letter has left, so that drafting must not touch it."""
        return self.delivery in OUT


OUT = frozenset(
    {
        Delivery.QUEUED,
        Delivery.SENT,
        Delivery.DELIVERED,
        Delivery.LEFT_WITH_GUARD,
        Delivery.REFUSED,
        Delivery.RETURNED,
        Delivery.UNKNOWN,
    }
)
"""States in which the letter was handed over, or may have been."""

_BEFORE = frozenset({Delivery.DRAFTED, Delivery.PREVENTED, Delivery.FAILED})
_UNDER_WAY = frozenset({Delivery.SENT, Delivery.LEFT_WITH_GUARD})

MAY_FOLLOW: dict[Delivery, frozenset[Delivery]] = {
    Delivery.SENT: _BEFORE,
    Delivery.DELIVERED: _BEFORE | _UNDER_WAY,
    Delivery.LEFT_WITH_GUARD: _BEFORE | {Delivery.SENT},
    Delivery.PREVENTED: _BEFORE,
    Delivery.REFUSED: _BEFORE | _UNDER_WAY,
    Delivery.RETURNED: _UNDER_WAY | {Delivery.DELIVERED, Delivery.REFUSED},
    Delivery.FAILED: _BEFORE | {Delivery.SENT},
    Delivery.WITHDRAWN: _BEFORE,
}
"""For each mark: the states it may follow. What is handed over at a door (`delivered`,
`left_with_guard`, `refused`) needs no `sent` before it."""


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that still hold, each once, oldest first; retractions themselves left out."""
    ordered = sorted({event.id: event for event in events}.values(), key=lambda event: event.id)
    retracted: set[str] = set()
    for event in reversed(ordered):
        if event.kind == RETRACTED and event.id not in retracted:
            retracted.add(str(event.data.get("event")))
    return [event for event in ordered if event.kind != RETRACTED and event.id not in retracted]


def fold(events: Iterable[Event]) -> LetterState:
    """The state of one letter, from all of its events in any order."""
    state = LetterState()
    for event in standing(events):
        state = _drafted(state, event) if event.kind == DRAFTED else _marked(state, event)
    return state


def _drafted(state: LetterState, event: Event) -> LetterState:
    """A draft made after the letter had left, as on another machine, is not the letter sent."""
    data = event.data
    draft = Draft(
        file=str(data["file"]),
        sha256=str(data["sha256"]),
        pages=int(data["pages"]),
        layout=str(data["layout"]),
        date=dt.date.fromisoformat(str(data["date"])),
        inputs=str(data["inputs"]),
        on=event.on,
    )
    if state.is_out:
        return state
    if state.delivery in {Delivery.NONE, Delivery.DRAFTED}:
        return _with(state, draft=draft, delivery=Delivery.DRAFTED, delivery_on=event.on)
    return _with(state, draft=draft)


def _marked(state: LetterState, event: Event) -> LetterState:
    delivery = Delivery(event.kind)
    out = delivery in OUT
    return _with(
        state,
        delivery=delivery,
        delivery_on=event.on,
        channel=event.data.get("by") or state.channel,
        sent_on=(state.sent_on or event.on) if out else None,
        marks=(*state.marks, event),
        conflict=state.conflict or _contradicts(state, event),
    )


def _contradicts(state: LetterState, event: Event) -> bool:
    allowed = MAY_FOLLOW.get(Delivery(event.kind))
    if allowed is None or state.delivery in allowed:
        return False
    last = state.marked_by
    if last is None or (last.kind, last.on) != (event.kind, event.on):
        return True
    return event.kind == Delivery.SENT and last.actor != event.actor


def _with(state: LetterState, **changes: Any) -> LetterState:
    values = {name: getattr(state, name) for name in LetterState.__slots__}
    return LetterState(**{**values, **changes})
