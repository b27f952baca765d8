"""The small words of a letter, and its date, in each language."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from advocacy_cli.model.partial_dates import PartialDate, Precision


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says around its text.

    Attributes:
        page: holds `{page}` and `{pages}`.
        quotes: opening and closing marks, the outer ones first.
    """

    reference: str
    care_of: str
    enclosures: str
    copies: str
    page: str
    specimen: str
    quotes: tuple[str, str, str, str]


@cache
def words(language: str) -> Words:
    """The words of `language`, one of `model.languages.LANGUAGES`."""
    entry = _data()[language]
    first, second, third, fourth = entry["quotes"]
    return Words(**{**entry, "quotes": (first, second, third, fourth)})


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=64)
def format_date(date: dt.date, language: str, country: str) -> str:
    """The date in full, as it is written in `language` by people of `country`.

    The country decides between "24 September 2026" and "September 24, 2026". Where the language
    has no usage of its own in the country, English takes the international one.
    """
    from babel.dates import format_date as format_by_locale

    formatted = format_by_locale(date, "long", locale=_locale(language, country))
    # French writes the first of a month as an ordinal, which CLDR has no pattern for.
    return f"1er {formatted[2:]}" if language == "fr" and date.day == 1 else formatted


def format_partial_date(date: PartialDate, language: str, country: str) -> str:
    """As much of a date as is known, written as `format_date` writes a whole one."""
    from babel.dates import format_skeleton

    if date.precision is Precision.DAY:
        return format_date(date.first, language, country)
    skeleton = "y" if date.precision is Precision.YEAR else "yMMMM"
    return str(format_skeleton(skeleton, date.first, locale=_locale(language, country)))


def format_number(number: int, language: str) -> str:
    """The number with its thousands set apart as in `language`, in European digits."""
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=language.replace("-", "_")))


def format_list(parts: list[str], language: str) -> str:
    """The parts as an enumeration: "a, b and c"."""
    from babel.lists import format_list as format_by_locale

    tag = language.replace("-", "_")
    return str(format_by_locale(parts, "standard", locale="en_001" if tag == "en" else tag))


@cache
def _locale(language: str, country: str) -> str:
    from babel.localedata import exists

    tag = language.replace("-", "_")
    candidates = [f"{tag}_{country}", "en_001" if tag == "en" else tag]
    return next(candidate for candidate in candidates if exists(candidate))
