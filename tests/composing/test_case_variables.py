from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.composing.compose import Composer, check_text
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.case_views import case_view
from advocacy_cli.model.cases import Person
from cases import DAY, NAME, PLACE, case, consent, person

EACH = "{% for person in case.persons %}- {{ person.naming }}\n{% endfor %}"
FACTS = [
    {"text": "They were *held*.\n\nAnd beaten.", "on": "2025-10", "audience": ["un"]},
    {"text": "Returned.", "on": "2025-10-09", "until": "2026", "source": "a [paper]"},
]


@pytest.fixture
def body(world: Any) -> Any:
    """The body of a letter to the UN about a case."""

    def body(
        source: str,
        *persons: Person,
        only: Person | None = None,
        language: str = "en",
        facts: Any = FACTS,
        audience: Audience = Audience.UN,
    ) -> str:
        template = world.template(source, language=language, audience=audience)
        about = case(*(persons or [person(consent("to_un"))]), facts=facts)
        view = case_view(about, audience, DAY, only)
        letter = world.letter(case=view, language=language)
        return str(Composer(world.campaign(template)).compose(letter).body)

    return body


def test_a_text_goes_through_the_persons(body: Any) -> None:
    hidden = person(id="p2", described="a man of 30 & <b>more</b>")
    assert body(EACH, person(consent("to_un")), hidden) == (
        f"<ul>\n<li>{NAME}</li>\n<li>a man of 30 &amp; &lt;b&gt;more&lt;/b&gt;</li>\n</ul>\n"
    )


def test_everything_known_of_one_person_prints(body: Any) -> None:
    one = person(consent("to_un", by="family"))
    parts = (
        *("naming", "name", "known_as", "described", "birth_year", "sex", "nationality"),
        *("last_seen", "place", "forces", "steps", "consent_by", "consent_on"),
    )
    text = body("; ".join(f"{{{{ person.{part} }}}}" for part in parts), one, only=one)
    assert text == (
        f"<p>{NAME}; {NAME}; Cousine Dorli; a woman in her 40s; 1981; female;"
        " Democratic People's Republic of Korea;"
        f" 9 October 2025; {PLACE}; Border guards of Exampleland;"
        " Her sister wrote to the ministry.; family; 1 January 2026</p>\n"
    )


def test_facts_keep_their_paragraphs_and_print_as_written(body: Any) -> None:
    source = (
        "{% for fact in case.facts %}{{ fact.on }}{% if fact.until %} to {{ fact.until }}"
        "{% endif %}\n\n{{ fact.text }}\n\n{% endfor %}"
    )
    assert body(source) == (
        "<p>October 2025</p>\n<p>They were *held*.</p>\n<p>And beaten.</p>\n"
        "<p>9 October 2025 to 2026</p>\n<p>Returned.</p>\n"
    )


@pytest.mark.parametrize(
    ("language", "date"), [("zh-Hans", "2025年10月"), ("en", "October 2025"), ("en", "2025")]
)
def test_a_date_prints_as_far_as_it_is_known(body: Any, language: str, date: str) -> None:
    on = "2025" if date == "2025" else "2025-10"
    facts = [{"text": "x", "on": on}]
    text = body("{{ case.facts[0].on }}", language=language, facts=facts)
    assert text.replace(" ", "") == f"<p>{date}</p>\n".replace(" ", "")


def refusal(body: Any, source: str, **changes: Any) -> tuple[str, str, str]:
    with pytest.raises(AdvocacyError) as caught:
        body(source, **changes)
    (problem,) = caught.value.problems
    return problem.code, problem.message, problem.hint


def test_what_may_not_be_read_is_not_there_to_print(body: Any) -> None:
    source = "{% for person in case.persons %}{{ person.name }}{% endfor %}"
    code, message, hint = refusal(body, source, audience=Audience.PUBLIC)
    assert (code, message) == ("undefined_variable", "this letter has no 'person.name'")
    assert hint == "ask first: {% if person.name %} ... {% endif %}"
    asked = source.replace("{{ person.name }}", "{% if person.name %}x{% else %}y{% endif %}")
    assert body(asked, audience=Audience.PUBLIC) == "<p>y</p>\n"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{{ case.nmae }}", "'case' has no 'nmae'"),
        ("{% for p in case.persons %}{{ p.nmae }}{% endfor %}", "'person' has no 'nmae'"),
        ("{% for f in case.facts %}{{ f.when }}{% endfor %}", "'fact' has no 'when'"),
        ("{{ case.persons }}", "only text and numbers can be printed"),
        ("{{ case.persons.append }}", "access to attribute 'append' of 'list' object is unsafe"),
        ("{{ person.name }}", "this letter has no 'person'"),
    ],
)
def test_slips_are_told(body: Any, source: str, message: str) -> None:
    assert message in refusal(body, source)[1]


def test_a_letter_about_no_case_can_ask_whether_there_is_one(world: Any) -> None:
    template = world.template("{% if case %}x{% else %}none{% endif %}", audience="un")
    assert Composer(world.campaign(template)).compose(world.letter()).body == "<p>none</p>\n"


def test_a_text_may_speak_of_a_case_only_where_its_reader_is_known(world: Any) -> None:
    source = "Hello.\n{% if case %}{{ case.title }}{% endif %}"
    found = check_text(world.template(source), "en")
    assert {(p.code, str(p.where)) for p in found} == {
        ("no_audience", "letter_templates/call/en.md:2:7")
    }
    assert check_text(world.template(source, audience="public"), "en") == []
    assert check_text(world.template("{% for person in range(2) %}x{% endfor %}"), "en") == []
