"""The words that checks look for: data that anyone may add to."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from advocacy_cli.composing import wordlists
from advocacy_cli.composing.wordlists import any_of, word_lists
from advocacy_cli.model.languages import LANGUAGES

FILES = sorted((Path(wordlists.__file__).parent / "lint_words").glob("*.toml"))
LISTS = ("requests", "answers", "salutations", "insulting", "partisan")


def test_there_are_lists_for_these_languages() -> None:
    assert [file.stem for file in FILES] == ["de", "en", "es", "fr", "ko", "zh-Hans"]
    assert {file.stem for file in FILES} < set(LANGUAGES)
    assert word_lists("ar") is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_list_is_sound(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    assert set(data) <= {"many_words", "inside_words", *LISTS}
    for name in LISTS:
        words = [word.casefold() for word in data[name]]
        assert words, name
        assert len(words) == len(set(words)), name
        assert all(word == " ".join(word.split()) for word in words), name
        assert not any("’" in word for word in words), f"{name}: write ' for ’"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_word_is_found(file: Path) -> None:
    lists = word_lists(file.stem)
    assert lists
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    for name in LISTS:
        pattern = getattr(lists, name)
        for word in data[name]:
            assert pattern.fullmatch(word), word
            assert pattern.search(f"“{word.upper()}”, "), word


def test_whole_words_only() -> None:
    pattern = any_of(["liar", "puppet state", "state"], inside=False)
    assert [hit[0] for hit in pattern.finditer("Liar, familiar, a puppet\nstate")] == [
        "Liar",
        "puppet\nstate",
    ]


def test_inside_words_where_there_are_no_blanks() -> None:
    assert any_of(["独裁者"], inside=True).search("你是独裁者吗")
