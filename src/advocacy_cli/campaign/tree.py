"""What a file says, as a tree of text in which every value knows its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from advocacy_cli.errors import Where

Steps: TypeAlias = tuple[str | int, ...]
"""A way into a tree: keys and indices."""


class Node(NamedTuple):
    """One value of a file and its place, line and column counted from 1.

    Attributes:
        content: text, items, entries by key, or None where nothing was written.
        faulty: it, or something in it, has been reported and cannot be trusted.
        end_line, end_column: the place right after it; after a text in lines of its own (`|`)
            that of what follows. Only YAML files have it.
    """

    content: str | tuple[Node, ...] | Mapping[str, Entry] | None
    line: int
    column: int
    faulty: bool = False
    end_line: int = 0
    end_column: int = 0

    def find(self, path: Steps) -> Node | None:
        """The node at `path`: keys and indices from here on."""
        node: Node | None = self
        for step in path:
            node = node.child(step) if node else None
        return node

    def child(self, step: str | int) -> Node | None:
        """The value under a key, or the item at an index."""
        if isinstance(self.content, Mapping):
            entry = self.content.get(str(step))
            return entry.value if entry else None
        if isinstance(self.content, tuple) and isinstance(step, int) and step < len(self.content):
            item: Node = self.content[step]
            return item
        return None

    def place(self, path: Steps, file: str) -> Where:
        """Where the value at `path` stands, or the nearest thing around it that there is."""
        node = self
        for step in path:
            inner = node.child(step)
            if inner is None:
                break
            node = inner
        return Where(file, node.line, node.column)

    def key_place(self, path: Steps, file: str) -> Where:
        """Where the last key of `path` stands."""
        holder = self.find(path[:-1])
        if holder and isinstance(holder.content, Mapping) and path[-1] in holder.content:
            entry = holder.content[str(path[-1])]
            return Where(file, entry.line, entry.column)
        return self.place(path, file)


class Entry(NamedTuple):
    """A value under a key, and the key's place."""

    value: Node
    line: int
    column: int
