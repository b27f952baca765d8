from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.composing.compose import Composer
from advocacy_cli.composing.markdown import to_html
from advocacy_cli.composing.plain_text import COLUMNS, html_to_text, to_text, width, wrap


def test_the_whole_letter_reads_from_top_to_bottom(world: Any) -> None:
    template = world.template("One *thing*.\n\nWill you answer?", enclosures=["A list"])
    letter = world.letter(
        sender=world.sender(example="true"), via=world.embassy(), copies=(world.embassy(),)
    )
    text = to_text(Composer(world.campaign(template)).compose(letter))
    assert text == (
        "SPECIMEN\n\n"
        "Ada Example\n5 Sender Street\nLondon N1 1AA\n\n"
        "His Excellency Pat Example\nPresident of Exampleland\nc/o Embassy of Exampleland\n"
        "2 Mission Street\nLondon W1 1AA\n\n"
        f"24 September 2026\nOur reference: {letter.reference}\n\n"
        "A request\n\nYour Excellency,\n\n"
        "One thing.\n\nWill you answer?\n\n"
        "Respectfully yours,\n\nAda Example\n\n"
        "Enclosures:\n- A list\n\nCopies to:\n- Embassy of Exampleland\n"
    )


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("- a\n- b\n  - c\n- d", "- a\n- b\n  - c\n- d"),
        ("3. a\n4. b\n\nend", "3. a\n4. b\n\nend"),
        ("- a\n\n  b\n\n- c", "- a\n\n  b\n\n- c"),
        ("- a\n\n1. b", "- a\n\n1. b"),
        ("a\\\nb", "a\nb"),
        ("> a\n> b", "> a b"),
        ("# H\n\n***\n\n![A map](assets/a.png)", "H\n\n* * *\n\n[A map]"),
        ("- \n- a\n\nend", "- a\n\nend"),
        ("a &amp; <b>", "a & <b>"),
    ],
)
def test_the_body_keeps_its_shape(markdown: str, text: str) -> None:
    assert html_to_text(to_html(markdown, "en")) == text


def test_long_lines_wrap_and_items_hang() -> None:
    lines = html_to_text(to_html("- " + "word " * 40, "en")).split("\n")
    assert all(len(line) <= COLUMNS for line in lines)
    assert [line[:3] for line in lines] == ["- w", *["  w"] * (len(lines) - 1)]


def test_chinese_wraps_by_columns_and_not_before_a_stop() -> None:
    lines = wrap("中" * (COLUMNS // 2) + "。" + "文" * 10)
    assert [width(line) for line in lines] == [COLUMNS - 2, 4 + 20]
    assert lines[1].startswith("中。")


def test_chinese_does_not_leave_an_opening_mark_at_the_end() -> None:
    lines = wrap("中" * (COLUMNS // 2 - 1) + "《" + "文" * 10)
    assert lines[1].startswith("《文")


def test_korean_wraps_between_words() -> None:
    assert wrap("가" * 30 + " " + "나" * 10) == ["가" * 30, "나" * 10]


def test_spaces_that_do_not_break_do_not_break() -> None:
    assert wrap("x" * 70 + " a\u202f!") == ["x" * 70, "a\u202f!"]


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)))
def test_wrapping_loses_nothing(words: list[str]) -> None:
    lines = wrap(" ".join(words))
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(width(line) <= COLUMNS for line in lines)
