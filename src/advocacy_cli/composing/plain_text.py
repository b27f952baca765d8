"""A composed letter as plain text, for the terminal."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

from advocacy_cli.model.direction import without_isolates
from advocacy_cli.model.letters import ComposedLetter

COLUMNS = 72
"""Width of the text in columns of a terminal; East Asian characters take two."""

_CLOSING = frozenset({"Pe", "Pf", "Po"})
_OPENING = frozenset({"Ps", "Pi"})
"""Unicode categories of punctuation that must not begin, and must not end, a line."""
_HANGUL = range(0xAC00, 0xD7A4)

_NO_BREAK = re.compile(r"[ \n\t]+")


def to_text(letter: ComposedLetter) -> str:
    """The whole letter at 72 columns, ending with a line break."""
    blocks = [
        [letter.specimen] if letter.specimen else [],
        letter.sender_lines,
        letter.address,
        [letter.date, f"{letter.reference_label}: {letter.reference}"],
        wrap(letter.subject),
        wrap(letter.salutation),
        [html_to_text(letter.body)],
        wrap(letter.closing),
        *letter.signatures,
        _list(letter.enclosures_label, letter.enclosures),
        _list(letter.copies_label, letter.copies),
        [html_to_text(letter.annex)] if letter.annex else [],
    ]
    # Marks that order values by themselves are for paper; copied, they would be in the way.
    return without_isolates("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def html_to_text(body: str) -> str:
    """The HTML of a letter's body as wrapped paragraphs, with lists and quotations indented."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return "\n\n".join(reader.blocks)


def wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most `COLUMNS`, the first one after `first`, the others after `rest`.

    Lines break at blanks and beside Chinese characters, but not before closing punctuation.
    A word longer than a line keeps a line of its own.
    """
    lines, line = [], first
    indent = True
    for piece in _pieces(text):
        if not indent and width(line) + width(piece.rstrip()) > COLUMNS:
            lines.append(line.rstrip())
            line, indent = rest, True
        line += piece.lstrip() if indent else piece
        indent = False
    return [*lines, line.rstrip()]


def width(text: str) -> int:
    """Columns that a terminal needs for `text`."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if _is_wide(character) else 1


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def _pieces(text: str) -> list[str]:
    """The parts between which a line may break; blanks stay at the end of theirs."""
    pieces: list[str] = [""]
    for character in _NO_BREAK.sub(" ", text.strip()):
        last = pieces[-1]
        breaks = last.endswith(" ") or _may_break(last[-1:], character)
        if breaks and character != " ":
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters: beside a Chinese or Japanese one.

    Korean keeps its words whole.
    """
    beside = any(_is_wide(side) and ord(side) not in _HANGUL for side in (before, after))
    return (
        bool(before)
        and beside
        and unicodedata.category(before) not in _OPENING
        and unicodedata.category(after) not in _CLOSING
    )


def _list(label: str, entries: tuple[str, ...]) -> list[str]:
    if not entries:
        return []
    return [f"{label}:", *(line for entry in entries for line in wrap(entry, "- ", "  "))]


class _Reader(HTMLParser):
    """Collects blocks of text from the HTML that `markdown.to_html` writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._text = ""
        self._margins: list[str] = []
        self._numbers: list[int | None] = []
        self._bullet = ""
        self._after_item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"ul", "ol"}:
            self._end_block(item=True)
            self._numbers.append(int(given.get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            self._bullet = self._next_bullet()
            self._margins.append(" " * len(self._bullet))
        elif tag == "blockquote":
            self._margins.append("> ")
        elif tag == "br":
            self._text += "\v"
        elif tag == "hr":
            self.blocks.append("* * *")
        elif tag == "img":
            self._text += f"[{given.get('alt') or ''}]"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "h2", "h3", "li"}:
            self._end_block(item=tag == "li")
        if tag in {"li", "blockquote"}:
            self._margins.pop()
            self._bullet = ""
        if tag in {"ul", "ol"}:
            self._numbers.pop()
            self._after_item = self._after_item and bool(self._numbers)

    def handle_data(self, data: str) -> None:
        self._text += data

    def _next_bullet(self) -> str:
        number = self._numbers[-1]
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _end_block(self, *, item: bool = False) -> None:
        """Keep the text gathered so far; items of a list without paragraphs stand close."""
        text, self._text = self._text, ""
        if not text.strip():
            return
        margin = "".join(self._margins)
        first = margin[: len(margin) - len(self._bullet)] + self._bullet
        lines: list[str] = []
        for part in text.split("\v"):
            lines += wrap(part, margin if lines else first, margin)
        if item and self._after_item:
            self.blocks[-1] += "\n" + "\n".join(lines)
        else:
            self.blocks.append("\n".join(lines))
        self._bullet, self._after_item = "", item
