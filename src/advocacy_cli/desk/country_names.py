"""What people write for a country, and the code it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from advocacy_cli.campaign.tables.headers import plain
from advocacy_cli.composing.countries import OTHER_NAMES, country_name, own_names
from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.model.languages import LANGUAGES


def country_code(name: str) -> str | None:
    """The ISO 3166-1 code of a country, named in a language of letters or in its own."""
    wanted = plain(name)
    return _in_languages_of_letters().get(wanted) or _in_their_own().get(wanted)


@cache
def _in_languages_of_letters() -> Mapping[str, str]:
    names = {
        plain(country_name(code, language)): code for language in LANGUAGES for code in COUNTRIES
    }
    return {**names, **{plain(name): code for name, code in OTHER_NAMES.items()}}


@cache
def _in_their_own() -> Mapping[str, str]:
    return {plain(name): code for code in COUNTRIES for name in own_names(code)}
