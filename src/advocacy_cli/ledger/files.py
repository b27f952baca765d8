"""How the file of a ledger comes to be, and comes up to date. Killed at any moment, it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Engine

from advocacy_cli.errors import AdvocacyError
from advocacy_cli.ledger import sqlite
from advocacy_cli.ledger.migrations import MIGRATIONS, Migration, migrate, require_readable


def make(path: Path, seconds: float) -> None:
    """Build a ledger under another name, and put it in its place when it is whole.

    A build that another process began, or that was killed, is taken over: SQLite's own lock
    and journal keep it sound. Whoever comes second keeps the ledger that stands.

    Raises:
        AdvocacyError: `ledger_unwritable`, `disk_full`, `ledger_locked`; nothing is left behind.
    """
    try:
        with _disk_problems(path), sqlite.in_plain_words(path, seconds):
            _build(path, seconds)
    except AdvocacyError:
        # The process that came first cleared the unfinished file away under this one.
        if not os.path.lexists(path):
            raise


def _build(path: Path, seconds: float) -> None:
    new = _unfinished(path)
    os.close(os.open(new, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        with (
            sqlite.database(new, seconds) as engine,
            sqlite.for_writing(engine).begin() as connection,
        ):
            migrate(connection)
        _put_in_place(new, path)
    finally:
        new.unlink(missing_ok=True)


def _put_in_place(new: Path, path: Path) -> None:
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    except OSError:
        # Some file systems, those of USB sticks above all, have no links.
        if not path.exists():
            new.rename(path)


def _unfinished(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def sweep(path: Path) -> None:
    """Remove what a process left that was killed while it made the ledger."""
    for leftover in (_unfinished(path), path.with_name(f"{path.name}.new-journal")):
        if leftover.exists():
            with contextlib.suppress(OSError):
                leftover.unlink()


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
