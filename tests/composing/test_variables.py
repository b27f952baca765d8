from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.composing.compose import Composer
from advocacy_cli.composing.markdown import to_html
from advocacy_cli.composing.sandbox import TemplateTexts
from advocacy_cli.composing.variables import variables_for

TEXT = "One.\n\n{% if own_words %}{{ own_words }}{% endif %}\n\nTwo."


@pytest.fixture
def body(world: Any) -> Any:
    """The body of a letter whose sender has words of their own."""

    def body(own_words: Any, source: str = TEXT, language: str = "en") -> str:
        template = world.template(source, language=language)
        letter = world.letter(sender=world.sender(own_words=own_words), language=language)
        variables = variables_for(letter, world.campaign(template))
        return to_html(TemplateTexts(template).render(language, variables), language)

    return body


def test_own_words_stand_where_the_text_says_in_their_paragraphs(body: Any) -> None:
    assert body("Mine,\non two lines.\n\n \t\nAnd more.") == (
        "<p>One.</p>\n<p>Mine, on two lines.</p>\n<p>And more.</p>\n<p>Two.</p>\n"
    )


@pytest.mark.parametrize("words", [None, "", " \n ", {"de": "Hallo"}])
def test_without_own_words_nothing_stands_there(body: Any, words: Any) -> None:
    assert body(words) == "<p>One.</p>\n<p>Two.</p>\n"


def test_own_words_are_those_of_the_letters_language(body: Any) -> None:
    words = {"en": "Mine.", "zh-Hans": "我的话。"}
    assert "<p>我的话。</p>" in body(words, language="zh-Hans")


@pytest.mark.parametrize(
    "words",
    ["# a", "- a\n- b", "1. a", "    a", "**a**", "<b>a</b>", "{{ 7*7 }}", "![a](x)", "> a"],
)
def test_own_words_print_as_they_are_written(body: Any, words: str) -> None:
    html = body(words)
    assert html.count("<p>") == 3
    assert not any(tag in html for tag in ("<h", "<ul", "<ol", "<li", "<strong", "<b>", "<img"))
    assert not any(tag in html for tag in ("<blockquote", "<pre", "49"))


def test_own_words_survive_a_macro_and_a_default(body: Any) -> None:
    source = "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(own_words|default('none')) }}"
    assert body("a\n\nb", source) == "<p>a</p>\n<p>b</p>\n"


def test_own_words_that_are_not_asked_for_are_a_problem_when_missing(world: Any) -> None:
    composer = Composer(world.campaign(world.template("{{ own_words }}")))
    with pytest.raises(Exception, match="this letter has no 'own_words'"):
        composer.compose(world.letter())
