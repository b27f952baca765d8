"""The annex to a petition's letter: who signed, by country, in as many pages as it takes.

A hundred thousand names are too many for one document in memory. So the pages are filled here,
by counting lines; whole pages are set in chunks, in any order, and joined.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.direction import direction_of, has_right_to_left, isolated
from advocacy_cli.typesetting.faces import SERIF, families, latin_first
from advocacy_cli.typesetting.sheets import PAPERS, petition_css, stack
from advocacy_cli.typesetting.stylesheet import css_string

if TYPE_CHECKING:
    from advocacy_cli.typesetting.pages import Typesetter

PAGES_TOGETHER = 16
"""Pages set in one document: about 2,900 names, 200 MB."""

_TOP, _SIDE, _BOTTOM = 24.0, 16.0, 16.0
_STRIP = 4.0
"""Millimetres at the foot that stay empty, of `_BOTTOM`. What reaches into them is too much; a page
must not end above them, or the typesetter would go on with the text on the next, over its own."""
_COLUMNS, _GAP = 3, 5.0
_SIZE, _LINE = 8.5, 4.2
"""Size of type in pt, and height of a line in mm."""
_HEADING = 2
"""Lines that a country's name takes."""
_COVER, _COVER_LINE, _COVER_SIZE = 58.0, 4.6, 9.5
"""Height of the cover's text in mm with a subject of one line; the countries' counts stand below.
Then height in mm, and size in pt, of each further line."""
_MM_PER_PT = 25.4 / 72
_INDENT = 3.0
"""Millimetres by which the second line of a name is set in; counted on every line."""
_SPACE = 0.45
"""Width of a blank, in ems."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whose name is printed; the city may be empty."""

    name: str
    city: str


@dataclass(frozen=True, slots=True)
class AnnexText:
    """What an annex says.

    Attributes:
        direction: `ltr` or `rtl`.
        head: the running head: what it is an annex to.
        page: holds `{page}` and `{pages}`.
        figures: what was counted, with the numbers; the first is the sum.
        by_country: precedes `countries`, each with its count as text.
        some: says how many of a country are named; holds `{named}` and `{total}`.
        none: stands in the place of names, where there are none.
        root_label, root: the digest that stands for the whole list.
        named: those who are named, by their country's name, and how many they are.
    """

    language: str
    direction: str
    paper: str
    title: str
    subject: str
    head: str
    page: str
    figures: tuple[tuple[str, str], ...]
    by_country: str
    countries: tuple[tuple[str, str], ...]
    some: str
    none: str
    root_label: str
    root: str
    named: tuple[tuple[str, tuple[Named, ...], str], ...]


@dataclass(slots=True)
class _Item:
    """One thing in a column: HTML, and the lines it takes. A heading is never last."""

    html: str
    lines: int
    country: str = ""
    is_heading: bool = False


