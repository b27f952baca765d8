"""A table of signatures as it comes: CSV, TSV or JSON Lines, into rows of text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocacy_cli.campaign.tables.decoding import decode
from advocacy_cli.campaign.tables.incoming import JSON_LINES
from advocacy_cli.campaign.tables.lists import open_table
from advocacy_cli.errors import AdvocacyError, Problem, Where


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line, its cells as they were, and why it cannot be used, if it cannot."""

    line: int
    cells: Sequence[str]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A table: how it was read, its headers and rows, and what was guessed.

    Attributes:
        delimiter: None for JSON Lines.
    """

    encoding: str
    delimiter: str | None
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[Problem, ...]


def read_table(content: bytes, file: str, encoding: str | None) -> Incoming:
    """Read a table; .jsonl and .ndjson are JSON Lines.

    Raises:
        AdvocacyError: it cannot be read as a whole.
    """
    decoded = decode(content, file, encoding)
    if file.endswith(JSON_LINES):
        headers, objects = _json_lines(decoded.text, file)
        return Incoming(decoded.encoding, None, headers, objects, decoded.warnings)
    table = open_table(decoded, file)
    rows = tuple(Row(row.line, tuple(row.cells), row.problem) for row in table)
    warnings = (*decoded.warnings, *table.warnings)
    return Incoming(decoded.encoding, table.delimiter, tuple(table.head.headers), rows, warnings)


def _json_lines(text: str, file: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    lines = enumerate(re.split(r"\r\n|\r|\n", text), start=1)
    objects = [(number, _object(line)) for number, line in lines if line.strip()]
    if not objects:
        hint = "export the signatures again"
        raise AdvocacyError(
            Problem("empty_table", f"{file} is empty", where=Where(file, 1), hint=hint)
        )
    headers = tuple(dict.fromkeys(key for _, value in objects for key in value or ()))
    return headers, tuple(_json_row(number, value, headers, file) for number, value in objects)


def _object(line: str) -> Mapping[str, object] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _json_row(
    line: int, value: Mapping[str, object] | None, headers: Sequence[str], file: str
) -> Row:
    cells = value or {}
    bad = value is None or any(isinstance(cell, dict | list) for cell in cells.values())
    problem = Problem(
        "bad_json_line",
        "the line is not one JSON object of plain values",
        where=Where(file, line),
        hint='write one object a line: {"name": "...", "country": "..."}',
    )
    return Row(line, [_text(cells.get(header)) for header in headers], problem if bad else None)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
