"""Rows that an import could not take, written out to be mended and imported again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from advocacy_cli.campaign.tables.headers import ERROR
from advocacy_cli.campaign.tables.writing import row_text
from advocacy_cli.desk.files import has_digest, write_whole
from advocacy_cli.desk.workplace import cannot_write


def write_bad_rows(
    file: Path, headers: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]
) -> Path:
    """Write rows beside the table they came in, each with what is wrong.

    Never over a file that holds anything else. One that holds these very rows is returned as it
    is, so that a table taken twice leaves one file.

    Args:
        file: the table.
        headers: the table's; a column of errors from an earlier import is left out.
        rows: the cells of each, as many as there were, and the reason.

    Raises:
        AdvocacyError: the file cannot be written; nothing is left of it.
    """
    kept = [at for at, header in enumerate(headers) if header != ERROR]
    lines = [row_text([*(headers[at] for at in kept), ERROR])]
    for cells, reason in rows:
        filled = [*cells, *[""] * len(headers)]
        extra = [cell for cell in cells[len(headers) :] if cell]
        more = f"; cells too many: {' | '.join(extra)}" if extra else ""
        lines.append(row_text([*(filled[at] for at in kept), f"{reason}{more}"]))
    return _write_new(file, "".join(lines).encode())


def _write_new(file: Path, content: bytes) -> Path:
    number, sha256 = 1, hashlib.sha256(content).hexdigest()
    while True:
        path = file.with_name(f"{file.name}.bad{'' if number == 1 else f'-{number}'}.csv")
        try:
            if has_digest(path, sha256):
                return path
            write_whole(path, content, over=False)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise cannot_write(error, path.name) from None
        else:
            return path
