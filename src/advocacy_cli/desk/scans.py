"""The scan of a sheet as it is handed over: a picture or a PDF, and nothing else is kept."""

from __future__ import annotations

from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.media import is_scan

MAX_SCAN = 100_000_000
"""Bytes."""


def read_scan(scan: Path) -> bytes:
    """What the scan of a sheet holds.

    Raises:
        AdvocacyError: it cannot be read, is too large, or is neither a picture nor a PDF.
    """
    content = read_bytes(scan, scan.name, MAX_SCAN)
    if not is_scan(content):
        raise AdvocacyError(
            Problem(
                "not_a_scan",
                f"{scan.name} is neither a PDF nor a picture, and so it is not kept",
                where=Where(scan.name),
                hint="scan or photograph the sheet, and save it as PDF, PNG, JPEG, TIFF or HEIC",
            )
        )
    return content
