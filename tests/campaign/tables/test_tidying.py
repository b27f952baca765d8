from __future__ import annotations

import pytest

from advocacy_cli.campaign.tables.tidying import saying_nothing, tidy, unknown_languages

COUNTRIES = {"Deutschland": "DE", "UK": "GB"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"country": " Deutschland "}, {"country": "DE"}),
        ({"country": "gb"}, {"country": "GB"}),
        ({"country": "Narnia"}, {"country": "Narnia"}),
        ({"region": "us-ca"}, {"region": "US-CA"}),
        ({"languages": "Deutsch; English / ko"}, {"languages": "de en ko"}),
        ({"languages": "Englisch, anglais; Inglés & английский"}, {"languages": "en en en en"}),
        ({"languages": "N/A"}, {"languages": ""}),
        ({"languages": "none"}, {"languages": ""}),
        ({"languages": "German and it"}, {"languages": "de it"}),
        ({"first_name": "Ada", "last_name": "O’Hara"}, {"name": "Ada O’Hara"}),
        ({"first_name": "", "last_name": "Ada"}, {"name": "Ada"}),
        ({"first_name": "철수", "last_name": "김"}, {"name": "김철수"}),
        ({"address": "1 Street\r\nTown"}, {"line1": "1 Street", "line2": "Town"}),
        ({"address": "1 Street; Town"}, {"line1": "1 Street", "line2": "Town"}),
        ({"line2": "b", "line1": ""}, {"line2": "b", "line1": ""}),
    ],
)
def test_rows_of_others_become_ours(row: dict[str, str], expected: dict[str, str]) -> None:
    assert tidy(row, COUNTRIES.get) == expected


@pytest.mark.parametrize(
    ("country", "region", "line"),
    [
        ("DE", "", "12345 Town"),
        ("GB", "ENG", "Town 12345"),
        ("US", "US-NY", "Town, NY 12345"),
        ("US", "", "Town 12345"),
        ("AU", "NSW", "Town NSW 12345"),
    ],
)
def test_the_town_stands_as_its_country_writes_it(country: str, region: str, line: str) -> None:
    row = {"line1": "a", "city": "Town", "postcode": "12345", "country": country, "region": region}
    assert tidy(row, COUNTRIES.get)["line2"] == line
    assert tidy(row, COUNTRIES.get)["postcode"] == "12345"


@pytest.mark.parametrize(
    "countries",
    [
        "DE BA AD SM MD IL TN DZ MY AR UY RE MQ NC FO GL GE",
        "AL AM CY HU IS LA MA MZ PF SV TJ ZM",
    ],
)
def test_the_postcode_stands_first_where_the_post_has_it_first(countries: str) -> None:
    for country in countries.split():
        row = {"line1": "Road 1", "city": "Town", "postcode": "12345", "country": country}
        assert tidy(row, COUNTRIES.get)["line2"] == "12345 Town", country


def test_words_for_nothing_are_nothing_but_in_names() -> None:
    row = {
        "first_name": "Jennifer",
        "last_name": "Null",
        "line1": "Road 1",
        "line2": "NULL",
        "address": "n/a",
        "city": "Town",
        "postcode": "N/A",
        "role": "None",
        "organisation": "-",
        "region": "NA",
        "country": "IT",
    }
    assert saying_nothing(row) == ["line2", "address", "postcode", "role", "organisation"]
    assert tidy(row, COUNTRIES.get) == {
        "name": "Jennifer Null",
        "line1": "Road 1",
        "line2": "Town",
        "postcode": "",
        "role": "",
        "organisation": "",
        "region": "NA",
        "country": "IT",
    }
    assert (
        tidy({"line1": "1", "city": "None", "postcode": "10060", "country": "IT"}, COUNTRIES.get)[
            "line2"
        ]
        == "10060 None"
    )


def test_a_town_that_has_its_postcode_is_left_alone() -> None:
    row = {"city": "12345 Town", "postcode": "12345", "country": "GB"}
    assert tidy(row, COUNTRIES.get)["line1"] == "12345 Town"


def test_words_that_are_no_languages_are_found() -> None:
    assert unknown_languages({"languages": "en it zh-Hans Klingonisch"}) == ["Klingonisch"]
