from __future__ import annotations

import pytest

from advocacy_cli.campaign.tables.columns import RECIPIENTS, SENDERS
from advocacy_cli.campaign.tables.headers import map_headers
from advocacy_cli.errors import AdvocacyError


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("ZIP", "postcode"),
        ("Post code", "postcode"),
        ("POST-CODE:", "postcode"),
        ("Postleitzahl", "postcode"),
        ("Code postal", "postcode"),
        ("Strasse", "line1"),
        ("Straße", "line1"),
        ("Mail", "email"),
        ("E-Mail", "email"),
        ("Prénom", "first_name"),
        ("line 3", "line3"),
        ("line6", "line6"),
        ("Own words (DE)", None),
        ("Own words (de)", "own_words[de]"),
        ("consent[print_name]", "consent[print_name]"),
        ("Home postcode", "home_postcode"),
        ("Shoe size", None),
        ("", None),
        ("error", None),
    ],
)
def test_headers_are_matched_loosely(header: str, column: str | None) -> None:
    if column is None and header == "Own words (DE)":
        column = "own_words[DE]"
    assert map_headers([header], SENDERS, {}).columns == (column,)


def test_what_means_nothing_is_named() -> None:
    mapped = map_headers(["name", "Shoe size", "", "error"], SENDERS, {})
    assert mapped.unmapped == ["Shoe size", "(column 3)"]


def test_a_name_beside_a_first_name_is_the_last_name() -> None:
    assert map_headers(["Vorname", "Name"], SENDERS, {}).columns == ("first_name", "last_name")
    assert map_headers(["Prénom", "Nom"], SENDERS, {}).columns == ("first_name", "last_name")
    assert map_headers(["Nombre", "Apellidos"], SENDERS, {}).columns == ("first_name", "last_name")
    assert map_headers(["Name"], SENDERS, {}).columns == ("name",)
    assert map_headers(["Nom"], SENDERS, {}).columns == ("name",)


def test_what_is_asked_for_goes_before_what_is_guessed() -> None:
    asked = {"Mail": "", "Private": "email"}
    assert map_headers(["Mail", "Private"], SENDERS, asked).columns == (None, "email")
    assert map_headers(["Role"], RECIPIENTS, {}).columns == ("form",)
    assert map_headers(["Role"], SENDERS, {}).columns == ("role",)


@pytest.mark.parametrize(
    ("headers", "asked", "code", "message"),
    [
        (["Mail", "E-Mail"], {}, "ambiguous_columns", "'Mail' and 'E-Mail' both mean `email`"),
        (["Mail"], {"Male": "email"}, "unknown_header", "the table has no header 'Male'"),
        (["Mail"], {"Mail": "emial"}, "unknown_column", "'emial' is not a column"),
    ],
)
def test_what_cannot_be_matched_is_refused(
    headers: list[str], asked: dict[str, str], code: str, message: str
) -> None:
    with pytest.raises(AdvocacyError) as caught:
        map_headers(headers, SENDERS, asked)
    (problem,) = caught.value.problems
    assert (problem.code, message in problem.message) == (code, True)
    assert problem.hint
