"""The least that writing letters can take: to deflate their pages and write their bytes.

`prepare` takes the PDFs of a folder apart. As a script, FOLDER OUT, it deflates what was in page
content, puts the rest of each file beside it, and brings all to the disk: one process a core.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NAME = "letters.bin"


def prepare(letters: Path, target: Path) -> None:
    """Write the letters' page content, inflated, and the other bytes to one file in `target`."""
    import pikepdf

    target.mkdir()
    with (target / _NAME).open("wb") as stream:
        for file in sorted(letters.glob("*.pdf")):
            whole = file.read_bytes()
            with pikepdf.Pdf.open(file) as pdf:
                parts = [part for page in pdf.pages for part in _streams(page.Contents)]
                content = b"".join(part.read_bytes() for part in parts)
                rest = whole[: len(whole) - sum(len(part.read_raw_bytes()) for part in parts)]
            for piece in (content, rest):
                stream.write(len(piece).to_bytes(4, "big") + piece)


def _streams(contents: Any) -> list[Any]:
    import pikepdf

    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _letters(folder: Path) -> Iterator[tuple[bytes, bytes]]:
    with (folder / _NAME).open("rb") as stream:
        while length := stream.read(4):
            content = stream.read(int.from_bytes(length, "big"))
            yield content, stream.read(int.from_bytes(stream.read(4), "big"))


def _write(folder: Path, out: Path, share: int, of: int) -> None:
    for number, (content, rest) in enumerate(_letters(folder)):
        if number % of == share:
            (out / f"{number:06}.pdf").write_bytes(zlib.compress(content) + rest)


def main() -> None:
    """Deflate and write."""
    folder, out = map(Path, sys.argv[1:])
    cores = os.cpu_count() or 1
    workers = [
        multiprocessing.Process(target=_write, args=(folder, out, share, cores))
        for share in range(cores)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    os.sync()


if __name__ == "__main__":
    main()
