from __future__ import annotations

import time
from typing import Any

import pytest
from jinja2 import BaseLoader

from advocacy_cli.composing.sandbox import TemplateTexts, _Environment
from advocacy_cli.composing.variables import FIELDS
from advocacy_cli.errors import AdvocacyError, Problem, Where

FILE = "letter_templates/call/en.md"
VALUES: dict[str, Any] = {
    "sender": {"name": "Ada", "organisation": None, "role": None, "country_name": "Chad"},
    "addressee": {"name": "Pat", "office": "President"},
    "via": None,
    "date": "24 September 2026",
    "reference": "TST-0000-0000-0",
    "campaign": {"name": "Call"},
}


@pytest.fixture
def render(world: Any) -> Any:
    def render(source: str, parts: dict[str, str] | None = None, **values: Any) -> str:
        texts = TemplateTexts(world.template(source, parts=parts))
        return texts.render("en", {**VALUES, **values})

    return render


@pytest.fixture
def problem(render: Any) -> Any:
    def problem(source: str, parts: dict[str, str] | None = None, **values: Any) -> Problem:
        with pytest.raises(AdvocacyError) as caught:
            render(source, parts, **values)
        found: Problem = caught.value.problems[0]
        return found

    return problem


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("I am {{ sender.name }}.", "I am Ada."),
        ("{% if via %}c/o{% else %}direct{% endif %}", "direct"),
        ("{{ sender.role|default('none') }}", "none"),
        ("{{ sender.name|upper }}{{ 'x' if via }}", "ADA"),
        ("{% for n in range(3) %}{{ loop.index }}{% endfor %}", "123"),
        ("{% for a in ['b', 'c'] %}{{ a }}{{ loop.cycle('1', '2') }}{% endfor %}", "b1c2"),
        ("{% with x = date %}{{ x }}{% endwith %}", "24 September 2026"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(sender.name) }}", "**Ada**"),
        ("{% set s %}*{{ sender.name }}*{% endset %}{{ s }}", "*Ada*"),
        ("{% if sender.name == 'Ada' and not via is defined %}yes{% endif %}", "yes"),
    ],
)
def test_what_letters_need_works(render: Any, source: str, expected: str) -> None:
    assert render(source) == expected


def test_a_text_includes_imports_and_extends_parts_of_its_folder(render: Any) -> None:
    parts = {
        "parts/who.md": "I am {{ sender.name }}.",
        "tools.md": "{% macro strong(x) %}**{{ x }}**{% endmacro %}",
        "base.md": "A {% block b %}old{% endblock %}",
    }
    assert render('{% include "parts/who.md" %}', parts) == "I am Ada."
    source = '{% import "tools.md" as t %}{{ t.strong("a") }}'
    assert render(source, parts) == "**a**"
    source = '{% from "tools.md" import strong as s %}{{ s("a") }}'
    assert render(source, parts) == "**a**"
    source = '{% extends "base.md" %}{% block b %}new, not {{ super() }}{% endblock %}'
    assert render(source, parts) == "A new, not old"


@pytest.mark.parametrize(
    "wrapped",
    [
        "{{ sender.name }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(sender.name) }}",
        "{% macro m(x) %}{{ x }}{% endmacro %}{% set y = m(sender.name) %}{{ y }}",
        "{% set y %}{{ sender.name }}{% endset %}{{ y }}",
        "{% set y = sender.name %}{{ y }}",
        '{% include "part.md" %}',
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ sender.name }}{% endcall %}",
        "{% filter trim %}{{ sender.name }}{% endfilter %}",
        "{% for x in [sender.name] %}{{ x }}{% endfor %}",
        "{{ sender.role|default(sender.name) }}",
    ],
)
def test_a_value_is_escaped_once_however_it_travels(render: Any, wrapped: str) -> None:
    values = {"sender": {**VALUES["sender"], "name": "*a* & b"}}
    parts = {"part.md": "{{ sender.name }}"}
    assert render(wrapped, parts, **values) == "&#42;a&#42; &#38; b"


def test_constants_are_values_too(render: Any) -> None:
    assert render("{{ '*a*' }}") == "&#42;a&#42;"


