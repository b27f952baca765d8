"""Measures how fast the program is, beside other tools.

Usage: python benchmarks/run.py [--only PART] [--scale N] [--rounds N] [--limit S] [--write FILE]
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil

import parts
from bench import Bench
from mixes import LANGUAGES, Mix

ROOT = Path(__file__).parents[1]
ADVOCACY = Path(sys.executable).parent / "advocacy"
HEADINGS = {
    "letters": "## Letters as separate files",
    "growth": "## Long runs",
    "printing": "## One file for the printer, and a second run",
    "answering": "## Answering",
    "lists": "## Long lists and petitions",
    "ledger": "## A large ledger",
}


def main() -> None:
    """Measure, print, and write the report where one is asked for."""
    asked = _asked()
    known = asked.write.read_text(encoding="utf-8") if asked.write and asked.only else ""
    sections = sections_of(known)
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        bench = Bench(ADVOCACY, ROOT, Path(folder), asked.rounds, asked.limit)
        for name, measure in _parts(bench, asked).items():
            if asked.only in {None, name}:
                sections[HEADINGS[name]] = measure().strip()
    text = document(sections)
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")


def sections_of(report: str) -> dict[str, str]:
    """The sections of a report by their headings; those not written any more are left out."""
    found = re.split(r"^(?=## )", report, flags=re.MULTILINE)[1:]
    by_heading = {section.partition("\n")[0]: section.strip() for section in found}
    return {heading: by_heading[heading] for heading in HEADINGS.values() if heading in by_heading}


def document(sections: Mapping[str, str]) -> str:
    """The report: how it came about, then its sections in their order."""
    ordered = [sections[heading] for heading in HEADINGS.values() if heading in sections]
    return "\n\n".join([_head(), *ordered]) + "\n"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the speed, beside other tools.")
    parser.add_argument("--only", choices=HEADINGS, help="measure this part alone")
    parser.add_argument("--scale", type=int, help="so many letters, or entries of a list")
    parser.add_argument("--language", choices=LANGUAGES, help="only letters in this language")
    parser.add_argument("--own", type=int, choices=(0, 10, 100), help="letters with own words, %%")
    parser.add_argument("--rounds", type=int, default=3, help="how often; the median counts (3)")
    parser.add_argument(
        "--limit", type=float, default=15, help="about how many seconds a peer may take (15)"
    )
    parser.add_argument("--folder", type=Path, help="where to work; the disk is measured, too")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also write the report here")
    return parser.parse_args()


def _parts(bench: Bench, asked: argparse.Namespace) -> dict[str, Callable[[], str]]:
    scale = asked.scale
    return {
        "letters": lambda: parts.letters(bench, _mixes(asked)),
        "growth": lambda: parts.growth(bench, min(1000, scale or 1000), scale or 100_000),
        "printing": lambda: parts.printing(bench, scale or 10_000),
        "answering": lambda: parts.answering(bench, scale or 1000),
        "lists": lambda: parts.long_lists(bench, ROOT, scale or 100_000),
        "ledger": lambda: parts.large_ledger(bench, ROOT, scale or 1_000_000),
    }


def _mixes(asked: argparse.Namespace) -> list[Mix]:
    """The mixes of the plan that were asked for; a scale that is not in it gives one of its own."""
    chosen = [
        mix
        for mix in parts.PLAN
        if asked.scale in {None, mix.letters}
        and asked.language in {None, mix.language}
        and asked.own in {None, mix.own}
    ]
    return chosen or [Mix(asked.language or "en", asked.own or 0, asked.scale or 1000)]


def _head() -> str:
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}"
        for name in ("weasyprint", "typst", "reportlab", "typer", "pydantic")
        if _is_installed(name)
    )
    memory = round(psutil.virtual_memory().total / 1024**3)
    return f"""\
# Performance

Written by `make bench`; do not edit. The machine had {os.cpu_count()} cores and {memory} GiB of
memory and ran {platform.system()} on {platform.machine()}, Python {platform.python_version()},
{versions}. `make bench ONLY=PART` renews one section: {", ".join(HEADINGS)}."""


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
