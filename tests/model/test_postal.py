from __future__ import annotations

import pytest

from advocacy_cli.model import postal


@pytest.mark.parametrize(
    ("country", "written", "compared"),
    [
        ("DE", "20095", "20095"),
        ("DE", "D-20095", "20095"),
        ("DE", "DE 20095", "20095"),
        ("DE", "２００９５", "20095"),
        ("DE", "2009", None),
        ("GB", "m14 5rx", "M145RX"),
        ("GB", "M145RX", "M145RX"),
        ("GB", "M14", None),
        ("US", "90001-1234", "900011234"),
        ("US", "2138", None),
        ("CA", "k1n5h3", "K1N5H3"),
        ("JP", "550-0004", "5500004"),
        ("PL", "00203", "00203"),
        ("SE", "12345", "12345"),
        ("NL", "2517 jt", "2517JT"),
        ("AE", "Box 7", "BOX7"),  # a country without postcodes
        ("US", "-", None),
    ],
)
def test_a_postcode_as_it_is_compared(country: str, written: str, compared: str | None) -> None:
    assert postal.compared(written, country) == compared


@pytest.mark.parametrize(
    ("postcode", "prefix", "does"),
    [
        ("M145RX", "M", True),
        ("M145RX", "M1", True),
        ("ME11AA", "M", False),
        ("L10AA", "L10", False),  # L1 0AA
        ("L101AA", "L10", True),
        ("L10AA", "L1 0", True),
        ("W1B1JL", "w1 b", True),
        ("W1B1JL", "W1B 1JL", True),
        ("W1B1JL", "", False),
    ],
)
def test_a_british_postcode_begins_with_an_area_or_a_district(
    postcode: str, prefix: str, does: bool
) -> None:
    assert postal.begins(postcode, prefix, "GB") is does


def test_elsewhere_a_beginning_is_one() -> None:
    assert postal.begins("K1N5H3", "K", "CA")
    assert postal.begins("5500004", "550-0", "JP")
    assert postal.begins("VLT1117", "VL", "MT")


def test_the_postcode_in_a_line_is_known_if_there_is_one() -> None:
    assert postal.postcode_in("London n1 1aa", "GB") == "N11AA"
    assert postal.postcode_in("Washington, DC 20008-1234", "US") == "200081234"
    assert postal.postcode_in("Postfach 12345, 20095 Hamburg", "DE") is None
    assert postal.postcode_in("Hamburg", "DE") is None
    assert postal.postcode_in("Box 7", "AE") is None


def test_regions_are_known_where_the_data_name_them() -> None:
    for region in ("US-CA", "CA-ON", "AU-NSW", "JP-27", "DE-HH", "GB-SCT", "SE-O"):
        assert postal.is_area(region), region
    for region in ("CA-OT", "DE-XX", "GB-EDH", "JP-99"):
        assert not postal.is_area(region), region