def test_a_value_is_never_read_as_a_template(render: Any) -> None:
    assert "49" not in render("{{ date }}", date="{{ 7*7 }}")


def test_an_undefined_variable_is_named_with_its_place_and_what_there_is(problem: Any) -> None:
    found = problem("First.\nDear {{ recipient }},")
    assert found.code == "undefined_variable"
    assert "'recipient'" in found.message
    assert found.where == Where(FILE, 2, 9)
    assert all(name in found.hint for name in FIELDS)


def test_an_undefined_part_of_a_variable_proposes_the_nearest(problem: Any) -> None:
    found = problem("{{ sender.nmae }}")
    assert (found.code, found.where) == ("undefined_variable", Where(FILE, 1, 4))
    assert "did you mean sender.name?" in found.hint


@pytest.mark.parametrize("source", ["{{ via.organisation }}", "{{ via }}"])
def test_what_this_letter_lacks_must_be_asked_for_first(problem: Any, source: str) -> None:
    found = problem(source)
    assert found.message == "this letter has no 'via'"
    assert "{% if via %}" in found.hint


def test_nothing_prints_the_word_none(problem: Any) -> None:
    assert problem("{{ sender.role }}").message == "this letter has no 'sender.role'"


def test_an_error_in_a_part_points_into_the_part(problem: Any) -> None:
    found = problem("One.\n{% include 'p/q.md' %}", {"p/q.md": "a\nb\n{{ nobody }}"})
    assert found.where == Where("letter_templates/call/p/q.md", 3, 4)


def test_a_syntax_error_has_its_line(problem: Any) -> None:
    found = problem("One.\n{% if via %}")
    assert (found.code, found.where) == ("template_syntax", Where(FILE, 2))


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "..", "", "p.md/../../x", "call/en.md"])
@pytest.mark.parametrize("statement", ["include", "extends"])
def test_nothing_outside_the_folder_can_be_included(
    problem: Any, name: str, statement: str
) -> None:
    found = problem(f"One.\n{{% {statement} '{name}' %}}", {"p.md": ""})
    assert (found.code, found.where) == ("include_not_found", Where(FILE, 2))
    assert repr(name) in found.message
    assert "p.md" in found.hint


def test_nor_by_a_computed_name_or_an_import(problem: Any) -> None:
    found = problem("{% set a = '/etc/passwd' %}\n{% include a %}")
    assert (found.code, found.where) == ("include_not_found", Where(FILE, 2))
    assert problem("{% import '/etc/passwd' as x %}").code == "include_not_found"
    assert problem("{% from '../x' import y %}").code == "include_not_found"
    assert problem("{% include ['../x', '/y'] ignore missing %}").code == "include_not_found"


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''['__class__'] }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ range.__globals__ }}",
        "{{ range.__self__ }}",
        "{{ sender.__class__ }}",
        "{{ sender['__class__'] }}",
        "{{ sender.parts }}",
        "{{ '{0.__class__}'.format(sender) }}",
        "{{ '{0.__class__}'['format'](sender) }}",
        "{{ sender.name.format_map({}) }}",
        "{{ '%s'|format(sender) }}",
        "{{ sender|attr('parts') }}",
        "{{ [sender]|map(attribute='parts') }}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
        "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
        "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
        "{{ self.__init__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ joiner }}{{ namespace }}{{ dict }}",
        "{{ via.__class__ }}",
        "{{ nothing.__class__.__init__ }}",
        "{{ '<b>'|safe }}",
        "{{ sender.name|tojson }}",
        "{% autoescape false %}{{ sender.name }}{% endautoescape %}",
        "{{ sender() }}",
        "{{ date.upper() }}",
        "{{ m }}{% macro m() %}{% endmacro %}",
        "{{ range }}",
        "{{ sender }}",
        "{{ [1, 2] }}",
        "{{ true }}",
        "{{ none }}",
    ],
)
def test_a_text_cannot_reach_behind_its_values(problem: Any, source: str) -> None:
    found = problem(source)
    assert found.code in {"template_unsafe", "undefined_variable", "template_error"}
    assert found.where is not None
    assert (found.where.file, found.where.line) == (FILE, 1)


