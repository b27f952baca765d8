"""Law in texts: what may be cited to whom, how it is printed, and what a text must not do."""

from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.composing.compose import Composer, check_text
from advocacy_cli.composing.plain_text import html_to_text
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.law import Law
from advocacy_cli.model.mandates import Mandate


def _law(citation: Any, kind: str = "treaty", **parties: Any) -> Law:
    return Law.model_validate(
        {
            "citation": citation,
            "says": f"What {citation} says.",
            "kind": kind,
            "parties": parties,
            "source": "invented",
            "mark": "confirmed",
        }
    )


LAW = {
    "cat-3": _law(
        "CAT *art.* 3",
        CN={"how": "ratified", "since": "1988-10-04"},
        KP={"how": "not_a_party"},
    ),
    "iccpr-7": _law(
        "ICCPR art. 7",
        CN={"how": "signed", "since": "1998-10-05"},
        KP={"how": "party", "since": "1981"},
    ),
    "dped-8": _law("Declaration art. 8", "declaration"),
}


SAY_WHICH = (
    'write law("cat-3", state="CN") where another State is meant; or note this one in the'
    " campaign's law.yaml"
)


@pytest.fixture
def letter_of(world: Any) -> Any:
    """The composed letter of a text, to the President of a State."""

    def letter_of(source: str, state: str | None = "CN", **more: Any) -> Any:
        template = world.template(source, **more)
        campaign = world.campaign(template).model_copy(
            update={
                "law": LAW,
                "mandates": {"sr-x": Mandate(title={"en": "Rapporteur on *x*"}, source="s")},
            }
        )
        letter = world.letter(addressee=world.president(represents=state))
        return Composer(campaign).compose(letter)

    return letter_of


@pytest.fixture
def refused(letter_of: Any) -> Any:
    def refused(source: str, state: str | None = "CN") -> Problem:
        with pytest.raises(AdvocacyError) as caught:
            letter_of(source, state)
        (problem,) = caught.value.problems
        return problem

    return refused


def test_law_is_cited_in_full_and_as_it_stands(letter_of: Any) -> None:
    assert letter_of('See {{ law("cat-3") }}.').body == "<p>See CAT *art.* 3.</p>\n"


def test_what_is_no_treaty_is_cited_to_anybody(letter_of: Any) -> None:
    assert "Declaration art. 8" in letter_of('{{ law("dped-8") }}', "GB").body


def test_an_addressee_that_is_no_state_may_be_told_of_any_law(letter_of: Any) -> None:
    assert "CAT" in letter_of('{{ law("cat-3") }}', None).body


@pytest.mark.parametrize(
    ("call", "state", "message", "hint"),
    [
        (
            'law("cat-3")',
            "KP",
            "Democratic People's Republic of Korea is not a party to cat-3, so is not bound by it",
            'do not call it binding, and write law("cat-3", binding=false)',
        ),
        (
            'law("iccpr-7")',
            "CN",
            "China has signed iccpr-7 but not ratified it, so is not bound by it",
            'write "as a signatory", and law("iccpr-7", binding=false)',
        ),
        (
            'law("cat-3")',
            "GB",
            "whether United Kingdom is bound by cat-3 is not known here",
            SAY_WHICH,
        ),
        (
            'law("cat-3", state="KP")',
            None,
            "Democratic People's Republic of Korea is not a party to cat-3, so is not bound by it",
            'do not call it binding, and write law("cat-3", binding=false)',
        ),
    ],
)
def test_a_state_that_is_not_bound_is_not_told_that_it_is(
    refused: Any, call: str, state: str | None, message: str, hint: str
) -> None:
    problem = refused(f"A.\n\n{{{{ {call} }}}}", state)
    assert (problem.code, problem.message, problem.hint) == ("not_bound", message, hint)
    assert str(problem.where) == "letter_templates/call/en.md:3"


def test_a_text_may_cite_it_without_calling_it_binding(letter_of: Any) -> None:
    assert "ICCPR" in letter_of('{{ law("iccpr-7", binding=false) }}').body
    assert "CAT" in letter_of('{{ law("cat-3", state="CN") }}', "GB").body


def test_the_annex_follows_with_what_is_cited_and_who_is_bound(letter_of: Any) -> None:
    source = (
        '{{ law("cat-3") }}, {{ law("iccpr-7", binding=false) }}, {{ law("dped-8") }},'
        ' {{ law("cat-3", state="KP", binding=false) }}'
    )
    composed = letter_of(source, parts={"annex.en.md": "# Annex\n\n{{ law_annex }}"})
    assert composed.annex.count("<p><strong>") == 3
    assert " ".join(html_to_text(composed.annex).split()) == (
        "Annex CAT *art.* 3. What CAT *art.* 3 says. China: ratified 4 October 1988."
        " Democratic People’s Republic of Korea: not a party."
        " ICCPR art. 7. What ICCPR art. 7 says. China: signed 5 October 1998, not ratified."
        " Declaration art. 8. What Declaration art. 8 says."
    )


