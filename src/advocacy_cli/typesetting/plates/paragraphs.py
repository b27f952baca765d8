"""Breaks paragraphs into lines, just as WeasyPrint does when it lays out a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.layout import LayoutContext
from weasyprint.layout.inline import iter_line_boxes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph.

    Attributes:
        text: what is printed, a hyphen at its end included.
        spacing: what is added to each blank so that the line is full, in CSS pixels.
        x: where it begins, in CSS pixels from the left edge of the page.
    """

    text: str
    spacing: float
    x: float


class Breaker:
    """Breaks other texts in the place of one paragraph.

    Args:
        paragraph: the box of a paragraph that was laid out; each of its lines has one text.
    """

    def __init__(self, paragraph: Any) -> None:
        self._paragraph = paragraph
        self._line = paragraph.children[0]
        self._text = self._line.children[0]
        # Lines of mere text ask for no style, picture or counter.
        self._context = LayoutContext(None, _no_picture, self._text.style.font_config, None, None)
        self._context.create_block_formatting_context()

    def lines(self, text: str) -> tuple[Line, ...] | None:
        """The lines of a text in the paragraph's style and width; None if it is not mere text."""
        whole = self._text.copy_with_text(text)
        whole.justification_spacing = 0
        box = self._line.copy_with_children([whole])
        y = self._line.position_y
        made = iter_line_boxes(self._context, box, y, 0, None, self._paragraph, [], [], None, None)
        return lines_of(line for line, _ in made)


def lines_of(boxes: Any) -> tuple[Line, ...] | None:
    """The lines in boxes of lines; None if there is one that does not hold a single text."""
    found = []
    for box in boxes:
        if len(box.children) != 1 or type(box.children[0]).__name__ != "TextBox":
            return None
        (text,) = box.children
        found.append(Line(text.text, text.justification_spacing, text.position_x))
    return tuple(found)


def _no_picture(*_args: Any, **_options: Any) -> None:
    return None
