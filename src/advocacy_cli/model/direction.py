"""Which way text runs, and how a value is kept from tearing the text it stands in, or being torn.

By the Unicode Bidirectional Algorithm (UAX #9) the numbers and signs of a value take part in the
order of what stands around it: an Arabic name before "12/3 Foo Rd" puts the number behind the
street. A value between U+2068 and U+2069 is ordered by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FIRST_STRONG, POP = "\u2068", "\u2069"
"""What stands before and after a value that is ordered by itself, from its first letter on."""
_MARKS = re.compile("[\u2066-\u2069]")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_ANY_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks of scripts that are written from right to left."""


def has_right_to_left(text: str) -> bool:
    """Whether anything of a text is written from right to left."""
    return not text.isascii() and _ANY_RIGHT_TO_LEFT.search(text) is not None


def direction_of(text: str) -> str:
    """The direction of the first letter that has one, outside of values ordered by themselves."""
    if text.isascii():
        return "ltr"
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"FSI", "LRI", "RLI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and (kind == "L" or kind in _RIGHT_TO_LEFT):
            return "rtl" if kind in _RIGHT_TO_LEFT else "ltr"
    return "ltr"


def isolated(text: str) -> str:
    """A value so marked that it is ordered by itself."""
    return f"{FIRST_STRONG}{text}{POP}"


def without_isolates(text: str) -> str:
    """The text without the marks that order values by themselves."""
    return text if text.isascii() else _MARKS.sub("", text)


def joined(parts: Iterable[str], between: str) -> str:
    """Values on one line, each kept in its own order where one of them runs from right to left.

    The line runs as most of the values do; of as many either way, as the last. Such a line begins
    with a value that runs its way, or with marked ones.
    """
    values = list(parts)
    if not any(map(has_right_to_left, values)):
        return between.join(values)
    ways = [direction_of(value) for value in values if _has_letters(value)]
    right = ways.count("rtl")
    base = (
        "rtl" if 2 * right > len(ways) or (2 * right == len(ways) and ways[-1] == "rtl") else "ltr"
    )
    return between.join(value if _fits(value, base) else isolated(value) for value in values)


def _has_letters(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"L", "R", "AL"} for character in text)


def _fits(value: str, base: str) -> bool:
    """Whether a value is ordered on a line of that direction as it is by itself."""
    if base == "ltr":
        return not has_right_to_left(value)
    # Signs at an end, and digits, would take the line's order.
    return all(character == " " or _is_right_to_left(character) for character in value)


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in _RIGHT_TO_LEFT
