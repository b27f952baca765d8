from __future__ import annotations

import pytest

from advocacy_cli.model.empty_words import says_nothing


@pytest.mark.parametrize(
    "text",
    [
        *("NULL", "None", "nan", "N/A", "n/a", "n.a.", "-", "—", "...", "(null)", "<null>"),
        *("\\N", "#N/A", "(blank)", "ＮＵＬＬ", " N / A ", "", '""'),
    ],
)
def test_words_for_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["Null Street 1", "Nancy", "N", "7", "一", "Blank", "-1", "رقم"])
def test_words_for_something(text: str) -> None:
    assert not says_nothing(text)
