"""The words of signature sheets and of lists of signatories, in each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from advocacy_cli.model.senders import Purpose


@dataclass(frozen=True, slots=True)
class PetitionWords:
    """What sheets and lists say around their texts.

    Attributes:
        sheet, annex: hold `{number}` and `{reference}`.
        tick: asks to tick what one agrees to.
        collected, reach: say who collects, `{name}`, and where they are reached, `{contact}`.
        withdraw: how one's signature is withdrawn.
        return_by: when a sheet is to be back, `{day}`; `return_open` precedes room for it.
        stays, handed_over: what becomes of the sheet itself.
        counted: that names on paper are counted only.
        some: says how many of a country's are named; holds `{named}` and `{total}`.
        no_names: stands in the place of names where nobody is named.
        root: precedes the digest that stands for the whole list.
        purposes: what one agrees to, in the words of who signs.
    """

    sheet: str
    name: str
    city: str
    country: str
    signature: str
    tick: str
    title: str
    annex: str
    total: str
    online: str
    paper: str
    named: str
    some: str
    no_names: str
    by_country: str
    root: str
    collected: str
    reach: str
    withdraw: str
    return_by: str
    return_open: str
    stays: str
    handed_over: str
    counted: str
    purposes: Mapping[Purpose, str]


@cache
def petition_words(language: str) -> PetitionWords:
    """The words of `language`, one of `model.languages.LANGUAGES`."""
    entry = _data()[language]
    purposes = {Purpose(name): text for name, text in entry["purposes"].items()}
    return PetitionWords(**{**entry, "purposes": purposes})


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
