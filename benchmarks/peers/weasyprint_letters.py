"""What one would write without this project: WeasyPrint, one letter after the other.

With --processes, a pool of so many.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from pathlib import Path

from weasyprint import HTML

from given import given


def write(work: tuple[str, Path]) -> None:
    """Set one letter."""
    page, file = work
    HTML(string=page).write_pdf(file, pdf_variant="pdf/ua-1")


def main() -> None:
    """Set the letters, alone or in a pool."""
    asked = given(processes=True)
    work: Iterable[tuple[str, Path]]
    work = ((page, asked.file(number)) for number, page in enumerate(asked.pages()))
    if asked.processes == 1:
        for letter in work:
            write(letter)
        return
    with multiprocessing.Pool(asked.processes) as pool:
        for _ in pool.imap_unordered(write, work, chunksize=4):
            pass


if __name__ == "__main__":
    main()
