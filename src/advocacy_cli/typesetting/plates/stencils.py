"""Recognises letters that were written by `pdf_file` and share what stands before their contents.

Of two such files that are the same up to there and whose cross-reference streams say the same, the
second need not be read as a PDF: it is the first with other contents in the same objects.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import NamedTuple

from advocacy_cli.typesetting.plates.pdf_file import DEFLATED, END, PLAIN, ROW, STREAM_END

_HEAD = re.compile(rb"(\d{1,9}) 0 obj\n<<(.*)/Length (\d{1,9})>>\nstream\n")
_LAST_LINES = re.compile(END.replace(b"%d", rb"(\d{1,9})").replace(b"%%", b"%") + rb"\Z")
_TRAILER = re.compile(
    rb"(/Type/XRef/W\[1 4 2\]/Size (\d{1,9})/Root \d+ 0 R(?:/Info \d+ 0 R)?)"
    rb"/ID\[<[0-9a-f]*><[0-9a-f]*>\]%b" % DEFLATED
)
"""What the cross-reference stream says: what all files say, how many objects, the identifier."""


@dataclass(frozen=True, slots=True)
class Stencil:
    """What files have in common that differ in nothing but the contents of some streams.

    Attributes:
        numbers: the objects that these streams are.
    """

    numbers: tuple[int, ...]
    _shared: bytes
    _table: bytes
    _trailer: bytes

    @classmethod
    def of(cls, pdf: bytes) -> Stencil | None:
        """The stencil of a file; None where it was not written by `pdf_file`."""
        end = _LAST_LINES.search(pdf, max(0, len(pdf) - 40))
        last = _references_at(pdf, int(end[1])) if end else None
        if last is None:
            return None
        _, at, _ = ROW.unpack(last.table[-2 * ROW.size : -ROW.size])
        packed = _stream_at(pdf, at)
        if packed is None:
            return None
        numbers, at = [], packed.end
        while (stream := _stream_at(pdf, at)) and stream.number < packed.number:
            numbers.append(stream.number)
            at = stream.end
        stencil = cls(tuple(numbers), pdf[: packed.end], last.table, last.trailer)
        return stencil if stencil.contents(pdf) is not None else None

    def contents(self, pdf: bytes) -> dict[int, bytes] | None:
        """What a file has in its changing streams, by their numbers; None if it is another's."""
        if not pdf.startswith(self._shared):
            return None
        found, table, at = {}, bytearray(self._table), len(self._shared)
        for number in self.numbers:
            stream = _stream_at(pdf, at)
            content = _inflated(stream.data) if stream else None
            if stream is None or stream[:2] != (number, DEFLATED) or content is None:
                return None
            ROW.pack_into(table, ROW.size * number, PLAIN, at, 0)
            found[number], at = content, stream.end
        ROW.pack_into(table, len(table) - ROW.size, PLAIN, at, 0)
        last = _references_at(pdf, at)
        if last is None or pdf[last.end :] != END % at:
            return None
        return found if last[:2] == (self._trailer, bytes(table)) else None


class _Stream(NamedTuple):
    """A stream of a file: its number, what its dictionary says, its bytes, where it has ended."""

    number: int
    entries: bytes
    data: bytes
    end: int


class _References(NamedTuple):
    """A cross-reference stream: what it says of all files alike, its rows, where it has ended."""

    trailer: bytes
    table: bytes
    end: int


def _stream_at(pdf: bytes, at: int) -> _Stream | None:
    """The stream that begins at this byte; None where nothing begins there that we wrote."""
    head = _HEAD.match(pdf, at)
    if head is None:
        return None
    end = head.end() + int(head[3])
    if not pdf.startswith(STREAM_END, end):
        return None
    return _Stream(int(head[1]), head[2], pdf[head.end() : end], end + len(STREAM_END))


def _references_at(pdf: bytes, at: int) -> _References | None:
    """The cross-reference stream that begins at this byte, with a row for each object."""
    stream = _stream_at(pdf, at)
    trailer = _TRAILER.fullmatch(stream.entries) if stream else None
    table = _inflated(stream.data) if stream else None
    if stream is None or trailer is None or table is None:
        return None
    is_whole = len(table) == ROW.size * int(trailer[2]) and stream.number == int(trailer[2]) - 1
    return _References(trailer[1], table, stream.end) if is_whole and stream.number else None


def _inflated(data: bytes) -> bytes | None:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return None
