"""Reads letters back from their PDFs, as a reader of the paper would: in mm from the top left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw

from advocacy_cli.typesetting.layouts import Box

_MM = 25.4 / 72


@contextmanager
def page_of(pdf: bytes, number: int = 0) -> Iterator[Any]:
    opened = pypdfium2.PdfDocument(pdf)
    page = opened[number]
    try:
        yield page
    finally:
        page.close()
        opened.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        boxes = [page.mediabox for page in opened.pages]
        return [(float(box[2]) * _MM, float(box[3]) * _MM) for box in boxes]


def text(pdf: bytes, number: int = 0) -> str:
    with page_of(pdf, number) as page:
        return str(page.get_textpage().get_text_range())


def glyphs_of(pdf: bytes, line: str, number: int = 0) -> list[Box]:
    """The ink box of each glyph of the first place where `line` stands on the page."""
    with page_of(pdf, number) as page:
        height = page.get_height()
        words = page.get_textpage()
        search = words.search(line, match_case=True)
        found = search.get_next()
        search.close()
        assert found is not None, f"{line!r} is not on the page"
        start, count = found
        boxes = [words.get_charbox(start + offset) for offset in range(count)]
        return [
            Box(left * _MM, (height - top) * _MM, (right - left) * _MM, (top - bottom) * _MM)
            for left, bottom, right, top in boxes
            if right > left and top > bottom
        ]


def around(boxes: list[Box]) -> Box:
    """The smallest rectangle that holds them all."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(
        left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top
    )


def strokes(pdf: bytes, number: int = 0) -> list[Box]:
    """Every drawn path: lines, rules and marks."""
    with page_of(pdf, number) as page:
        height = page.get_height()
        paths = [
            thing.get_bounds()
            for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        ]
        return [
            Box(left * _MM, (height - top) * _MM, (right - left) * _MM, (top - bottom) * _MM)
            for left, bottom, right, top in paths
        ]


def font_names(pdf: bytes) -> set[str]:
    """The names of the fonts, without the six letters that mark a subset; each is embedded."""
    names = set()
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), "not embedded"
                names.add(str(font.BaseFont).lstrip("/").partition("+")[2])
    return names


def structure(pdf: bytes) -> list[str]:
    """The tags of the structure tree, in reading order."""
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        return list(_tags(opened.Root.StructTreeRoot.K))


def _tags(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S).lstrip("/")
        if "/K" in node:
            yield from _tags(node.K)