def test_a_year_is_enough_for_the_annex(letter_of: Any) -> None:
    composed = letter_of('{{ law("iccpr-7") }}\n\n{{ law_annex }}', "KP")
    assert "Democratic People’s Republic of Korea: party since 1981." in composed.body


def test_one_letter_does_not_list_the_law_of_another(world: Any) -> None:
    source = '{% if addressee.office == "X" %}{{ law("cat-3") }}{% endif %}{{ law("dped-8") }}'
    template = world.template(source + "\n\n{{ law_annex }}")
    composer = Composer(world.campaign(template).model_copy(update={"law": LAW}))
    first = world.letter(addressee=world.president(office="X"))
    assert "CAT" in composer.compose(first).body
    assert "CAT" not in composer.compose(world.letter()).body


def test_an_annex_of_law_without_law_is_a_mistake(refused: Any) -> None:
    problem = refused("{{ law_annex }}")
    assert problem.code == "no_law_cited"
    assert problem.message == "law_annex lists the law cited before it, and the text has cited none"


@pytest.mark.parametrize(
    "source",
    [
        "{{ law }}",
        "{{ law() }}",
        "{{ law(sender.name) }}",
        '{{ law("cat-3", false) }}',
        '{{ law("cat-3", bindin=false) }}',
        '{{ law("cat-3", binding=1) }}',
        '{{ law("cat-3", binding=via) }}',
        '{{ law(*["cat-3"]) }}',
        '{{ law("cat-3", **via) }}',
        "{% set l = law %}{{ l('cat-3') }}",
        "{% for l in [law] %}{{ l('nope') }}{% endfor %}",
        "{{ law(3) }}",
    ],
)
def test_law_is_called_with_what_stands_in_the_text(world: Any, source: str) -> None:
    problems = check_text(world.template(source), "en", LAW)
    assert {problem.code for problem in problems} >= {"law_misused"}
    with pytest.raises(AdvocacyError):
        Composer(world.campaign(world.template(source)).model_copy(update={"law": LAW})).compose(
            world.letter()
        )


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ('x {{ law("cat3") }}', "there is no law 'cat3'", "did you mean cat-3?"),
        ('x {{ law("zzz") }}', "there is no law 'zzz'", "see `advocacy law list`"),
        (
            'x {{ law("cat-3", state="UK") }}',
            "`state`: 'UK' is not an ISO 3166 country code of two capital letters; write GB",
            'as in law("x", state="CN")',
        ),
    ],
)
def test_a_slip_in_a_call_has_its_place(world: Any, source: str, message: str, hint: str) -> None:
    (problem,) = check_text(world.template(source), "en", LAW)
    assert (problem.message, problem.hint) == (message, hint)
    assert str(problem.where) == "letter_templates/call/en.md:1:6"


def test_the_annex_is_checked_as_the_text_is(world: Any) -> None:
    template = world.template("Hello.", parts={"annex.en.md": '{{ law("cat3") }}{{ nope }}'})
    problems = check_text(template, "en", LAW)
    assert {problem.code for problem in problems} == {"unknown_law"}
    assert problems[0].where is not None
    assert problems[0].where.file == "letter_templates/call/annex.en.md"


@pytest.mark.parametrize(
    "source",
    [
        "{{ law_annex._law }}",
        "{{ law_annex['annex']() }}",
        "{% set a = law_annex %}{{ a.cite('cat-3') }}",
        "{% for law in law_annex %}{{ law }}{% endfor %}",
        "{{ law_annex() }}",
    ],
)
def test_there_is_nothing_behind_the_annex(letter_of: Any, source: str) -> None:
    with pytest.raises(AdvocacyError) as caught:
        letter_of('{{ law("dped-8") }}' + source)
    assert {problem.code for problem in caught.value.problems} <= {
        *("template_unsafe", "template_error", "undefined_variable", "law_misused")
    }


def test_mandates_are_listed_by_their_titles(letter_of: Any) -> None:
    source = "{% for mandate in mandates %}\n- {{ mandate }}\n{% endfor %}"
    assert "<li>Rapporteur on *x*</li>" in letter_of(source, mandates=("sr-x",)).body
    assert letter_of("{% if mandates %}a{% else %}b{% endif %}").body == "<p>b</p>\n"
