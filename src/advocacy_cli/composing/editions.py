"""The edition of what letters say beside their texts: dates, address lines, labels, lists, marks.

Drafts made in an earlier edition are stale. Raise a language's number when its letters come out
otherwise from the same files; tests/test_editions.py says when.
"""

from __future__ import annotations

from collections.abc import Mapping

_LATER: Mapping[str, int] = {}
"""The languages whose edition is no more the first."""


def composing_edition(language: str) -> int:
    """How often letters in a language have come to say something else, from 1."""
    return _LATER.get(language, 1)
