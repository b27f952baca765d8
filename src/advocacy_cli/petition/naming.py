"""Whom a list of signatories names: those who agreed, but for those whom their country may harm.

Whoever lives in the country that gets the list is counted and not named, and so is whoever lives
in one that the campaign never names people in, or in a country that is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advocacy_cli.model.petitions import Signature
from advocacy_cli.petition.names import no_name, no_town

UNKNOWN = ""
"""Stands for the country of those who name none."""
_COVERS: Mapping[str, tuple[str, ...]] = {"CN": ("HK", "MO")}
"""ISO 3166-1 has codes of their own for the special administrative regions of China."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom a list may name, of those who agreed to it.

    Attributes:
        named: those.
        by_country: how many live where nobody is named, by country.
        no_names: those in whose name's place something else stands.
    """

    named: tuple[Signature, ...]
    by_country: Mapping[str, int]
    no_names: tuple[Signature, ...]


def hidden_countries(countries: Iterable[str]) -> frozenset[str]:
    """The countries, those they cover, and the one that is not known."""
    found = set(countries)
    return frozenset({UNKNOWN, *found}.union(*(_COVERS.get(code, ()) for code in found)))


def naming(signatures: Iterable[Signature], hidden: frozenset[str]) -> Naming:
    """Divide those who agreed to be named; `hidden` are the countries where nobody is."""
    named, no_names = [], []
    held_back: Counter[str] = Counter()
    for one in signatures:
        if not one.is_named:
            continue
        if no_name(one.name):
            no_names.append(one)
        elif one.country in hidden:
            held_back[one.country] += 1
        else:
            named.append(one)
    return Naming(tuple(named), dict(sorted(held_back.items())), tuple(no_names))


def printed_city(one: Signature) -> str:
    """The town to print beside a name: if that was agreed to, and it is one."""
    city = one.shown_city
    return "" if no_town(city) else city
