"""One file to print, out of many letters."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Pdf


def merge(files: Iterable[Path], target: Path) -> int:
    """Join PDFs into one print file, in order, and return its number of pages.

    Where some letter has several pages, a blank page follows each letter with an odd number of
    them, so that printing on both sides begins every letter on a sheet of its own. The file is
    written beside `target` and then renamed, so that `target` is never half a file.

    Raises:
        OSError: a file cannot be read, or the target not written.
    """
    import pikepdf

    with ExitStack() as opened, pikepdf.Pdf.new() as merged:
        # From memory: a system lets a process hold about a thousand files open, no more.
        letters = [
            opened.enter_context(pikepdf.Pdf.open(BytesIO(file.read_bytes()))) for file in files
        ]
        on_sheets = any(len(letter.pages) > 1 for letter in letters)
        for letter in letters:
            merged.pages.extend(letter.pages)
            if on_sheets and len(letter.pages) % 2:
                box = letter.pages[-1].mediabox
                merged.add_blank_page(page_size=(float(box[2]), float(box[3])))
        _write(merged, target)
        return len(merged.pages)


def _write(merged: Pdf, target: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".pdf", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            merged.save(file, deterministic_id=True)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
