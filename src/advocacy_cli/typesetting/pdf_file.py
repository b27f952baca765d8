"""Writes a PDF from its beginning to its end, so that its size does not matter to memory."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import BinaryIO

_TOGETHER = 200
"""Objects that share a stream: as many as deflate, which looks back 32 KB, still sees."""
_PACKED = 1 << 63
_WIDTHS = (1, 6, 2)
"""Bytes of the columns of the cross-reference table: kind, offset or stream, place in it."""


class PdfFile:
    """A PDF 1.7 that is being written. Objects may come in any order.

    Objects that are no streams are packed together (ISO 32000-1, 7.5.7); the cross-reference
    table is a stream (7.5.8).
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._offset = 0
        self._places = array("Q", [0])
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """A number for an object that is added later."""
        self._places.append(0)
        return len(self._places) - 1

    def add(self, body: bytes, number: int = 0) -> int:
        """Add an object, under a number that was reserved or a new one, which is returned."""
        number = number or self.reserve()
        self._waiting.append((number, body))
        if len(self._waiting) == _TOGETHER:
            self._pack()
        return number

    def add_stream(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Add a stream; `entries` are those of its dictionary that say how `data` is encoded."""
        number = number or self.reserve()
        self._places[number] = self._offset
        self._write(b"%d 0 obj\n<<%s/Length %d>>stream\n" % (number, entries, len(data)))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return number

    def add_content(self, content: bytes, entries: bytes = b"") -> int:
        """Add a stream that is not encoded yet."""
        return self.add_stream(b"/Filter/FlateDecode" + entries, zlib.compress(content, 9))

    def finish(self, root: int) -> None:
        """Write what is still waiting, and the cross-reference table."""
        self._pack()
        number, begin = self.reserve(), self._offset
        self._places[number] = begin
        identifier = self._digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Filter/FlateDecode/W[%d %d %d]/Size %d/Root %d 0 R/ID[<%s><%s>]" % (
            *_WIDTHS,
            len(self._places),
            root,
            identifier,
            identifier,
        )
        table = b"".join(map(_row, self._places))
        self.add_stream(entries, zlib.compress(table, 9), number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % begin)

    def _pack(self) -> None:
        if not self._waiting:
            return
        number, index, bodies, offset = self.reserve(), [], [], 0
        for place, (member, body) in enumerate(self._waiting):
            self._places[member] = _PACKED | number << 16 | place
            index.append(b"%d %d" % (member, offset))
            bodies.append(body)
            offset += len(body) + 1
        self._waiting.clear()
        header = b" ".join(index) + b"\n"
        entries = b"/Type/ObjStm/Filter/FlateDecode/N %d/First %d" % (len(bodies), len(header))
        self.add_stream(entries, zlib.compress(header + b"\n".join(bodies), 9), number)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._offset += len(data)


def _row(place: int) -> bytes:
    if place & _PACKED:
        stream, index = (place ^ _PACKED) >> 16, place & 0xFFFF
        return b"\x02%s%s" % (stream.to_bytes(_WIDTHS[1], "big"), index.to_bytes(_WIDTHS[2], "big"))
    kind = b"\x01" if place else b"\x00"
    return kind + place.to_bytes(_WIDTHS[1], "big") + bytes(_WIDTHS[2])
