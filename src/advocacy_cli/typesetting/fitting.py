"""How a letter is made to fit: sizes to try for the address and for the text, largest first."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import Layout

MM_PER_PT = 25.4 / 72

SIGNING_ROOM = 15.0
"""Height in mm left free to sign by hand."""

_ADDRESS_SIZES = (10.0, 9.0)
_TIGHT, _ROOMY = 1.13, 1.3
"""Line height of an address in ems: the least that keeps lines apart, and the best."""

_WIDE = frozenset("WF")
_WIDE_EM, _NARROW_EM, _ARABIC_EM = 0.96, 0.49, 0.4
"""Mean width of a character in ems, spaces included, as measured on letters."""
_FURNITURE = 36.0
"""Height in pt of the gaps between subject, greeting, text, closing and names, as measured."""
_ESTIMATED_HIGH = 1.05
"""By how much the estimate may exceed what is needed, as measured on five languages and layouts.
A step that is tried and does not fit costs one more typesetting; one not tried, half a point."""


@dataclass(frozen=True, slots=True)
class AddressStep:
    """One way to set the address: its lines, their size and line height in pt."""

    lines: tuple[str, ...]
    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class TextStep:
    """One size of the text, and its line height, in pt."""

    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The sizes a letter is set in."""

    address: AddressStep
    text: TextStep


def address_steps(letter: ComposedLetter, layout: Layout) -> tuple[AddressStep, ...]:
    """The ways to set the address that may fit in height, best first, the short form last.

    Whether a line fits in width only the typesetter can tell; lines too wide are broken, so
    there are steps that leave room for one and two lines more.
    """
    height = layout.address.h / MM_PER_PT
    forms = (letter.address, letter.short_address) if letter.short_address else (letter.address,)
    steps = (
        AddressStep(lines, size, min(_ROOMY * size, height / (len(lines) + broken)))
        for lines in forms
        for broken in (0, 1, 2)
        for size in _ADDRESS_SIZES
    )
    return tuple(dict.fromkeys(step for step in steps if step.leading >= _TIGHT * step.size))


def text_steps(letter: ComposedLetter, layout: Layout) -> tuple[TextStep, ...]:
    """The sizes of text to try, largest first, without those that are surely too large.

    They depend on the letter alone, never on the letters before it.
    """
    height = (layout.page[1] - layout.text_y - layout.bottom) / MM_PER_PT
    height += (letter.max_pages - 1) * (layout.page[1] - 45) / MM_PER_PT
    width = (layout.page[0] - layout.left - layout.right) / MM_PER_PT
    signers = 1 + math.ceil((len(letter.signatures) - 1) / 3)
    notes = len(letter.enclosures) + bool(letter.copies)
    return _steps_within((width, height), letter.language, letter.body, signers, notes)


# Most letters of a run say the same, or have most paragraphs in common.
@lru_cache(maxsize=64)
def _steps_within(
    room: tuple[float, float], language: str, body: str, signers: int, notes: int
) -> tuple[TextStep, ...]:
    """The sizes to try in which all fits into the room, or nearly does.

    Args:
        room: width and height in pt.
        signers: rows of signatures.
        notes: lines below them.
    """
    steps, (width, height) = _sizes(language), room
    lengths = _paragraph_lengths(body)
    start = next(
        (
            number
            for number, step in enumerate(steps)
            if _height(lengths, step, width, signers, notes) <= _ESTIMATED_HIGH * height
        ),
        len(steps) - 1,
    )
    return steps[start:]


def _sizes(language: str) -> tuple[TextStep, ...]:
    known = LANGUAGES.get(language)
    script = known.script if known else "Latn"
    if script == "Arab":
        return tuple(TextStep(size, 1.62 * size) for size in (13.0, 12.5, 12.0, 11.0))
    if script in {"Hans", "Kore"}:
        return tuple(TextStep(size, 1.62 * size) for size in (11.0, 10.5, 10.0, 9.5))
    return tuple(TextStep(size, 1.36 * size) for size in (11.0, 10.5, 10.0, 9.5))


def _height(
    paragraphs: Sequence[float], step: TextStep, width: float, signers: int, notes: int
) -> float:
    """About how high the text and everything below it will be, in pt."""
    lines = sum(math.ceil(length * step.size / width) for length in paragraphs)
    return (
        (lines + 3 + signers + notes) * step.leading
        + 0.7 * len(paragraphs) * step.size
        + signers * SIGNING_ROOM / MM_PER_PT
        + _FURNITURE
    )


def _paragraph_lengths(body: str) -> list[float]:
    """How long each paragraph would be on a single line, in ems."""
    parts = re.split(r"</(?:p|li|h\d)>", body)
    texts = (re.sub(r"<[^>]*>", "", part).strip() for part in parts)
    return [_length(text) for text in texts if text]


@lru_cache(maxsize=256)
def _length(text: str) -> float:
    return sum(map(_em, text))


def _em(character: str) -> float:
    if character.isascii():
        return _NARROW_EM
    if unicodedata.bidirectional(character) == "AL":
        return _ARABIC_EM
    return _WIDE_EM if unicodedata.east_asian_width(character) in _WIDE else _NARROW_EM
