"""Signature sheets: paper to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.typesetting.faces import families
from advocacy_cli.typesetting.stylesheet import css_string

if TYPE_CHECKING:
    from advocacy_cli.typesetting.pages import Typesetter

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in mm."""
MOST_LINES = 20
FEWEST_LINES = 5
MARGIN = 14.0
_NUMBER, _TICK = 8.0, 10.0
"""Widths in mm of the columns of line numbers and of ticks."""
_SHARES = (34, 21, 17, 28)
"""How name, city, country and signature share what is left."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """What a sheet says.

    Attributes:
        direction: `ltr` or `rtl`.
        paragraphs: what people sign; `consent`: how they are asked what may be done.
        notice: who collects, what becomes of the sheet, and how one withdraws.
        room: asks for the day by which it is to be back, with room to write it; may be empty.
        sheet: holds `{number}`.
        wording: says which petition and which wording of the consent was signed.
        tick: asks to tick; empty where there is nothing to tick.
        purposes: what there is to tick, one line each; each makes a column of boxes.
        headers: of the columns: name, city, country, signature.
        specimen: a word to print across, or empty.
    """

    language: str
    direction: str
    title: str
    paragraphs: tuple[str, ...]
    consent: tuple[str, ...]
    notice: tuple[str, ...]
    room: str
    tick: str
    purposes: tuple[str, ...]
    headers: tuple[str, str, str, str]
    sheet: str
    wording: str
    specimen: str = ""


def set_sheets(
    typesetter: Typesetter, text: SheetText, paper: str, numbers: Sequence[int]
) -> tuple[bytes, int]:
    """Sheets with those numbers, as one PDF, and how many lines each has.

    Args:
        typesetter: sets them.
        text: what they say.
        paper: one of `PAPERS`.
        numbers: the sheets' own.

    Raises:
        AdvocacyError: the text leaves no room for lines to sign on, or cannot be printed.
    """
    css = _css(text, paper)
    for lines in range(MOST_LINES, FEWEST_LINES - 1, -1):
        _, reached = typesetter.set_pages(
            _document(text, paper, numbers[:1], lines), css, text.language
        )
        if len(reached) == 1:
            pdf, _ = typesetter.set_pages(
                _document(text, paper, numbers, lines), css, text.language
            )
            return pdf, lines
    raise AdvocacyError(
        Problem(
            "sheet_too_full",
            f"the petition's text leaves no room for {FEWEST_LINES} lines to sign on",
            hint="shorten the texts and the controller below `petition:` in template.yaml",
        )
    )


@cache
def petition_css() -> str:
    """What sheets and lists share."""
    return files(__package__).joinpath("petition.css").read_text(encoding="utf-8")


def stack(language: str) -> str:
    """The faces of a language, as CSS writes them."""
    return ", ".join(css_string(name) for name in families(language))


def _css(text: SheetText, paper: str) -> str:
    width, height = PAPERS[paper]
    faces, watermark = stack(text.language), ""
    if text.specimen:
        inside = width - 2 * MARGIN
        watermark = (
            f"; @left-middle {{ content: {css_string(text.specimen)}; color: rgb(0 0 0 / 12%);"
            f" font: 96pt {faces}; letter-spacing: .06em; white-space: nowrap; text-align: center;"
            f" width: {inside}mm; margin-left: {MARGIN}mm; margin-right: -{inside}mm;"
            " transform: rotate(-52deg) }"
        )
    return (
        f"{petition_css()}\n"
        f"@page {{ size: {width}mm {height}mm; margin: {MARGIN}mm{watermark} }}\n"
        f"html {{ font: 10pt {faces} }}"
    )


def _document(text: SheetText, paper: str, numbers: Sequence[int], lines: int) -> str:
    width = PAPERS[paper][0] - 2 * MARGIN
    sheets = "".join(_sheet(text, width, number, lines) for number in numbers)
    return (
        f'<!DOCTYPE html><html lang="{escape(text.language)}" dir="{text.direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(text.title)}</title></head>'
        f"<body>{sheets}</body></html>"
    )


def _sheet(text: SheetText, width: float, number: int, lines: int) -> str:
    room = f'<p>{escape(text.room)} <span class="room"></span></p>' if text.room else ""
    return "".join(
        [
            f'<section><p class="wording" dir="ltr">{escape(text.wording)}</p>',
            f'<p class="number">{escape(text.sheet.format(number=number))}</p>',
            f'<div class="petition"><h1>{escape(text.title)}</h1>',
            *(f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs),
            f"</div>{_consent(text)}",
            '<div class="consent">',
            *(f"<p>{escape(line)}</p>" for line in text.notice),
            f"{room}</div>",
            _table(text, width, lines),
            "</section>",
        ]
    )


def _consent(text: SheetText) -> str:
    """How people are asked what may be done with their names; nothing where nothing is."""
    if not text.purposes:
        return ""
    purposes = "".join(
        f"<li><b>{letter}</b>{escape(purpose)}</li>"
        for letter, purpose in zip("ABCDEF", text.purposes, strict=False)
    )
    asked = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.consent)
    tick = f'<p class="tick">{escape(text.tick)}</p>'
    return f'<div class="consent">{asked}{tick}<ul>{purposes}</ul></div>'


def _table(text: SheetText, width: float, lines: int) -> str:
    ticks = "ABCDEF"[: len(text.purposes)]
    left = width - _NUMBER - _TICK * len(ticks)
    widths = [_NUMBER, *(left * share / sum(_SHARES) for share in _SHARES), *(_TICK for _ in ticks)]
    columns = "".join(f'<col style="width: {one:.2f}mm">' for one in widths)
    heads = "".join(f'<th scope="col">{escape(header)}</th>' for header in ("№", *text.headers))
    heads += "".join(f'<th scope="col" class="tick">{tick}</th>' for tick in ticks)
    boxes = '<td class="tick"><span></span></td>' * len(ticks)
    rows = "".join(
        f'<tr><td class="line">{line}</td><td></td><td></td><td></td><td></td>{boxes}</tr>'
        for line in range(1, lines + 1)
    )
    return f"<table>{columns}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
