"""The print file, whose letters are read apart: a clone brings a ledger and letters of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from advocacy_cli.desk.apart import Apart
from advocacy_cli.desk.files import new_file
from advocacy_cli.typesetting.printing import Printing

TOGETHER = 32
"""Letters that travel to the worker together."""

Named: TypeAlias = tuple[str, bytes]


def print_letters(letters: Iterable[Named], target: Path) -> None:
    """Join letters into one file to print, in order; see `typesetting.printing`.

    Raises:
        AdvocacyError: a letter cannot be read.
        OSError: the file cannot be written; what was there stays.
    """
    with new_file(target) as file, Apart() as worker:
        for part in worker.do_all(_add, _batches(letters)):
            file.write(part)
        file.write(worker.do(_finish, None, "the print file"))


def _batches(letters: Iterable[Named]) -> Iterator[tuple[str, Sequence[Named]]]:
    supply = iter(letters)
    while batch := list(islice(supply, TOGETHER)):
        yield f"one of the letters {batch[0][0]} to {batch[-1][0]}", batch


_bench: list[tuple[Printing, BytesIO]] = []
"""In the worker: what it has begun, and what of the file has not gone to the parent."""


def _add(letters: Sequence[Named]) -> bytes:
    printing, file = _begun()
    for name, pdf in letters:
        printing.add(name, pdf)
    return _taken(file)


def _finish(_nothing: None) -> bytes:
    printing, file = _begun()
    printing.finish()
    return _taken(file)


def _begun() -> tuple[Printing, BytesIO]:
    if not _bench:
        file = BytesIO()
        _bench.append((Printing(file), file))
    return _bench[0]


def _taken(file: BytesIO) -> bytes:
    content = file.getvalue()
    file.seek(0)
    file.truncate()
    return content
