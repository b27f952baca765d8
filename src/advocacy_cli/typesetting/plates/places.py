"""Where the lines and paragraphs of a letter stand on the pages that WeasyPrint laid out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advocacy_cli.typesetting.checks import boxes_of
from advocacy_cli.typesetting.plates.paragraphs import Line, lines_of
from advocacy_cli.typesetting.plates.slots import is_paragraph


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


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """A place for one paragraph of so many lines.

    Attributes:
        name: the name of the paragraph that stands there.
        page: the number of the page, from 0.
        lines: its lines.
        baselines: where each line stands, in CSS pixels from the top of the page.
        box: the box of the paragraph that stands there.
        style: WeasyPrint's style of its text.
    """

    name: str
    page: int
    lines: tuple[Line, ...]
    baselines: tuple[float, ...]
    box: Any
    style: Any


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a letter, in the order of the pages."""

    lines: tuple[Place, ...]
    paragraphs: tuple[ParagraphPlace, ...]


def places(pages: list[Any], texts: Mapping[str, str]) -> Places | None:
    """The places of the named texts.

    Returns:
        None where one of the lines is missing or broken or does not stand alone, so that another
        text could not simply take its place. A paragraph of which this is so, or which stands on
        two pages, has no place.
    """
    lines: list[Place] = []
    paragraphs: list[tuple[str, ParagraphPlace | None]] = []
    for number, page in enumerate(pages):
        for box in boxes_of(page._page_box):  # noqa: SLF001
            kind = type(box).__name__
            if kind == "MarginBox" and (head := _running_head(box, number, texts["reference"])):
                lines.append(head)
            name = _line_name(box)
            if kind != "BlockBox" or name not in texts:
                continue
            if is_paragraph(name):
                paragraphs.append((name, _paragraph_place(box, name, number)))
                continue
            place = _place(box, name, number, texts[name])
            if place is None:
                return None
            lines.append(place)
    names = [place.name for place in lines if not place.flush_right]
    if sorted(names) != sorted(name for name in texts if not is_paragraph(name)):
        return None
    if len(lines) - len(names) != len(pages) - 1:
        return None
    parts = Counter(name for name, _ in paragraphs)
    whole = (place for name, place in paragraphs if place and parts[name] == 1)
    return Places(tuple(lines), tuple(whole))


def _paragraph_place(box: Any, name: str, page: int) -> ParagraphPlace | None:
    lines = lines_of(box.children)
    if not lines or box.style["direction"] != "ltr":
        return None
    texts = [line.children[0] for line in box.children]
    return ParagraphPlace(
        name=name,
        page=page,
        lines=lines,
        baselines=tuple(text.position_y + text.baseline for text in texts),
        box=box,
        style=texts[0].style,
    )


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
