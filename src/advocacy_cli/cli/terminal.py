"""Streams: the answer goes to stdout, the talk to stderr. User text is never markup."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import IO, TYPE_CHECKING, Any

from advocacy_cli.cli.json_text import Json
from advocacy_cli.errors import Problem, Severity

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
# Rich's notation of a table whose only line is the one below its headers.
_RULED = "    \n    \n ── \n    \n    \n    \n    \n    \n"
_STEERING = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]"
)
"""What moves the cursor, colours, begins a line, or turns the direction of what follows: C0 but the
tab, C1, the marks, embeddings, overrides and isolates of direction, line and paragraph separators.
Letters are never among them, of whatever direction they are."""
_ISOLATES = re.compile("[\u2066-\u2069]")

Cell = str | Sequence[str]
"""What stands in a cell: one line, or several."""


def shown(text: str) -> str:
    """A text as it may be shown: on one line, what would steer the terminal as an escape.

    Everything that is printed passes through here.
    """
    return _STEERING.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number == 0x0A:
        return "\\n"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


class Terminal:
    """Prints for people and for scripts."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def answer(self, text: str = "", style: str | None = None) -> None:
        """A line of the answer."""
        self._print(sys.stdout, text, style)

    def text(self, text: str) -> None:
        """The answer as a text of several lines; its isolates of direction are for paper."""
        for line in _ISOLATES.sub("", text).split("\n"):
            self._print(sys.stdout, line, None)

    def talk(self, text: str = "", style: str | None = None) -> None:
        """A line beside the answer: what happened, what to do next."""
        self._print(sys.stderr, text, style)

    def json(self, value: Mapping[str, Any]) -> None:
        """The answer as one JSON object; in ASCII for a stream that is not UTF-8.

        An iterator as one of its values is written as a list, entry by entry.
        """
        is_utf8 = sys.stdout.encoding.lower() in {"utf-8", "utf8"}
        sys.stdout.writelines(Json(ascii_only=not is_utf8).written(value))
        sys.stdout.flush()

    def file(self, content: bytes) -> None:
        """The answer as a file, byte for byte; on a terminal as a text, unless it is none."""
        if sys.stdout.isatty():
            self.text(content.decode(errors="replace").removesuffix("\n"))
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def csv(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The answer as CSV; cells that a spreadsheet would take for a formula are quoted."""
        from advocacy_cli.campaign.tables.formulas import guarded

        is_seen = sys.stdout.isatty()
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headers)
        for row in rows:
            cells = [guarded(cell) for cell in row]
            writer.writerow(map(shown, cells) if is_seen else cells)
        sys.stdout.flush()

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """The answer as a table: the first column is never broken."""
        if not sys.stdout.isatty():
            self._in_columns([headers, *rows], gap=3, ruled=True)
            return
        from rich.box import Box
        from rich.table import Table

        table = Table(box=Box(_RULED), padding=(0, 2, 0, 0), pad_edge=False, show_edge=False)
        for number, header in enumerate(headers):
            table.add_column(shown(header), no_wrap=number == 0, overflow="fold")
        for row in rows:
            table.add_row(*("\n".join(_cell_lines(cell)) for cell in row))
        self._console(sys.stdout).print(table)

    def facts(self, pairs: Sequence[tuple[str, Cell]]) -> None:
        """The answer as names and values, one pair a line."""
        if not sys.stdout.isatty():
            self._in_columns(pairs, gap=2)
            return
        from rich.table import Table

        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in pairs:
            table.add_row(shown(name), "\n".join(_cell_lines(value)))
        self._console(sys.stdout).print(table)

    def problems(self, problems: Sequence[Problem], *, to_answer: bool = False) -> None:
        """Problems, each with its place and what to do next."""
        for problem in problems:
            place = f"{problem.where}: " if problem.where else ""
            stream = sys.stdout if to_answer else sys.stderr
            text = f"{place}{problem.severity.value}: {problem.message} [{problem.code}]"
            self._print(stream, text, _STYLE[problem.severity])
            if problem.hint:
                self._print(stream, problem.hint, None, indent=2)

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """A progress bar on a terminal; silence elsewhere."""
        if not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self._console(sys.stderr), transient=True) as progress:
            task = progress.add_task(what, total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)

    def _in_columns(self, rows: Sequence[Sequence[Cell]], gap: int, ruled: bool = False) -> None:
        """Print columns to what is no terminal as Rich would, in a tenth of the time.

        Nothing is ever cut or wrapped there.

        Args:
            gap: blanks between two columns.
            ruled: whether a line stands below the first row.
        """
        if not rows:
            return
        cells = [
            [[line.expandtabs() for line in _cell_lines(cell)] for cell in row] for row in rows
        ]
        columns = zip(*cells, strict=True)
        widths = [max(_width(line) for cell in column for line in cell) for column in columns]
        lines = [list(_lines(row, widths, gap)) for row in cells]
        if ruled:
            rule = "─" if sys.stdout.encoding.lower().startswith("utf") else "-"
            lines.insert(1, [rule * (sum(widths) + gap * (len(widths) - 1))])
        print("\n".join(line for row in lines for line in row), flush=True)

    def _print(self, stream: IO[str], text: str, style: str | None, indent: int = 0) -> None:
        if not stream.isatty() or not text:  # Rich prints no line for an empty text
            print(" " * indent + shown(text), file=stream, flush=True)
            return
        from rich.padding import Padding
        from rich.text import Text

        styled = Text(shown(text), style=style or "")
        self._console(stream).print(Padding(styled, (0, 0, 0, indent), expand=False))

    def _console(self, stream: IO[str]) -> Console:
        from rich.console import Console

        return Console(
            file=stream,
            markup=False,
            emoji=False,
            highlight=False,
            no_color=bool(self._environ.get("NO_COLOR")) or None,
        )


def _lines(cells: Sequence[list[str]], widths: Sequence[int], gap: int) -> Iterator[str]:
    """The lines of one row, each cell a list of its lines."""
    between = " " * gap
    for line in zip_longest(*cells, fillvalue=""):
        padded = (
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        )
        yield between.join(padded).rstrip(" ")


def _width(text: str) -> int:
    """The columns that a text takes on a terminal; of most characters each takes one."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _cell_lines(cell: Cell) -> list[str]:
    """The lines of a cell; a line feed in one of them begins no other."""
    return [shown(line) for line in ([cell] if isinstance(cell, str) else cell)] or [""]
