"""Stamps: each puts texts into one place of a page's content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import pydyf

from advocacy_cli.typesetting.plates.paragraphs import Breaker
from advocacy_cli.typesetting.plates.places import ParagraphPlace, Place, Places
from advocacy_cli.typesetting.plates.shaping import LineSetter, PrimedFonts

_SPARE = 0.05
"""CSS pixels by which a line must be shorter than its room: one that just fits might be broken by
another rounding."""
_SHOWN = re.compile(rb"(/\w+ [\d.]+ Tf\n)(\[[^\]]*\] TJ)\nET\n")
"""What follows the position of a line in a page's content: its font and size, and its glyphs."""
_SHORT = 512
"""Bytes between two paragraphs, where nothing but a gap is between them."""
_KEPT = 64
"""Texts whose operators a stamp keeps, so that those that come again are set once."""


class Stamp(Protocol):
    """Puts texts into one place.

    Attributes:
        name: of the texts.
        page: the number of the page, from 0.
        start, end: the bytes of the page's content that are put in again for each letter.
    """

    name: str
    page: int
    start: int
    end: int

    def set(self, text: str) -> bytes | None:
        """The operators for a text, or None where it does not fit."""


def stamps_for(
    pages: Sequence[bytes], fonts: PrimedFonts, places: Places, texts: Mapping[str, str]
) -> list[Stamp] | None:
    """A stamp for each place, in the order in which they stand.

    Args:
        pages: the content of each page.

    Returns:
        None where one would not draw its own line just as it was drawn. A paragraph of which that
        is so has no stamp.
    """
    stamps: list[Stamp] = []
    for place in places.lines:
        drawn = _drawn(pages[place.page], place.x, place.y)
        if drawn is None:
            return None
        stamp = _LineStamp(place, fonts, drawn, texts[place.name])
        if stamp.set(texts[place.name]) != pages[place.page][stamp.start : stamp.end]:
            return None
        stamps.append(stamp)
    for paragraph in places.paragraphs:
        made = _paragraph_stamp(pages[paragraph.page], fonts, paragraph, texts[paragraph.name])
        if made:
            stamps.append(made)
    stamps.sort(key=lambda stamp: (stamp.page, stamp.start))
    for one, following in pairwise(stamps):
        if isinstance(one, _ParagraphStamp) and isinstance(following, _ParagraphStamp):
            one.reach(following, pages)
    return stamps


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Where a line stands in the content of its page.

    Attributes:
        position: the byte at which the operator of its position begins.
        start, end: the bytes of the operator that shows its glyphs.
        face: the operator that chooses font and size.
    """

    position: int
    start: int
    end: int
    face: bytes


def _drawn(content: bytes, x: float, y: float) -> _Drawn | None:
    """The line that is drawn at a position, if there is one and no other."""
    position = b"\n%b\n" % _position(x, y)
    at = content.find(position)
    shown = _SHOWN.match(content, at + len(position))
    if at < 0 or content.find(position, at + 1) >= 0 or shown is None:
        return None
    return _Drawn(at + 1, shown.start(2), shown.end(2), shown[1])


class _LineStamp:
    """Puts lines into the place of a line."""

    def __init__(self, place: Place, fonts: PrimedFonts, drawn: _Drawn, text: str) -> None:
        self.name, self.page = place.name, place.page
        self.start = drawn.position if place.flush_right else drawn.start
        self.end = drawn.end
        self._place = place
        self._face = drawn.face
        self._setter = LineSetter(place.style, fonts, text + place.suffix, place.suffix)
        self._last: tuple[str, bytes | None] = ("", None)

    def set(self, text: str) -> bytes | None:
        """The operators for a text, or None where it does not fit."""
        if self._last[0] != text:
            self._last = (text, self._set(text))
        return self._last[1]

    def _set(self, text: str) -> bytes | None:
        place = self._place
        made = self._setter.set(text + place.suffix)
        if made is None or made[1] > place.room - _SPARE:
            return None
        shown, width = made
        if not place.flush_right:
            return shown
        return b"%b\n%b%b" % (_position(place.end - width, place.y), self._face, shown)


def _paragraph_stamp(
    content: bytes, fonts: PrimedFonts, place: ParagraphPlace, text: str
) -> Stamp | None:
    drawn = [
        _drawn(content, line.x, y) for line, y in zip(place.lines, place.baselines, strict=True)
    ]
    found = [line for line in drawn if line]
    if len(found) != len(drawn) or len({line.face for line in found}) != 1:
        return None
    breaker = Breaker(place.box)
    if breaker.lines(text) != place.lines:
        return None
    stamp = _ParagraphStamp(place, breaker, fonts, content, found)
    return stamp if stamp.set(text) == content[stamp.start : stamp.end] else None


class _ParagraphStamp:
    """Puts paragraphs into the place of a paragraph of as many lines."""

    def __init__(
        self,
        place: ParagraphPlace,
        breaker: Breaker,
        fonts: PrimedFonts,
        content: bytes,
        drawn: Sequence[_Drawn],
    ) -> None:
        self.name, self.page = place.name, place.page
        self.start, self.end = drawn[0].start, drawn[-1].end
        ends = [line.end for line in drawn[:-1]]
        starts = [line.start for line in drawn[1:]]
        self._between = [content[a:b] for a, b in zip(ends, starts, strict=True)]
        self._lines = place.lines
        self._breaker = breaker
        self._setter = LineSetter(place.style, fonts, place.lines[0].text)
        self._gap = b""
        self._known: dict[str, bytes | None] = {}

    def reach(self, following: _ParagraphStamp, pages: Sequence[bytes]) -> None:
        """Put in what stands before the next paragraph as well, if that is not much.

        Paragraphs that touch are compressed without a seam.
        """
        gap = pages[self.page][self.end : following.start]
        if self.page == following.page and len(gap) < _SHORT:
            self._gap, self.end = gap, following.start
            self._known.clear()

    def set(self, text: str) -> bytes | None:
        """The operators for a text, or None where it does not come to as many lines."""
        if text not in self._known:
            if len(self._known) == _KEPT:
                del self._known[next(iter(self._known))]
            self._known[text] = self._set(text)
        return self._known[text]

    def _set(self, text: str) -> bytes | None:
        lines = self._breaker.lines(text)
        if lines is None or len(lines) != len(self._lines):
            return None
        shown = b""
        for line, own, before in zip(lines, self._lines, [b"", *self._between], strict=True):
            made = self._setter.set(line.text, line.spacing)
            if made is None or line.x != own.x:
                return None
            shown += before + made[0]
        return shown + self._gap


def _position(x: float, y: float) -> bytes:
    """The operator that begins a line, as WeasyPrint writes it."""
    scratch = pydyf.Stream()
    scratch.set_text_matrix(1, 0, 0, -1, x, y)
    return bytes(scratch.stream[0])
