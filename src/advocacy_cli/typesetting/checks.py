"""What is checked on every letter, from the boxes the typesetter laid out.

Nothing is read back from the PDF here: the boxes are at hand and cost nothing. The tests read
the PDF back and prove that the two agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from advocacy_cli.errors import Problem
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.faces import PACKAGES
from advocacy_cli.typesetting.layouts import PLAIN, Box, Layout

_MM_PER_PX = 25.4 / 96
_ASCENT, _DESCENT = 0.8, 0.3
"""How far letters reach above and below their baseline, in ems."""
_TOLERANCE = 0.05
"""Millimetres by which rounding may put a box over the edge."""


def stands_inside(page: Any, name: str, place: Box) -> bool:
    """Whether every line of the block `name` lies inside `place` on the page."""
    return all(
        line.x >= place.x - _TOLERANCE
        and line.y >= place.y - _TOLERANCE
        and line.right <= place.right + _TOLERANCE
        and line.bottom <= place.bottom + _TOLERANCE
        for line in _lines(page, name)
    )


def crowded_problems(page: Any, letter: ComposedLetter, layout: Layout) -> Iterator[Problem]:
    """The blocks of page one, besides the address, that do not fit in their places."""
    blocks = [
        (
            "sender",
            layout.letterhead,
            "the sender's name and address",
            " ".join(letter.sender_lines),
        ),
        ("return", layout.return_line, "the return address", letter.return_address),
        ("info", layout.info, "date and reference", letter.reference_label),
    ]
    for name, place, what, text in blocks:
        if place and not stands_inside(page, name, place):
            yield Problem(
                "does_not_fit",
                f"{what} ({text!r}) does not fit into its place in the layout {layout.id}",
                hint="shorten it",
            )


def address_problem(letter: ComposedLetter, layout: Layout) -> Problem:
    """The address fits in no way there is."""
    lines = len(letter.short_address or letter.address)
    place = layout.address
    hint = "shorten its lines"
    if layout.id != PLAIN:
        hint += ", or use --layout plain and put a label on the envelope"
    return Problem(
        "address_does_not_fit",
        f"the address ({lines} lines, beginning {letter.address[0]!r}) does not fit into"
        f" {place.w:g} by {place.h:g} mm, the address field of the layout {layout.id}",
        hint=hint,
    )


def too_long_problem(pages: int, letter: ComposedLetter) -> Problem:
    """The letter has more pages than its template allows."""
    allowed = f"{letter.max_pages} page" + ("s" if letter.max_pages > 1 else "")
    return Problem(
        "too_long",
        f"the letter takes {pages} pages, even in the smallest type; {allowed} may be used",
        hint="shorten the text, or raise max_pages in template.yaml",
    )


def face_problems(fonts: Iterable[Any]) -> Iterator[Problem]:
    """Fonts in the document that letters may not use: other families, and variable fonts."""
    for font in sorted(fonts, key=lambda font: str(font.family)):
        if font.family not in PACKAGES:
            yield Problem(
                "foreign_face",
                f"part of the text would be printed in {font.family}, which letters do not use",
                hint="see `advocacy doctor` for faces that are missing;"
                " take emoji and unusual signs out of the text",
            )
        elif "fvar" in font.tables:
            yield Problem(
                "variable_face",
                f"{font.family} is installed as a variable font here, and letters need static ones",
                hint=f"install the package {PACKAGES[font.family]} and remove the variable font",
            )


def lowest(page: Any) -> float:
    """How far down the text of a page reaches, without its running heads; mm from the top."""
    (root, *_) = page._page_box.children  # noqa: SLF001
    texts = (box for box in boxes_of(root) if type(box).__name__ == "TextBox")
    reach = (box.position_y + box.baseline + _DESCENT * box.style["font_size"] for box in texts)
    return max(reach, default=0.0) * _MM_PER_PX


def _lines(page: Any, name: str) -> Iterator[Box]:
    """The ink of each line of text in the block with that id, in mm, as far as it may reach."""
    block = next(filter(lambda box: _id(box) == name, boxes_of(page._page_box)), None)  # noqa: SLF001
    for text in boxes_of(block) if block else ():
        if type(text).__name__ == "TextBox":
            size = text.style["font_size"]
            top = text.position_y + text.baseline - _ASCENT * size
            sides = (text.position_x, top, text.width, (_ASCENT + _DESCENT) * size)
            yield Box(*(side * _MM_PER_PX for side in sides))


def boxes_of(box: Any) -> Iterator[Any]:
    """A box that was laid out and all boxes in it, outermost first."""
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes_of(getattr(child, "_box", child))


def _id(box: Any) -> str | None:
    element = box.element
    return element.get("id") if element is not None and hasattr(element, "get") else None
