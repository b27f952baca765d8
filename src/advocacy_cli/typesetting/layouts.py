"""The layouts: where things stand on the page. Read from `layouts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

PLAIN = "plain"
"""The layout without a window, which takes an address of any usual length."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in mm from its top left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout; all lengths in mm from the top left corner of the page.

    Attributes:
        mark: how far the geometry can be trusted: `standard`, `derived` or `print-test`.
        edition: how often letters of this layout have come to look otherwise, from 1.
        countries: senders in these countries get this layout unless they ask for another.
        field: what shows through the window.
        address: the part of the field where address text may stand.
        return_line: where the return address stands above the address, or None.
        letterhead, info: the sender's name and address; date and reference.
        text_y: where the text of page one begins.
        left, right, bottom: margins.
        folds: fold marks from the top of the page.
        hole: the mark for the punch, from the top of the page, or None.
    """

    id: str
    name: str
    source: str
    mark: str
    edition: int
    countries: tuple[str, ...]
    page: tuple[float, float]
    field: Box
    address: Box
    return_line: Box | None
    letterhead: Box
    info: Box
    text_y: float
    left: float
    right: float
    bottom: float
    folds: tuple[float, ...]
    hole: float | None


@cache
def layouts() -> dict[str, Layout]:
    """Every layout by its id."""
    data = tomllib.loads(_package_file("layouts.toml").decode())
    return {name: _layout(name, entry) for name, entry in data.items()}


def layout_for(country: str) -> str:
    """The id of the layout for letters posted in `country` (ISO 3166-1 alpha-2)."""
    return next((name for name, it in layouts().items() if country in it.countries), PLAIN)


def _package_file(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()


def _layout(name: str, entry: Mapping[str, Any]) -> Layout:
    boxes = {key: Box(*entry[key]) for key in ("field", "address", "letterhead", "info")}
    return Layout(
        id=name,
        name=entry["name"],
        source=entry["source"],
        mark=entry["mark"],
        edition=entry["edition"],
        countries=tuple(entry["countries"]),
        page=(entry["page"][0], entry["page"][1]),
        return_line=Box(*entry["return_line"]) if "return_line" in entry else None,
        text_y=entry["text_y"],
        left=entry["left"],
        right=entry["right"],
        bottom=entry["bottom"],
        folds=tuple(entry["folds"]),
        hole=entry.get("hole"),
        **boxes,
    )
