"""A plate: one typeset letter, and the letters that are made by stamping their texts onto it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pydyf

from advocacy_cli.model.letters import TypesetLetter
from advocacy_cli.typesetting.plates.content import Content, Piece
from advocacy_cli.typesetting.plates.pdf_file import PdfFiles
from advocacy_cli.typesetting.plates.places import Places
from advocacy_cli.typesetting.plates.shaping import PrimedFonts
from advocacy_cli.typesetting.plates.slots import is_paragraph
from advocacy_cli.typesetting.plates.stamps import stamps_for


class Plate:
    """A letter that was drawn but not written yet, onto which others can be stamped.

    Args:
        pdf: the document as WeasyPrint drew it.
        fonts: the fonts it was drawn in.
        places: where its loose texts stand, or None where other lines cannot take their places.
        texts: its loose texts.
        identifier: hexadecimal digits that no other letter has.

    Attributes:
        letter: the letter itself.
        texts: as given.
        serves_others: whether letters with other lines can be stamped.
    """

    def __init__(
        self,
        pdf: Any,
        fonts: PrimedFonts,
        places: Places | None,
        texts: Mapping[str, str],
        identifier: str,
    ) -> None:
        self.texts = texts
        streams = _page_streams(pdf)
        plain = [_plain(stream) for stream in streams]
        stamps = stamps_for(plain, fonts, places, texts) if places else None
        self.serves_others = bool(stamps)
        self._pages = len(streams)
        self._stamps = stamps or []
        self._fixed = texts.keys() - {stamp.name for stamp in self._stamps}
        changing = sorted({stamp.page for stamp in self._stamps})
        self._contents = [self._content(plain[page], page) for page in changing]
        self._files = PdfFiles(pdf, [streams[page] for page in changing])
        letter = self.stamp(texts, identifier)
        assert letter is not None, "each stamp has set its own text"
        self.letter = letter

    def stamp(self, texts: Mapping[str, str], identifier: str) -> TypesetLetter | None:
        """The letter with these texts.

        Args:
            texts: the same names as the plate's own texts have.
            identifier: hexadecimal digits that no other letter has.

        Returns:
            None where a text does not fit its place as it is.
        """
        if any(texts[name] != self.texts[name] for name in self._fixed):
            return None
        shown = []
        for stamp in self._stamps:
            text = stamp.set(texts[stamp.name])
            if text is None:
                return None
            shown.append(text)
        contents = [content.packed(shown) for content in self._contents]
        pdf, sha256 = self._files.write(contents, identifier)
        return TypesetLetter(pdf, self._pages, sha256=sha256)

    def _content(self, content: bytes, page: int) -> Content:
        """The content of a page around its stamps, which stand by their numbers."""
        pieces: list[Piece] = []
        at = 0
        for number, stamp in enumerate(self._stamps):
            if stamp.page == page:
                pieces += content[at : stamp.start], number
                at = stamp.end
        recurring = [n for n, stamp in enumerate(self._stamps) if is_paragraph(stamp.name)]
        return Content([*pieces, content[at:]], recurring)


def _page_streams(pdf: Any) -> list[Any]:
    """The stream with the content of each page."""
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    return [pdf.objects[int(page["Contents"].split()[0])] for page in pages]


def _plain(stream: Any) -> bytes:
    """The bytes of a stream as they are before they are compressed."""
    whole = bytes(pydyf.Stream(stream.stream).data)
    return whole.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream")
