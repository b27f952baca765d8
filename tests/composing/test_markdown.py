from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from advocacy_cli.composing.escaping import literal
from advocacy_cli.composing.markdown import marked_english, to_html
from advocacy_cli.composing.sandbox import TemplateTexts
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.templates import LetterTemplate, LetterText
from advocacy_cli.model.values import Line

NAMES = [
    "[docs]",
    "[/x]",
    "O'Brien & <b>",
    "*a*",
    "**a** __b__ `c` ~~d~~",
    "{{ 7*7 }}",
    "{% if %}",
    "1. x",
    "1) x",
    "# h",
    "- x",
    "+ x",
    "> x",
    "---",
    "===",
    "    x",
    "a  ",
    "http://x.y",
    "<http://x.y>",
    "[a](b) ![c](d)",
    "&amp; &#42;",
    "\\*a\\",
    '"quoted" -- it\'s... (c) +-',
    "Quoi ? Non !",
    "«Oui» — ‘a’…",
    "`` ` ``",
    "[a]: b",
    "| a | b |",
    "محمد الأمين",
    "习近平",
    "시진핑",
    "Nguyễn Văn A.",
]

TEXTS = {
    "inside": "Dear {{ name }}, hello.",
    "alone": "{{ name }}",
    "heading": "# {{ name }}",
    "item": "- {{ name }}\n- b",
    "strong": "so **{{ name }}** it is",
    "quoted": 'called "{{ name }}" by all',
    "link": "[{{ name }}](http://x.y)",
    "after a break": "one  \n{{ name }}\ntwo",
    "twice": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(name) }}",
}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        self.tags.append(tag)


def read(html: str) -> _Text:
    reader = _Text()
    reader.feed(html)
    reader.close()
    return reader


def printed(source: str, name: str, language: str = "en") -> _Text:
    text = LetterText(language=language, file="t/en.md", source=source, reviewed=True)
    template = LetterTemplate(id="t", subject="s", texts={language: text})
    return read(to_html(TemplateTexts(template).render(language, {"name": name}), language))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", TEXTS)
def test_a_name_prints_unchanged_wherever_it_stands(place: str, name: str) -> None:
    tags = printed(TEXTS[place], "Name").tags
    result = printed(TEXTS[place], name)
    assert name in result.text
    if place != "strong":  # stars beside punctuation need not open or close
        assert result.tags == tags


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_punctuation_of_a_language_leaves_names_alone(language: str, name: str) -> None:
    assert name in printed("A {{ name }} ; b", name, language).text


def _is_line(text: str) -> bool:
    try:
        TypeAdapter(Line).validate_python(text)
    except ValidationError:
        return False
    return not text.endswith("\n")


lines = st.text(min_size=1, max_size=40).filter(_is_line)


@given(lines, st.sampled_from(list(LANGUAGES)), st.sampled_from(list(TEXTS.values())))
def test_any_printable_name_prints_as_it_is(name: str, language: str, source: str) -> None:
    assert name in printed(source, name, language).text


@given(st.text(max_size=40))
def test_an_escaped_value_is_one_line_without_markup(text: str) -> None:
    escaped = literal(text)
    assert len(escaped.splitlines()) <= 1
    assert not set(escaped) & set("*_[]()<>`\\\"'!|~{}-+.=:/")


def test_raw_html_and_code_print_as_they_are_typed() -> None:
    html = to_html(
        "<script>x</script> `code` <http://x.y>\n\n    indented\n\n<div>\n\n```\na\n```", "en"
    )
    assert set(read(html).tags) == {"p"}
    text = read(html).text
    assert all(
        part in text for part in ("<script>x</script>", "`code`", "indented", "```", "<div>")
    )


def test_tables_and_bare_addresses_are_text() -> None:
    html = to_html("| a | b |\n|---|---|\n\nhttp://x.y and [docs]: x", "en")
    assert set(read(html).tags) == {"p"}
    assert "[docs]: x" in read(html).text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("[the law](https://x.org/a_b)", "the law (https://x.org/a_b)"),
        ("[https://x.org](https://x.org)", "https://x.org"),
        ("[me@x.org](mailto:me@x.org)", "me@x.org"),
        ("[write](mailto:me@x.org)", "write (me@x.org)"),
        ("[**bold** text](http://x.y/--a)", "bold text (http://x.y/--a)"),
        ("[x](javascript:alert)", "x (javascript:alert)"),
    ],
)
def test_links_print_their_address(markdown: str, text: str) -> None:
    result = read(to_html(markdown, "en"))
    assert result.text.strip() == text
    assert "a" not in result.tags


@pytest.mark.parametrize("url", ["assets/a.png", "file:///etc/passwd", "http://x.y/a.png", "../a"])
def test_a_picture_stays_one_so_that_typesetting_can_judge_it(url: str) -> None:
    assert f'<img src="{url}" alt="A map">' in to_html(f"![A map]({url})", "en")


def test_headings_stand_below_the_subject() -> None:
    html = to_html("# A\n\n## B\n\n##### C", "en")
    assert read(html).tags == ["h2", "h3", "h3"]


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "\"He said 'no'.\" It's", "“He said ‘no’.” It’s"),
        ("de", "\"Er sagte 'nein'.\"", "„Er sagte ‚nein‘.“"),
        ("es", "\"Dijo 'no'.\"", "«Dijo “no”.»"),
        ("ru", "\"Он сказал 'нет'.\"", "«Он сказал „нет“.»"),
        ("fr", '"Non"', "«\u202fNon\u202f»"),
        ("zh-Hans", '他说"不"。又说"好"。', "他说“不”。又说“好”。"),
        ("ko", '"아니오"라고', "“아니오”라고"),
        ("en", "a -- b, 1--2, c---d, wait...", "a \u2013 b, 1\u20132, c\u2014d, wait…"),
        ("en", "---- ....", "---- ...."),
    ],
)
def test_punctuation_is_that_of_the_language(language: str, typed: str, expected: str) -> None:
    assert read(to_html(f"x {typed}", language)).text.strip() == f"x {expected}"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Quoi ?", "Quoi\u202f?"),
        ("Quoi?!", "Quoi\u202f?!"),
        ("Voici : a ; b", "Voici\u202f: a\u202f; b"),
        ("Voici\u00a0: a", "Voici\u202f: a"),
        ("**Non**!", "Non\u202f!"),
        ("«oui» et « non »", "«\u202foui\u202f» et «\u202fnon\u202f»"),
        ("à 12:30, http://x.y", "à 12:30, http://x.y"),
        ("(quoi?)", "(quoi\u202f?)"),
    ],
)
def test_french_has_narrow_spaces_that_do_not_break(typed: str, expected: str) -> None:
    assert read(to_html(typed, "fr")).text.strip() == expected


def test_a_line_break_in_chinese_is_no_space() -> None:
    assert read(to_html("第一行，\n**第二**\n行。", "zh-Hans")).text.strip() == "第一行，第二行。"
    assert read(to_html("one\ntwo", "zh-Hans")).text.strip() == "one\ntwo"


def test_english_is_marked_in_texts_and_never_within_a_tag() -> None:
    html = to_html("![Pact](assets/a.png) Pact, art. 1 & Pact", "fr")
    assert marked_english(html, {"Pact", "Pact, art. 1"}) == (
        '<p><img src="assets/a.png" alt="Pact"> <span lang="en">Pact, art. 1</span> &amp;'
        ' <span lang="en">Pact</span></p>\n'
    )
    assert marked_english(html, ()) == html
