"""A table of somebody else's, read for a list: CSV, TSV or JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from advocacy_cli.campaign.tables.columns import Shape
from advocacy_cli.campaign.tables.decoding import Decoded, decode
from advocacy_cli.campaign.tables.flat import flatten
from advocacy_cli.campaign.tables.formulas import is_no_value
from advocacy_cli.campaign.tables.headers import Mapped, map_headers
from advocacy_cli.campaign.tables.lists import open_table
from advocacy_cli.campaign.tables.rows import MAX_CELL, Row
from advocacy_cli.campaign.tables.tidying import saying_nothing, tidy, unknown_languages
from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where
from advocacy_cli.model.languages import LANGUAGES

SHOWN = 30
"""Characters of a strange cell that are shown."""
JSON_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a table is to be read, where finding it out is not enough.

    Attributes:
        mapping: columns for headers; an empty one passes a header over.
        country_code: the ISO 3166-1 code of a country by its name, or None.
    """

    encoding: str | None = None
    delimiter: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    country_code: Callable[[str], str | None] = lambda _name: None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row: its line, its text by our columns, its text by its own headers.

    `emptied` are the columns of cells that held a word for nothing, as `NULL`.
    """

    line: int
    flat: Mapping[str, str]
    original: tuple[str, ...]
    problem: Problem | None = None
    emptied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds.

    Attributes:
        file: what problems call it.
        encoding, delimiter: as found or asked for; JSON Lines have no delimiter.
        warnings: what was guessed or passed over.
    """

    file: str
    encoding: str
    delimiter: str | None
    mapped: Mapped
    rows: tuple[Incoming, ...]
    warnings: tuple[Problem, ...]


def take(data: bytes, file: str, shape: Shape, asked: Asked) -> Taken:
    """Read a file for the list of that shape; .jsonl and .ndjson are JSON Lines.

    Raises:
        AdvocacyError: it cannot be read as a whole, or its headers cannot be used.
    """
    decoded = decode(data, file, asked.encoding)
    if file.endswith(JSON_LINES):
        return _take_json_lines(decoded, file, shape, asked)
    table = open_table(decoded, file, asked.delimiter)
    mapped = map_headers(table.head.headers, shape, asked.mapping)
    rows = tuple(_incoming(row, mapped, asked, file) for row in table)
    warnings = (*decoded.warnings, *table.warnings, *_emptied(rows, file), *_unread(rows, file))
    return Taken(file, decoded.encoding, table.delimiter, mapped, rows, warnings)


def _incoming(row: Row, mapped: Mapped, asked: Asked, file: str) -> Incoming:
    problem = row.problem or _no_value(row, mapped, file)
    if problem:
        return Incoming(row.line, {}, tuple(row.cells), problem)
    cells = _mapped(row.cells, mapped)
    flat, emptied = tidy(cells, asked.country_code), tuple(saying_nothing(cells))
    return Incoming(row.line, flat, tuple(row.cells), emptied=emptied)


def _emptied(rows: tuple[Incoming, ...], file: str) -> Iterator[Problem]:
    """One warning for all cells that were taken as empty."""
    found = [row for row in rows if row.emptied]
    if found:
        count = sum(len(row.emptied) for row in found)
        cells = "1 cell holds" if count == 1 else f"{count} cells hold"
        yield Problem(
            "says_nothing",
            f"{cells} a word for nothing, as NULL or N/A, and count as empty; the first is"
            f" `{found[0].emptied[0]}` here",
            severity=Severity.WARNING,
            where=Where(file, found[0].line),
            hint="where it was meant, write it into the list by hand",
        )


def _unread(rows: tuple[Incoming, ...], file: str) -> Iterator[Problem]:
    """A warning for each row with words for languages that are not known."""
    for row in rows:
        if words := unknown_languages(row.flat):
            yield Problem(
                "unknown_language",
                f"`languages`: {', '.join(map(repr, words))} is no language that is known",
                severity=Severity.WARNING,
                where=Where(file, row.line),
                hint=f"write tags, such as {' '.join(LANGUAGES)}",
            )


def _no_value(row: Row, mapped: Mapped, file: str) -> Problem | None:
    for column, cell in zip(mapped.columns, row.cells, strict=True):
        if column is not None and cell[:1] in {"=", "#"} and is_no_value(cell):
            shown = cell if len(cell) <= SHOWN else f"{cell[:SHOWN]}..."
            return Problem(
                "formula",
                f"`{column}`: {shown!r} is a formula or an error of a spreadsheet, not a value",
                where=Where(file, row.line),
                hint="in the spreadsheet, paste the column as values only, and export it again",
            )
    return None


def _mapped(cells: list[str], mapped: Mapped) -> dict[str, str]:
    return {
        column: cell
        for column, cell in zip(mapped.columns, cells, strict=True)
        if column is not None
    }


def _take_json_lines(decoded: Decoded, file: str, shape: Shape, asked: Asked) -> Taken:
    read = list(_objects(decoded.text, file, shape))
    headers = tuple(dict.fromkeys(name for _, row in read if isinstance(row, dict) for name in row))
    mapped = map_headers(headers, shape, asked.mapping)
    rows = []
    for line, row in read:
        if isinstance(row, Problem):
            rows.append(Incoming(line, {}, (), row))
            continue
        present = [header for header in headers if header in row]
        meant = dict(zip(headers, mapped.columns, strict=True))
        flat = {column: row[name] for name in present if (column := meant[name]) is not None}
        cells = tuple(row.get(header, "") for header in headers)
        tidied, emptied = tidy(flat, asked.country_code), tuple(saying_nothing(flat))
        rows.append(Incoming(line, tidied, cells, emptied=emptied))
    warnings = (*decoded.warnings, *_emptied(tuple(rows), file), *_unread(tuple(rows), file))
    return Taken(file, decoded.encoding, None, mapped, tuple(rows), warnings)


def _objects(text: str, file: str, shape: Shape) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    """Each line's object as text by name; entries as the YAML file has them are made flat."""
    found = False
    for line, written in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if written.strip():
            found = True
            yield line, _object(written, Where(file, line), shape)
    if not found:
        raise AdvocacyError(Problem("empty_table", f"{file} is empty", where=Where(file, 1)))


def _object(written: str, where: Where, shape: Shape) -> dict[str, str] | Problem:
    try:
        row = json.loads(written)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        hint = 'write one object a line, such as {"name": "Ada Example"}'
        return Problem("not_an_object", "the line is no JSON object", where=where, hint=hint)
    nested = {name: value for name, value in row.items() if isinstance(value, (dict, list))}
    flat = {name: _text(value) for name, value in row.items() if name not in nested}
    try:
        flat |= flatten(nested, shape)
        keys = {column.path[0] for column in shape.columns}
    except (AttributeError, KeyError, TypeError):
        keys = set()
    strange = [name for name in nested if name not in keys]
    if strange:
        return Problem(
            "not_text", f"`{strange[0]}` must be text", where=where, hint="write it as a text"
        )
    if any(len(value) > MAX_CELL for value in flat.values()):
        message = f"a value of this row is longer than {MAX_CELL} characters"
        return Problem("cell_too_long", message, where=where, hint="shorten it")
    return flat


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
