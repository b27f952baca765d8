"""Everything about SQLite that no other database shares: files, locks, transactions, damage."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from advocacy_cli.disk.writing import beside
from advocacy_cli.errors import AdvocacyError, Problem, Where

DAMAGE_HINT = (
    "nothing was changed in it; keep it, and put a copy that is whole in its place"
    " (look for ledger.sqlite.v*.bak and your own backups)"
)
_PRIMARY_CODE = 0xFF


@contextlib.contextmanager
def database(path: Path, seconds: float) -> Iterator[Engine]:
    """The database in a file; closed at the end.

    Args:
        path: the file, which must exist.
        seconds: how long to wait for a lock that another process holds.
    """
    uri = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=seconds, isolation_level=None, check_same_thread=False
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        yield engine
    finally:
        engine.dispose()


@contextlib.contextmanager
def empty_database() -> Iterator[Engine]:
    """A database that holds nothing and forgets everything; closed at the end."""
    engine = create_engine("sqlite://", connect_args={"isolation_level": None})
    event.listen(engine, "begin", _begin)
    try:
        yield engine
    finally:
        engine.dispose()


def for_writing(engine: Engine) -> Engine:
    """The same database, whose transactions hold the write lock from their beginning."""
    return engine.execution_options(immediate=True)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode = DELETE", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin(connection: Connection) -> None:
    """Begin in SQL, because the driver by itself begins late, and ends at each DDL statement."""
    immediate = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextlib.contextmanager
def in_plain_words(path: Path, seconds: float) -> Iterator[None]:
    """Turn what SQLite says of the world into problems; what it says of our SQL stays a bug.

    Raises:
        AdvocacyError: `ledger_locked`, `ledger_damaged`, `ledger_unwritable`, `disk_full`.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        problem = _problem(error, path.name, seconds)
        if problem is None:
            raise
        raise AdvocacyError(problem) from error


def _problem(error: Exception, file: str, seconds: float) -> Problem | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return Problem(
            "ledger_locked",
            f"{file} has been in use by another program for {seconds:g} seconds",
            where=Where(file),
            hint="nothing was entered; wait until the other one has ended, then run this again",
        )
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return damaged(file, str(cause))
    if code == sqlite3.SQLITE_FULL:
        return no_room(file)
    if code in {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
    }:
        return unwritable(file, str(cause))
    return None


def damaged(file: str, why: str) -> Problem:
    """The problem of a ledger that cannot be trusted."""
    return Problem(
        "ledger_damaged", f"{file} is damaged ({why})", where=Where(file), hint=DAMAGE_HINT
    )


def no_room(file: str) -> Problem:
    """The problem of a full disk."""
    return Problem(
        "disk_full",
        f"there is no room left on the disk for {file}",
        where=Where(file),
        hint="nothing was entered; make room, then run the same command again",
    )


def unwritable(file: str, why: str) -> Problem:
    """The problem of a ledger that this user may not write, or that the disk will not take."""
    return Problem(
        "ledger_unwritable",
        f"{file} cannot be read or written ({why})",
        where=Where(file),
        hint="nothing was entered; make the file and its folder writable for you, or work in a"
        " copy of the folder",
    )


def require_whole(connection: Connection, path: Path) -> None:
    """Make sure the file has all the pages its header counts.

    The file is measured inside a transaction, when no other process is about to change it.

    Raises:
        AdvocacyError: `ledger_damaged`.
    """
    pages, size = (_pragma(connection, name) for name in ("page_count", "page_size"))
    there = path.stat().st_size
    if there < pages * size:
        raise AdvocacyError(
            damaged(path.name, f"it has {there} of the {pages * size} bytes it should have")
        )


def _pragma(connection: Connection, name: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def faults(connection: Connection) -> list[str]:
    """What SQLite finds wrong with the file and its indexes; empty if nothing."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
    return [str(line) for line in found if line != "ok"]


def back_up(path: Path, copy: Path) -> None:
    """Copy the database with SQLite's own means; the copy appears whole or not at all.

    Raises:
        sqlite3.Error: the copy could not be made; an earlier one stays.
        OSError: likewise.
    """
    with (
        beside(copy) as (part, _),
        contextlib.closing(sqlite3.connect(path)) as source,
        contextlib.closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
