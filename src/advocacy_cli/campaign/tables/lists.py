"""A table as the list itself: `recipients: offices.csv` in campaign.yaml."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from advocacy_cli.campaign.complaints import did_you_mean
from advocacy_cli.campaign.glimpses import glimpse
from advocacy_cli.campaign.schema import Record, Section, duplicate
from advocacy_cli.campaign.tables.columns import Shape, shape_of
from advocacy_cli.campaign.tables.decoding import Decoded, find_delimiter
from advocacy_cli.campaign.tables.flat import unflatten, validate
from advocacy_cli.campaign.tables.rows import Table
from advocacy_cli.campaign.tree import Node
from advocacy_cli.errors import Problem, Where, has_errors
from advocacy_cli.model.packed import PackedMap
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.unusable import Unusable

E = TypeVar("E", Recipient, Sender)

SUFFIXES = (".csv", ".tsv")
MAX_BYTES = 200_000_000
SHARED = 4096
"""Cells of which one text is kept, however many rows repeat it: countries, tags, sources."""


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking, again and again, through a list that only grows.

    Afterwards it leaves alone what there is by then: a list stays to the end.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.freeze()
            gc.enable()


def is_table(file: str) -> bool:
    """Whether a list's file is a table."""
    return file.endswith(SUFFIXES)


def open_table(decoded: Decoded, file: str, delimiter: str | None = None) -> Table:
    """The table in a text. Its delimiter is the one given, that of a .tsv, or else found out.

    Raises:
        AdvocacyError: the table is empty, or its headers cannot be used.
    """
    tab = "\t" if file.endswith(".tsv") else None
    found = delimiter or tab or find_delimiter(decoded.text)
    return Table(decoded.text, file, found)


def entries_of(decoded: Decoded, file: str, model: type[E]) -> tuple[Section[E], list[Problem]]:
    """The entries of a table whose headers are the names of columns.

    Raises:
        AdvocacyError: the table cannot be read.
    """
    table = open_table(decoded, file)
    problems = list(decoded.warnings)
    problems += _unknown_columns(table.head.headers, shape_of(model), file)
    if has_errors(problems):
        return Section(readable=False), problems
    return _read_rows(table, file, model, problems)


def _read_rows(
    table: Table, file: str, model: type[E], problems: list[Problem]
) -> tuple[Section[E], list[Problem]]:
    """The usable entries; what is wrong with the others comes after `problems`."""
    shape = shape_of(model)
    problems = list(problems)
    values: PackedMap[E] = PackedMap()
    lines: dict[str, int] = {}
    unusable: list[Unusable] = []
    stripped = lru_cache(SHARED)(str.strip)
    for row in table:
        where = Where(file, row.line, 1)
        if row.problem:
            problems.append(row.problem)
            unusable.append(Unusable(where))
            continue
        cells = zip(table.head.headers, row.cells, strict=True)
        flat = {name: text for name, cell in cells if cell and (text := stripped(cell))}
        data = unflatten(flat, shape)
        value, found = validate(data, model, where)
        problems += found
        name = flat.get("id", "")
        if name in lines:
            known = values.get(name)
            same = value is not None and known is not None and _say_the_same(value, known)
            problems.append(duplicate(name, where, lines[name], same=same))
            value = value if same else None
        elif name:
            lines[name] = row.line
            if isinstance(value, model):
                values.add(name, value)
        if value is None:
            unusable.append(glimpse(data, where, model.model_fields))
    left_out = frozenset(name for name in lines if name not in values)
    records = _RowRecords(values, file)
    section = Section(records, left_out, values=values, file=file, unusable=tuple(unusable))
    return section, [*problems, *table.warnings]


def _say_the_same(one: Recipient | Sender, other: Recipient | Sender) -> bool:
    return one.model_dump() == other.model_dump()


class _RowRecords(Mapping[str, Record[E]]):
    """The records of a table, each made when it is asked for: all that is known is its line."""

    def __init__(self, values: Mapping[str, E], file: str) -> None:
        self._values: Mapping[str, E] = values
        self._file = file

    def __getitem__(self, name: str) -> Record[E]:
        value = self._values[name]
        line = value.where.line if value.where else None
        return Record(value, Node("", line or 1, 1), self._file)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _unknown_columns(headers: Sequence[str], shape: Shape, file: str) -> list[Problem]:
    names = [column.name for column in shape.columns]
    return [
        Problem(
            "unknown_column",
            f"{header!r} is not a column of a list of {shape.key}",
            where=Where(file, 1, 1),
            hint=did_you_mean(header, names)
            or f"name it as one of {', '.join(names)}; or keep the list in YAML, and take the"
            f" table in with `advocacy {shape.key} import`",
        )
        for header in headers
        if shape.resolve(header) is None
    ]
