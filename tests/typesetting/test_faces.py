from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.errors import AdvocacyError, Severity
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.typesetting import faces
from advocacy_cli.typesetting.faces import (
    face_problems,
    families,
    glyphs_problem,
    missing_characters,
)


@pytest.fixture
def forget() -> Iterator[None]:
    """Lets a test change what is installed: what was asked before is forgotten."""

    faces.forget()
    yield
    faces.forget()


@pytest.fixture
def no_cjk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget: None) -> None:  # noqa: ARG001
    """A machine with the Noto faces for Latin and Arabic, but not those for CJK."""
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        "<dir>/usr/share/fonts</dir><selectfont><rejectfont><glob>*CJK*</glob></rejectfont>"
        f"</selectfont><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "Straße, œuvre, Łódź, Þór, “quotes” – 49½ €…",
        "Ελλάδα, Україна, Россия",
        "中华人民共和国，“不推回”。",
        "한국어 편지",
        "日本語のひらがな",
        "العربية، السلام؟",
        "a\r\n\t\u00a0\u00ad\u200b\u200d\u2060\ufeff\u200f",
    ],
)
def test_every_language_prints_every_script_of_the_faces(language: str, text: str) -> None:
    assert missing_characters(text, language) == frozenset()


@pytest.mark.parametrize("language", ["en", "zh-Hans", "nobody-speaks-this"])
def test_characters_without_a_glyph_are_found(language: str) -> None:
    assert missing_characters("a\U0001f54aᎠ❤\ufe0f", language) >= {"\U0001f54a", "Ꭰ", "\ufe0f"}


@given(st.text())
def test_only_characters_of_the_text_are_missing(text: str) -> None:
    missing = missing_characters(text, "en")
    assert missing <= set(text)
    assert all(unicodedata.category(character) != "Cc" for character in missing)


def test_each_script_has_its_face_first() -> None:
    assert families("en")[0] == families("ru")[0] == "Noto Serif"
    assert families("zh-Hans")[0] == "Noto Serif CJK SC"
    assert families("ko")[0] == "Noto Serif CJK KR"
    assert families("ar")[0] == "Noto Naskh Arabic"


def test_many_missing_characters_are_not_all_listed() -> None:
    problem = glyphs_problem(map(chr, range(0x1F600, 0x1F620)), "en")
    assert "and 24 more" in problem.message
    assert problem.hint == "letters do not print emoji; take them out"


def test_nothing_is_missing_here() -> None:
    assert face_problems() == []


@pytest.mark.usefixtures("no_cjk")
def test_missing_faces_are_named_with_their_package() -> None:
    problems = face_problems()
    assert [problem.code for problem in problems] == ["missing_face"] * 2
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert all("fonts-noto-cjk" in problem.hint for problem in problems)


@pytest.mark.usefixtures("no_cjk")
def test_a_character_whose_face_is_missing_names_the_package() -> None:
    assert missing_characters("习 a", "en") == {"习"}
    assert "apt-get install fonts-noto-cjk" in glyphs_problem({"习"}, "zh-Hans").hint


@pytest.mark.usefixtures("forget")
def test_without_fontconfig_the_doctor_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (problem,) = face_problems()
    assert problem.code == "no_fontconfig"
    with pytest.raises(AdvocacyError):
        missing_characters("a", "en")


@pytest.mark.parametrize("name", ["שרה", "प्रेमचंद", "ชัยวัฒน์", "Հայկ", "ნინო", "தமிழ்", "አበበ"])
def test_names_in_other_scripts_can_be_printed(name: str) -> None:
    assert not missing_characters(name, "en")
