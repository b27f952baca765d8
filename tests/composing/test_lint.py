"""The rules of letter writing, put to texts and letters."""

from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.composing.compose import Composer
from advocacy_cli.composing.lint import lint_letter, lint_text, text_of
from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.forms import FormOfAddress
from advocacy_cli.model.rules import LETTER_RULES

GOOD = "In May 2023 two people were detained.\n\nI ask you to release them. Will you answer?\n"
FILE = "letter_templates/call/en.md"


@pytest.fixture
def found(world: Any) -> Any:
    """The findings in a text of the small template."""

    def found(source: str, language: str = "en", **more: Any) -> list[Problem]:
        return lint_text(world.template(source, language=language, **more), language)

    return found


@pytest.fixture
def found_in_letter(world: Any) -> Any:
    """The findings in a letter of the small template."""

    def found(source: str = GOOD, *, template: Any = None, form: Any = None, **letter: Any) -> Any:
        template = template or world.template(source)
        campaign = world.campaign(template, form) if form else world.campaign(template)
        made = world.letter(**{"via": world.embassy(), **letter})
        return lint_letter(made, Composer(campaign).compose(made), template)

    return found


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_good_text_has_no_findings(found: Any) -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        (
            GOOD + "word " * 350,
            "many_words",
            "the en text of call has 366 words; on one page there is room for about 350",
        ),
        (
            "In 2023 two people were detained. Why?",
            "no_request",
            "the en text of call asks for nothing",
        ),
        (
            "In 2023 two people were detained. I ask you to release them.",
            "no_question",
            "the en text of call invites no answer",
        ),
        (
            "Two people were detained. I ask you to release them. Will you answer?",
            "no_date",
            "the en text of call names no day or year",
        ),
        (
            f"Dear Mr President,\n\n{GOOD}",
            "salutation_in_text",
            "the text begins with a greeting of its own, 'Dear'",
        ),
        (f"{GOOD}You are a tyrant.", "insulting_word", "'tyrant' may be read as an insult"),
        (f"{GOOD}Your regime must act.", "partisan_word", "'Your regime' sounds like politics"),
        (
            f"{GOOD}[The rule it offends against]",
            "placeholder_left",
            "the en text of call still has a placeholder, [The rule it offends against]",
        ),
    ],
)
def test_what_a_text_is_warned_of(found: Any, source: str, code: str, message: str) -> None:
    (problem,) = found(source)
    assert (problem.code, problem.message) == (code, message)
    assert problem.severity is Severity.WARNING
    assert problem.hint == LETTER_RULES[code].hint
    assert problem.where.file == FILE


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("de", "Im Mai 2023 geschah es. Ich bitte Sie um Hilfe. Was werden Sie tun?", []),
        ("de", "Es geschah am 3. Mai, Sie Diktator.", ["no_request", "no_question", "insulting"]),
        ("fr", "En 2023, je vous demande de répondre.", []),
        ("fr", "Monsieur le Président,\n\nVotre régime n’agit pas.", [
            "no_request", "no_question", "no_date", "salutation", "partisan"]),
        ("fr", "Il était midi le 3 mai. S’il vous plaît, aidez-les. Votre réponse ?", []),
        ("es", "El 3 de mayo ocurrió. Le pido que los libere. ¿Qué hará?", []),
        ("es", "Estimado señor:\n\nUsted es un tirano.", [
            "no_request", "no_question", "no_date", "salutation", "insulting"]),
        ("ko", "5월 3일의 일입니다. 석방해 주십시오. 답장을 기다립니다.", []),
        ("ko", "존경하는 대통령님께\n\n독재자여, 빨갱이여.", [
            "no_request", "no_question", "no_date", "salutation", "insulting", "partisan"]),
        ("zh-Hans", "2023年发生此事。恳请阁下释放他们。如蒙赐复，不胜感激。", []),
        ("zh-Hans", "尊敬的阁下：\n\n独裁者，打倒你。", [
            "no_request", "no_question", "no_date", "salutation", "insulting", "partisan"]),
        ("ar", "كتبت إليكم في عام ٢٠٢٣.", []),
        ("ar", "كتبت إليكم.", ["no_date"]),
    ],
)  # fmt: skip
def test_each_language_is_read_with_its_own_words(
    found: Any, language: str, source: str, expected: list[str]
) -> None:
    problems = found(source, language)
    assert len(problems) == len(expected), problems
    assert all(
        code.startswith(start) for code, start in zip(codes(problems), expected, strict=True)
    )


@pytest.mark.parametrize("word", ["familiar", "evildoing", "puppetry"])
def test_a_word_inside_another_is_not_meant(found: Any, word: str) -> None:
    assert found(f"{GOOD}This is {word}.") == []


def test_each_word_is_named_once_at_its_place(found: Any) -> None:
    problems = found(f"{GOOD}\nA liar is a liar.\n\n  And a coward.")
    assert [str(problem.where) for problem in problems] == [f"{FILE}:5:3", f"{FILE}:7:9"]


def test_a_part_is_read_as_well(found: Any) -> None:
    source = "{% include 'more.md' %} In 2023 it happened."
    parts = {"more.md": "I ask you to act.\nWill you, thug?", "other.md": "You fool."}
    (problem,) = found(source, parts=parts)
    assert problem.where == Where("letter_templates/call/more.md", 2, 11)


