from __future__ import annotations

import pytest

from advocacy_cli.desk.country_names import country_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        ("DEUTSCHLAND", "DE"),
        ("Österreich", "AT"),
        ("U.S.A.", "US"),
        ("uk", "GB"),
        ("Norge", "NO"),
        ("Sverige", "SE"),
        ("대한민국", "KR"),
        ("North Korea", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Hong Kong", "HK"),
        ("Hong Kong SAR", "HK"),
        ("Hongkong", "HK"),
        ("Macau", "MO"),
        ("macao", "MO"),
        ("Macao SAR", "MO"),
        ("Narnia", None),
        ("", None),
    ],
)
def test_countries_are_known_by_their_names(name: str, code: str | None) -> None:
    assert country_code(name) == code
