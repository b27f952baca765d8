"""PDF files that share everything but the content of some pages.

What they share is written once and comes first in every file (ISO 32000-1, 7.5: objects may stand
in any order); the pages that differ and the cross-reference stream follow it.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from advocacy_cli.typesetting.plates.content import Content, Piece

_VERSION = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
"""The second line says that the file is not text."""
ROW = struct.Struct(">BIH")
"""A line of the cross-reference stream: what it is for, and where that is."""
_WIDTHS = b"[1 4 2]"
_FREE, PLAIN, _PACKED = 0, 1, 2
"""What a line can be for: no object, one that begins at a byte, one in an object stream."""
DEFLATED = b"/Filter/FlateDecode"
STREAM_END = b"\nendstream\nendobj\n"
END = b"startxref\n%d\n%%%%EOF\n"
"""The last lines of a file, which say where its cross-reference stream begins."""


class PdfFiles:
    """Writes such files.

    Args:
        pdf: a document of pydyf, complete and not written yet.
        changing: those of its streams that each file has its own content for.
    """

    def __init__(self, pdf: Any, changing: Sequence[Any]) -> None:
        if pdf.info:
            pdf.add_object(pdf.info)
        self._changing = [stream.number for stream in changing]
        kept = [thing for thing in pdf.objects[1:] if thing.number not in self._changing]
        packed = [thing for thing in kept if thing.compressible]
        holder = len(pdf.objects)
        table = bytearray(ROW.size * (holder + 2))
        ROW.pack_into(table, 0, _FREE, 0, 65535)
        shared = bytearray(_VERSION)
        for thing in kept:
            if not thing.compressible:
                ROW.pack_into(table, ROW.size * thing.number, PLAIN, len(shared), 0)
                shared += thing.indirect + b"\n"
        for at, thing in enumerate(packed):
            ROW.pack_into(table, ROW.size * thing.number, _PACKED, holder, at)
        ROW.pack_into(table, ROW.size * holder, PLAIN, len(shared), 0)
        shared += _object_stream(holder, packed)
        self._shared = bytes(shared)
        self._digest = hashlib.sha256(self._shared)
        self._last = holder + 1
        self._table = Content(_around(bytes(table), [*self._changing, self._last]), long=64)
        self._trailer = _trailer(pdf, holder + 2)

    def write(self, contents: Sequence[bytes], identifier: str) -> tuple[bytes, str]:
        """A file with these contents of the changing streams, compressed with zlib.

        Args:
            identifier: hexadecimal digits that no other file has.

        Returns:
            The file, and its SHA-256 in hexadecimal.
        """
        rows, own, start = [], [], len(self._shared)
        for number, content in zip(self._changing, contents, strict=True):
            rows.append(ROW.pack(PLAIN, start, 0))
            own.append(_stream(number, DEFLATED, content))
            start += len(own[-1])
        rows.append(ROW.pack(PLAIN, start, 0))
        extra = b"%b/ID[<%b><%b>]%b" % (
            self._trailer,
            *([identifier.encode("ascii")] * 2),
            DEFLATED,
        )
        own.append(_stream(self._last, extra, self._table.packed(rows)))
        own.append(END % start)
        rest, digest = b"".join(own), self._digest.copy()
        digest.update(rest)
        return self._shared + rest, digest.hexdigest()


def _around(table: bytes, numbers: Sequence[int]) -> Iterator[Piece]:
    """The table around the rows with these numbers, which differ from file to file."""
    at = 0
    for place, number in enumerate(numbers):
        yield table[at : ROW.size * number]
        yield place
        at = ROW.size * (number + 1)


def _object_stream(number: int, things: Sequence[Any]) -> bytes:
    """The objects that need no place of their own in the file (7.5.7)."""
    starts, bodies, at = [], [], 0
    for thing in things:
        body = thing.data + b"\n"
        starts.append(b"%d %d" % (thing.number, at))
        bodies.append(body)
        at += len(body)
    head = b" ".join(starts) + b"\n"
    extra = b"/Type/ObjStm/N %d/First %d%b" % (len(things), len(head), DEFLATED)
    return _stream(number, extra, zlib.compress(head + b"".join(bodies), 9))


def _trailer(pdf: Any, size: int) -> bytes:
    """What every file's cross-reference stream says beside its own identifier (7.5.8)."""
    info = b"/Info %b" % pdf.info.reference if pdf.info else b""
    return b"/Type/XRef/W%b/Size %d/Root %b%b" % (_WIDTHS, size, pdf.catalog.reference, info)


def _stream(number: int, extra: bytes, content: bytes) -> bytes:
    head = b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, extra, len(content))
    return head + content + STREAM_END
