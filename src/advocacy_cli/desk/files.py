"""Letters on disk: written whole or not at all, readable by their owner only."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

_PART = ".part"


def has_digest(path: Path, sha256: str) -> bool:
    """Whether the file is there and its SHA-256 (hexadecimal) is this one."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def write_beside(path: Path, content: bytes) -> Path:
    """Write `content` to a file that waits beside `path`, down to the disk; returns its path.

    Raises:
        OSError: the folder cannot be written or is full; nothing is left behind.
    """
    part = path.with_name(f".{path.name}{_PART}")
    try:
        with open(part, "wb", opener=_owner_only) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return part


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
    for part in folder.glob(f".*{_PART}"):
        with contextlib.suppress(OSError):
            part.unlink()


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