@dataclass(slots=True)
class _Page:
    """One page: its columns, and whether the cover stands above them."""

    columns: list[list[_Item]] = field(default_factory=list)
    is_cover: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some pages of an annex, ready to be set; `lowest` is how far down they may reach, in mm."""

    html: str
    css: str
    language: str
    pages: int
    lowest: float


def chunks(text: AnnexText) -> list[Chunk]:
    """The annex as pages, in chunks that can be set one by one, in any order."""
    css, pages = _css(text), _pages(text)
    lowest = PAPERS[text.paper][1] - _BOTTOM + 1
    found = []
    for start in range(0, len(pages), PAGES_TOGETHER):
        some = pages[start : start + PAGES_TOGETHER]
        html = _document(text, some, start, len(pages))
        found.append(Chunk(html, css, text.language, len(some), lowest))
    return found


def set_chunk(typesetter: Typesetter, chunk: Chunk) -> bytes:
    """The pages of a chunk as a PDF.

    Raises:
        AdvocacyError: a character has no glyph, or a page is fuller than it was counted to be.
    """
    pdf, reached = typesetter.set_pages(chunk.html, chunk.css, chunk.language)
    if len(reached) != chunk.pages or max(reached) > chunk.lowest:
        raise AdvocacyError(
            Problem(
                "list_does_not_fit",
                "a page of the list of signatories is fuller than it may be",
                hint="look for names or cities that are very long among the signatures",
            )
        )
    return pdf


def _pages(text: AnnexText) -> list[_Page]:
    height = PAPERS[text.paper][1] - _TOP - _BOTTOM
    full, below_cover = int(height / _LINE), int((height - _cover_height(text)) / _LINE)
    counts = [_Item(_count(name, count), _lines_for(f"{name} {count}", text))
              for name, count in text.countries]  # fmt: skip
    heading = _Item(f"<h2>{escape(text.by_country)}</h2>", _HEADING, is_heading=True)
    pages = _filled([heading, *counts] if counts else [], [below_cover], full)
    pages[0].is_cover = True
    if text.named:
        pages += _filled(_names(text), [], full)
    return pages


def _names(text: AnnexText) -> Iterator[_Item]:
    totals = dict(text.countries)
    for country, people, number in text.named:
        total = totals[country]
        count = number if number == total else text.some.format(named=number, total=total)
        shown = f'<h2>{escape(country)} <span class="count">{escape(count)}</span></h2>'
        lines = _HEADING + _lines_for(f"{country} {count}", text) - 1
        yield _Item(shown, lines, country, is_heading=True)
        for one in people:
            label = f"{one.name}  {one.city}"
            yield _Item(_person(one, text), _lines_for(label, text), country)


def _filled(items: Iterable[_Item], first: list[int], full: int) -> list[_Page]:
    """Fill columns from top to bottom; `first` are the heights of the first pages, in lines."""
    pages = [_Page([[]])]
    room = height = first[0] if first else full
    queue = iter(items)
    ahead = next(queue, None)
    while ahead is not None:
        item, ahead = ahead, next(queue, None)
        needed = item.lines + (ahead.lines if item.is_heading and ahead else 0)
        if needed > room and pages[-1].columns[-1]:
            if len(pages[-1].columns) == _COLUMNS:
                pages.append(_Page())
                height = full
            pages[-1].columns.append([])
            room = height
        pages[-1].columns[-1].append(item)
        room -= item.lines
    return pages


def _lines_for(label: str, text: AnnexText) -> int:
    """Lines that a text takes in a column, at the most."""
    return _lines(label, (_column_width(text) - _INDENT) / (_SIZE * _MM_PER_PT))


def _column_width(text: AnnexText) -> float:
    return (PAPERS[text.paper][0] - 2 * _SIDE - _GAP * (_COLUMNS - 1)) / _COLUMNS


def _cover_height(text: AnnexText) -> float:
    """Millimetres that the cover's text takes, at the most."""
    ems = (PAPERS[text.paper][0] - 2 * _SIDE) / (_COVER_SIZE * _MM_PER_PT)
    lines = _lines(text.subject, ems) - 1 + (0 if text.named else _lines(text.none, ems) + 1)
    return _COVER + lines * _COVER_LINE


def _lines(label: str, ems: float) -> int:
    lines, used = 1, 0.0
    for word in label.split():
        needed = sum(map(_ems, word))
        if used and used + _SPACE + needed > ems:
            lines, used = lines + 1, 0.0
        lines += max(0, math.ceil(needed / ems) - 1)
        used += needed + _SPACE
    return lines


def _ems(character: str) -> float:
    """How wide a character is at the most, in ems of the faces that names are printed in."""
    if character in "iljtfr.,'’ -()":
        return 0.45
    if "a" <= character <= "z" and character not in "mw":
        return 0.65
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if "\ufb50" <= character <= "\ufdff":
        return 12.0 if character >= "\ufdf0" else 1.5
    return 0.62 if character.isdigit() else 1.05


def _document(text: AnnexText, pages: Sequence[_Page], start: int, total: int) -> str:
    shown = "".join(
        _page(text, page, text.page.format(page=number, pages=total))
        for number, page in enumerate(pages, start=start + 1)
    )
    return (
        f'<!DOCTYPE html><html lang="{escape(text.language)}" dir="{text.direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(text.title)}: {escape(text.subject)}</title>'
        f"</head><body>{shown}</body></html>"
    )