@pytest.mark.parametrize(
    "source", ["{{ '[two words]' }}", "{% for x in ['a b', 'c d'] %}{% endfor %}"]
)
def test_jinja_is_not_read_as_words(found: Any, source: str) -> None:
    assert found(f"{GOOD}{source}{{# evil #}}") == []


@pytest.mark.parametrize(
    "source",
    ["[1]", "[...]", "[sic]", "“[t]he State”", "[a link](page.html)", "![a picture](assets/x.png)"],
)
def test_other_brackets_are_no_placeholders(found: Any, source: str) -> None:
    assert found(GOOD + source) == []


def test_the_subject_is_read_and_the_unwritten_is_not_missed(found: Any) -> None:
    (problem,) = found("Unfinished [who and where].", subject="[What this is about]")
    assert problem.message == (
        "the en text of call still has 2 placeholders, the first is [who and where]"
    )


def test_many_pages_have_room_for_many_words(found: Any) -> None:
    assert found(GOOD + "word " * 350, max_pages=2) == []


def test_each_chinese_character_is_a_word(found: Any) -> None:
    source = "2023年发生此事。恳请阁下释放他们。如蒙赐复，不胜感激。"
    assert found(source + "字" * 500, "zh-Hans") == []
    assert codes(found(source + "字" * 600, "zh-Hans")) == ["many_words"]


@pytest.mark.parametrize("source", ["{{" * 50_000, "{% raw %}" + "{#" * 50_000, "[a " * 50_000])
def test_openings_without_an_end_cost_little(found: Any, source: str) -> None:
    assert "no_request" in codes(found(source))


# Letters


def test_a_good_letter_has_no_findings(found_in_letter: Any) -> None:
    assert found_in_letter() == []


def test_a_letter_is_read_as_it_prints(found_in_letter: Any, world: Any) -> None:
    addressee = world.president(holder={"name": "Evil [name goes here] Example"})
    problems = found_in_letter(f"{{{{ addressee.name }}}}. {GOOD}", addressee=addressee)
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("placeholder_left", Severity.ERROR),
        ("insulting_word", Severity.WARNING),
    ]
    assert {problem.where for problem in problems} == {Where(FILE)}


def test_the_sender_may_be_called_anything(found_in_letter: Any, world: Any) -> None:
    sender = world.sender(name="Tom [the] Thug", organisation="Stupid & Co", role="[to be seen]")
    source = (
        f"I am {{{{ sender.name }}}}, {{{{ sender.organisation }}}}, {{{{ sender.role }}}}. {GOOD}"
    )
    assert found_in_letter(source, sender=sender) == []


def test_own_words_are_mended_at_their_sender(found_in_letter: Any, world: Any) -> None:
    where = Where("senders.yaml", 2, 5)
    sender = world.sender(own_words="You are a coward.", where=where)
    (problem,) = found_in_letter(f"You are a coward. {GOOD}", sender=sender)
    assert problem.where == where


def test_a_greeting_without_words(found_in_letter: Any, world: Any) -> None:
    form = FormOfAddress.model_validate(
        {
            "description": "none",
            "source": "invented",
            "wordings": {
                "en": {
                    "envelope": ["{name}"],
                    "unnamed": ["{office}"],
                    "salutation": "–,",
                    "closing": "Yours",
                }
            },
        }
    )  # fmt: skip
    (problem,) = found_in_letter(form=form)
    assert (problem.code, problem.message) == (
        "missing_salutation",
        "the salutation of president is '–,'",
    )
    assert problem.where == world.president().where


def test_a_letter_straight_abroad_without_a_copy_to_the_embassy(found_in_letter: Any) -> None:
    (problem,) = found_in_letter(via=None)
    assert (problem.code, problem.message) == (
        "no_copy_to_embassy",
        "the letter goes straight to president, and no post of CN in GB gets a copy",
    )
    assert "--via jurisdiction" in problem.hint


def test_letters_that_need_no_copy(found_in_letter: Any, world: Any) -> None:
    assert found_in_letter(via=None, copies=(world.embassy(),)) == []
    assert found_in_letter(via=None, addressee=world.embassy(office="Ambassador")) == []
    at_home = {"country": "CN", "lines": ["6 Home Street"]}
    assert found_in_letter(via=None, sender=world.sender(address=at_home)) == []
    abroad = {"country": "US", "lines": ["8 Mission Street"]}
    assert found_in_letter(via=None, addressee=world.president(address=abroad)) == []
    of_nobody = world.president(represents=None)
    assert found_in_letter(via=None, addressee=of_nobody) == []


def test_a_copy_to_another_embassy_is_none(found_in_letter: Any, world: Any) -> None:
    elsewhere = world.embassy(address={"country": "DE", "lines": ["Musterstraße 3"]})
    other = world.embassy(represents="KP")
    assert codes(found_in_letter(via=None, copies=(elsewhere, other))) == ["no_copy_to_embassy"]


def test_the_text_of_a_letter_has_a_line_for_each_paragraph(world: Any) -> None:
    template = world.template("One **two** & <three>\nfour.\n\n- five\n- six\n")
    composed = Composer(world.campaign(template)).compose(world.letter())
    assert text_of(composed) == "One two & <three> four.\nfive\nsix"
