"""Letters and events as rows, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Select, func, select

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger.folds import kept_states
from advocacy_cli.ledger.schema import events, letters
from advocacy_cli.model.events import COMMUNICATED, DRAFTED, Event, LetterState, fold
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey

Query = TypeVar("Query", bound="Select[Any]")

ASKED_ONE_BY_ONE = 500
"""More references than this, and all rows are read: databases limit the values in a query."""
_KEY = tuple(LetterKey.__dataclass_fields__)


def letter_row(record: LetterRecord) -> dict[str, Any]:
    """A letter as a row."""
    return {
        **asdict(record.key),
        "reference": record.reference,
        "digest": record.digest,
        "sender": record.sender,
    }


def event_row(event: Event) -> dict[str, Any]:
    """An event as a row.

    Raises:
        ValueError: the time it was recorded at has no zone.
    """
    if event.recorded_at.tzinfo is None:
        raise ValueError(f"event {event.id} was recorded at a time without a zone")
    recorded_at = event.recorded_at.astimezone(dt.UTC)
    return {
        "id": event.id,
        "reference": event.reference,
        "kind": event.kind,
        "on_day": event.on.isoformat(),
        "recorded_at": recorded_at.isoformat(timespec="microseconds"),
        "actor": event.actor,
        "run": event.run,
        "data": dict(event.data),
    }


def record_of(row: RowMapping) -> LetterRecord:
    """The letter in a row."""
    return LetterRecord(LetterKey(**{name: row[name] for name in _KEY}), row["sender"])


def event_of(row: RowMapping) -> Event:
    """The event in a row.

    Raises:
        ValueError, TypeError: the row is not what `event_row` makes.
    """
    return Event(
        id=row["id"],
        reference=row["reference"],
        kind=row["kind"],
        on=dt.date.fromisoformat(row["on_day"]),
        recorded_at=dt.datetime.fromisoformat(row["recorded_at"]),
        actor=row["actor"],
        run=row["run"],
        data=row["data"],
    )


def read_records(
    connection: Connection, references: Iterable[str] | None
) -> dict[str, LetterRecord]:
    """The letters asked for (None: all), the one that was drafted, or entered, last at the end."""
    began = (
        select(events.c.reference, func.max(events.c.id).label("last"))
        .where(events.c.kind.in_([DRAFTED, COMMUNICATED]))
        .group_by(events.c.reference)
        .subquery()
    )
    query = (
        select(letters)
        .outerjoin(began, began.c.reference == letters.c.reference)
        .order_by(began.c.last, letters.c.reference)
    )
    asked = None if references is None else set(references)
    rows = connection.execute(_narrowed(query, letters.c.reference, asked)).mappings()
    return {
        row["reference"]: record_of(row)
        for row in rows
        if asked is None or row["reference"] in asked
    }


def read_states(connection: Connection, references: Iterable[str]) -> dict[str, LetterState]:
    """The state of each letter asked for, be it in the ledger or not."""
    asked = list(dict.fromkeys(references))
    found: dict[str, list[Event]] = {name: [] for name in asked}
    query = select(events).order_by(events.c.id)
    for event in read_events(connection, _narrowed(query, events.c.reference, asked)):
        if event.reference in found:
            found[event.reference].append(event)
    return {name: fold(of_letter) for name, of_letter in found.items()}


def read_all_states(connection: Connection) -> tuple[dict[str, LetterState], int]:
    """The states of all letters, and how many of them had to be folded."""
    names = connection.scalars(select(letters.c.reference).order_by(letters.c.reference)).all()
    kept = kept_states(connection)
    missing = [name for name in names if name not in kept]
    step = ASKED_ONE_BY_ONE if kept else max(len(missing), 1)
    folded: dict[str, LetterState] = {}
    for start in range(0, len(missing), step):
        folded |= read_states(connection, missing[start : start + step])
    return {name: kept[name] if name in kept else folded[name] for name in names}, len(missing)


def read_events(connection: Connection, query: Select[Any]) -> list[Event]:
    """The events that a query of the whole events table finds.

    Raises:
        AdvocacyError: `ledger_damaged`, where an entry is not what was written.
    """
    try:
        return [event_of(row) for row in connection.execute(query).mappings()]
    except (TypeError, ValueError) as error:
        raise AdvocacyError(
            Problem(
                "ledger_damaged",
                f"an entry of the ledger cannot be read ({error})",
                hint="see `advocacy doctor`",
            )
        ) from error


def _narrowed(query: Query, column: Any, asked: Iterable[str] | None) -> Query:
    names = None if asked is None else list(asked)
    if names is None or len(names) > ASKED_ONE_BY_ONE:
        return query
    return query.where(column.in_(names))
