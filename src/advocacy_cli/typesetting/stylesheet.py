"""The style sheet of one layout, in one language, at one size: everything in mm and pt."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.faces import ARABIC, families, latin_first
from advocacy_cli.typesetting.fitting import MM_PER_PT, SIGNING_ROOM, Fit
from advocacy_cli.typesetting.layouts import Box, Layout

_STROKE = 0.1
"""Thickness of a fold mark in mm."""
_RETURN_GAP = 1.2
"""Millimetres between the return address and the address."""
_RISE = 0.12
"""Ems by which an address is raised: its letters stand low in their lines, whose height is less
than the face asks for."""
_CONTINUED_TOP = 30.0
"""Where text begins on continuation pages, in mm."""


@cache
def letter_css() -> str:
    """The sheet that all letters share."""
    return files(__package__).joinpath("letter.css").read_text(encoding="utf-8")


def layout_css(letter: ComposedLetter, layout: Layout, fit: Fit) -> str:
    """The sheet that puts a letter into `layout`.

    It depends on the letter only in language, direction, page label, specimen word and the
    number of signers, so that most letters of a run share one.
    """
    return "\n".join(
        [
            _pages(letter, layout),
            _marks(layout),
            _places(layout, fit),
            _type(letter.language, fit),
            _signatures(letter, layout),
        ]
    )


def _pages(letter: ComposedLetter, layout: Layout) -> str:
    width, height = layout.page
    text_width = width - layout.left - layout.right
    stack = _stack(families(letter.language))
    corner = "right" if letter.direction == "ltr" else "left"
    watermark = ""
    if letter.specimen:
        watermark = (
            f"@left-middle {{ content: {css_string(letter.specimen)}; color: rgb(0 0 0 / 9%);"
            f" font-family: {stack}; font-size: 96pt; letter-spacing: .06em; white-space: nowrap;"
            f" width: {text_width}mm; margin-left: {layout.left}mm; margin-right: -{text_width}mm;"
            " text-align: center; transform: rotate(-52deg) }"
        )
    return (
        f"@page {{ size: {width}mm {height}mm;"
        f" margin: {_CONTINUED_TOP}mm {layout.right}mm {layout.bottom}mm {layout.left}mm;"
        f" @top-{corner} {{ content: {_running_head(letter.page_label)}; color: #444;"
        f" font: 8.5pt {stack}; font-variant-numeric: lining-nums; padding-bottom: 9mm;"
        " vertical-align: bottom; white-space: nowrap }"
        f" {watermark} }}\n"
        f"@page :first {{ margin-top: {layout.text_y}mm; @top-{corner} {{ content: none }} }}\n"
        "h1[data-reference] { string-set: reference attr(data-reference) }"
    )


def _running_head(label: str) -> str:
    """CSS content for a label such as `Page {page} of {pages}`, after the reference."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = [part for part in re.split(r"(\{pages?\})", label) if part]
    numbers = " ".join(counters.get(part) or css_string(part) for part in parts)
    return f'string(reference) "\\2003" {numbers}'


def _marks(layout: Layout) -> str:
    """Fold and punch marks as borders of boxes in the left margin: artifacts, not content."""
    height = layout.page[1]
    line = f'content: ""; height: 0; margin-right: auto; border-top: {_STROKE}mm solid #555;'
    rules = []
    if layout.folds:
        first, second = (fold - _STROKE / 2 for fold in layout.folds)
        below = height - layout.bottom - second - _STROKE
        above = first - layout.text_y
        line_at = f"{line} width: 5mm; margin-left: 4mm;"
        rules += [
            f"@left-top {{ {line_at} margin-top: {above:.3f}mm; margin-bottom: 0 }}",
            f"@left-bottom {{ {line_at} margin-top: 0; margin-bottom: {below:.3f}mm }}",
        ]
    if layout.hole:
        below = layout.text_y - layout.hole - _STROKE / 2
        rules.append(
            f"@top-left-corner {{ {line} width: 3mm; margin-left: 4mm;"
            f" margin-bottom: {below:.3f}mm }}"
        )
    return f"@page :first {{ {' '.join(rules)} }}"


def _places(layout: Layout, fit: Fit) -> str:
    """Absolute boxes are placed from the text area of page one."""
    rise = _RISE * fit.address.size * MM_PER_PT
    places = [
        ("sender", layout.letterhead, 0.0),
        ("address", layout.address, rise),
        ("info", layout.info, 0.0),
    ]
    rules = [
        f"#{name} {{ {_across(box, layout)} top: {box.y - rise - layout.text_y:.3f}mm }}"
        for name, box, rise in places
    ]
    if layout.return_line:
        bottom = layout.page[1] - layout.bottom - layout.return_line.bottom + _RETURN_GAP
        rules.append(f"#return {{ {_across(layout.return_line, layout)} bottom: {bottom:.3f}mm }}")
    return "\n".join(rules)


def _across(box: Box, layout: Layout) -> str:
    return f"left: {box.x - layout.left:.3f}mm; width: {box.w}mm;"


def _type(language: str, fit: Fit) -> str:
    faces = families(language)
    # Arabic stands too high in lines of its own face for the window; in Latin ones it does not.
    on_envelope = latin_first(language) if faces[0] == ARABIC else faces
    return (
        f"html {{ font: {fit.text.size}pt {_stack(faces)};"
        f" line-height: {fit.text.leading:.2f}pt }}\n"
        f".latin {{ font-family: {_stack(latin_first(language))} }}\n"
        f"#address {{ font: {fit.address.size}pt {_stack(on_envelope)};"
        f" line-height: {fit.address.leading:.3f}pt }}"
    )


def _signatures(letter: ComposedLetter, layout: Layout) -> str:
    columns = 3 if len(letter.signatures) > 3 else 2
    width = (layout.page[0] - layout.left - layout.right - 6 * (columns - 1)) / columns
    return (
        f".signature {{ padding-top: {SIGNING_ROOM}mm }}\n"
        f"#co-signers .signature {{ width: {width - 0.01:.2f}mm }}"
    )


def _stack(names: tuple[str, ...]) -> str:
    return ", ".join(css_string(name) for name in names)


def css_string(text: str) -> str:
    """A CSS string literal of `text`."""
    escaped = re.sub(r"[^\w .,:;/–—-]", lambda found: f"\\{ord(found[0]):x} ", text)
    return f'"{escaped}"'
