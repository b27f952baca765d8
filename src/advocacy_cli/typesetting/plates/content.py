"""The content of a page as pieces that stay and places that change, and its compression.

What stays between two places far apart is compressed once. A flush before and after it makes the
compressed pieces independent of each other, so that they can be put together in any company (RFC
1951: blocks end at a byte, and nothing after a full flush refers to what was before).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

LONG = 2048
"""Bytes from which text that stays is worth being compressed apart from its neighbours."""
_LEVEL = 6
_RAW = -zlib.MAX_WBITS
_HEADER = b"\x78\x9c"

Piece: TypeAlias = bytes | int
"""What stays; or the number of a place."""


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A long piece that stays: as it is and compressed."""

    plain: bytes
    packed: bytes


class Content:
    """The content stream of one page.

    Args:
        pieces: in the order in which they stand.
        long: bytes from which a piece is compressed apart.
    """

    def __init__(self, pieces: Iterable[Piece], *, long: int = LONG) -> None:
        self._parts: list[_Fixed | Piece] = []
        for piece in pieces:
            apart = isinstance(piece, bytes) and len(piece) >= long
            self._parts.append(_fixed(piece) if apart else piece)  # type: ignore[arg-type]

    def packed(self, texts: Sequence[bytes]) -> bytes:
        """The stream in zlib's format (RFC 1950), with `texts` in the places by their numbers."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        check, out = 1, [_HEADER]
        for part in self._parts:
            if isinstance(part, _Fixed):
                out += packer.flush(zlib.Z_FULL_FLUSH), part.packed
                check = zlib.adler32(part.plain, check)
            else:
                plain = part if isinstance(part, bytes) else texts[part]
                out.append(packer.compress(plain))
                check = zlib.adler32(plain, check)
        out += packer.flush(zlib.Z_FINISH), check.to_bytes(4, "big")
        return b"".join(out)


def _fixed(plain: bytes) -> _Fixed:
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    return _Fixed(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))
