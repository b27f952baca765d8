"""What can be read of an entry that cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from advocacy_cli.errors import Where
from advocacy_cli.model.countries import country_problem
from advocacy_cli.model.unusable import Unusable
from advocacy_cli.model.values import is_identifier


def glimpse(data: Any, where: Where, known: Collection[str]) -> Unusable:
    """What an entry says of itself, as far as that is certain.

    Args:
        data: the entry as text, lists and dictionaries.
        where: its place.
        known: the keys it may have. If it has others, one of them may be misspelt, so that what
            is missing is not known to be missing.
    """
    if not isinstance(data, Mapping):
        return Unusable(where)
    missing = () if data.keys() <= set(known) else None
    represents = _country(data.get("represents"), missing)
    countries = represents
    if represents == ():
        address = data.get("address")
        inside = address.get("country") if isinstance(address, Mapping) else None
        countries = missing if address is None else _country(inside, None)
    return Unusable(
        where,
        ids=_ids(data),
        represents=represents,
        countries=countries,
        tags=missing if data.get("tags") is None else _identifiers(data["tags"]),
    )


def _ids(data: Mapping[str, Any]) -> tuple[str, ...]:
    name = _identifiers([data.get("id")])
    return (*name, *(_identifiers(data.get("aliases")) or ())) if name else ()


def _country(value: Any, missing: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if value is None:
        return missing
    return (value,) if isinstance(value, str) and not country_problem(value) else None


def _identifiers(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    sound = all(isinstance(one, str) and is_identifier(one) for one in value)
    return tuple(value) if sound else None
