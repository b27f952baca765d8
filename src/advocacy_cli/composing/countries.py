"""Country names as letters and envelopes need them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

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


OTHER_NAMES: Mapping[str, str] = {
    "UK": "GB",
    "Great Britain": "GB",
    "England": "GB",
    "Scotland": "GB",
    "Wales": "GB",
    "Northern Ireland": "GB",
    "USA": "US",
    "United States of America": "US",
    "America": "US",
    "Holland": "NL",
    "Czech Republic": "CZ",
    "Turkey": "TR",
    "Republic of Korea": "KR",
    "Korea": "KR",
    "North Korea": "KP",
    "Russian Federation": "RU",
    "U.K.": "GB",
    "U.S.A.": "US",
    "United States": "US",
    "The Netherlands": "NL",
    "People's Republic of China": "CN",
    "P.R. China": "CN",
    "PRC": "CN",
    "South Korea": "KR",
    "ROK": "KR",
    "Hong Kong": "HK",
    "Hongkong": "HK",
    "Hong Kong SAR": "HK",
    "Macau": "MO",
    "Macao": "MO",
    "Macao SAR": "MO",
    "Macau SAR": "MO",
    "DPRK": "KP",
    "UAE": "AE",
    "Bundesrepublik Deutschland": "DE",
    "République française": "FR",
    "Republic of Ireland": "IE",
    "Éire": "IE",
}
"""Names in common use that CLDR has in another form, or not at all, and their codes."""

_SIMPLIFIED = frozenset({"zh", "zh-Hans"})
_SCRIPT = re.compile(r"_([A-Z][a-z]{3})(?:_|$)")


@cache
def country_name(country: str, language: str) -> str:
    """The name of an ISO 3166-1 country in a language given as a BCP 47 tag.

    Where an official name is kept for the country but not in `language`, it is in English.
    """
    return _name_in(country, language) or _name_in(country, FALLBACK) or country


def _name_in(country: str, language: str) -> str | None:
    """The name of a country in that very language, if it is known."""
    official = _OFFICIAL_NAMES.get(country)
    if official:
        return official.get("zh" if language in _SIMPLIFIED else language)
    from babel import Locale

    found = Locale.parse(language, sep="-").territories.get(country)
    return str(found) if found else None


@cache
def country_line(country: str, posted_from: str) -> str | None:
    """The last line of an envelope: upper case, in the language that posting countries have.

    The languages are data (posting_languages.toml). Where one is not in Latin script, English
    stands beside it. None for post within a country.
    """
    if country == posted_from:
        return None
    language = posting_language(posted_from)
    own, english = _name_in(country, language), upper(country_name(country, FALLBACK), FALLBACK)
    if own is None:
        return english
    capitals = upper(own, language)
    return capitals if script_of(language) == "Latn" else f"{capitals} / {english}"


def posting_language(country: str) -> str:
    """The language in which envelopes posted in a country name the country they go to."""
    return _posting_languages()[country]


@cache
def _posting_languages() -> dict[str, str]:
    text = files(__package__).joinpath("posting_languages.toml").read_text(encoding="utf-8")
    return {
        country: language
        for language, countries in tomllib.loads(text).items()
        for country in countries.split()
    }


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
