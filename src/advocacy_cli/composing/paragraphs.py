"""Text of several paragraphs as a value of a letter."""

from __future__ import annotations

import re


class Paragraphs(str):
    """A value that keeps its paragraphs where it is printed; an empty line stands between two."""

    __slots__ = ()

    @property
    def each(self) -> list[str]:
        """The paragraphs."""
        return [part for part in _EMPTY_LINES.split(self) if part.strip()]


_EMPTY_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
