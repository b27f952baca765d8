"""Rows of a table that could not be taken, written beside it to be mended there."""

from __future__ import annotations

from pathlib import Path

from advocacy_cli.desk.workplace import cannot_write


def write_bad_rows(table: Path, text: str) -> Path:
    """Write the rows beside their table, readable by their owner only; returns the file.

    Never over a file that holds anything else. One that holds these very rows is returned as it
    is, so that a table taken twice leaves one file.

    Raises:
        AdvocacyError: the folder cannot be written.
    """
    content = text.encode()
    number = 1
    while True:
        path = table.with_name(f"{table.name}.bad{'' if number == 1 else f'-{number}'}.csv")
        try:
            if path.is_file() and path.read_bytes() == content:
                return path
            with path.open("xb") as stream:
                path.chmod(0o600)
                stream.write(content)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise cannot_write(error, path.name) from None
        else:
            return path
