"""Two forms of comparison: what is the same, and what may be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.comparison import Agreement, agreement, folded, identity

TWO_PEOPLE = [
    ("रीमा", "रमा"),
    ("आरती", "आरता"),
    ("อารี", "อารู"),
    ("สมชาย", "สมชัย"),
    ("ハシモト", "パシモト"),
    ("মীনা", "মিনা"),
    ("김민수", "김민서"),
]
"""Names whose signs are letters of their script."""
PERHAPS_ONE = [
    ("Trần", "Trân"),
    ("José", "Jose"),
    ("Jürgen", "Jurgen"),
    ("Семён", "Семен"),
    ("مُحَمَّد", "محمد"),
    ("Άννα", "Αννα"),
    ("Anne-Marie", "Anne Marie"),
    ("O'Brien", "O’Brien"),
    ("Ａｄａ", "Ada"),
]
"""Names that people also write the other way; two people may bear them all the same."""
ONE = [
    ("Ada  Example", "ada example"),
    ("É", "E\u0301"),
    ("STRASSE", "straße"),
    ("한글", unicodedata.normalize("NFD", "한글")),
]


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_a_vowel_sign_makes_another_name(one: str, other: str) -> None:
    assert agreement(one, other) is Agreement.NONE


@pytest.mark.parametrize(("one", "other"), PERHAPS_ONE)
def test_an_accent_or_a_hyphen_makes_a_question(one: str, other: str) -> None:
    assert agreement(one, other) is Agreement.LIKELY


@pytest.mark.parametrize(("one", "other"), ONE)
def test_case_blanks_and_composition_do_not_tell_apart(one: str, other: str) -> None:
    assert agreement(one, other) is Agreement.SAME


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", "Ada"), (" ", "\u3000")])
def test_nothing_agrees_with_nothing(one: str, other: str) -> None:
    assert agreement(one, other) is Agreement.NONE


@given(st.text(max_size=20))
def test_a_form_is_its_own_form(text: str) -> None:
    assert identity(identity(text)) == identity(text)
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=12))
def test_what_is_the_same_is_folded_alike(text: str) -> None:
    for other in (text.upper(), unicodedata.normalize("NFD", text)):
        if identity(other) == identity(text):
            assert folded(other) == folded(text)
