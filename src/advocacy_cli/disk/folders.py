"""Folders held open, with no link on the way to them below a campaign.

A campaign may be the clone of a stranger's, and a link in it may lead to any file of yours. So what
lies in a campaign is reached from its root folder by folder, and none of them may be a link. The
way to the campaign, and files elsewhere, are the user's own: there links are followed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

SETTINGS = "campaign.yaml"
"""The file that makes a folder a campaign."""
PRIVATE_FOLDER = 0o700
PUBLIC_FOLDER = 0o777
"""Less what the user's umask takes away."""

_OPEN_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class LinkedError(OSError):
    """A link stands where a campaign should have a file or a folder; `filename` is where."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ELOOP, "it is a link", str(path))


class NotRegularError(OSError):
    """A folder, a pipe, a device or a socket stands where a file should; `filename` is where."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EEXIST, "it is not a regular file", str(path))


@contextlib.contextmanager
def held(folder: Path, *, make: int | None = None) -> Iterator[int]:
    """Hold a folder open; what is then done by its descriptor is done in that folder.

    Args:
        folder: its path.
        make: the permissions with which it is made, and those above it, where they are not there.

    Raises:
        LinkedError: a link is on the way, below a campaign.
        OSError: it is not there, no folder, or may not be opened.
    """
    start, below = own_and_campaigns(folder)
    if make is not None:
        start.mkdir(mode=make, parents=True, exist_ok=True)
    descriptor = os.open(start, _OPEN_FOLDER)
    try:
        path = start
        for name in below:
            path /= name
            inner = _step(descriptor, name, path, make)
            os.close(descriptor)
            descriptor = inner
        yield descriptor
    finally:
        os.close(descriptor)


def own_and_campaigns(path: Path) -> tuple[Path, tuple[str, ...]]:
    """A path in two: what the user answers for, and the names that lie in a campaign.

    The campaign is the outermost on the way, so that none that is planted inside it counts.
    """
    path = path.absolute()
    if ".." in path.parts:
        # What is above a folder is only known when the links before it are followed.
        after = len(path.parts) - path.parts[::-1].index("..")
        path = Path(os.path.realpath(Path(*path.parts[:after])), *path.parts[after:])
    for length in range(1, len(path.parts)):
        start = Path(*path.parts[:length])
        if os.path.lexists(start / SETTINGS):
            return start, path.parts[length:]
    return path, ()


def is_link(name: str, folder: int) -> bool:
    """Whether `name` is a link, in the folder held open."""
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _step(folder: int, name: str, path: Path, make: int | None) -> int:
    """Open the folder `name`, whose path is `path`, in the one held open."""
    try:
        if make is not None:
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, make, dir_fd=folder)
        return os.open(name, _OPEN_FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except OSError as error:
        if is_link(name, folder):
            raise LinkedError(path) from None
        error.filename = str(path)
        raise
