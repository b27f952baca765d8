"""Rows as others write them, made into rows of ours: names, address lines, codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from advocacy_cli.campaign.tables.columns import Flat
from advocacy_cli.campaign.tables.headers import plain
from advocacy_cli.model import postal
from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.model.empty_words import says_nothing
from advocacy_cli.model.languages import LANGUAGES, NAMES

_TOWN_FIRST_WITH_STATE = frozenset({"US", "CA", "AU"})
_MAY_SAY_NOTHING = re.compile(
    r"(line\d+|address|city|postcode|home_postcode|region|role|email|phone|post|note|languages"
    r"|(office|short_office|organisation)(\[.*\])?)"
)
"""Columns in which a word for nothing is taken as nothing."""
_CALLED_SO = frozenset({("region", "na"), ("city", "none"), ("city", "nan")})
"""Naples (IT-NA); None near Turin; Nan in Thailand."""
_NO = frozenset({"0", "false", "n", "nein", "no", "non"})
"""Cells that say that nothing holds letters back; such a word is no reason to."""
_LANGUAGES: Mapping[str, str] = {
    plain(name): tag
    for tag, language in LANGUAGES.items()
    for name in (tag, language.name, language.own_name, *NAMES.get(tag, "").split())
}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""What may be a BCP 47 tag."""


def tidy(row: Flat, country_code: Callable[[str], str | None]) -> dict[str, str]:
    """The row with our columns only. Nothing is made up: what cannot be told stays as it is.

    Args:
        row: text by column, those of `headers.MADE_OF` among them.
        country_code: the ISO 3166-1 code of a country by its name, or None.
    """
    flat = {name: text.strip() for name, text in row.items()}
    flat.update(dict.fromkeys(saying_nothing(row), ""))
    for name in ("country", "represents"):
        text = flat.get(name)
        if text:
            code = text.upper()
            flat[name] = code if code in COUNTRIES else country_code(text) or text
    if flat.get("region"):
        flat["region"] = flat["region"].upper()
    if flat.get("languages"):
        words = re.split(r"(?:[\s,;/&+]|\b(?:and|und)\b)+", flat["languages"])
        flat["languages"] = " ".join(_LANGUAGES.get(plain(word), word) for word in words if word)
    for name in ("do_not_contact", "paused"):
        if flat.get(name, "").casefold() in _NO:
            flat[name] = ""
    _make_name(flat)
    _make_lines(flat)
    return flat


def saying_nothing(row: Flat) -> list[str]:
    """The columns of a row whose cells hold a word for nothing, as `NULL` or `N/A`.

    Names are left alone: Null is one. So are towns and areas that are called so.
    """
    found = []
    for name, text in row.items():
        means = _MAY_SAY_NOTHING.fullmatch(name) and text.strip() and says_nothing(text)
        if means and (name, text.strip().casefold()) not in _CALLED_SO:
            found.append(name)
    return found


def unknown_languages(flat: Flat) -> list[str]:
    """The words among a tidied row's languages that are no tags."""
    return [word for word in flat.get("languages", "").split() if not _TAG.fullmatch(word)]


def _make_name(flat: dict[str, str]) -> None:
    first, last = flat.pop("first_name", None), flat.pop("last_name", None)
    if first is None and last is None:
        return
    given = [part for part in (first, last) if part]
    if len(given) > 1 and all(map(_is_east_asian, given)):
        flat["name"] = "".join(reversed(given))
    elif given:
        flat["name"] = " ".join(given)


def _is_east_asian(text: str) -> bool:
    return unicodedata.name(text[0], "").startswith(("CJK", "HANGUL"))


def _make_lines(flat: dict[str, str]) -> None:
    """Split an address in one cell into its lines, and end it with postcode and town."""
    whole, town = flat.pop("address", None), flat.pop("city", None)
    given = [name for name in flat if name.startswith("line")]
    if whole is None and town is None:
        return
    lines = [flat.pop(name) for name in sorted(given, key=lambda name: int(name[4:]))]
    lines = [*re.split(r"\r\n|\r|\n|;", whole or ""), *lines]
    lines = [line.strip() for line in lines if not says_nothing(line)]
    if town:
        lines.append(_town_line(town, flat))
    for number, line in enumerate(lines, start=1):
        flat[f"line{number}"] = line


def _town_line(town: str, flat: Flat) -> str:
    country, postcode = flat.get("country", ""), flat.get("postcode", "")
    if not postcode or postcode in town:
        return town
    if postal.postcode_first(country):
        return f"{postcode} {town}"
    state = flat.get("region", "").rpartition("-")[2] if country in _TOWN_FIRST_WITH_STATE else ""
    between = ", " if country == "US" and state else " "
    return f"{town}{between}{state} {postcode}" if state else f"{town} {postcode}"
