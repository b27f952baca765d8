"""One file to print, out of many letters."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from advocacy_cli.typesetting.page_sharing import Carrier, PageSharer, Shelf
from advocacy_cli.typesetting.pdf_file import PdfFile

if TYPE_CHECKING:
    from pikepdf import Object, Page

_KEPT = frozenset(
    ["/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/Rotate", "/UserUnit", "/Group"]
)
_BRANCH = 100
"""Letters whose pages hang together in the tree of pages."""


def merge(files: Iterable[Path], target: Path) -> int:
    """Join PDFs into one print file, in order, and return its number of pages.

    Fonts, pictures and whatever the pages of several letters have alike are in the file once. It
    has no tags and no links: it is for paper. Pages are labelled with the names of the files.

    Where some letter has several pages, a blank page follows each letter with an odd number of
    them, so that printing on both sides begins every letter on a sheet of its own. The file is
    written beside `target` and then renamed, so that `target` is never half a file.

    Raises:
        OSError: a file cannot be read, or the target not written.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=".pdf", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            pages = _write(files, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return pages


def _write(files: Iterable[Path], file: BinaryIO) -> int:
    import pikepdf

    pdf = PdfFile(file)
    tree = _Tree(pdf)
    shelf = Shelf(pdf)
    sharer = PageSharer(shelf)
    for path in files:
        # From memory: qpdf reads a file in many small steps.
        with pikepdf.Pdf.open(BytesIO(path.read_bytes())) as letter:
            carrier = Carrier(letter, shelf)
            tree.begin_letter(path.stem)
            for page in letter.pages:
                boxes, resources = _attributes(page, carrier)
                content, own = sharer.put(_content(page), resources)
                entries = b"/Resources %d 0 R/Contents %d 0 R" % (own, content)
                tree.add_page(boxes, entries)
    return tree.finish()


def _attributes(page: Page, carrier: Carrier) -> tuple[bytes, dict[bytes, bytes]]:
    """The entries of a page that say how large it is, and its resources by kind."""
    boxes: dict[str, bytes] = {}
    node: Object | None = page.obj
    while node is not None:
        for key in sorted(_KEPT.intersection(node.keys()) - boxes.keys()):
            boxes[key] = carrier.carried(node[key])
        node = node.get("/Parent")
    resources = {
        key.encode(): carrier.carried(value) for key, value in sorted(page.resources.items())
    }
    return b"".join(b"%s %s" % (key.encode(), value) for key, value in boxes.items()), resources


def _content(page: Page) -> bytes:
    import pikepdf

    contents = page.obj.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


class _Tree:
    """The pages of the print file, in branches of letters, and their labels."""

    def __init__(self, pdf: PdfFile) -> None:
        self._pdf = pdf
        self._root = pdf.reserve()
        self._branches: list[int] = []
        self._letters: list[tuple[str, list[int]]] = []
        self._boxes: list[bytes] = []

    def begin_letter(self, name: str) -> None:
        if len(self._letters) % _BRANCH == 0:
            self._branches.append(self._pdf.reserve())
        self._letters.append((name, []))
        self._boxes.append(b"")

    def add_page(self, boxes: bytes, entries: bytes) -> None:
        """Add a page to the letter that was begun last."""
        # Letters have few sizes: one string serves all that have the same.
        self._boxes[-1] = self._boxes[-2] if self._boxes[-2:-1] == [boxes] else boxes
        self._letters[-1][1].append(self._page(self._branches[-1], boxes, entries))

    def finish(self) -> int:
        """Write the tree and end the file; returns the number of its pages."""
        if any(len(pages) > 1 for _, pages in self._letters):
            self._fill_sheets()
        total = 0
        labels = []
        for place, branch in enumerate(self._branches):
            letters = self._letters[place * _BRANCH : (place + 1) * _BRANCH]
            pages = [page for _, own in letters for page in own]
            kids = b" ".join(b"%d 0 R" % page for page in pages)
            self._pdf.add(
                b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (self._root, len(pages), kids),
                branch,
            )
            labels.append(self._labels(letters, total))
            total += len(pages)
        kids = b" ".join(b"%d 0 R" % branch for branch in self._branches)
        self._pdf.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (total, kids), self._root)
        catalog = b"<</Type/Catalog/Pages %d 0 R/PageLabels<</Kids[%s]>>>>"
        self._pdf.finish(self._pdf.add(catalog % (self._root, b" ".join(labels))))
        return total

    def _page(self, branch: int, boxes: bytes, entries: bytes = b"") -> int:
        return self._pdf.add(b"<</Type/Page/Parent %d 0 R%s%s>>" % (branch, boxes, entries))

    def _fill_sheets(self) -> None:
        for place, (_, pages) in enumerate(self._letters):
            if len(pages) % 2:
                branch = self._branches[place // _BRANCH]
                pages.append(self._page(branch, self._boxes[place] + b"/Resources<<>>"))

    def _labels(self, letters: list[tuple[str, list[int]]], first: int) -> bytes:
        import pikepdf

        labels = []
        page = first
        for name, pages in letters:
            number = b"/S/D" if len(pages) > 1 else b""
            prefix = pikepdf.String(f"{name} " if number else name).unparse()
            labels.append(b"%d<</P%s%s>>" % (page, prefix, number))
            page += len(pages)
        entries = b"<</Limits[%d %d]/Nums[%s]>>" % (first, page - 1, b" ".join(labels))
        return b"%d 0 R" % self._pdf.add(entries)
