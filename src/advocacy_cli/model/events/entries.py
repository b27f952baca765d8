"""The entries of a ledger: only ever added; a wrong one is retracted by a further one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

RETRACTED = "retracted"
"""The kind of an event that takes back the event named in its `data["event"]`."""

DRAFTED = "drafted"
COMMUNICATED = "communicated"
"""A letter that somebody else sent, and that is merely tracked, went out. See `Communication`."""

REPLIED = "replied"
"""A reply came in. See `Reply`."""

ASSESSED = "assessed"
"""Somebody read a reply. `data`: `reply` (the id of the `replied` event), `kind` (a `ReplyKind`),
`answers` (by question number: `answer`, `quote`, `page`)."""

CLOCK = "clock"
"""A letter's clock was set, extended, paused or set going again. See `ClockChange`."""

LINKED = "linked"
"""The letter belongs to another, whose reference is `data["to"]`."""


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


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the ledger.

    Attributes:
        id: a UUIDv7 in its usual hexadecimal form: unique anywhere, and greater than the ids of
            all events that its ledger held when it was made.
        reference: the letter's reference.
        kind: a `Delivery` value, or one of the kinds named in this module.
        on: the day it happened; where that is not known, the last day that it can have been.
        recorded_at: when it was written down, with its time zone.
        actor: who wrote it down; may be empty.
        run: the batch of drafting it belongs to.
        data: what else is known, JSON values only. Of `drafted`: `file`, `sha256`, `pages`,
            `layout`, `date`, `inputs`, and where there are any `questions`, `series`, `unsure`,
            `names_read`, `searched`, `asked` and `points` (see `Draft`); of marks: `by`,
            `tracking`, `note`, and `lifted`, the codes of what did not keep it from being entered;
            of `retracted`: `event`; of `communicated` and `replied`: `dated`, as much of the day
            as is known where that is less, as `2023` or `2023-10`.
    """

    id: str
    reference: str
    kind: str
    on: dt.date
    recorded_at: dt.datetime
    actor: str = ""
    run: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def when(self) -> str:
        """As much of its day as is known."""
        return str(self.data.get("dated") or self.on)


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

EVENTFUL = frozenset(
    {
        Delivery.LEFT_WITH_GUARD,
        Delivery.PREVENTED,
        Delivery.REFUSED,
        Delivery.RETURNED,
        Delivery.FAILED,
        Delivery.UNKNOWN,
    }
)
"""States in which something befell the letter that is to be told; they come from marks alone."""

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
