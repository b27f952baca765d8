"""Kinds of files that a reply may come as, told by their content and not by their name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LARGEST_BYTES = 100_000_000

_FIELD = re.compile(rb"(?:from|date|received|return-path|message-id):", re.IGNORECASE)
_HEADER = re.compile(rb"[!-9;-~]+:")


@dataclass(frozen=True, slots=True)
class MediaType:
    """A kind of file.

    Attributes:
        name: its media type.
        endings: what its files' names end with; the first is the usual one.
    """

    name: str
    label: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]


def _is_text(content: bytes) -> bool:
    """Text has no control characters but those that lay it out."""
    return re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", content) is None


def _is_message(content: bytes) -> bool:
    """A message begins with header fields, and among them is one that every message has."""
    head = re.split(rb"\r?\n\r?\n", content.lstrip(b"\r\n"), maxsplit=1)[0]
    lines = head.splitlines()
    return bool(lines and _HEADER.match(lines[0]) and any(_FIELD.match(line) for line in lines))


MEDIA_TYPES: Mapping[str, MediaType] = {
    kind.name: kind
    for kind in (
        MediaType(
            "application/pdf", "a PDF", (".pdf",), lambda content: b"%PDF-" in content[:1024]
        ),
        MediaType(
            "image/png", "a PNG", (".png",), lambda content: content[:8] == b"\x89PNG\r\n\x1a\n"
        ),
        MediaType(
            "image/jpeg",
            "a JPEG",
            (".jpg", ".jpeg"),
            lambda content: content[:3] == b"\xff\xd8\xff",
        ),
        MediaType("message/rfc822", "an e-mail", (".eml",), _is_message),
        MediaType("text/plain", "a text", (".txt",), _is_text),
    )
}
"""By media type; a file is taken for the first that fits."""


_SCANS = re.compile(
    rb"%PDF-|\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\0|MM\0\*|RIFF....WEBP"
    rb"|....ftyp(?:heic|heix|mif1|msf1|avif)",
    re.DOTALL,
)
"""How files of scanners and cameras begin: PDF, PNG, JPEG, TIFF, WebP, HEIC and AVIF."""


def is_scan(content: bytes) -> bool:
    """Whether a file is what a scanner or a camera makes, to judge by how it begins."""
    return bool(_SCANS.match(content))


def media_type_of(name: str, content: bytes) -> MediaType:
    """The kind of a file, which must be the one its name says.

    Raises:
        ValueError: its name ends in nothing that is known, it is empty, or it is another kind.
    """
    ending = re.search(r"\.\w+$", name.lower())
    named = next(
        (kind for kind in MEDIA_TYPES.values() if ending and ending[0] in kind.endings), None
    )
    if named is None:
        endings = ", ".join(end for kind in MEDIA_TYPES.values() for end in kind.endings)
        raise ValueError(f"{name} is of no kind that is kept; its name may end in {endings}")
    if not content:
        raise ValueError(f"{name} is empty")
    found = next((kind for kind in MEDIA_TYPES.values() if kind.is_it(content)), None)
    if found is not named and not (named.name == "text/plain" and named.is_it(content)):
        what = f", but {found.label}" if found else ""
        raise ValueError(f"{name} is not {named.label}, as its name says{what}")
    return named
