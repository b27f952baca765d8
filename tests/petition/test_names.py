"""What is taken for a name or a town, and what is not."""

from __future__ import annotations

import pytest

from advocacy_cli.petition.names import no_name, no_town

NAMES = """
Ada Lovelace|O|Nan|Na|Nil Example|Jennifer Null|Test Family Example|Null Example|NA Hyun-woo
J. R. R. Example|O’Brien-Smith|Łukasz|김민수|李示例|مُحَمَّد علي|รีมา|रीमा|Nguyễn Thị Minh Khai
X Æ A-12|Elizabeth II|John Example 3rd|Dr.De Vries|St.John Example|സീത|=HYPERLINK("x")|Mary At Home
"""
TOWNS = "London|St.Gallen|São Paulo 01310-100|Nan|75001 Paris|Å|Y|上海|12th of Ramadan City|Mile 9"
NOT_NAMES = """
n/a|N/A|NA|na|nan|NaN|-|--|—|...|null|NULL|Null|None|none|nil|undefined|test|TEST|Test
test test|null null|N/A N/A
N/A Example|Ada null|#REF!|NaN Example|tester|anonymous|xxx|?|🦋|123|12345|１２３|٠١٢٣٤٥
+44 20 7946 0958|020 7946 0958|tel 01 23
ada@example.org|ada＠example.org|Ada <ada@example.org>|ada (at) example.org|@ada
https://example.org/a
www.example.org|example.org|Visit example.com now|example.de|mailto://x|t.example.co.uk/x|없음|无|неизвестно
"""
UNSEEN = [
    "\u200b\u200b",
    "\u3164",
    "\u200d",
    "\u00ad",
    "\u034f",
    "\u2060",
    "\u115f\u1160",
    "\u2800",
]


def several(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\n", "|").split("|") if one.strip()]


@pytest.mark.parametrize("name", several(NAMES))
def test_names(name: str) -> None:
    assert no_name(name) is None


@pytest.mark.parametrize("town", ["", *several(TOWNS)])
def test_towns(town: str) -> None:
    assert no_town(town) is None


@pytest.mark.parametrize(
    "text", [*several(NOT_NAMES), *UNSEEN, "\ufe0f", "\U000e0041\U000e0042", " "]
)
def test_what_is_neither_a_name_nor_a_town(text: str) -> None:
    assert no_name(text)
    assert no_town(text)