@pytest.mark.parametrize(
    "expression",
    [
        "'a' * 10**9",
        "10**10**10",
        "'a' ~ 'b'",
        "'%1000000000d' % 1",
        "[0] * 10**9",
        "'a' + 'b'",
        "'a'|center(10**9)",
        "'a'|indent(1000000000)",
        "'abc'[:2]",
        "'a'.ljust(1000000000)",
        "lipsum(n=10000)",
    ],
)
def test_nothing_grows_in_one_step(problem: Any, expression: str) -> None:
    started = time.process_time()
    found = problem(f"One.\n{{{{ {expression} }}}}")
    assert found.code in {"template_unsafe", "undefined_variable"}
    assert found.where is not None
    assert found.where.line == 2
    assert time.process_time() - started < 5


def test_values_have_no_methods_even_unused(render: Any) -> None:
    source = "{% if date.upper is defined or sender.parts is defined %}leak{% endif %}"
    assert render(source) == ""


def test_only_what_texts_define_can_be_called() -> None:
    environment = _Environment(BaseLoader())
    assert not any(map(environment.is_safe_callable, (print, str.upper, "a".upper, len)))


def test_multiplying_is_refused_in_words(problem: Any) -> None:
    found = problem("{{ 'a'*10**9 }}")
    assert found.message == "calculating with * is not available in letters"


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(1000000) %}{% endfor %}",
        "{% for a in range(99999999999999999999999) %}{% endfor %}",
        "{% for a in range(200) %}{% for b in range(200) %}{% endfor %}{% endfor %}",
        "{% for a in range(5000) %}" + "x" * 100 + "{% endfor %}",
        "{% set a %}" + "x" * 1000 + "{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 12,
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'en.md' %}",
    ],
)
def test_printing_and_counting_have_an_end(problem: Any, source: str) -> None:
    found = problem(source)
    assert found.code == "template_too_much"
    assert found.where is None or found.where.file == FILE


def test_each_letter_may_count_anew(world: Any) -> None:
    texts = TemplateTexts(world.template("{% for a in range(9000) %}{% endfor %}."))
    assert [texts.render("en", VALUES) for _ in range(3)] == [".", ".", "."]


@pytest.mark.parametrize(
    "source",
    [
        "{{ 1 < 'a' }}",
        "{% for x in 5 %}{% endfor %}",
        "{% macro m(a) %}{% endmacro %}{{ m(1, 2, 3) }}",
        "{{ range('a') }}",
        "{% for x in range(1, 9, 0) %}{% endfor %}",
        "{{ date|upper(1) }}",
        "{% for x in [1] %}{{ loop.nothing }}{% endfor %}",
    ],
)
def test_what_cannot_be_done_has_a_place(problem: Any, source: str) -> None:
    found = problem(f"One.\n{source}")
    assert found.code in {"template_error", "undefined_variable"}
    assert found.where == Where(FILE, 2)


