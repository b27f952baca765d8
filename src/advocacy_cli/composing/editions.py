"""The edition of what letters say beside their texts: dates, address lines, labels, lists, marks.

Drafts made in an earlier edition are stale. Raise a language's number when its letters come out
otherwise from the same files; tests/test_editions.py says when.
"""

from __future__ import annotations

from collections.abc import Mapping

from advocacy_cli.composing.own_country import without_country
from advocacy_cli.model.recipients import Address

_LATER: Mapping[str, int] = {}
"""The languages whose edition is no more the first."""


def composing_edition(language: str) -> int:
    """How often letters in a language have come to say something else, from 1."""
    return _LATER.get(language, 1)


_NAMED_COUNTRIES_OTHERWISE = frozenset(
    {
        *("BI", "BV", "CF", "CY", "FO", "GL", "HT", "IL", "KE", "KG", "LS", "MA", "MG", "MR", "MT"),
        *("MU", "MX", "NZ", "PG", "PR", "PY", "RW", "SC", "SD", "SO", "TF", "TO", "TZ", "UG", "VA"),
        "ZW",
    }
)
"""Countries of posting whose envelopes once named countries in another language."""


def printed_otherwise(point: Address, home: Address, posted_from: str) -> list[str]:
    """What tells a letter from one of the first edition with the same address lines, if anything.

    Args:
        point: where the letter goes.
        home: where an answer goes.
        posted_from: the sender's country.
    """
    abroad = point.country != posted_from
    found = ["country 2"] if abroad and posted_from in _NAMED_COUNTRIES_OTHERWISE else []
    for address, is_named in ((point, abroad), (home, home.country != point.country)):
        lines = address.printed
        if is_named:
            lines = without_country(lines, address.country, posted_from)
        if lines != address.lines:
            found += lines
    return found
