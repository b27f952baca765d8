"""Letters on disk: written whole or not at all, readable by their owner only."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from io import FileIO
from pathlib import Path

_PART = ".part"


def has_digest(path: Path | str, sha256: str) -> bool:
    """Whether the file is there and its SHA-256 (hexadecimal) is this one."""
    return content_of(path, sha256) is not None


def content_of(path: Path | str, sha256: str) -> bytes | None:
    """What a file holds; None if it cannot be read, or its SHA-256 (hexadecimal) is another."""
    try:
        with FileIO(path) as file:
            content = file.readall()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def waiting_place(path: Path, run: str = "") -> Path:
    """Where a file waits that is to be put at `path`; in each run it is another place."""
    return path.with_name(f".{path.name}{run and '.'}{run}{_PART}")


def write_beside(path: Path, content: bytes) -> Path:
    """Write `content` to a file that waits beside `path`, down to the disk; returns its path.

    Raises:
        OSError: the folder cannot be written or is full; nothing is left behind.
    """
    part = waiting_place(path)
    write_new(part, content)
    try:
        sync([part])
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def write_new(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; `sync` brings it down to the disk.

    Raises:
        OSError: the folder cannot be written or is full; nothing is left behind.
    """
    try:
        with open(path, "wb", opener=_owner_only) as file:
            file.write(content)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def sync(paths: Sequence[Path]) -> None:
    """Bring files down to the disk, all at once where the system can do that.

    Linux syncs a whole file system in one call (`syncfs`, since 2.6.39, with errors reported
    since 5.8).

    Raises:
        OSError: the disk failed or is full.
    """
    all_at_once = _syncfs() if len(paths) > 1 else None
    for path in paths[:1] if all_at_once else paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            if all_at_once is None:
                os.fsync(descriptor)
            elif all_at_once(descriptor):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(path))
        finally:
            os.close(descriptor)


@cache
def _syncfs() -> Callable[[int], int] | None:
    """The C library's `syncfs`, where it has one."""
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


def put_in_place(pairs: Iterable[tuple[Path, Path]]) -> None:
    """Rename each waiting file to its path, and bring the renames down to the disk.

    Raises:
        OSError: a file could not be renamed.
    """
    folders = set()
    for part, path in pairs:
        part.replace(path)
        folders.add(path.parent)
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that at any moment it is either the old one or the new one, whole.

    Raises:
        OSError: the folder cannot be written or is full; the old file stays.
    """
    put_in_place([(write_beside(path, content), path)])


def sweep(folder: Path) -> None:
    """Remove what a killed run left waiting in `folder`."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for one in found:
            if one.name.startswith(".") and one.name.endswith(_PART):
                with contextlib.suppress(OSError):
                    Path(one.path).unlink()


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