def test_a_bug_of_ours_stays_a_bug(render: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advocacy_cli.composing.sandbox.literal", None)
    with pytest.raises(TypeError):
        render("{{ date }}")


def test_check_finds_what_rendering_would_and_more(world: Any) -> None:
    source = "{{ nobody }} {{ sender.nmae }}\n{% if via %}{{ other }}{% endif %}{{ date.x }}"
    found = TemplateTexts(world.template(source)).check("en")
    assert [(p.code, p.where) for p in found] == [
        ("undefined_variable", Where(FILE, 1, 4)),
        ("undefined_variable", Where(FILE, 2, 16)),
        ("undefined_variable", Where(FILE, 1, 17)),
        ("undefined_variable", Where(FILE, 2, 38)),
    ]


def test_check_looks_into_parts_and_knows_what_the_text_sets(world: Any) -> None:
    parts = {"p.md": "{{ x }} {{ y }}", "unused.md": "{{ z }}", "bad.md": "{% if %}"}
    source = "{% set x = date %}{% include 'p.md' %}{% include 'bad.md' %}{% include 'no.md' %}"
    problems = TemplateTexts(world.template(source, parts=parts)).check("en")
    assert [(p.code, p.where.file.rpartition("/")[2]) for p in problems if p.where] == [
        ("include_not_found", "en.md")
    ]
    source = source.replace("{% include 'no.md' %}", "")
    problems = TemplateTexts(world.template(source, parts=parts)).check("en")
    assert [(p.code, p.where.file.rpartition("/")[2]) for p in problems if p.where] == [
        ("undefined_variable", "p.md"),
        ("template_syntax", "bad.md"),
    ]


def test_check_names_every_forbidden_thing_at_once(world: Any) -> None:
    source = "{{ 1 * 2 }}\n{{ date|safe }}\n{{ date is string }}\n{{ a ~ b }}"
    problems = TemplateTexts(world.template(source)).check("en")
    assert [(p.code, p.where.line) for p in problems if p.where] == [
        ("template_unsafe", line) for line in (1, 2, 3, 4)
    ]


def test_check_is_content_with_a_good_text(world: Any) -> None:
    source = (
        "{% macro m(q) %}{{ q }}{{ caller() }}{% endmacro %}{% call m(date) %}{% endcall %}"
        "{% for sender in [campaign] %}{{ sender.anything }}{{ loop.index }}{% endfor %}"
        "{% if via %}{{ via.organisation }}{% endif %}{{ reference }}"
    )
    assert TemplateTexts(world.template(source)).check("en") == []


OPENINGS = {f"opening-{n}.md": f"Opening {n}." for n in (1, 2, 3)}
ONE_OF = '{% include one_of("opening-1.md", "opening-2.md", "opening-3.md") %}'


def references(count: int) -> list[str]:
    return [f"TST-{number:04}-0000-0" for number in range(count)]


def test_each_letter_takes_one_paragraph_and_always_the_same(render: Any) -> None:
    def taken() -> list[str]:
        return [render(ONE_OF, OPENINGS, reference=name) for name in references(300)]

    first = taken()
    assert taken() == first
    shares = [first.count(text) for text in OPENINGS.values()]
    assert sum(shares) == 300
    assert min(shares) > 60


def test_a_paragraph_that_is_added_changes_only_the_letters_that_take_it(render: Any) -> None:
    more = {**OPENINGS, "new.md": "New."}
    wider = ONE_OF.replace("one_of(", 'one_of("new.md", ')
    pairs = [
        (render(ONE_OF, OPENINGS, reference=name), render(wider, more, reference=name))
        for name in references(100)
    ]
    assert {after for before, after in pairs if before != after} == {"New."}


def test_words_can_be_chosen_too(render: Any) -> None:
    assert render('{{ one_of("*a*") }}') == "&#42;a&#42;"


def test_check_looks_at_every_paragraph_there_is_to_choose(world: Any) -> None:
    parts = {**OPENINGS, "opening-3.md": "{{ nobody }}"}
    problems = TemplateTexts(world.template(ONE_OF, parts=parts)).check("en")
    assert [(p.code, p.where.file.rpartition("/")[2]) for p in problems if p.where] == [
        ("undefined_variable", "opening-3.md")
    ]
    parts.pop("opening-3.md")
    (problem,) = TemplateTexts(world.template(f"A.\n{ONE_OF}", parts=parts)).check("en")
    assert (problem.code, problem.where) == ("include_not_found", Where(FILE, 2))
    assert "'opening-3.md'" in problem.message


@pytest.mark.parametrize(
    "source",
    [
        "{% include one_of() %}",
        "{% include one_of(1, 2) %}",
        "{% include one_of(name='p.md') %}",
        "{% include one_of(sender) %}",
        "{{ one_of }}",
        "{{ one_of.__self__ }}",
        "{{ one_of.__globals__ }}",
    ],
)
def test_a_choice_that_is_none(problem: Any, source: str) -> None:
    found = problem(f"One.\n{source}", {"p.md": ""})
    assert found.code in {"template_error", "template_unsafe", "undefined_variable"}
    assert found.where is not None
    assert found.where.line == 2


def test_a_choice_cannot_name_what_is_outside(problem: Any) -> None:
    found = problem("{% set a = '/etc/passwd' %}\n{% include one_of(a) %}")
    assert (found.code, found.where) == ("include_not_found", Where(FILE, 2))
