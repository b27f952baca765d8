from __future__ import annotations

import tinycss2  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.typesetting.stylesheet import css_string, letter_css


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8")))
def test_a_css_string_means_its_text(text: str) -> None:
    (token,) = tinycss2.parse_component_value_list(css_string(text))
    assert token.type == "string"
    assert token.value == text


def test_the_common_sheet_asks_for_nothing_outside() -> None:
    assert "url(" not in letter_css()
    assert "@import" not in letter_css()
