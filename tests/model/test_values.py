from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from advocacy_cli.model.values import (
    Date,
    Identifier,
    Line,
    Localised,
    LocalisedText,
    Region,
    Text,
    Truth,
    Value,
)


def read(kind: Any, text: Any) -> Any:
    return TypeAdapter(kind).validate_python(text)


def refusal(kind: Any, text: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        read(kind, text)
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "02134",
        "NO",
        "1:30",
        "[docs]",
        "[/x]",
        "O'Brien & <b>",
        "*a*",
        "{{ 7*7 }}",
        "习近平",
        "김정은",
        "محمد",
        "نامه\u200cها",
    ],
)
def test_a_line_stays_as_it_was_written(text: str) -> None:
    assert read(Line, text) == text


def test_blanks_around_a_line_go() -> None:
    assert read(Line, "  Ada ") == "Ada"
    assert read(Line, "Ada, after a bar in YAML\n") == "Ada, after a bar in YAML"


@pytest.mark.parametrize(
    "text", ["a\nb", "a\tb", "a\x00b", "a\u2028b", "a\u202eb", "a\u2067b", "a\x7fb"]
)
def test_what_cannot_be_seen_on_paper_is_refused_in_a_line(text: str) -> None:
    assert "invisible character U+" in refusal(Line, text)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_line_is_refused(text: str) -> None:
    assert "is empty" in refusal(Line, text)


def test_a_line_has_an_end() -> None:
    assert read(Line, "a" * 300)
    assert "300" in refusal(Line, "a" * 301)


def test_a_text_may_have_several_lines() -> None:
    assert read(Text, "\none\ntwo\n") == "one\ntwo"


@pytest.mark.parametrize("text", ["a", "xi-jinping", "cn-embassy-2", "9", "a" * 64])
def test_an_id(text: str) -> None:
    assert read(Identifier, text) == text


@pytest.mark.parametrize(
    "text", ["", "A", "a_b", "a--b", "-a", "a-", "a/b", "..", "../x", "a.b", "a b", "é", "a" * 65]
)
def test_no_id(text: str) -> None:
    assert "is not an id" in refusal(Identifier, text)


@pytest.mark.parametrize("text", ["all", "direct", "jurisdiction"])
def test_words_of_the_command_line_are_no_ids(text: str) -> None:
    assert "meaning of its own" in refusal(Identifier, text)


@pytest.mark.parametrize("text", ["GB", "GB-ENG", "US-CA", "FR-75", "CN-1"])
def test_a_region(text: str) -> None:
    assert read(Region, text) == text


@pytest.mark.parametrize("text", ["XX", "US-", "US-CALI", "US-ca", "-CA", "UK-ENG", "US-CA-1", ""])
def test_no_region(text: str) -> None:
    refusal(Region, text)


def test_a_date() -> None:
    day = dt.date(2024, 2, 29)
    assert read(Date, "2024-02-29") == day
    assert read(Date, day) == day


@pytest.mark.parametrize("text", ["2023-02-29", "24-02-2024", "2024-2-9", "20240229", "", None])
def test_no_date(text: str | None) -> None:
    assert "day" in refusal(Date, text) or "is not a date" in refusal(Date, text)


@pytest.mark.parametrize(("given", "value"), [("true", True), ("false", False), (True, True)])
def test_true_and_false(given: str | bool, value: bool) -> None:
    assert read(Truth, given) is value


@pytest.mark.parametrize("given", ["yes", "no", "True", "1", "", 1])
def test_neither_true_nor_false(given: str | int) -> None:
    assert "neither true nor false" in refusal(Truth, given)


def test_text_in_one_language_only() -> None:
    text = Localised({"en": "President", "zh-Hans": "主席"})
    assert text.exactly("zh-Hans") == text.best("zh-Hans") == "主席"
    assert text.exactly("ko") is None
    assert text.best("ko") == "President"


def test_text_without_a_language_serves_all() -> None:
    text = read(Localised, "Ambassador")
    assert text.exactly("ko") == text.best("ko") == "Ambassador"


def test_without_english_the_first_text_serves() -> None:
    assert Localised({"fr": "Président", "de": "Präsident"}).best("ko") == "Président"


def test_each_text_is_a_line() -> None:
    assert "invisible" in refusal(Localised, {"en": "a\nb"})


def test_an_unknown_key_is_refused() -> None:
    class Thing(Value):
        name: Line

    with pytest.raises(ValidationError, match="nmae"):
        Thing.model_validate({"name": "x", "nmae": "y"})


def test_paragraphs_keep_their_breaks_and_nothing_else_unseen() -> None:
    assert read(LocalisedText, "One,\n\ttwo.\r\n\nThree.\n").exactly("en") == (
        "One,\n\ttwo.\r\n\nThree."
    )
    for character in "\x00\x1b\u2028\u202e":
        assert "invisible character U+" in refusal(LocalisedText, f"a{character}b")


def test_words_for_one_language_do_not_serve_another() -> None:
    words = read(LocalisedText, {"de": "Hallo"})
    assert (words.exactly("de"), words.exactly("en")) == ("Hallo", None)


class Pair(Value):
    one: Line
    other: Line | None = None


def test_values_given_the_same_fields_share_the_set_of_them_and_a_copy_does_not_touch_it() -> None:
    first, second = Pair(one="a"), Pair(one="b")
    assert first.model_fields_set is second.model_fields_set
    changed = first.model_copy(update={"other": "c"})
    assert changed.model_dump(exclude_unset=True) == {"one": "a", "other": "c"}
    assert second.model_dump(exclude_unset=True) == {"one": "b"}
    assert Localised("a").model_fields_set is Localised({"de": "b"}).model_fields_set
