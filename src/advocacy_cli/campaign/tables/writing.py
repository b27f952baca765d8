"""Tables written: exports, rejected rows, and lists that are kept as tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from advocacy_cli.campaign.tables.columns import Flat, Kind, Shape
from advocacy_cli.campaign.tables.formulas import guarded
from advocacy_cli.campaign.tables.rows import Table

_FEWEST_LINES = 4


def headers_for(rows: Iterable[Flat], shape: Shape) -> list[str]:
    """The headers a table of these rows needs: every plain column, and what else is in use."""
    names = {
        column.name for column in shape.columns if column.kind not in {Kind.LINES, Kind.CONSENTS}
    }
    names |= {f"line{number}" for number in range(1, _FEWEST_LINES + 1)}
    for row in rows:
        names |= row.keys()
    return shape.ordered(names)


def row_text(cells: Iterable[str], delimiter: str = ",", line_end: str = "\n") -> str:
    """One row; cells that a spreadsheet would take for a formula are guarded."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerow(map(guarded, cells))
    return text.getvalue()


def rewritten(
    table: Table,
    shape: Shape,
    *,
    added: Sequence[Flat],
    changed: Mapping[str, Flat],
    removed: frozenset[str] = frozenset(),
) -> str:
    """The text of a list kept as a table, with changes; every other row stays as it was.

    Args:
        table: the list, not yet iterated.
        shape: of the list.
        added: new rows, set at the end.
        changed: rows that replace those with the same id.
        removed: ids of rows to leave out.

    Raises:
        AdvocacyError: the table cannot be read to its end.
    """
    old, delimiter = table.head.headers, table.delimiter
    line_end = "\r\n" if table.head.raw.endswith("\r\n") else "\n"
    used = {name for row in (*added, *changed.values()) for name in row}
    missing = shape.ordered(used - set(old))
    headers = [*old, *missing]
    pieces = [row_text(headers, delimiter, line_end) if missing else table.head.raw]
    for row in table:
        flat = dict(zip(old, row.cells, strict=True))
        name = flat.get("id", "").strip()
        if name in removed:
            continue
        if missing or name in changed:
            cells = changed.get(name, flat)
            pieces.append(row_text((cells.get(key, "") for key in headers), delimiter, line_end))
        else:
            pieces.append(row.raw)
    if added and not pieces[-1].endswith(("\n", "\r")):
        pieces.append(line_end)
    pieces += [
        row_text((row.get(key, "") for key in headers), delimiter, line_end) for row in added
    ]
    return "".join(pieces)
