from __future__ import annotations

import datetime as dt

import pytest

from advocacy_cli.composing.words import format_date, format_partial_date, words
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.partial_dates import PartialDate

DAY = dt.date(2026, 1, 4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    found = words(language)
    assert all((found.reference, found.care_of, found.enclosures, found.copies, found.specimen))
    assert found.page.format(page=2, pages=3).count("2") == 1
    assert "3" in found.page.format(page=2, pages=3)
    assert format_date(DAY, language, "KR")


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("en", "GB", "4 January 2026"),
        ("en", "US", "January 4, 2026"),
        ("en", "KR", "4 January 2026"),
        ("de", "DE", "4. Januar 2026"),
        ("de", "AT", "4. Jänner 2026"),
        ("fr", "CH", "4 janvier 2026"),
        ("zh-Hans", "GB", "2026年1月4日"),
        ("ko", "KR", "2026년 1월 4일"),
    ],
)
def test_the_date_is_written_as_in_the_senders_country(
    language: str, country: str, expected: str
) -> None:
    assert format_date(DAY, language, country) == expected


def test_french_writes_the_first_of_a_month_as_an_ordinal() -> None:
    assert format_date(dt.date(2026, 12, 1), "fr", "FR") == "1er décembre 2026"
    assert format_date(dt.date(2026, 12, 11), "fr", "FR") == "11 décembre 2026"


@pytest.mark.parametrize(
    ("date", "language", "expected"),
    [
        ("2023-10-09", "en", "9 October 2023"),
        ("2023-10", "en", "October 2023"),
        ("2023", "en", "2023"),
        ("2023-10", "es", "octubre de 2023"),
        ("2023-10", "fr", "octobre 2023"),
        ("2023-10", "ko", "2023년 10월"),
        ("2023-10", "zh-Hans", "2023年10月"),
        ("2023-10-01", "fr", "1er octobre 2023"),
    ],
)
def test_a_date_known_in_part_says_no_more(date: str, language: str, expected: str) -> None:
    assert format_partial_date(PartialDate(date), language, "GB") == expected
