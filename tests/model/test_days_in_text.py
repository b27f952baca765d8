from __future__ import annotations

import pytest

from advocacy_cli.model.days_in_text import day_told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Returned on 9 October 2023 with others.", "9 October"),
        ("Returned on October 9, 2023, with others.", "October 9"),
        ("On the 9th of October they left.", "9th of October"),
        ("On Oct. 9 they left.", "Oct. 9"),
        ("Seen on 2023-10-09.", "2023-10-09"),
        ("Am 9. Oktober 2023 zurückgeführt.", "9. Oktober"),
        ("Am 09.10.2023 zurückgeführt.", "09.10.2023"),
        ("Renvoyée le 9 août 2023.", "9 août"),
        ("Renvoyée le 1er février.", "1er février"),
        ("Devuelta el 9 de octubre de 2023.", "9 de octubre"),
        ("她于2023年10月9日被遣返。", "10月9日"),
        ("2023년 10월 9일 송환되었다.", "10월 9일"),
    ],
)
def test_a_day_is_found_as_people_write_it(text: str, day: str) -> None:
    assert day_told(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Returned in October 2023 with 500 others.",
        "In 2023-10 they left; 40 people in September.",
        "According to A/HRC/25/63, paras. 74 to 79.",
        "12 marched with them, and 30 decided otherwise.",
        "2023년 10월 송환되었다. 2023年10月被遣返。",
        "Article 3.1.",
    ],
)
def test_a_month_or_another_number_is_no_day(text: str) -> None:
    assert day_told(text) is None
