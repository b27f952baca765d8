"""Country names as letters and envelopes need them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from advocacy_cli.model.languages import FALLBACK

_OFFICIAL_NAMES: dict[str, dict[str, str]] = {
    "KP": {
        "en": "Democratic People's Republic of Korea",
        "ar": "جمهورية كوريا الشعبية الديمقراطية",
        "de": "Demokratische Volksrepublik Korea",
        "es": "República Popular Democrática de Corea",
        "fr": "République populaire démocratique de Corée",
        "ko": "조선민주주의인민공화국",
        "ru": "Корейская Народно-Демократическая Республика",
        "zh": "朝鲜民主主义人民共和国",
    },
}
"""Names to take instead of CLDR's. For the DPRK it has only "North Korea" and the like, which
do not belong on a letter to its authorities."""


_PRINTABLE = frozenset({"Latn", "Cyrl", "Grek", "Arab", "Hans", "Hant", "Jpan", "Kore"})
"""Scripts that the faces of letters cover; a country line in another could not be printed."""

_SCRIPT = re.compile(r"_([A-Z][a-z]{3})(?:_|$)")


@cache
def country_name(country: str, language: str) -> str:
    """The name of an ISO 3166-1 country in a language given as a BCP 47 tag.

    Where an official name is kept for the country but not in `language`, it is in English.
    """
    official = _OFFICIAL_NAMES.get(country)
    if official:
        return official.get(language.partition("-")[0], official[FALLBACK])
    from babel import Locale

    names = Locale.parse(language, sep="-").territories
    return str(names.get(country) or Locale(FALLBACK).territories[country])


@cache
def country_line(country: str, posted_from: str) -> str | None:
    """The last line of an envelope: upper case, in an official language of the country of posting.

    Of several official languages it takes the most spoken one in Latin script. Where none is in
    Latin script, English stands beside it, or alone if letters cannot print the script. None for
    post within a country.
    """
    if country == posted_from:
        return None
    official = _official_languages(posted_from)
    language = next((tag for tag in official if script_of(tag) == "Latn"), None)
    english = upper(country_name(country, FALLBACK), FALLBACK)
    if language:
        return upper(country_name(country, language), language)
    other = next((tag for tag in official if script_of(tag) in _PRINTABLE), None)
    if not other:
        return english
    return f"{upper(country_name(country, other), other)} / {english}"


def own_names(country: str) -> list[str]:
    """The names of a country in its own official languages."""
    return [country_name(country, language) for language in _official_languages(country)]


@cache
def scripts_of(country: str) -> frozenset[str]:
    """ISO 15924 codes of the scripts that the official languages of a country are written in."""
    return frozenset(script_of(tag) for tag in _official_languages(country))


@cache
def script_of(language: str) -> str:
    """ISO 15924 code of the script a language is usually written in."""
    from babel.core import get_global

    tag = language.replace("-", "_")
    likely = str(get_global("likely_subtags").get(tag, "und_Latn"))
    found = _SCRIPT.search(tag) or _SCRIPT.search(likely)
    return found[1] if found else "Latn"


def upper(text: str, language: str) -> str:
    """Capitals as the language writes them on an envelope."""
    family = language.partition("-")[0]
    if family in {"tr", "az"}:
        text = text.replace("i", "İ").replace("\u0131", "I")
    if family == "el":
        text = _without_accents(text)
    return text.upper()


def _without_accents(text: str) -> str:
    """Greek capitals bear no accent (U+0301)."""
    bare = unicodedata.normalize("NFD", text).replace("\u0301", "")
    return unicodedata.normalize("NFC", bare)


def _official_languages(country: str) -> tuple[str, ...]:
    """BCP 47 tags, the most spoken first; only languages whose country names are known."""
    from babel.languages import get_official_languages
    from babel.localedata import exists

    found = get_official_languages(country)
    return tuple(tag.replace("_", "-") for tag in found if exists(tag))
