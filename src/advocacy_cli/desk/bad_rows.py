"""Rows that an import could not take, written out to be mended and imported again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from advocacy_cli.campaign.tables.headers import ERROR
from advocacy_cli.campaign.tables.writing import row_text
from advocacy_cli.desk.workplace import cannot_write


def write_bad_rows(
    file: Path, headers: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]
) -> Path:
    """Write rows beside the table they came in, each with what is wrong; never over another file.

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
    return _write_new(file, "".join(lines))


def _write_new(file: Path, text: str) -> Path:
    number = 1
    while True:
        path = file.with_name(f"{file.name}.bad{'' if number == 1 else f'-{number}'}.csv")
        try:
            stream = path.open("x", encoding="utf-8", newline="")
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            raise cannot_write(error, path.name) from None
        try:
            with stream:
                path.chmod(0o600)
                stream.write(text)
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink()
            raise cannot_write(error, path.name) from None
        return path
