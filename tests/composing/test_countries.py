from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from advocacy_cli import composing
from advocacy_cli.composing.countries import country_line, country_name, scripts_of, upper
from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.model.languages import LANGUAGES


@pytest.mark.parametrize(
    ("country", "posted_from", "line"),
    [
        ("CN", "GB", "CHINA"),
        ("GB", "DE", "VEREINIGTES KÖNIGREICH"),
        ("GB", "TR", "BİRLEŞİK KRALLIK"),
        ("CN", "GR", "ΚΙΝΑ / CHINA"),
        ("CN", "KR", "중국 / CHINA"),
        ("GB", "EG", "المملكة المتحدة / UNITED KINGDOM"),
        ("CN", "RS", "KINA"),
        ("CN", "HK", "CHINA"),
        ("CN", "ET", "CHINA"),
        ("CN", "AQ", "CHINA"),
        ("CN", "NZ", "CHINA"),
        ("DE", "MA", "ALLEMAGNE"),
        ("GB", "MX", "REINO UNIDO"),
        ("CN", "MT", "CHINA"),
        ("KP", "TR", "DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA"),
        ("KP", "JP", "DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA"),
        ("KP", "TW", "DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA"),
        ("GB", "GB", None),
    ],
)
def test_the_country_line_is_for_the_post_of_the_sender(
    country: str, posted_from: str, line: str | None
) -> None:
    assert country_line(country, posted_from) == line


def test_the_dprk_has_its_official_name() -> None:
    assert country_name("KP", "en") == "Democratic People's Republic of Korea"
    assert country_name("KP", "zh-Hans") == "朝鲜民主主义人民共和国"
    assert country_line("KP", "DE") == "DEMOKRATISCHE VOLKSREPUBLIK KOREA"
    assert country_line("KP", "NL") == "DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_name_in_every_language_of_letters(language: str) -> None:
    assert all(country_name(country, language) for country in COUNTRIES)


def test_every_country_has_one_language_of_posting() -> None:
    text = files(composing).joinpath("posting_languages.toml").read_text(encoding="utf-8")
    listed = Counter(code for codes in tomllib.loads(text).values() for code in codes.split())
    assert listed == Counter(COUNTRIES)


def test_every_country_can_post_to_every_other() -> None:
    for posted_from in COUNTRIES:
        country = "CN" if posted_from != "CN" else "GB"
        line = country_line(country, posted_from)
        assert line
        assert line == line.upper()


@pytest.mark.parametrize(
    ("text", "language", "capitals"),
    [
        ("Çin ışık", "tr", "ÇİN IŞIK"),
        ("Ηνωμένο Βασίλειο", "el", "ΗΝΩΜΕΝΟ ΒΑΣΙΛΕΙΟ"),
        ("Ταϊβάν", "el", "ΤΑΪΒΑΝ"),
        ("Großbritannien", "de", "GROSSBRITANNIEN"),
        ("Corée", "fr", "CORÉE"),
    ],
)
def test_capitals_are_those_of_the_language(text: str, language: str, capitals: str) -> None:
    assert upper(text, language) == capitals


def test_scripts_of_a_country() -> None:
    assert scripts_of("CN") == {"Hans"}
    assert scripts_of("RS") == {"Latn", "Cyrl"}
