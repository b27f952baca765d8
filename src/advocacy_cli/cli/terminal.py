"""Streams: the answer goes to stdout, the talk to stderr. User text is never markup."""

from __future__ import annotations

import csv
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
_VISIBLE = dict.fromkeys((*range(9), *range(11, 32), 127), "�")


class Terminal:
    """Prints for people and for scripts."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def answer(self, text: str = "", style: str | None = None) -> None:
        """A line of the answer."""
        self._print(sys.stdout, text, style)

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
        """The answer as a file, byte for byte."""
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def csv(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The answer as CSV; cells that a spreadsheet would take for a formula are quoted."""
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows([_no_formula(cell) for cell in row] for row in rows)
        sys.stdout.flush()

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The answer as a table: the first column is never broken."""
        if not sys.stdout.isatty():
            self._in_columns([headers, *rows], gap=3, ruled=True)
            return
        from rich.box import Box
        from rich.table import Table

        table = Table(box=Box(_RULED), padding=(0, 2, 0, 0), pad_edge=False, show_edge=False)
        for number, header in enumerate(headers):
            table.add_column(header, no_wrap=number == 0, overflow="fold")
        for row in rows:
            table.add_row(*(_clean(cell) for cell in row))
        self._console(sys.stdout).print(table)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """The answer as names and values, one pair a line."""
        if not sys.stdout.isatty():
            self._in_columns(pairs, gap=2)
            return
        from rich.table import Table

        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in pairs:
            table.add_row(name, _clean(value))
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

    def _in_columns(self, rows: Sequence[Sequence[str]], gap: int, ruled: bool = False) -> None:
        """Print columns to what is no terminal as Rich would, in a tenth of the time.

        Nothing is ever cut or wrapped there.

        Args:
            gap: blanks between two columns.
            ruled: whether a line stands below the first row.
        """
        if not rows:
            return
        cells = [[_clean(cell).expandtabs().split("\n") for cell in row] for row in rows]
        columns = zip(*cells, strict=True)
        widths = [max(_width(line) for cell in column for line in cell) for column in columns]
        lines = [list(_lines(row, widths, gap)) for row in cells]
        if ruled:
            rule = "─" if sys.stdout.encoding.lower().startswith("utf") else "-"
            lines.insert(1, [rule * (sum(widths) + gap * (len(widths) - 1))])
        print("\n".join(line for row in lines for line in row), flush=True)

    def _print(self, stream: IO[str], text: str, style: str | None, indent: int = 0) -> None:
        if not stream.isatty() or not text:  # Rich prints no line for an empty text
            print(" " * indent + _clean(text), file=stream, flush=True)
            return
        from rich.padding import Padding
        from rich.text import Text

        styled = Text(_clean(text), style=style or "")
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


def _clean(text: str) -> str:
    """Control characters made visible, so that no text can steer the terminal."""
    return text.translate(_VISIBLE)


def _no_formula(cell: str) -> str:
    """Undone by `campaign.tables.formulas.unguarded`; hence one more before apostrophes."""
    return f"'{cell}" if cell.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r")) else cell