def _page(text: AnnexText, page: _Page, number: str) -> str:
    countries = [item.country for item in chain(*page.columns) if item.country]
    head = " – ".join(dict.fromkeys((countries[0], countries[-1]))) if countries else ""
    columns = "".join(
        f'<div class="column c{at}">{_column(items)}</div>' for at, items in enumerate(page.columns)
    )
    return (
        f'<section data-countries="{escape(head)}" data-page="{escape(number)}"'
        f' class="{"with-cover" if page.is_cover else "full"}">'
        f"{_cover(text) if page.is_cover else ''}{columns}</section>"
    )


def _column(items: Sequence[_Item]) -> str:
    pieces, in_list = [], False
    for item in items:
        if item.is_heading == in_list:
            pieces.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        pieces.append(item.html)
    return "".join([*pieces, "</ul>" if in_list else ""])


def _cover(text: AnnexText) -> str:
    figures = "".join(
        f'<tr><th scope="row">{escape(what)}</th><td>{escape(number)}</td></tr>'
        for what, number in text.figures
    )
    none = f'<p class="none">{escape(text.none)}</p>' if not text.named else ""
    root = f'<p class="root">{escape(text.root_label)}:<br>{text.root}</p>' if text.root else ""
    return (
        f'<div class="cover"><h1>{escape(text.title)}</h1><p>{escape(text.subject)}</p>'
        f'<table class="figures"><tbody>{figures}</tbody></table>{none}{root}</div>'
    )


def _count(name: str, count: str) -> str:
    return f'<li><span>{escape(name)} </span><span class="count">{escape(count)}</span></li>'


def _person(one: Named, text: AnnexText) -> str:
    own_order = isolated if has_right_to_left(one.name + one.city) else str
    shown = escape(own_order(one.name))
    name = f"{shown} " if one.city else shown
    city = f'<span class="city">{escape(own_order(one.city))}</span>' if one.city else ""
    direction = direction_of(one.name)
    own = families(text.language)[0] == SERIF or any(
        unicodedata.category(character) == "Lo" for character in one.name
    )
    attributes = "" if own else ' class="latin"'
    attributes += f' dir="{direction}"' if direction != text.direction else ""
    return f"<li{attributes}><span>{name}</span>{city}</li>"


def _css(text: AnnexText) -> str:
    width, height = PAPERS[text.paper]
    column = _column_width(text)
    start, end = ("left", "right") if text.direction == "ltr" else ("right", "left")
    places = "\n".join(
        f".c{at} {{ {start}: {at * (column + _GAP):.2f}mm }}" for at in range(_COLUMNS)
    )
    faces = stack(text.language)
    small = f"color: #444; font: 8pt {faces}; white-space: nowrap"
    indent = _INDENT if text.direction == "ltr" else 0  # WeasyPrint sets none in from the right.
    latin = ", ".join(css_string(name) for name in latin_first(text.language))
    return (
        f"{petition_css()}\n"
        f"@page {{ size: {width}mm {height}mm; margin: {_TOP}mm {_SIDE}mm {_STRIP}mm;"
        f" @top-{start} {{ content: {css_string(text.head)}; {small} }}"
        f" @top-center {{ content: string(countries); {small} }}"
        f" @top-{end} {{ content: string(page); {small} }} }}\n"
        "section { string-set: countries attr(data-countries), page attr(data-page) }\n"
        f"html {{ font: {_SIZE}pt {faces}; line-height: {_LINE}mm }}\n"
        f".latin {{ font-family: {latin} }}\n"
        f".column {{ top: 0; width: {column:.2f}mm }}\n"
        f".column li {{ padding-{start}: {indent}mm; text-indent: -{indent}mm }}\n"
        f".column li[dir] {{ padding: 0; text-align: {start}; text-indent: 0 }}\n"
        f".with-cover .column {{ top: {_cover_height(text):.2f}mm }}\n{places}"
    )
