"""What a picture says: the words drawn in it, and those that its file keeps beside it.

A PDF takes over both: the text of a drawing prints, and the comment of a photograph stays.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from advocacy_cli.disk.reading import read_whole

_MOST = 100_000_000
"""Bytes of a picture up to which it is looked at."""
_TAG = re.compile(r"<[^>]*>")
_SAID = re.compile(r'="([^"]*)"')


@lru_cache(maxsize=256)
def picture_text(file: Path) -> str:
    """The words of a picture, a line for each; empty where it cannot be read as one."""
    try:
        content = read_whole(file, _MOST)
        if file.suffix.lower() == ".svg":
            return _drawn(content.decode("utf-8", "replace"))
        with Image.open(BytesIO(content)) as picture:
            return "\n".join(map(_plain, picture.info.values()))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""


def _drawn(source: str) -> str:
    # A name may be drawn in pieces, each in an element of its own.
    return html.unescape("\n".join((_TAG.sub(" ", source), *_SAID.findall(source))))


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""
