"""Whether a ledger is sound, for `advocacy doctor`. Looks, and changes nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, select

from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where
from advocacy_cli.ledger import sqlite
from advocacy_cli.ledger.files import require_own
from advocacy_cli.ledger.migrations import SCHEMA_VERSION, require_readable
from advocacy_cli.ledger.rows import read_events, record_of
from advocacy_cli.ledger.schema import events, letters
from advocacy_cli.ledger.store import LOCK_SECONDS
from advocacy_cli.model.events import fold

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def ledger_problems(path: Path, *, seconds: float = LOCK_SECONDS) -> list[Problem]:
    """What is wrong with the ledger in the file `path`; empty if nothing, or if there is none.

    A ledger of an earlier version is examined as a file only: its entries are, once the next
    command has brought it up to date.
    """
    if not os.path.lexists(path):
        return []
    found = list(_open_to_others(path))
    try:
        require_own(path)
        with (
            sqlite.in_plain_words(path, seconds),
            sqlite.database(path, seconds) as engine,
            engine.begin() as connection,
        ):
            sqlite.require_whole(connection, path)
            found += [sqlite.damaged(path.name, fault) for fault in sqlite.faults(connection)]
            if require_readable(connection, path.name) == SCHEMA_VERSION:
                found += [*_letters(connection, path.name), *_events(connection, path.name)]
    except AdvocacyError as error:
        found += error.problems
    return found


def _open_to_others(path: Path) -> Iterator[Problem]:
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode) and mode & OTHERS:
        yield Problem(
            "ledger_open_to_others",
            f"{path.name} can be used by other people on this machine"
            f" (mode {stat.S_IMODE(mode):o})",
            severity=Severity.WARNING,
            where=Where(path.name),
            hint=f"chmod 600 {path.name}",
        )


def _letters(connection: Connection, file: str) -> Iterator[Problem]:
    for row in connection.execute(select(letters)).mappings():
        record = record_of(row)
        if (row["reference"], row["digest"]) != (record.reference, record.digest):
            yield sqlite.damaged(
                file, f"what it says of {row['reference']} belongs to another letter"
            )


def _events(connection: Connection, file: str) -> Iterator[Problem]:
    known = set(connection.scalars(select(letters.c.reference)))
    query = select(events).order_by(events.c.reference, events.c.id)
    for reference, entries in groupby(
        read_events(connection, query), key=lambda event: event.reference
    ):
        if reference not in known:
            yield sqlite.damaged(file, f"it has entries of {reference}, but not the letter")
        try:
            fold(entries)
        except (KeyError, TypeError, ValueError) as error:
            yield sqlite.damaged(
                file, f"the entries of {reference} make no sense: {type(error).__name__} {error}"
            )
