"""What every peer is given: FOLDER COUNT OUT. See letters.py beside this folder for FOLDER."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict

MM_PER_PT = 25.4 / 72


class Block(TypedDict):
    """A paragraph (`p`) or an entry of a list (`li`)."""

    kind: str
    text: str


class Words(TypedDict):
    """One letter in words; sizes and distances between lines in pt."""

    language: str
    faces: list[str]
    sender: list[str]
    address: list[str]
    date: str
    reference_label: str
    reference: str
    subject: str
    salutation: str
    blocks: list[Block]
    closing: str
    signature: list[str]
    size: float
    leading: float
    address_size: float
    address_leading: float


@dataclass(frozen=True, slots=True)
class Given:
    """The arguments of a peer: the first `count` letters of `folder` go to `out`."""

    folder: Path
    count: int
    out: Path
    merged: bool
    processes: int

    def letters(self) -> Iterator[Words]:
        """The letters in words."""
        return self._lines("letters.jsonl")

    def pages(self) -> Iterator[str]:
        """The letters as HTML."""
        return self._lines("pages.jsonl")

    def layout(self) -> dict[str, Any]:
        """Where things stand on the page, in mm from its top left corner."""
        text = (self.folder / "layout.json").read_text(encoding="utf-8")
        layout: dict[str, Any] = json.loads(text)
        return layout

    def file(self, number: int) -> Path:
        """The PDF of the letter with that number."""
        return self.out / f"{number:06}.pdf"

    def _lines(self, name: str) -> Iterator[Any]:
        with (self.folder / name).open(encoding="utf-8") as stream:
            yield from map(json.loads, islice(stream, self.count))


def given(*, can_merge: bool = False, processes: bool = False) -> Given:
    """Read the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.set_defaults(merged=False, processes=1)
    if can_merge:
        parser.add_argument("--merged", action="store_true", help="all of them in one file")
    if processes:
        parser.add_argument("--processes", type=int, help="how many share the work")
    return Given(**vars(parser.parse_args()))
