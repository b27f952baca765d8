"""Charts as inline SVG: the only user of `pygal`.

What the library adds is taken out again: its style, its script, its comments with the day. Colours
stand as attributes, which the typesetter of paper reads; the page's style sheet replaces them on
screen, in light and dark.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from advocacy_cli.reporting.report import Timeline

ACCENT, PALE, INK, RULE = "#174a60", "#5f97b0", "#4f5963", "#d9dde1"
"""As on paper; the first is the accent, the second goes beside it."""
_FACE = "Noto Serif"
"""That of letters; the page takes its own."""

_WIDTH, _HEIGHT = 520, 230
_PERIOD = 90
"""The widest that a period may be drawn."""
_LINE = 30
_SIZE = 15
"""Of letters, in the units of the drawing: 9 pixels on the smallest telephone."""
_LABELS = 6
"""Labels below a timeline, so that none lies on another."""
_LONGEST = 24
"""Characters of a label beside a bar."""
_DROPPED = frozenset({"style", "script", "defs", "desc", "title"})
_SVG = "http://www.w3.org/2000/svg"


def timeline_chart(timeline: Timeline) -> str:
    """Bars for what left and what came back, side by side for each period."""
    periods = timeline.periods
    labels = [period.label for period in periods]
    step = max(1, -(-len(labels) // _LABELS))
    highest = max((max(one.sent, one.replies) for one in periods), default=0)
    chart = _pygal().Bar(
        width=min(_WIDTH, 60 + _PERIOD * len(periods)),
        height=_HEIGHT,
        x_labels=labels,
        x_labels_major=labels[::step],
        show_minor_x_labels=False,
        y_labels=_ticks(highest),
        **_quiet(),
    )
    chart.add("sent", [period.sent for period in periods])
    chart.add("replies", [period.replies for period in periods])
    return _drawn(chart)


def bars_chart(lines: Sequence[tuple[str, int]]) -> str:
    """A horizontal bar for each line, the first on top, with its number at its end."""
    chart = _pygal().HorizontalBar(
        width=_WIDTH,
        height=_LINE * len(lines) + 8,
        show_x_labels=False,
        x_labels=[_short(label) for label, _ in reversed(lines)],
        show_y_guides=False,
        show_x_guides=False,
        print_values=True,
        print_values_position="top",
        range=(0, max(number for _, number in lines)),
        **{**_quiet(), "margin_right": 40},
    )
    chart.add("letters", [number for _, number in reversed(lines)])
    return _drawn(chart)


@cache
def _pygal() -> Any:
    """The library, without what it does to every later import: a finder that Python warns of."""
    import pygal

    sys.meta_path[:] = [
        finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)
    ]
    return pygal


def _quiet() -> dict[str, Any]:
    sizes = ("label_font_size", "major_label_font_size", "value_font_size")
    return {
        "style": _pygal().style.Style(font_family="sans-serif", **dict.fromkeys(sizes, _SIZE)),
        "show_legend": False,
        "js": (),
        "css": (),
        "margin": 4,
        "no_prefix": True,
        "disable_xml_declaration": True,
        "truncate_label": -1,
        "value_formatter": lambda value: f"{value:,.0f}",
        "classes": ("chart",),
    }


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _ticks(highest: int) -> list[int]:
    """Zero and up to four whole numbers above it, the last not below the highest."""
    step = 1
    for step in (factor * 10**power for power in range(10) for factor in (1, 2, 5)):
        if step * 4 >= highest:
            break
    return list(range(0, max(highest, 1) + step, step))


def _drawn(chart: Any) -> str:
    """The chart as an `svg` element that says by its attributes what it looks like."""
    root = ET.fromstring(chart.render(is_unicode=True))  # noqa: S314  made here
    _trim(root)
    for key in ("id", "class"):
        root.attrib.pop(key, None)
    _, _, width, height = root.attrib["viewBox"].split()
    root.attrib.update(width=width, height=height)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _trim(root: ET.Element) -> None:
    """Take out what no reader sees, and say of the rest what it looks like."""
    for parent in list(root.iter()):
        for child in list(parent):
            classes = set(child.get("class", "").split())
            if _tag(child) in _DROPPED or classes & {"background", "tooltip-overlay"}:
                parent.remove(child)
    for text in _inside(root, "text"):
        text.attrib.update({"fill": INK, "font-size": str(_SIZE), "font-family": _FACE})
    for places, anchor in (
        (("axis", "x"), "middle"),
        (("axis", "y"), "end"),
        (("value",), "start"),
    ):
        for text in _inside(root, "text", *places):
            text.set("text-anchor", anchor)
    for number, colour in enumerate((ACCENT, PALE)):
        for bar in _inside(root, "rect", "series", f"serie-{number}"):
            bar.attrib.update({"fill": colour, "class": f"bar-{number}"})
    for path in _inside(root, "path"):
        path.attrib.update({"stroke": RULE, "class": "rule"})


def _inside(root: ET.Element, tag: str, *classes: str) -> list[ET.Element]:
    """The elements of that tag inside those that have all of the classes."""
    return [one for outer in _of_class(root, *classes) for one in outer.iter(f"{{{_SVG}}}{tag}")]


def _of_class(root: ET.Element, *classes: str) -> list[ET.Element]:
    if not classes:
        return [root]
    return [one for one in root.iter() if set(classes) <= set(one.get("class", "").split())]


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
