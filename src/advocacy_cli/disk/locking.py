"""A lock that one process at a time can hold, on a file that is never written."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from advocacy_cli.disk.folders import LinkedError, NotRegularError, held, is_link
from advocacy_cli.disk.writing import OWNER_ONLY

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PAUSE = 0.05
"""Seconds between two tries."""


@contextlib.contextmanager
def locked(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock; a process that dies lets go of it.

    Raises:
        TimeoutError: another process still holds it after that time.
        LinkedError, NotRegularError: something else is in its place.
        OSError: the folder cannot be written.
    """
    with held(path.parent) as folder:
        try:
            descriptor = os.open(path.name, _FLAGS, OWNER_ONLY, dir_fd=folder)
        except OSError as error:
            if is_link(path.name, folder):
                raise LinkedError(path) from None
            if error.errno == errno.ENXIO:  # what a socket answers
                raise NotRegularError(path) from None
            raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotRegularError(path)
        _wait_for(descriptor, seconds)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise TimeoutError from None
            time.sleep(_PAUSE)
        else:
            return
