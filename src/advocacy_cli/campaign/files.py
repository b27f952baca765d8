"""The files of a folder, links that lead out of it refused."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from advocacy_cli.campaign.reading import unreadable
from advocacy_cli.disk.folders import NotRegularError
from advocacy_cli.disk.reading import opened
from advocacy_cli.errors import Problem, Severity, Where

MAX_FILES = 20_000
"""In one folder and below."""
MAX_FILE = 100_000_000
"""Bytes of one file that letters may show."""
MAX_TOGETHER = 500_000_000
"""Bytes of all of them."""


def files_in(folder: Path, name: str) -> tuple[dict[str, Path], list[Problem]]:
    """The regular files in `folder` and below, by path relative to it, in order.

    Hidden files (`.DS_Store`, an editor's locks) are left out.

    Args:
        folder: where to look.
        name: what problems call the folder: its path relative to the campaign.
    """
    if leaves(folder, folder.parent):
        return {}, [_outside(name)]
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    base = folder.resolve()
    left = MAX_FILES

    def refused(error: OSError) -> None:
        problems.append(unreadable(_shown(name, folder, Path(error.filename)), error))

    for path in _walk(folder, refused):
        shown = _shown(name, folder, path)
        left -= 1
        if left < 0:
            problems.append(_too_many(name))
            break
        try:
            problem = _link_problem(path, base, shown)
            if problem:
                problems.append(problem)
            elif path.is_file():
                files[path.relative_to(folder).as_posix()] = _itself(path)
            else:
                problems.append(unreadable(shown, NotRegularError(path)))
        except OSError as error:
            problems.append(unreadable(shown, error))
    return files, problems


def _too_many(name: str) -> Problem:
    return Problem(
        "too_many_files",
        f"there are more than {MAX_FILES:,} files in {name}",
        where=Where(name),
        hint="keep there only what letters need",
    )


def _link_problem(path: Path, base: Path, shown: str) -> Problem | None:
    if not path.is_symlink():
        return None
    if leaves(path, base):
        return _outside(shown)
    if path.is_dir():
        return Problem(
            "linked_folder",
            f"{shown} is a link to a folder, which is not followed",
            where=Where(shown),
            hint="put the files themselves there",
        )
    return None


def ignored(file: str, hint: str) -> Problem:
    """A file that is likely to be meant, but bears a name under which nothing is read."""
    return Problem(
        "ignored_file",
        f"{file} is not read",
        severity=Severity.WARNING,
        where=Where(file),
        hint=hint,
    )


def _itself(path: Path) -> Path:
    """The file, not a link that leads to it within its folder: links are never opened."""
    return path.resolve() if path.is_symlink() else path


def leaves(path: Path, base: Path) -> bool:
    """Whether `path` leads, by a link, to something outside `base`."""
    try:
        return not path.resolve().is_relative_to(base.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return True


def digests_of(files: dict[str, Path], name: str) -> tuple[dict[str, str], list[Problem]]:
    """SHA-256 of each file in hexadecimal, by `name/` and its path in the folder.

    Files that are too large, each or together, are not read but named.
    """
    digests: dict[str, str] = {}
    problems: list[Problem] = []
    left = MAX_TOGETHER
    for relative, path in files.items():
        shown = f"{name}/{relative}"
        try:
            with opened(path, MAX_FILE) as stream:
                size = os.fstat(stream.fileno()).st_size
                if size > left:
                    problems.append(_too_much(name, shown))
                    break
                left -= size
                digests[shown] = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            problems.append(unreadable(shown, error))
    return digests, problems


def _too_much(name: str, shown: str) -> Problem:
    return Problem(
        "too_large",
        f"the files in {name}/ come to more than {MAX_TOGETHER // 1_000_000} MB with {shown}",
        where=Where(shown),
        hint="keep there only what letters show",
    )


def _walk(folder: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=refused):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*names, *links]):
            if not name.startswith("."):
                yield Path(parent, name)


def _shown(name: str, folder: Path, path: Path) -> str:
    return (Path(name) / path.relative_to(folder)).as_posix()


def _outside(shown: str) -> Problem:
    return Problem(
        "outside_folder",
        f"{shown} is a link that leads out of its folder",
        where=Where(shown),
        hint="put the file itself there",
    )
