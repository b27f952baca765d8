"""What is looked for in the files of strangers; it is done apart, see `desk.apart`."""

from __future__ import annotations

from advocacy_cli.model.references import read_reference
from advocacy_cli.typesetting.images import pdf_words


def printed_reference(pdf: bytes) -> str | None:
    """The first reference that a PDF shows; None if it shows none, or is no PDF."""
    return next(filter(None, map(read_reference, pdf_words(pdf))), None)
