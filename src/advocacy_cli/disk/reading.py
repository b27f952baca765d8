"""The one way this program opens a file to read it: a regular file, and no larger than it may be.

A pipe would wait for ever, and a device has no end; a sparse file costs its maker nothing, and who
reads it all their memory.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from io import BufferedReader, FileIO
from pathlib import Path

from advocacy_cli.disk.folders import LinkedError, NotRegularError, held, is_link, own_and_campaigns

MAX_LETTER = 200_000_000
"""Bytes of a PDF that this program made."""

_OPEN = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class TooLargeError(OSError):
    """A file is larger than one of its kind may be; `limit` is in bytes."""

    def __init__(self, path: Path, limit: int) -> None:
        super().__init__(errno.EFBIG, f"it is larger than {limit:,} bytes", str(path))
        self.limit = limit


@contextlib.contextmanager
def opened(path: Path, limit: int) -> Iterator[BufferedReader]:
    """A file open for reading.

    Args:
        path: where it is. Below a campaign neither it nor a folder on the way may be a link.
        limit: the most bytes it may have.

    Raises:
        LinkedError, NotRegularError, TooLargeError: it is a link in a campaign, no regular file, or
            too large.
        OSError: it is not there, or may not be read.
    """
    descriptor = _descriptor(path)
    with os.fdopen(descriptor, "rb") as stream:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise NotRegularError(path)
        if found.st_size > limit:
            raise TooLargeError(path, limit)
        yield stream


def read_whole(path: Path, limit: int) -> bytes:
    """What a file holds.

    Raises:
        OSError: as `opened`.
    """
    with opened(path, limit) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise TooLargeError(path, limit)
    return content


def content_of(path: Path | str, sha256: str) -> bytes | None:
    """What a file holds; None if it cannot be read, or its SHA-256 (hexadecimal) is another.

    Since it is known what must be in it, it does not matter which folder it is found in.
    """
    try:
        with FileIO(path, opener=_not_linked) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_LETTER:
                return None
            content = file.readall()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def has_digest(path: Path | str, sha256: str) -> bool:
    """Whether the file is there and its SHA-256 (hexadecimal) is this one."""
    return content_of(path, sha256) is not None


def _not_linked(path: str, flags: int) -> int:
    return os.open(path, flags | _OPEN | os.O_NOFOLLOW)


def _descriptor(path: Path) -> int:
    own, below = own_and_campaigns(path)
    try:
        if not below:
            return _no_folder(own, os.open(own, _OPEN))
        with held(Path(own, *below[:-1])) as folder:
            if is_link(below[-1], folder):
                raise LinkedError(path)
            return _no_folder(path, os.open(below[-1], _OPEN | os.O_NOFOLLOW, dir_fd=folder))
    except OSError as error:
        if error.errno == errno.ENXIO:  # what a socket answers
            raise NotRegularError(path) from None
        raise


def _no_folder(path: Path, descriptor: int) -> int:
    """The descriptor, closed if a folder is what it opens: a stream refuses one in other words."""
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotRegularError(path)
    return descriptor
