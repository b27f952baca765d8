"""Letters and events as rows, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    or_,
    select,
    true,
)

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger import folds
from advocacy_cli.ledger.schema import LINKS, events, letters
from advocacy_cli.ledger.schema import folds as kept_folds
from advocacy_cli.model.events import Event, LetterState, fold
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey

ASKED_AT_ONCE = 500
"""Databases limit the values in a query."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letters are asked for: of a template, to some addressees, by some people.

    Attributes:
        uids, senders: the people by their uids, or by their ids when they drafted.
    """

    template: str
    addressees: Collection[str]
    uids: Collection[str]
    senders: Collection[str]


def letter_row(record: LetterRecord) -> dict[str, Any]:
    """A letter as a row."""
    return {
        **{name: getattr(record.key, name) for name in folds.KEY},
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
    return LetterRecord(LetterKey(**{name: row[name] for name in folds.KEY}), row["sender"])


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
    if references is None:
        return _records(connection, [true()])
    return _records(connection, [letters.c.reference.in_(names) for names in portions(references)])


def read_records_to(
    connection: Connection, points: Iterable[str] | None, language: str | None
) -> dict[str, LetterRecord]:
    """The letters in a language that go to or through one of the recipients, as `read_records`."""
    in_language = [letters.c.language == language] if language else []
    if points is None:
        return _records(connection, [and_(true(), *in_language)])
    going = [or_(letters.c.addressee.in_(ids), letters.c.via.in_(ids)) for ids in portions(points)]
    return _records(connection, [and_(one, *in_language) for one in going])


def read_communications(connection: Connection) -> dict[str, LetterRecord]:
    """The letters that somebody else sent, as `read_records`."""
    return _records(connection, [letters.c.template == ""])


def read_later_rounds(connection: Connection, template: str) -> list[LetterRecord]:
    """The letters of a template whose round is not the first."""
    query = select(letters).where(letters.c.template == template, letters.c.round > 1)
    return [record_of(row) for row in connection.execute(query).mappings()]


def read_written(
    connection: Connection, asked: Asked, but: Collection[str] = ()
) -> dict[str, LetterRecord]:
    """The letters asked for, by reference, but for those whose references are in `but`."""
    found: dict[str, LetterRecord] = {}
    query = select(letters).where(letters.c.template == asked.template)
    addressees = list(portions(asked.addressees))
    for signer, names in ((letters.c.sender_uid, asked.uids), (letters.c.sender, asked.senders)):
        for people in portions(names):
            for to in addressees:
                wanted = query.where(signer.in_(people), letters.c.addressee.in_(to))
                rows = connection.execute(wanted).mappings()
                found.update(
                    (r["reference"], record_of(r)) for r in rows if r["reference"] not in but
                )
    return found


def read_addressees(connection: Connection, template: str) -> set[str]:
    """The ids of all recipients that letters of a template were written to."""
    query = select(letters.c.addressee).where(letters.c.template == template)
    return set(connection.scalars(query.distinct()))


def read_reached(connection: Connection, most_folded: int) -> set[str] | None:
    """The recipients that a letter has left for: its addressee, and the one it goes through.

    None where nothing is kept that tells, or more than so many states would have to be folded.
    """
    if not folds.holds(connection):
        return None
    query = select(kept_folds.c.reference).where(folds.forgotten()).limit(most_folded + 1)
    forgotten = connection.scalars(query).all()
    if len(forgotten) > most_folded:
        return None
    known = letters.join(kept_folds, kept_folds.c.reference == letters.c.reference)
    query = select(letters.c.addressee, letters.c.via).select_from(known).where(folds.out())
    reached = {name for pair in connection.execute(query.distinct()) for name in pair}
    states = fold_states(connection, forgotten)
    again = [name for name, state in states.items() if state.is_out]
    return reached | reached_by(read_records(connection, again).values())


def reached_by(records: Iterable[LetterRecord]) -> set[str]:
    """The recipients that letters go to or through."""
    return {name for record in records for name in (record.key.addressee, record.key.via)}


def read_records_counted(connection: Connection) -> dict[str, LetterRecord]:
    """Of the letters that count alike the first, and those that count alone, by reference."""
    query = select(letters).join(kept_folds, kept_folds.c.reference == letters.c.reference)
    return {
        row["reference"]: record_of(row)
        for condition in folds.first_alike()
        for row in connection.execute(query.where(condition)).mappings()
    }


def read_records_alike(connection: Connection, reference: str, most: int) -> list[LetterRecord]:
    """The first so many of the letters that count as this one does, by reference."""
    number = select(kept_folds.c.alike).where(kept_folds.c.reference == reference)
    query = select(letters).join(kept_folds, kept_folds.c.reference == letters.c.reference)
    query = query.where(kept_folds.c.alike == number.scalar_subquery())
    found = connection.execute(query.order_by(kept_folds.c.reference).limit(most))
    return [record_of(row) for row in found.mappings()]


def _records(
    connection: Connection, conditions: Iterable[ColumnElement[bool]]
) -> dict[str, LetterRecord]:
    query = select(letters, _began(connection).label("began"))
    rows: dict[str, RowMapping] = {}
    for condition in conditions:
        for row in connection.execute(query.where(condition)).mappings():
            rows[row["reference"]] = row
    ordered = sorted(rows, key=lambda name: (rows[name]["began"], name))
    return {name: record_of(rows[name]) for name in ordered}


def _began(connection: Connection) -> ColumnElement[str]:
    """The last entry by which a letter has its place in the order, or empty."""
    entered = (
        select(func.max(events.c.id))
        .where(events.c.reference == letters.c.reference, events.c.kind.in_(folds.BEGINNINGS))
        .scalar_subquery()
    )
    if not folds.holds(connection):
        return func.coalesce(entered, "")
    known = (
        select(kept_folds.c.began)
        .where(kept_folds.c.reference == letters.c.reference)
        .scalar_subquery()
    )
    return func.coalesce(known, entered, "")


def read_belonging(connection: Connection, references: Iterable[str]) -> set[str]:
    """The letters that follow up one of these, or were linked to one: maybe not any more."""
    asked = set(references)
    found: set[str] = set()
    for names in portions(asked):
        following = select(letters.c.reference).where(letters.c.about.in_(names))
        found.update(connection.scalars(following))
    links = select(events.c.reference, events.c.data["to"].as_string()).where(LINKS)
    if asked:
        found.update(name for name, to in connection.execute(links) if to in asked)
    return found


def fold_states(connection: Connection, references: Iterable[str]) -> dict[str, LetterState]:
    """The state of each letter asked for, be it in the ledger or not, folded from its events."""
    asked = list(dict.fromkeys(references))
    found = dict.fromkeys(asked, LetterState())
    for names in portions(asked):
        found |= _folded(connection, select(events).where(events.c.reference.in_(names)))
    return found


def _folded(connection: Connection, query: Select[Any]) -> dict[str, LetterState]:
    entries = _events(connection, query.order_by(events.c.reference))
    return {name: fold(of_letter) for name, of_letter in groupby(entries, _reference)}


def read_digests(connection: Connection, references: Iterable[str]) -> dict[str, str]:
    """The digests of the keys of those letters that are known, by reference."""
    query = select(letters.c.reference, letters.c.digest)
    return {
        reference: digest
        for asked in portions(references)
        for reference, digest in connection.execute(query.where(letters.c.reference.in_(asked)))
    }


def read_states(connection: Connection, references: Iterable[str]) -> dict[str, LetterState]:
    """As `fold_states`, without folding what is kept."""
    asked = list(dict.fromkeys(references))
    kept = folds.kept(connection, folds.of(asked, ASKED_AT_ONCE))
    states = kept.states if kept else {}
    states |= fold_states(connection, (name for name in asked if name not in states))
    return {name: states[name] for name in asked}


def read_all_states(connection: Connection) -> tuple[dict[str, LetterState], int]:
    """The states of all letters, and how many of them had to be folded."""
    names = connection.scalars(select(letters.c.reference).order_by(letters.c.reference)).all()
    kept = folds.kept(connection)
    states = kept.states if kept else _folded(connection, select(events))
    missing = [name for name in names if name not in states]
    states |= fold_states(connection, missing)
    return {name: states[name] for name in names}, len(missing) if kept else len(names)


def portions(names: Iterable[str]) -> Iterator[list[str]]:
    """The names, no more at once than databases take in a query."""
    left = list(names)
    for start in range(0, len(left), ASKED_AT_ONCE):
        yield left[start : start + ASKED_AT_ONCE]


def read_events(connection: Connection, query: Select[Any]) -> list[Event]:
    """The events that a query of the whole events table finds.

    Raises:
        AdvocacyError: `ledger_damaged`, where an entry is not what was written.
    """
    return list(_events(connection, query))


def _events(connection: Connection, query: Select[Any]) -> Iterator[Event]:
    try:
        for row in connection.execute(query).mappings():
            yield event_of(row)
    except (TypeError, ValueError) as error:
        raise AdvocacyError(
            Problem(
                "ledger_damaged",
                f"an entry of the ledger cannot be read ({error})",
                hint="see `advocacy doctor`",
            )
        ) from error


def _reference(event: Event) -> str:
    return event.reference
