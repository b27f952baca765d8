"""How the file of a ledger comes to be, and comes up to date. Killed at any moment, it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine

from advocacy_cli.disk.reading import opened
from advocacy_cli.disk.writing import beside, remove
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.ledger import sqlite
from advocacy_cli.ledger.migrations import MIGRATIONS, Migration, migrate, require_readable

_BESIDE = ("", "-journal", "-wal", "-shm")
"""Endings of the files that SQLite opens."""
_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""How a journal ends that names another file, which SQLite would delete."""
_LARGEST = 1 << 40


def require_own(path: Path) -> None:
    """Make sure that SQLite will open regular files only, and none that leads it to others.

    Raises:
        AdvocacyError: a link or something else is in the place of one.
    """
    for ending in _BESIDE:
        found = path.with_name(path.name + ending)
        with contextlib.suppress(FileNotFoundError):
            mode = found.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise AdvocacyError(_not_own(found, "a link, and a campaign's are not followed"))
            if not stat.S_ISREG(mode):
                raise AdvocacyError(sqlite.unwritable(found.name, "it is not a file"))
    journal = path.with_name(f"{path.name}-journal")
    with contextlib.suppress(FileNotFoundError), opened(journal, _LARGEST) as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - len(_SUPER_JOURNAL)))
        if stream.read() == _SUPER_JOURNAL:
            raise AdvocacyError(_not_own(journal, "not what this program writes"))


def _not_own(path: Path, why: str) -> Problem:
    return Problem(
        "linked_file",
        f"{path.name} is {why}",
        where=Where(path.name),
        hint="remove it, and put the ledger itself there; if you did not make it, do not trust the"
        " folder it is in",
    )


def make(path: Path, seconds: float) -> None:
    """Build a ledger under another name, and put it in its place when it is whole.

    Whoever comes second keeps the ledger that stands.

    Raises:
        AdvocacyError: `ledger_unwritable`, `disk_full`; nothing is left behind.
    """
    with (
        contextlib.suppress(FileExistsError),
        _disk_problems(path),
        sqlite.in_plain_words(path, seconds),
        beside(path, over=False) as (part, _),
        sqlite.database(part, seconds) as engine,
        sqlite.for_writing(engine).begin() as connection,
    ):
        migrate(connection)


def sweep(path: Path) -> None:
    """Remove what an earlier version left that was killed while it made the ledger."""
    for ending in (".new", ".new-journal"):
        leftover = path.with_name(path.name + ending)
        if os.path.lexists(leftover):
            remove(leftover)


def bring_up_to_date(
    engine: Engine,
    path: Path,
    seconds: float,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> None:
    """Make sure the ledger is whole, and apply the migrations it lacks, after a backup.

    The backup is `ledger.sqlite.v<N>.bak` beside it, N being the version the ledger had.

    Raises:
        AdvocacyError: as `open_ledger`.
    """
    latest = migrations[-1].version
    with sqlite.in_plain_words(path, seconds):
        with engine.begin() as connection:
            sqlite.require_whole(connection, path)
            if require_readable(connection, path.name, latest) == latest:
                return
        with sqlite.for_writing(engine).begin() as connection:
            version = require_readable(connection, path.name, latest)
            if version < latest:
                with _disk_problems(path):
                    sqlite.back_up(path, path.with_name(f"{path.name}.v{version}.bak"))
                migrate(connection, migrations)


@contextlib.contextmanager
def _disk_problems(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise AdvocacyError(sqlite.no_room(path.name)) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise AdvocacyError(sqlite.unwritable(path.name, str(error.strerror))) from error
        raise
