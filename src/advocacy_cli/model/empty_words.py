"""Words that programs write where there is nothing: they are no part of an address."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_EMPTY = frozenset({"null", "none", "nan", "nil", "n/a", "na", "n.a", "k.a", "undefined"})
_IN_BRACKETS = frozenset({"blank", "empty", "leer", "vide"})
"""What spreadsheets write into brackets; without them these may be names."""


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a text stands for no text: `NULL`, `N/A`, `(blank)`, or signs alone, as `-`."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if all(unicodedata.category(character)[0] in "PSZ" for character in plain):
        return True
    bare = plain.strip("()[]{}<>#'\"\\.")
    return bare in _EMPTY or plain == "\\n" or (bare in _IN_BRACKETS and plain[0] in "([{<")
