"""The rules of letter writing, and how a campaign weighs them."""

from __future__ import annotations

from letter_rules import PAGE, page

from advocacy_cli.errors import Problem, Severity
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.rules import LETTER_RULES, weighed

WORD = Problem("insulting_word", "a word", severity=Severity.WARNING)
LONG = Problem("many_words", "long", severity=Severity.WARNING)
BROKEN = Problem("unknown_sender", "nobody")


def settings(**checks: str) -> Settings:
    return Settings.model_validate({"name": "Test", "code": "TST", "checks": checks})


def test_a_finding_weighs_what_the_campaign_says() -> None:
    found = weighed([WORD, LONG], settings(insulting_word="error", many_words="off"))
    assert [(problem.code, problem.severity) for problem in found] == [
        ("insulting_word", Severity.ERROR)
    ]


def test_without_a_word_from_the_campaign_it_keeps_its_weight() -> None:
    assert weighed([WORD, LONG], settings()) == [WORD, LONG]


def test_what_is_wrong_with_files_cannot_be_switched_off() -> None:
    assert weighed([BROKEN], settings(unknown_sender="off")) == [BROKEN]


def test_every_rule_has_an_explanation_a_source_and_a_hint() -> None:
    for rule in LETTER_RULES.values():
        assert rule.asks.endswith("."), rule.code
        assert rule.source, rule.code
        assert rule.hint, rule.code
        assert not rule.hint.endswith("."), rule.code


def test_the_page_of_the_rules_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python docs/letter_rules.py`"
