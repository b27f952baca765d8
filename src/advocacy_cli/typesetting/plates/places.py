"""Where the lines of a letter stand on the pages that WeasyPrint laid out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advocacy_cli.typesetting.checks import boxes_of


@dataclass(frozen=True, slots=True)
class Place:
    """A place for one line.

    Attributes:
        name: the name of the line that stands there.
        page: the number of the page, from 0.
        x, y: where its baseline begins, in CSS pixels from the top left corner.
        end: where it ends, as `x`.
        room: how long a line may be, in CSS pixels.
        style: WeasyPrint's style of it.
        flush_right: whether other lines would end where this one ends, not begin where it begins.
        suffix: what is printed after the line, on the same one.
    """

    name: str
    page: int
    x: float
    y: float
    end: float
    room: float
    style: Any
    flush_right: bool = False
    suffix: str = ""


def places(pages: list[Any], lines: Mapping[str, str]) -> list[Place] | None:
    """The places of the named lines, in the order of the pages.

    Returns:
        None where one of them is missing or broken or does not stand alone, so that another
        text could not simply take its place.
    """
    found: list[Place] = []
    for number, page in enumerate(pages):
        for box in boxes_of(page._page_box):  # noqa: SLF001
            kind = type(box).__name__
            if kind == "MarginBox" and (head := _running_head(box, number, lines["reference"])):
                found.append(head)
            name = _line_name(box)
            if kind == "BlockBox" and name in lines:
                place = _place(box, name, number, lines[name])
                if place is None:
                    return None
                found.append(place)
    names = [place.name for place in found if not place.flush_right]
    heads = len(found) - len(names)
    complete = sorted(names) == sorted(lines) and heads == len(pages) - 1
    return found if complete else None


def _line_name(box: Any) -> str:
    element = box.element
    return (element.get("data-line") or "") if hasattr(element, "get") else ""


def _place(box: Any, name: str, page: int, text: str) -> Place | None:
    texts = _texts(box)
    if len(texts) != 1 or texts[0].text != text or box.style["direction"] != "ltr":
        return None
    (drawn,) = texts
    return Place(
        name=name,
        page=page,
        x=drawn.position_x,
        y=drawn.position_y + drawn.baseline,
        end=drawn.position_x + drawn.width,
        room=box.content_box_x() + box.width - drawn.position_x,
        style=drawn.style,
    )


def _running_head(box: Any, page: int, reference: str) -> Place | None:
    """The place of the reference at the head of a continuation page."""
    texts = _texts(box)
    if len(texts) != 1 or not texts[0].text.startswith(reference):
        return None
    (drawn,) = texts
    end = drawn.position_x + drawn.width
    return Place(
        name="reference",
        page=page,
        x=drawn.position_x,
        y=drawn.position_y + drawn.baseline,
        end=end,
        room=math.inf,  # it never wraps, and half the page is free
        style=drawn.style,
        flush_right=True,
        suffix=drawn.text.removeprefix(reference),
    )


def _texts(box: Any) -> list[Any]:
    return [inner for inner in boxes_of(box) if type(inner).__name__ == "TextBox"]
