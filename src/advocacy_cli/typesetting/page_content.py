"""The content of a page as pieces that can be drawn apart from each other.

Works on what WeasyPrint writes: one operator a line, each text object complete in itself. What
looks different is not taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MARKED = re.compile(
    rb"^/(?!OC\b)\w+[ \n](?:<<[^<>()\0]*>>[ \n]BDC|BMC)$|^EMC$", flags=re.MULTILINE
)
"""Marked content tells readers of tags what a piece is, and draws nothing; except /OC, which hides
it."""
_NUMBER = rb"-?[\d.]+"
_SHOWN = rb"\[[<>\da-f. -]*\] TJ"
_TEXT = re.compile(
    rb"(?:\n(?:%(number)s ){6}Tm(?:\n/\S+ %(number)s Tf"
    rb"(?:\n%(shown)s|\n%(number)s Ts\n%(shown)s\n0 Ts)*)*)?"
    % {b"number": _NUMBER, b"shown": _SHOWN}
)
"""What stands between BT and ET where nothing in it depends on the text object before: matrix and
font are set first, and a rise is taken back."""
_HOLE = b"\0"

_LAST_COUNTS = frozenset([b"rg", b"RG", b"w", b"J", b"j", b"M", b"d"])
_PATH = frozenset([b"m", b"l", b"c", b"v", b"y", b"h", b"re"])
_CLIP = frozenset([b"W", b"W*"])
_PAINT = frozenset([b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"])
_DRAW = frozenset([b"Do", b"sh"])


@dataclass(frozen=True, slots=True)
class Piece:
    """Something drawn on the page.

    Attributes:
        state: the operators that set the graphics state it is drawn in, from that of an empty
            page.
        drawing: the operators that draw it, or the place of its text object among the texts.
    """

    state: tuple[bytes, ...]
    drawing: bytes | int


def take_apart(content: bytes) -> tuple[bytes, list[bytes]]:
    """What stands around the text objects of a page, and what stands in them."""
    around, *parts = (b"\n" + content).split(b"\nBT")
    frame, texts = [around], []
    for part in parts:
        text, _, after = part.partition(b"\nET")
        texts.append(text)
        frame.append(after)
    return _HOLE.join(frame), texts


def is_complete(text: bytes) -> bool:
    """Whether a text object can be drawn without the one before it."""
    return _TEXT.fullmatch(text) is not None


def pieces_of(frame: bytes) -> list[Piece] | None:
    """The pieces of a page, in the order they are drawn; None where they cannot be told apart.

    Args:
        frame: what stands around its text objects, from `take_apart`.
    """
    reader = _Reader()
    for line in _MARKED.sub(b"", frame.replace(_HOLE, b"\n\0\n")).split(b"\n"):
        if line and not reader.read(line):
            return None
    return reader.pieces if reader.is_done() else None


def common_state(pieces: Sequence[Piece]) -> tuple[bytes, ...]:
    """The operators that the states of all pieces begin with."""
    first, last = min(piece.state for piece in pieces), max(piece.state for piece in pieces)
    alike = 0
    while alike < min(len(first), len(last)) and first[alike] == last[alike]:
        alike += 1
    return first[:alike]


def drawn(pieces: Iterable[Piece], texts: Sequence[bytes], given: int) -> bytes:
    """Operators that draw the pieces and leave the graphics state as it was.

    Args:
        texts: the text objects of the page.
        given: how many operators of each state were already carried out.
    """
    lines = [b"q"]
    now: tuple[bytes, ...] = ()
    for piece in pieces:
        wanted = piece.state[given:]
        if wanted[: len(now)] != now:
            lines += [b"Q", b"q"]
            now = ()
        lines += wanted[len(now) :]
        now = wanted
        lines.append(
            piece.drawing if isinstance(piece.drawing, bytes) else _text(texts[piece.drawing])
        )
    lines.append(b"Q")
    return b"\n".join(lines)


def _text(text: bytes) -> bytes:
    """A text object, without the steps of no width that WeasyPrint writes between glyphs."""
    return b"BT%s\nET" % text.replace(b">0<", b"").replace(b">0]", b">]")


class _Reader:
    """Follows the graphics state through the operators of a page."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._state: list[bytes] = []
        self._saved: list[list[bytes]] = []
        self._path: list[bytes] = []
        self._clips = False
        self._texts = 0

    def is_done(self) -> bool:
        """Whether nothing was begun and not ended."""
        return not self._saved and not self._path

    def read(self, line: bytes) -> bool:
        """Carry an operator out; False if it cannot be followed."""
        operator = line.rpartition(b" ")[2]
        if operator in _PATH or operator in _CLIP:
            self._path.append(line)
            self._clips |= operator in _CLIP
            return True
        if operator == b"n" or operator in _PAINT:
            return self._end_path(line)
        if self._path:
            return False
        if operator == _HOLE:
            self.pieces.append(Piece(tuple(self._state), self._texts))
            self._texts += 1
            return True
        if operator in _DRAW:
            self.pieces.append(Piece(tuple(self._state), line))
            return True
        return self._change_state(line, operator)

    def _end_path(self, line: bytes) -> bool:
        path, clips = b"\n".join([*self._path, line]), self._clips
        self._path, self._clips = [], False
        if line != b"n":
            self.pieces.append(Piece(tuple(self._state), path))
            return not clips
        if clips:
            self._state.append(path)
        return True

    def _change_state(self, line: bytes, operator: bytes) -> bool:
        if operator == b"q":
            self._saved.append(self._state.copy())
        elif operator == b"Q":
            if not self._saved:
                return False
            self._state = self._saved.pop()
        elif operator in _LAST_COUNTS:
            self._state = [known for known in self._state if not known.endswith(b" " + operator)]
            self._state.append(line)
        elif operator == b"cm":
            self._state.append(line)
        elif operator == b"gs":
            # A soft mask lies where the matrix of its moment puts it.
            if not self._state or self._state[-1] != line:
                self._state.append(line)
        else:
            return False
        return True
