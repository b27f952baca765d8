"""Streams: the answer goes to stdout, the talk to stderr. User text is never markup."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from advocacy_cli.errors import Problem, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
# Rich's notation of a table whose only line is the one below its headers.
_RULED = "    \n    \n ── \n    \n    \n    \n    \n    \n"
_UNBOUNDED = 10_000
"""Columns of a stream that is no terminal: nothing is ever cut or wrapped there."""
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
        """The answer as one JSON object; in ASCII for a stream that is not UTF-8."""
        is_utf8 = sys.stdout.encoding.lower() in {"utf-8", "utf8"}
        print(json.dumps(value, ensure_ascii=not is_utf8, indent=2), flush=True)

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
        from rich.box import Box
        from rich.table import Table

        table = Table(box=Box(_RULED), padding=(0, 2, 0, 0), pad_edge=False, show_edge=False)
        for number, header in enumerate(headers):
            table.add_column(header, no_wrap=number == 0, overflow="fold")
        for row in rows:
            table.add_row(*(_clean(cell) for cell in row))
        self._lay_out(table)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """The answer as names and values, one pair a line."""
        from rich.table import Table

        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in pairs:
            table.add_row(name, _clean(value))
        self._lay_out(table)

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

    def _lay_out(self, table: Table) -> None:
        """Print columns; Rich fills up the last one, but a pipe is spared that."""
        console = self._console(sys.stdout)
        if sys.stdout.isatty():
            console.print(table)
            return
        with console.capture() as caught:
            console.print(table)
        lines = caught.get().split("\n")
        print("\n".join(line.rstrip(" ") for line in lines), end="", flush=True)

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
            width=None if stream.isatty() else _UNBOUNDED,
            no_color=bool(self._environ.get("NO_COLOR")) or None,
        )


def _clean(text: str) -> str:
    """Control characters made visible, so that no text can steer the terminal."""
    return text.translate(_VISIBLE)


def _no_formula(cell: str) -> str:
    """Undone by `campaign.tables.formulas.unguarded`; hence one more before apostrophes."""
    return f"'{cell}" if cell.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r")) else cell
