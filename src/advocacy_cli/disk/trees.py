"""Several files in folders of their own, written together: all of them, or none."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from advocacy_cli.disk.folders import PUBLIC_FOLDER, held
from advocacy_cli.disk.writing import (
    OWNER_ONLY,
    PUBLIC,
    link_new,
    new_name,
    remove,
    remove_tree,
    sweep,
    sync,
    write_new,
)


def write_tree(target: Path, files: Mapping[str, bytes], private: Collection[str]) -> None:
    """Write new files below a folder. They are made elsewhere first, whole and on the disk.

    A folder that is not there appears at once with all that is in it. Into one that is there the
    files come one by one, in their order: whoever is killed meanwhile leaves the first of them,
    each whole. A failure takes them away again.

    Args:
        target: the folder, which is made if it is not there.
        files: what each file holds, by its path in the folder.
        private: those that only their owner may read.

    Raises:
        FileExistsError: one of the files is there already.
        OSError: the folder cannot be written or is full.
    """
    target = target.absolute()
    nearest = next(path for path in (target, *target.parents) if path.exists())
    missing = target.relative_to(nearest).parts
    sweep(nearest)
    with held(nearest) as folder:
        name = new_name()
        os.mkdir(name, PUBLIC_FOLDER, dir_fd=folder)
        try:
            with held(nearest / name) as stage:
                with contextlib.suppress(OSError):  # file systems that have no locks
                    fcntl.flock(stage, fcntl.LOCK_EX | fcntl.LOCK_NB)
                waiting = Path(nearest, name, *missing[1:])
                for file, content in files.items():
                    mode = OWNER_ONLY if file in private else PUBLIC
                    write_new(waiting / file, content, mode=mode, make=PUBLIC_FOLDER)
                sync([waiting / file for file in files])
                if missing:
                    os.rename(name, missing[0], src_dir_fd=folder, dst_dir_fd=folder)
                else:
                    _move(waiting, target, files)
            os.fsync(folder)
        finally:
            remove_tree(name, folder)


def _move(waiting: Path, target: Path, files: Collection[str]) -> None:
    """Give files their places, one by one; after a failure none of them has one."""
    made: list[Path] = []
    folders = {parent for file in files for parent in (target / file).parents}
    new = [path for path in folders if path.is_relative_to(target) and not path.exists()]
    try:
        for file in files:
            link_new(waiting / file, target / file)
            made.append(target / file)
    except BaseException:
        for path in made:
            remove(path)
        for path in sorted(new, reverse=True):
            with contextlib.suppress(OSError):
                path.rmdir()
        raise
