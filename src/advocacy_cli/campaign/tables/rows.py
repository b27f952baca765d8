"""From a table's text to its rows, each with its line; what is wrong with a row stays with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from advocacy_cli.campaign.tables.formulas import unguarded
from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where

MAX_CELL = 20_000
"""Characters of one cell."""
MAX_COLUMNS = 200
_TEXT_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ONE_TABLE = "export a plain table with one row of headers"


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: where it begins, counted from 1.
        cells: its cells, without the apostrophe that guards a formula; of a broken row, as well
            as they can be made out.
        raw: the row as it stands in the file, with its line end.
        problem: why it cannot be used.
    """

    line: int
    cells: list[str]
    raw: str
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The row of headers; `raw` is it as it stands in the file."""

    headers: tuple[str, ...]
    raw: str


class Table:
    """A table that is read row by row."""

    def __init__(self, text: str, file: str, delimiter: str) -> None:
        """Read the headers.

        Raises:
            AdvocacyError: the table is empty, or its headers cannot be used.
        """
        self._file = file
        self.delimiter = delimiter
        self._read: list[str] = []
        self._reader = csv.reader(self._lines_of(text), delimiter=delimiter, strict=True)
        self.head = self._read_head()
        self.warnings: list[Problem] = []

    def __iter__(self) -> Iterator[Row]:
        """The rows after the headers. Blank ones and headers given again are passed over.

        Raises:
            AdvocacyError: a quotation mark is opened and never closed.
        """
        width = len(self.head.headers)
        while True:
            line = self._reader.line_num + 1
            row = self._next(line)
            if row is None:
                return
            if row.problem is None:
                if not any(cell.strip() for cell in row.cells):
                    continue
                if self._is_head(row.cells):
                    self.warnings.append(self._repeated_head(line))
                    continue
                problem = self._ragged(row, width) if len(row.cells) != width else None
                problem = problem or self._too_long(row)
                if problem:
                    row = Row(line, row.cells, row.raw, problem)
            yield row

    def _lines_of(self, text: str) -> Iterator[str]:
        """The lines with their ends, each kept until its row is complete."""
        for found in _TEXT_LINE.finditer(text):
            self._read.append(found[0])
            yield found[0]

    def _next(self, line: int) -> Row | None:
        self._read.clear()
        try:
            cells = next(self._reader)
        except StopIteration:
            return None
        except csv.Error as error:
            raw = "".join(self._read)
            too_long = "field limit" in str(error)
            if "unexpected end" in str(error) or (too_long and len(self._read) > 1):
                raise AdvocacyError(self._unclosed(line)) from None
            cells = [cell[:MAX_CELL] for cell in self._leniently(raw)]
            return Row(line, cells, raw, self._long(line) if too_long else self._quotes(line))
        raw = "".join(self._read)
        return Row(line, [unguarded(cell) for cell in cells] if "'" in raw else cells, raw)

    def _leniently(self, raw: str) -> list[str]:
        """The cells of a row that breaks the rules, as far as they can be made out."""
        try:
            rows = list(csv.reader([raw], delimiter=self.delimiter))
        except csv.Error:
            rows = [raw.split(self.delimiter)]
        return [unguarded(cell) for cell in rows[0]] if rows else []

    def _read_head(self) -> Head:
        while True:
            line = self._reader.line_num + 1
            row = self._next(line)
            if row is None:
                raise AdvocacyError(
                    Problem(
                        "empty_table",
                        f"{self._file} is empty",
                        where=Where(self._file, 1),
                        hint=_ONE_TABLE,
                    )
                )
            if row.problem:
                raise AdvocacyError(row.problem)
            headers = tuple(cell.strip() for cell in row.cells)
            if any(headers):
                break
        self._require_good(headers, line)
        return Head(headers, row.raw)

    def _require_good(self, headers: tuple[str, ...], line: int) -> None:
        where = Where(self._file, line)
        if len(headers) > MAX_COLUMNS:
            message = f"the table has {len(headers)} columns; {MAX_COLUMNS} are the most"
            raise AdvocacyError(
                Problem("too_many_columns", message, where=where, hint="take out what is not used")
            )
        named = [header for header in headers if header]
        twice = sorted({header for header in named if named.count(header) > 1})
        if twice:
            raise AdvocacyError(
                Problem(
                    "repeated_column",
                    f"the header {twice[0]!r} stands here twice",
                    where=where,
                    hint="give one of the two columns another header, or take it out",
                )
            )

    def _is_head(self, cells: list[str]) -> bool:
        headers = self.head.headers
        return cells[0].strip() == headers[0] and tuple(map(str.strip, cells)) == headers

    def _ragged(self, row: Row, width: int) -> Problem | None:
        count = len(row.cells)
        if count > width and not any(row.cells[width:]):
            del row.cells[width:]
            return None
        many = "more" if count > width else "fewer"
        hint = (
            "a cell that holds the delimiter must stand in quotation marks"
            if count > width
            else "a cell or a delimiter is missing; write empty cells, too"
        )
        message = f"the row has {many} cells than there are headers: {count}, not {width}"
        return Problem("ragged_row", message, where=Where(self._file, row.line), hint=hint)

    def _too_long(self, row: Row) -> Problem | None:
        if len(row.raw) <= MAX_CELL or max(map(len, row.cells)) <= MAX_CELL:
            return None
        return self._long(row.line)

    def _long(self, line: int) -> Problem:
        return Problem(
            "cell_too_long",
            f"a cell of this row is longer than {MAX_CELL} characters",
            where=Where(self._file, line),
            hint="shorten it; if a quotation mark was not closed, close it",
        )

    def _quotes(self, line: int) -> Problem:
        return Problem(
            "stray_quote",
            "a quotation mark stands inside a quoted cell of this row",
            where=Where(self._file, line),
            hint='write a quotation mark inside quoted text twice: ""',
        )

    def _unclosed(self, line: int) -> Problem:
        return Problem(
            "unclosed_quote",
            "a quotation mark that opens in this row is never closed, so the rest cannot be read",
            where=Where(self._file, line),
            hint="close it, or take it out",
        )

    def _repeated_head(self, line: int) -> Problem:
        return Problem(
            "repeated_header",
            "the headers stand here again; the row was passed over",
            severity=Severity.WARNING,
            where=Where(self._file, line),
            hint="take the row out, and see whether two tables were joined",
        )
