"""Address lines without the country, where it is printed from elsewhere in the next line.

People end an address with its country, in whatever language, and have it in its own column too.
"""

from __future__ import annotations

import re
from functools import cache

from advocacy_cli.composing.countries import OTHER_NAMES, country_name, own_names, posting_language
from advocacy_cli.model import postal
from advocacy_cli.model.comparison import folded
from advocacy_cli.model.languages import LANGUAGES

_WIDELY_USED = ("it", "ja", "nl", "pl", "pt", "sv", "tr")
"""Languages that countries are named in, beside those of letters, the country's own, and that of
the country of posting."""
_CALLED_LIKE_A_TOWN = frozenset(
    {
        *("AD", "BZ", "DJ", "DZ", "GG", "GI", "GT", "HK", "JE", "KW", "LU"),
        *("MC", "MO", "MX", "NR", "PA", "SG", "SM", "SV", "TN", "VA"),
    }
)
"""Countries whose name, in some language, is that of a town in them as well."""
_BEFORE_A_COUNTRY = re.compile(r"\s*[,;/(\uff0c、،]\s*|\s+[-–—]\s+")


def without_country(lines: tuple[str, ...], country: str, posted_from: str) -> tuple[str, ...]:
    """The lines, without the country's name at their end.

    A name that may be the town's stays, unless the town stands before it.
    """
    *before, last = lines
    if before and _is_name(last, country, posted_from):
        may_be_town = country in _CALLED_LIKE_A_TOWN and not _has_town(before[-1], last, country)
        return lines if may_be_town else tuple(before)
    rest = _without_tail(last, country, posted_from)
    return (*before, rest) if rest else lines


def _without_tail(line: str, country: str, posted_from: str) -> str:
    """What stands before a country's name that ends the line; empty if none does."""
    for sign in _BEFORE_A_COUNTRY.finditer(line):
        tail = line[sign.end() :].rstrip(" ).")
        if sign.start() and _is_name(tail, country, posted_from):
            return line[: sign.start()]
    # SW1A 1AA UK; but 1234 Luxembourg is a town.
    found = re.fullmatch(r"(.*\d\w*)\s+(\D+)", line)
    if found and not postal.postcode_first(country) and country not in _CALLED_LIKE_A_TOWN:
        return found[1] if _is_name(found[2], country, posted_from) else ""
    return ""


def _has_town(line: str, name: str, country: str) -> bool:
    """Whether a line before the name holds the town: the name once more, or a postcode."""
    return folded(name) in folded(line) or postal.postcode_in(line, country) is not None


def _is_name(text: str, country: str, posted_from: str) -> bool:
    """Whether a text is a country's name or names, in a language it may be given in."""
    if any(character.isdigit() for character in text):
        return False
    parts = [folded(part) for part in re.split(r"[,/()]|\s[-–—]\s", text) if part.strip(" .")]
    known = _names(country, posting_language(posted_from))
    return bool(parts) and all(
        part in known for part in (parts if len(parts) > 1 else [folded(text)])
    )


@cache
def _names(country: str, language: str) -> frozenset[str]:
    languages = dict.fromkeys((*LANGUAGES, *_WIDELY_USED, language))
    names = [country_name(country, tag) for tag in languages]
    others = [name for name, code in OTHER_NAMES.items() if code == country]
    return frozenset(map(folded, (country, *names, *others, *own_names(country))))
