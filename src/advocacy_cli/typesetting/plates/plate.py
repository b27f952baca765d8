"""A plate: one typeset letter, and the letters that are made by stamping their lines onto it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

from advocacy_cli.model.letters import TypesetLetter
from advocacy_cli.typesetting.plates.content import Content, Piece
from advocacy_cli.typesetting.plates.pdf_file import PdfFiles
from advocacy_cli.typesetting.plates.places import Place
from advocacy_cli.typesetting.plates.shaping import Fonts, LineSetter

_SPARE = 0.05
"""CSS pixels by which a line must be shorter than its room: one that just fits might be broken by
another rounding."""
_SHOWN = re.compile(rb"(/\w+ [\d.]+ Tf\n)(\[[^\]]*\] TJ)\nET\n")
"""What follows the position of a line in a page's content: its font and size, and its glyphs."""


class Plate:
    """A letter that was drawn but not written yet, onto which others can be stamped.

    Args:
        pdf: the document as WeasyPrint drew it.
        fonts: the fonts it was drawn in, primed for the lines.
        places: where its loose lines stand, or None where other lines cannot take their places.
        lines: its loose lines.
        identifier: hexadecimal digits that no other letter has.

    Attributes:
        letter: the letter itself.
        serves_others: whether letters with other lines can be stamped.
    """

    def __init__(
        self,
        pdf: Any,
        fonts: Fonts,
        places: Sequence[Place] | None,
        lines: Mapping[str, str],
        identifier: str,
    ) -> None:
        streams = _page_streams(pdf)
        plain = [_plain(stream) for stream in streams]
        stamps = _stamps(plain, fonts, places, lines) if places else None
        self.serves_others = bool(stamps)
        self._pages = len(streams)
        self._stamps = stamps or []
        changing = sorted({stamp.place.page for stamp in self._stamps})
        self._contents = [Content(_pieces(plain[page], self._stamps, page)) for page in changing]
        self._files = PdfFiles(pdf, [streams[page] for page in changing])
        letter = self.stamp(lines, identifier)
        assert letter is not None, "each stamp has set its own line"
        self.letter = letter

    def stamp(self, lines: Mapping[str, str], identifier: str) -> TypesetLetter | None:
        """The letter with these lines.

        Args:
            lines: the same names as the plate's own lines have.
            identifier: hexadecimal digits that no other letter has.

        Returns:
            None where a line does not fit its place as it is.
        """
        shown = []
        for stamp in self._stamps:
            text = stamp.set(lines[stamp.place.name])
            if text is None:
                return None
            shown.append(text)
        contents = [content.packed(shown) for content in self._contents]
        pdf, sha256 = self._files.write(contents, identifier)
        return TypesetLetter(pdf, self._pages, sha256=sha256)


class _Stamp:
    """Puts texts into one place of a plate.

    Args:
        start, end: the bytes of the page's content that are put in again for each letter.
        face: the operator that chooses font and size.
    """

    def __init__(self, place: Place, setter: LineSetter, start: int, end: int, face: bytes) -> None:
        self.place = place
        self.start = start
        self.end = end
        self._setter = setter
        self._face = face
        self._last: tuple[str, bytes | None] = ("", None)

    def set(self, text: str) -> bytes | None:
        """The operators for a text, or None where it does not fit."""
        if self._last[0] != text:
            self._last = (text, self._set(text))
        return self._last[1]

    def _set(self, text: str) -> bytes | None:
        place = self.place
        made = self._setter.set(text + place.suffix)
        if made is None or made[1] > place.room - _SPARE:
            return None
        shown, width = made
        if not place.flush_right:
            return shown
        return b"%b\n%b%b" % (_position(place.end - width, place.y), self._face, shown)


def _stamps(
    plain: Sequence[bytes], fonts: Fonts, places: Sequence[Place], lines: Mapping[str, str]
) -> list[_Stamp] | None:
    """A stamp for each place; None where one would not draw its own line just as it was drawn."""
    stamps = []
    for place in places:
        stamp = _stamp(plain[place.page], fonts, place, lines[place.name])
        if stamp is None:
            return None
        stamps.append(stamp)
    return sorted(stamps, key=lambda stamp: (stamp.place.page, stamp.start))


def _stamp(content: bytes, fonts: Fonts, place: Place, text: str) -> _Stamp | None:
    position = b"\n%b\n" % _position(place.x, place.y)
    at = content.find(position)
    shown = _SHOWN.match(content, at + len(position))
    if at < 0 or content.find(position, at + 1) >= 0 or shown is None:
        return None
    start = at + 1 if place.flush_right else shown.start(2)
    setter = LineSetter(place.style, fonts, text + place.suffix)
    stamp = _Stamp(place, setter, start, shown.end(2), shown[1])
    return stamp if stamp.set(text) == content[stamp.start : stamp.end] else None


def _pieces(content: bytes, stamps: Sequence[_Stamp], page: int) -> Iterator[Piece]:
    """The content of a page around its stamps, which stand by their numbers."""
    at = 0
    for number, stamp in enumerate(stamps):
        if stamp.place.page == page:
            yield content[at : stamp.start]
            yield number
            at = stamp.end
    yield content[at:]


def _position(x: float, y: float) -> bytes:
    """The operator that begins a line, as WeasyPrint writes it."""
    scratch = pydyf.Stream()
    scratch.set_text_matrix(1, 0, 0, -1, x, y)
    return bytes(scratch.stream[0])


def _page_streams(pdf: Any) -> list[Any]:
    """The stream with the content of each page."""
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    return [pdf.objects[int(page["Contents"].split()[0])] for page in pages]


def _plain(stream: Any) -> bytes:
    """The bytes of a stream as they are before they are compressed."""
    whole = bytes(pydyf.Stream(stream.stream).data)
    return whole.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
