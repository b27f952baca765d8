"""The one way this program writes a file: a new one of random name, renamed when it is whole.

It is made with O_EXCL and O_NOFOLLOW in a folder that is held open, so nothing that was planted
there is ever written through: a link that stands in a file's place is replaced, not followed.
While it is written it is locked, so that only what a killed process left is swept away.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

from advocacy_cli.disk.folders import (
    PRIVATE_FOLDER,
    PUBLIC_FOLDER,
    NotRegularError,
    held,
)

OWNER_ONLY = 0o600
PUBLIC = 0o666
"""Less what the user's umask takes away."""

_PART = ".part"
_JOURNAL = "-journal"
_OURS = re.compile(r"\.advocacy-[0-9a-f]{16}\.part")
_RANDOM_BYTES = 8
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@contextlib.contextmanager
def beside(
    path: Path, *, mode: int = OWNER_ONLY, over: bool = True, make: int | None = None
) -> Iterator[tuple[Path, int]]:
    """A new and empty file that takes the place of `path` when the block ends without an error.

    Args:
        path: where it is to be.
        mode: its permissions, less what the umask takes away.
        over: whether it may take the place of another file.
        make: the permissions of a folder that has to be made for it; None to make none.

    Yields:
        Where the file waits, and a descriptor to write it by.

    Raises:
        FileExistsError: there is a file already, and it may not be replaced.
        OSError: the folder cannot be written or is full, or something that is no regular file is
            there; what was there stays.
    """
    name = path.name
    if name in {"", ".", ".."}:
        raise NotRegularError(path)
    with held(path.parent, make=make) as folder:
        part = new_name()
        descriptor = os.open(part, _CREATE, mode, dir_fd=folder)
        try:
            with contextlib.suppress(OSError):  # file systems that have no locks
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield path.with_name(part), descriptor
            os.fsync(descriptor)
            _put(folder, part, path, over=over)
            os.fsync(folder)
        finally:
            _remove(part, folder)
            os.close(descriptor)


def _put(folder: int, part: str, path: Path, *, over: bool) -> None:
    with contextlib.suppress(FileNotFoundError):
        there = os.stat(path.name, dir_fd=folder, follow_symlinks=False).st_mode
        if not over:
            raise FileExistsError(errno.EEXIST, "it is there already", str(path))
        if not (stat.S_ISREG(there) or stat.S_ISLNK(there)):
            raise NotRegularError(path)
    if over:
        os.rename(part, path.name, src_dir_fd=folder, dst_dir_fd=folder)
    else:
        _link(part, folder, path.name, folder)


def _link(part: str, folder: int, name: str, target: int) -> None:
    """Give a file its place in a folder, where nothing may be."""
    try:
        os.link(part, name, src_dir_fd=folder, dst_dir_fd=target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems, those of USB sticks above all, have no links.
        os.rename(part, name, src_dir_fd=folder, dst_dir_fd=target)


def link_new(part: Path, path: Path) -> None:
    """Give a file that waits its place, in a folder that is made if there is none.

    Raises:
        FileExistsError: something is there already.
        OSError: the folder cannot be written.
    """
    with held(part.parent) as folder, held(path.parent, make=PUBLIC_FOLDER) as target:
        _link(part.name, folder, path.name, target)


@contextlib.contextmanager
def new_file(
    path: Path,
    *,
    mode: int = OWNER_ONLY,
    like: int | None = None,
    over: bool = True,
    make: int | None = None,
) -> Iterator[BinaryIO]:
    """The same, to be written as a stream.

    Args:
        path, mode, over, make: as for `beside`.
        like: exactly these permissions, whatever the umask is.

    Raises:
        OSError: as `beside`.
    """
    with beside(path, mode=mode, over=over, make=make) as (_, descriptor):
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            yield file
        if like is not None:
            os.fchmod(descriptor, like)


def write_whole(
    path: Path,
    content: bytes,
    *,
    mode: int = OWNER_ONLY,
    over: bool = True,
    make: int | None = None,
) -> None:
    """Write a file so that at any moment it is either the old one or the new one, whole.

    Args:
        path, mode, over, make: as for `beside`.
        content: its bytes.

    Raises:
        OSError: as `beside`.
    """
    with new_file(path, mode=mode, over=over, make=make) as file:
        file.write(content)


def new_name() -> str:
    """A name for what is not whole yet; nobody can foresee it, and `sweep` knows it again."""
    return f".advocacy-{secrets.token_hex(_RANDOM_BYTES)}{_PART}"


def waiting_place(path: Path, run: str) -> Path:
    """Where a file of a run waits that is to be put at `path`.

    Args:
        path: where it is to be.
        run: a text that nobody can foresee, another one in each run.
    """
    return path.with_name(f".{path.name}.{run}{_PART}")


def write_new(
    path: Path, content: bytes, *, mode: int = OWNER_ONLY, make: int = PRIVATE_FOLDER
) -> None:
    """Write a file where it waits; `sync` brings it down to the disk.

    What waits there already is one that a worker of this very run left unfinished.

    Args:
        path: where it waits, which nobody could foresee.
        content: its bytes.
        mode: its permissions, less what the umask takes away.
        make: those of its folder, if that has to be made.

    Raises:
        OSError: the folder cannot be written or is full; nothing is left behind.
    """
    with held(path.parent, make=make) as folder:
        _remove(path.name, folder)
        descriptor = os.open(path.name, _CREATE, mode, dir_fd=folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
        except OSError:
            _remove(path.name, folder)
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
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
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


def put_in_place(folder: Path, names: Iterable[tuple[str, str]]) -> None:
    """Rename files that wait in a folder, and bring the renames down to the disk.

    Args:
        folder: the folder of all of them.
        names: of each, that under which it waits and its own.

    Raises:
        OSError: a file could not be renamed.
    """
    with held(folder) as descriptor:
        for part, name in names:
            os.rename(part, name, src_dir_fd=descriptor, dst_dir_fd=descriptor)
        os.fsync(descriptor)


def sweep(folder: Path, *, all_that_wait: bool = False) -> None:
    """Remove what a killed process left unfinished in `folder`; what is being written stays.

    Args:
        folder: the folder.
        all_that_wait: also the files of runs that wait in it; no run may be at work.
    """
    with contextlib.suppress(OSError), held(folder) as descriptor:
        for name in os.listdir(descriptor):  # noqa: PTH208 - a folder held open has no path
            base = name.removesuffix(_JOURNAL)
            is_ours = _OURS.fullmatch(base) is not None
            waits = all_that_wait and name.startswith(".") and name.endswith(_PART)
            if (is_ours or waits) and not _is_at_work(base, descriptor):
                remove_tree(name, descriptor)


def _is_at_work(name: str, folder: int) -> bool:
    """Whether a process holds the lock of a file that it writes."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(name, flags, dir_fd=folder)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def remove(path: Path) -> None:
    """Remove a file, if it is there and may be removed; of a link, the link."""
    with contextlib.suppress(OSError), held(path.parent) as folder:
        _remove(path.name, folder)


def remove_tree(name: str, folder: int) -> None:
    """Remove a file, or a folder with all that is in it; links are removed, not followed."""
    try:
        os.unlink(name, dir_fd=folder)
    except IsADirectoryError:
        shutil.rmtree(name, ignore_errors=True, dir_fd=folder)
    except OSError:
        return


def _remove(name: str, folder: int) -> None:
    with contextlib.suppress(OSError):
        os.unlink(name, dir_fd=folder)
