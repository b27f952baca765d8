"""The content of a page as pieces that stay and places that change, and its compression.

What stays between two places far apart is compressed once, and so is a long text that comes again.
A flush before and after it makes the compressed pieces independent of each other, so that they can
be put together in any company (RFC 1951: blocks end at a byte, and nothing after a full flush
refers to what was before).
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

LONG = 2048
"""Bytes from which text that stays is worth being compressed apart from its neighbours."""
_LONG_TEXT = 512
"""Bytes from which a text that comes again is."""
_KEPT = 256
"""Long pieces that are kept compressed."""
_LEVEL = 6
_RAW = -zlib.MAX_WBITS
_HEADER = b"\x78\x9c"

Piece: TypeAlias = bytes | int
"""What stays; or the number of a place."""


class Content:
    """The content stream of one page.

    Args:
        pieces: in the order in which they stand.
        recurring: the places whose texts come again in other letters. What is done with a text
            depends on nothing but its length, so that the stream does not on other letters.
        long: bytes from which a piece that stays is compressed apart.
    """

    def __init__(
        self, pieces: Iterable[Piece], recurring: Collection[int] = (), *, long: int = LONG
    ) -> None:
        self._pieces = tuple(pieces)
        self._recurring = frozenset(recurring)
        self._long = long

    def packed(self, texts: Sequence[bytes]) -> bytes:
        """The stream in zlib's format (RFC 1950), with `texts` in the places by their numbers."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        plains: list[bytes] = []
        out, together = [_HEADER], 0
        for piece in self._pieces:
            plain = piece if isinstance(piece, bytes) else texts[piece]
            if self._stands_apart(piece, plain):
                if together < len(plains) or not plains:
                    out.append(packer.compress(b"".join(plains[together:])))
                    out.append(packer.flush(zlib.Z_FULL_FLUSH))
                out.append(_apart(plain))
                together = len(plains) + 1
            plains.append(plain)
        out.append(packer.compress(b"".join(plains[together:])))
        check = zlib.adler32(b"".join(plains))
        out += packer.flush(zlib.Z_FINISH), check.to_bytes(4, "big")
        return b"".join(out)

    def _stands_apart(self, piece: Piece, plain: bytes) -> bool:
        if isinstance(piece, bytes):
            return len(plain) >= self._long
        return piece in self._recurring and len(plain) >= _LONG_TEXT


@lru_cache(maxsize=_KEPT)
def _apart(plain: bytes) -> bytes:
    """A piece that nothing before it bears on, and that bears on nothing after it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH)
