"""What the program keeps to itself beside a campaign's lists: what tables said, who was removed.

It lies in a folder that only its owner can read and that Git passes over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.campaign.tables.memory import Memory
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.desk.files import PRIVATE_FOLDER, write_whole
from advocacy_cli.desk.list_files import ListName
from advocacy_cli.desk.workplace import PRIVATE, Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, Where

FOLDER = PRIVATE
MAX_BYTES = 500_000_000
_IGNORE = b"# Private, and of this machine only: Git passes over all of this folder.\n*\n"
_KEY_BYTES = 32
_CODE_BYTES = 3
T = TypeVar("T")


def read_memory(workplace: Workplace, name: ListName) -> Memory:
    """What tables taken into a list said last.

    Raises:
        AdvocacyError: the file that holds it cannot be used.
    """
    return _read(workplace, f"{name}-imports.json", Memory.from_data, Memory())


def write_memory(workplace: Workplace, name: ListName, memory: Memory) -> None:
    """Keep what tables said.

    Raises:
        AdvocacyError: it cannot be written.
    """
    _write(workplace, f"{name}-imports.json", memory.data())


def require_writable(workplace: Workplace, name: ListName, memory: Memory) -> None:
    """Make sure that the memory can be written, by writing it as it is.

    Raises:
        AdvocacyError: it cannot.
    """
    _write(workplace, f"{name}-imports.json", memory.data())


def read_removals(workplace: Workplace, name: ListName) -> Removals:
    """Who was removed from a list.

    Raises:
        AdvocacyError: the file that holds it cannot be used.
    """
    return _read(workplace, f"{name}-removed.json", Removals.from_data, Removals())


def write_removals(workplace: Workplace, name: ListName, removals: Removals) -> None:
    """Keep who was removed.

    Raises:
        AdvocacyError: it cannot be written.
    """
    _write(workplace, f"{name}-removed.json", removals.data())


def keyed(workplace: Workplace, removals: Removals) -> Removals:
    """The removals with a key: their own, or a new random one where there is none yet."""
    return removals if removals.key else Removals(workplace.random(_KEY_BYTES).hex())


def new_code(workplace: Workplace) -> str:
    """What to call a removed entry by."""
    return f"removed-{workplace.random(_CODE_BYTES).hex()}"


def _read(workplace: Workplace, file: str, made: Callable[[Any], T], nothing: T) -> T:
    path = workplace.root / FOLDER / file
    shown = f"{FOLDER}/{file}"
    if not os.path.lexists(path):
        return nothing
    try:
        return made(json.loads(read_bytes(path, shown, MAX_BYTES)))
    except (ValueError, RecursionError) as error:
        raise AdvocacyError(
            Problem(
                "bad_private_file",
                f"{shown} cannot be read: {error}",
                where=Where(shown),
                hint="take it from a copy of the campaign; without it the next import cannot tell"
                " what tables said before, and who was removed",
            )
        ) from None


def _write(workplace: Workplace, file: str, data: Mapping[str, Any]) -> None:
    folder = workplace.root / FOLDER
    ignore = folder / ".gitignore"
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        if not os.path.lexists(ignore):
            write_whole(ignore, _IGNORE, make=PRIVATE_FOLDER)
        write_whole(folder / file, content.encode())
    except OSError as error:
        raise cannot_write(error, f"{FOLDER}/{file}") from None
