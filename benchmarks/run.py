"""Measures how fast the program is, beside the plainest way to do the same.

Usage: python benchmarks/run.py [--only PART] [--letters N] [--rounds N] [--size N]
       [--entries N] [--write FILE]
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

import ledger
import lists
from letters import draft_command, write_campaign, write_pages
from measuring import Use, measure, median

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
ADVOCACY = Path(sys.executable).parent / "advocacy"
HELP_RUNS = 10
LETTERS, LISTS, LEDGER = "letters", "lists", "ledger"


@dataclass(frozen=True, slots=True)
class Findings:
    """What was measured; `few` letters are a fifth of `many`."""

    help_bare: Use
    help_advocacy: Use
    loop: Use
    draft: Use
    draft_few: Use
    many: int
    few: int


def main() -> None:
    """Measure, print, and write the report where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=[LETTERS, LISTS, LEDGER], help="measure this part alone")
    parser.add_argument("--size", type=int, default=100_000, help="entries of a list (100,000)")
    parser.add_argument(
        "--entries", type=int, default=1_000_000, help="of the large ledger (1,000,000)"
    )
    parser.add_argument("--letters", type=int, default=1000, help="how many to draft (1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the median counts (3)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the report here")
    asked = parser.parse_args()
    known = asked.write.read_text(encoding="utf-8") if asked.write and asked.only else ""
    of_letters, of_lists, of_ledger = _sections(known)
    with tempfile.TemporaryDirectory() as folder:
        if asked.only in {None, LETTERS}:
            found = measure_all(Path(folder), asked.letters, asked.rounds)
            of_letters = report(found, asked.rounds)
        if asked.only in {None, LISTS}:
            of_lists = lists.report(lists.measure_all(ADVOCACY, Path(folder), ROOT, asked.size))
        if asked.only in {None, LEDGER}:
            large = ledger.measure_all(ADVOCACY, Path(folder), ROOT, asked.entries)
            of_ledger = ledger.report(large)
    parts = [of_letters, of_lists, of_ledger]
    text = "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")


def _sections(known: str) -> tuple[str, str, str]:
    """What an earlier report says of letters, of lists, and of the large ledger."""
    before, ledger_heading, of_ledger = known.partition(ledger.HEADING)
    of_letters, lists_heading, of_lists = before.partition(lists.HEADING)
    return of_letters, lists_heading + of_lists, ledger_heading + of_ledger


def measure_all(folder: Path, many: int, rounds: int) -> Findings:
    """Measure everything in `folder`; the two sides of a comparison take turns."""
    bare, advocacy = [], []
    for _ in range(HELP_RUNS):
        bare.append(measure([sys.executable, HERE / "bare.py", "--help"]))
        advocacy.append(measure([ADVOCACY, "--help"]))
    loop, draft = [], []
    for number in range(rounds):
        print(f"Round {number + 1} of {rounds}: {many} letters ...", file=sys.stderr)
        root = folder / f"campaign-{number}"
        draft.append(drafting(root, many))
        pages = folder / f"pages-{number}"
        written = write_pages(root, pages)
        assert written == many == len(list((root / "letters").glob("*.pdf")))
        loop.append(measure([sys.executable, HERE / "plain_loop.py", pages]))
    few = max(1, many // 5)
    return Findings(
        help_bare=median(bare),
        help_advocacy=median(advocacy),
        loop=median(loop),
        draft=median(draft),
        draft_few=drafting(folder / "campaign-few", few),
        many=many,
        few=few,
    )


def drafting(root: Path, letters: int) -> Use:
    """Draft so many letters with the whole command, in a new campaign at `root`."""
    write_campaign(root, ROOT, letters)
    return measure(draft_command(ADVOCACY, root))


def report(found: Findings, rounds: int) -> str:
    """The findings in words, as Markdown."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("weasyprint", "typer", "pydantic")
    )
    memory = round(psutil.virtual_memory().total / 1024**3)
    return f"""\
# Performance

Written by `make bench`; do not edit. The machine had {os.cpu_count()} cores and {memory} GiB of
memory and ran {platform.system()} on {platform.machine()}, Python {platform.python_version()},
{versions}.

## Drafting {found.many:,} letters

`advocacy draft` is the whole command: it reads the campaign, plans, composes, typesets, checks
each letter, writes the files and records them in the ledger. The plain loop calls WeasyPrint
once for each of the same letters, whose HTML and CSS it finds ready made, and checks nothing.
Medians of {rounds} rounds; the two took turns.

| | wall time | processor time | a letter | memory at its highest |
|---|---:|---:|---:|---:|
{_row("plain loop, `pdf/ua-1`", found.loop, found.many)}
{_row("`advocacy draft`", found.draft, found.many)}

`advocacy draft` took {found.draft.wall / found.loop.wall:.2f} of the time of the loop.

Memory at its highest was {_mib(found.draft_few.memory)} for {found.few:,} letters and
{_mib(found.draft.memory)} for {found.many:,}, {found.draft.memory / found.draft_few.memory:.2f}
times as much. It is the sum over all processes, in which pages that they share count once for
each.

## Answering

`advocacy --help` beside the help of a Typer program with one command; medians of {HELP_RUNS} runs,
taken in turns.

| | wall time |
|---|---:|
| bare Typer program | {found.help_bare.wall * 1000:.0f} ms |
| `advocacy` | {found.help_advocacy.wall * 1000:.0f} ms |

That is {found.help_advocacy.wall / found.help_bare.wall:.2f} times as long.
"""


def _row(name: str, use: Use, letters: int) -> str:
    each = use.wall / letters * 1000
    return f"| {name} | {use.wall:.1f} s | {use.cpu:.1f} s | {each:.1f} ms | {_mib(use.memory)} |"


def _mib(size: int) -> str:
    return f"{size / 1024**2:,.0f} MiB"


if __name__ == "__main__":
    main()
