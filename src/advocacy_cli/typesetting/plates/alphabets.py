"""The characters that a plate can print in the lines that are stamped onto it.

The fonts of a letter carry every character of its alphabet, whether its lines have it or not. So
letters on one plate have the same fonts, and a letter's file depends on nothing but the letter.
"""

from __future__ import annotations

from collections.abc import Iterable

_ASCII = "".join(map(chr, range(0x20, 0x7F)))
_SIGNS = "–—‘’‚“”„‹›«»•·…№€§°¡¿ªº"
_WESTERN = "".join(map(chr, [*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x100)]))
_LATIN = _WESTERN + "".join(map(chr, range(0x100, 0x180))) + "ȘșȚț"
_CYRILLIC = "".join(map(chr, [*range(0x400, 0x460), 0x490, 0x491]))

ALPHABETS = (
    _ASCII + "·–’",
    _ASCII + "·–’" + _WESTERN,
    _ASCII + _SIGNS + _LATIN,
    _ASCII + _SIGNS + _LATIN + _CYRILLIC,
)
"""Smallest first; each has all that those before it have. All are written from left to right, and
each of their characters is one code point that needs no shaping beyond ligatures and kerning."""

LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "fj", "Th", "tt", "ti")
"""What faces may draw as one glyph."""

_SETS = tuple(map(frozenset, ALPHABETS))


def is_plain(text: str) -> bool:
    """Whether all of `text` is in an alphabet, and no blank of it would be lost or joined."""
    return (
        bool(text)
        and _SETS[-1].issuperset(text)
        and text[0] != " " != text[-1]
        and "  " not in text
    )


def beyond(characters: frozenset[str], alphabet: int) -> str:
    """The characters that the alphabet with that number lacks, in order."""
    return "".join(sorted(characters - _SETS[alphabet]))


def alphabet_for(texts: Iterable[str]) -> int:
    """Which of the alphabets, the smallest that will do, has every character of the texts.

    All texts must be plain.
    """
    used = frozenset().union(*texts)
    return next(number for number, known in enumerate(_SETS) if used <= known)
