"""A YAML file's text with the places of its values, and pieces of it replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from advocacy_cli.campaign.tree import Node

_LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
LINE_ENDS = "\r\n\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a text, by its offsets, and what takes its place."""

    start: int
    end: int
    text: str


class Source:
    """The text with the offsets of its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [found.start() for found in _LINE.finditer(text)]
        found = re.search(r"\r\n|\r|\n", text)
        self.line_end = found[0] if found else "\n"

    def at(self, line: int, column: int) -> int:
        """The offset of a place, whose line and column count from 1."""
        return self.starts[line - 1] + column - 1

    def start(self, node: Node) -> int:
        """Where a value begins."""
        return self.at(node.line, node.column)

    def end(self, node: Node) -> int:
        """Right after the last visible character of a value."""
        start, end = self.start(node), self.at(node.end_line, node.end_column)
        return start + len(self.text[start:end].rstrip())

    def line_of(self, offset: int) -> tuple[int, int]:
        """Where the line around `offset` begins, and where it ends, without its line end."""
        start = max(self.text.rfind(mark, 0, offset) for mark in LINE_ENDS) + 1
        found = re.compile(f"[{LINE_ENDS}]").search(self.text, offset)
        return start, found.start() if found else len(self.text)

    def next_line(self, end: int) -> int:
        """Where the line after the one that ends at `end` begins."""
        found = _LINE.match(self.text, end)
        return found.end() if found else end

    def is_flow(self, node: Node) -> bool:
        """Whether a list or mapping stands in brackets."""
        return self.text[self.start(node)] in "[{"


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    pieces, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])
