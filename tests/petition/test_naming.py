"""Whom a list of signatories names, by where people live."""

from __future__ import annotations

from advocacy_cli.model.petitions import Signature
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.naming import hidden_countries, naming, printed_city

AGREED = {Purpose.PRINT_NAME: "1", Purpose.PRINT_CITY: "1"}


def signature(country: str, name: str = "Ada Example", city: str = "London") -> Signature:
    return Signature(f"{country}{name}", name, city, country, AGREED, "web", "", ())


def test_who_lives_where_a_list_may_harm_is_counted_only() -> None:
    people = [signature(code) for code in ("GB", "CN", "HK", "MO", "KP", "KR", "TW", "", "CN")]
    found = naming(people, hidden_countries(["CN", "KP"]))
    assert [one.country for one in found.named] == ["GB", "KR", "TW"]
    assert found.by_country == {"": 1, "CN": 2, "HK": 1, "KP": 1, "MO": 1}


def test_what_is_lifted_is_lifted_alone() -> None:
    people = [signature(code) for code in ("CN", "HK", "")]
    found = naming(people, hidden_countries(["CN"]) - {"CN"})
    assert [one.country for one in found.named] == ["CN"]


def test_what_is_no_name_is_not_named_and_what_is_no_town_is_left_out() -> None:
    people = [signature("GB", "ada@example.org"), signature("GB", "\u3164"), signature("GB")]
    found = naming(people, frozenset())
    assert [one.name for one in found.no_names] == ["ada@example.org", "\u3164"]
    assert [one.name for one in found.named] == ["Ada Example"]
    assert printed_city(signature("GB", city="+44 20 7946 0958")) == ""
    assert printed_city(signature("GB")) == "London"
