"""Values made safe to stand in Markdown: what they hold prints, and never acts as markup."""

from __future__ import annotations

import re
import unicodedata

_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_BLANK_ENDS = re.compile(r"^\s+|\s+$")
_SIGNS = frozenset("PSZ")
"""First letters of the Unicode categories of punctuation, symbols and separators."""


def literal(text: str) -> str:
    """`text` for a place in running Markdown where every character of it prints as it is.

    Punctuation and symbols become numeric character references, which CommonMark reads as plain
    text only and typography does not touch; so do blanks at either end, which could otherwise
    indent or break a line. Line breaks become blanks.
    """
    escaped = "".join(map(_escaped, _BREAK.sub(" ", text)))
    return _BLANK_ENDS.sub(lambda ends: "".join(map(_reference, ends[0])), escaped)


def _escaped(character: str) -> str:
    is_sign = unicodedata.category(character)[0] in _SIGNS and character != " "
    return _reference(character) if is_sign else character


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
