"""One file to print, out of many letters."""

from __future__ import annotations

from typing import BinaryIO

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.typesetting.letter_reading import LetterReader, UnreadableError
from advocacy_cli.typesetting.page_sharing import PageSharer, Shelf
from advocacy_cli.typesetting.pdf_file import PdfFile

_BRANCH = 100
"""Letters whose pages hang together in the tree of pages."""


class Printing:
    """One print file that is being written, letter by letter.

    Fonts, pictures and whatever the pages of several letters have alike are in the file once. It
    has no tags and no links: it is for paper.

    Where some letter has several pages, a blank page follows each letter with an odd number of
    them, so that printing on both sides begins every letter on a sheet of its own.

    Args:
        file: where it is written, from its beginning to its end.
    """

    def __init__(self, file: BinaryIO) -> None:
        pdf = PdfFile(file)
        self._tree = _Tree(pdf)
        shelf = Shelf(pdf)
        self._reader, self._sharer = LetterReader(shelf), PageSharer(shelf)

    def add(self, name: str, letter: bytes) -> None:
        """Add a letter: its PDF, and the name with which its pages are labelled.

        Raises:
            AdvocacyError: it is no PDF that can be read.
        """
        self._tree.begin_letter(name)
        try:
            for page in self._reader.pages(letter):
                content, own = self._sharer.put(page.content, page.resources)
                entries = b"/Resources %d 0 R/Contents %d 0 R" % (own, content)
                self._tree.add_page(page.boxes, entries)
        except UnreadableError:
            raise AdvocacyError(_unreadable(name)) from None

    def finish(self) -> int:
        """End the file; returns its number of pages."""
        return self._tree.finish()


def _unreadable(name: str) -> Problem:
    return Problem(
        "damaged_letter",
        f"{name} is no PDF that can be printed",
        hint="remove its file, then run the same command again: it makes that letter anew",
    )


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
