"""PDF pages as pictures, and the words on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any


def pdf_to_png(pdf: bytes, dpi: int = 150) -> list[bytes]:
    """Every page of a PDF as a PNG file, at `dpi` dots per inch."""
    with _opened(pdf) as opened:
        return [_page_to_png(page, dpi) for page in opened]


def pdf_words(pdf: bytes) -> Iterator[str]:
    """The words of a PDF in the order of its content; none if it is no PDF that can be read."""
    import pypdfium2

    try:
        with _opened(pdf) as opened:
            for page in opened:
                yield from page.get_textpage().get_text_range().split()
    except pypdfium2.PdfiumError:
        return


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    try:
        yield opened
    finally:
        opened.close()


def _page_to_png(page: Any, dpi: int) -> bytes:
    target = BytesIO()
    picture = page.render(scale=dpi / 72).to_pil()
    picture.save(target, format="PNG", dpi=(dpi, dpi))
    return target.getvalue()
