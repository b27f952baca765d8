from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.case_choice import case_for, choose_cases
from advocacy_cli.model.cases import Case
from advocacy_cli.model.templates import LetterTemplate
from cases import DAY, case, consent, person

TWO = case(person(consent("to_un")), person(id="p2"))


def template(**changes: Any) -> LetterTemplate:
    given: dict[str, Any] = {"id": "call", "subject": "x", "audience": "un", **changes}
    return LetterTemplate.model_validate(given)


def campaign(one: Case = TWO) -> Campaign:
    return Campaign(
        settings=Settings(name="x", code="TST"),
        recipients={},
        senders={},
        templates={},
        forms={},
        cases={one.id: one},
    )


def refusal(ask: Callable[..., object], *arguments: Any, one: Case = TWO) -> list[Problem]:
    with pytest.raises(AdvocacyError) as caught:
        ask(campaign(one), *arguments)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("changes", "asked", "chosen"),
    [
        ({}, None, [""]),
        ({}, "returned", ["returned"]),
        ({"per": "person"}, "returned", ["returned/p1", "returned/p2"]),
        ({"per": "person"}, "returned/p2", ["returned/p2"]),
    ],
)
def test_a_template_has_a_letter_for_a_case_or_for_each_person(
    changes: dict[str, Any], asked: str | None, chosen: list[str]
) -> None:
    assert choose_cases(campaign(), template(**changes), asked) == chosen


@pytest.mark.parametrize(
    ("changes", "asked", "code"),
    [
        ({"audience": None}, "returned", "no_audience"),
        ({"per": "person"}, None, "needs_case"),
        ({"requires": ["name"]}, None, "needs_case"),
        ({}, "retruned", "unknown_case"),
        ({}, "returned/p1", "not_per_person"),
        ({"per": "person"}, "returned/p3", "unknown_person"),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    changes: dict[str, Any], asked: str | None, code: str
) -> None:
    (problem,) = refusal(choose_cases, template(**changes), asked)
    assert problem.code == code and problem.hint


@pytest.mark.parametrize(
    ("required", "changes", "message"),
    [
        ("name", {"name": None}, "there is no `name` of p1 in the case returned"),
        ("last_seen.on", {"last_seen": {}}, "there is no `last_seen.on` of p1"),
        ("last_seen.month", {"last_seen": {"on": "2025"}}, "there is no `last_seen.month` of p1"),
        ("last_seen.place", {"last_seen": {"on": "2025"}}, "there is no `last_seen.place` of p1"),
        ("forces", {"forces": None}, "there is no `forces` of p1"),
        ("steps", {"steps": None}, "there is no `steps` of p1"),
        ("steps", {"consent": []}, "no consent to `to_un` is in force, so there is no `steps` of"),
        ("consent", {"consent": []}, "no consent to `to_un` is in force, so there is no `consent`"),
        ("facts", {}, "the case returned has no fact that the audience un may read"),
    ],
)
def test_each_missing_element_is_named_with_its_person_and_source(
    required: str, changes: dict[str, Any], message: str
) -> None:
    needs = template(requires=[{"element": required, "source": "a form, element 3"}])
    one = case(person(consent("to_un"), **changes))
    (problem,) = refusal(case_for, needs, "returned", DAY, one=one)
    assert problem.code == "missing_element" and problem.hint
    assert problem.message.startswith(message)
    assert problem.message.endswith(", which call requires (a form, element 3)")


def test_what_is_there_is_not_missed() -> None:
    elements = ("name", "last_seen.on", "last_seen.month", "last_seen.place", "consent", "facts")
    one = case(person(consent("to_un")), facts=[{"text": "x"}])
    view = case_for(campaign(one), template(requires=elements), "returned", DAY)
    assert view and not view.about_one


def test_only_the_person_of_a_letter_counts() -> None:
    needs = template(requires=["name"], per="person")
    view = case_for(campaign(), needs, "returned/p1", DAY)
    assert view and view.about_one and len(view.persons) == 1
    (problem,) = refusal(case_for, needs, "returned/p2", DAY)
    assert "of p2 in" in problem.message


def test_every_person_of_a_case_counts() -> None:
    one = case(person(consent("to_un"), name=None), person(id="p2"))
    problems = refusal(case_for, template(requires=["name"]), "returned", DAY, one=one)
    first, second = problems
    assert "of p1 in" in first.message and "of p2 in" in second.message
