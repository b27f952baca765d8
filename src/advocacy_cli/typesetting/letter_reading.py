"""Reads what the pages of letters hold, for the print file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from advocacy_cli.typesetting.page_sharing import Carrier, Shelf
from advocacy_cli.typesetting.plates.stencils import Stencil

if TYPE_CHECKING:
    from pikepdf import Object, Page

_KEPT = frozenset(
    ["/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Rotate", "/UserUnit", "/Group"]
)
_STENCILS = 16
"""Kinds of files that are recognised: those that were met last. Each takes as much memory as a
letter: 20 to 300 KB."""


_NO_LETTER = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What becomes of taking a PDF for what it is not."""


class UnreadableError(Exception):
    """What should be a letter is no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of a letter; what it refers to is on the shelf.

    Attributes:
        boxes: the entries that say how large it is.
        resources: its resources by kind.
        content: its operators.
    """

    boxes: bytes
    resources: Mapping[bytes, bytes]
    content: bytes


class LetterReader:
    """Reads letters one after the other, and puts what their pages refer to on a shelf.

    A letter is read as a PDF only if it has more of its own than the contents of its pages:
    most letters of a run differ from one that was read in nothing else.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: list[tuple[Stencil, Sequence[_Sheet]]] = []

    def pages(self, pdf: bytes) -> Iterator[ReadPage]:
        """The pages of a letter, in order.

        Raises:
            UnreadableError: it is no PDF that can be read.
        """
        sheets, contents = self._recognised(pdf) or (self._read(pdf), {})
        return (sheet.page(contents) for sheet in sheets)

    def _recognised(self, pdf: bytes) -> tuple[Sequence[_Sheet], Mapping[int, bytes]] | None:
        for place, (stencil, sheets) in enumerate(self._known):
            contents = stencil.contents(pdf)
            if contents is not None:
                self._known.insert(0, self._known.pop(place))
                return sheets, contents
        return None

    def _read(self, pdf: bytes) -> Sequence[_Sheet]:
        import pikepdf

        try:
            return self._sheets(pdf)
        except (pikepdf.PdfError, *_NO_LETTER) as error:
            raise UnreadableError(str(error)) from error

    def _sheets(self, pdf: bytes) -> Sequence[_Sheet]:
        import pikepdf

        # From memory: qpdf reads a file in many small steps.
        with pikepdf.Pdf.open(BytesIO(pdf)) as letter:
            carrier = Carrier(letter, self._shelf)
            sheets = [_sheet(page, carrier) for page in letter.pages]
            stencil = Stencil.of(pdf)
            drawn = {number for sheet in sheets for number, _ in sheet.streams}
            if stencil and drawn.difference(carrier.carried_numbers()).issuperset(stencil.numbers):
                self._known.insert(0, (stencil, sheets))
                del self._known[_STENCILS:]
        return sheets


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as it was read; `streams` are the objects with its content, and what they hold."""

    boxes: bytes
    resources: Mapping[bytes, bytes]
    streams: Sequence[tuple[int, bytes]]

    def page(self, contents: Mapping[int, bytes]) -> ReadPage:
        """The page, with these contents of its streams where there are others."""
        content = b"\n".join(contents.get(number, held) for number, held in self.streams)
        return ReadPage(self.boxes, self.resources, content)


def _sheet(page: Page, carrier: Carrier) -> _Sheet:
    import pikepdf

    contents = page.obj.get("/Contents", pikepdf.Array())
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return _Sheet(
        _boxes(page, carrier),
        {key.encode(): carrier.carried(value) for key, value in sorted(page.resources.items())},
        [(stream.objgen[0], stream.read_bytes()) for stream in streams],
    )


def _boxes(page: Page, carrier: Carrier) -> bytes:
    boxes: dict[str, bytes] = {}
    node: Object | None = page.obj
    while node is not None:
        for key in sorted(_KEPT.intersection(node.keys()) - boxes.keys()):
            boxes[key] = carrier.carried(node[key])
        node = node.get("/Parent")
    return b"".join(b"%s %s" % (key.encode(), value) for key, value in boxes.items())
