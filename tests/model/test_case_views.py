from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.case_views import case_view
from advocacy_cli.model.cases import Case, Fact
from advocacy_cli.model.consent import NamingKind
from cases import DAY, KNOWN_AS, NAME, PLACE, case, consent, person

SCOPES = st.lists(
    st.sampled_from(["to_un", "to_government", "public", "photo", "place"]), unique=True
)
FACTS = [
    {"text": "Returned.", "source": "a paper", "audience": ["un", "government", "public"]},
    {"text": "Held.", "place": "Jenseits", "source": "a neighbour"},
    {"text": "Crossed.", "audience": ["un", "government"], "protect": ["route"]},
]


@given(SCOPES, st.sampled_from(Audience))
def test_a_view_holds_nothing_of_a_person_but_what_its_audience_may_read(
    scope: list[str], audience: Audience
) -> None:
    one = person(consent(*scope))
    view = case_view(case(one), audience, DAY)
    written = view.model_dump_json()
    if view.persons[0].naming.kind is not NamingKind.NAME:
        for hidden in (NAME, KNOWN_AS, PLACE, "1981", "female", "KP", "Border", "sister"):
            assert hidden not in written
    elif audience is not Audience.UN and "place" not in scope:
        assert PLACE not in written


def test_everything_agreed_to_is_in_the_view() -> None:
    one = person(consent("to_un", by="family"))
    (seen,) = case_view(case(one), Audience.UN, DAY).persons
    assert seen.name == one.name and seen.known_as == one.known_as
    assert (seen.birth_year, seen.nationality, str(seen.last_seen)) == (1981, "KP", "2025-10-09")
    assert (seen.place, seen.forces, seen.steps) == (one.last_seen.place, one.forces, one.steps)
    assert (seen.consent_by, str(seen.consent_on)) == ("family", "2026-01-01")


@pytest.mark.parametrize(
    ("audience", "texts"),
    [
        (Audience.UN, ["Returned.", "Held.", "Crossed."]),
        (Audience.GOVERNMENT, ["Returned."]),
        (Audience.PUBLIC, ["Returned."]),
    ],
)
def test_facts_go_to_their_audience_and_secrets_to_the_un_alone(
    audience: Audience, texts: list[str]
) -> None:
    view = case_view(case(facts=FACTS), audience, DAY)
    assert [fact.text.exactly("en") for fact in view.facts] == texts
    assert ("a paper" in view.model_dump_json()) is (audience is Audience.UN)


DATED = {"text": "Taken.", "on": "2023-10-09", "until": "2023-11-02", "audience": list(Audience)}


@pytest.mark.parametrize(
    ("audience", "scope", "days"),
    [
        (Audience.UN, [], "2023-10-09 2023-11-02"),
        (Audience.GOVERNMENT, [], "2023-10 2023-11"),
        (Audience.GOVERNMENT, ["to_un", "public"], "2023-10 2023-11"),
        (Audience.GOVERNMENT, ["initials_to_government"], "2023-10 2023-11"),
        (Audience.GOVERNMENT, ["to_government"], "2023-10-09 2023-11-02"),
        (Audience.PUBLIC, ["to_government"], "2023-10 2023-11"),
        (Audience.PUBLIC, ["public"], "2023-10-09 2023-11-02"),
    ],
)
def test_a_day_is_told_where_everybody_it_is_about_is_named(
    audience: Audience, scope: list[str], days: str
) -> None:
    (fact,) = case_view(case(person(consent(*scope)), facts=[DATED]), audience, DAY).facts
    assert f"{fact.on} {fact.until}" == days


def test_one_who_is_not_named_is_enough_to_keep_the_day_back() -> None:
    agreed, other = person(consent("to_government"), id="p1"), person(id="p2")
    for concerned, on in ([], "2023-10"), (["p1"], "2023-10-09"), (["p2"], "2023-10"):
        about = case(agreed, other, facts=[{**DATED, "persons": concerned}])
        (fact,) = case_view(about, Audience.GOVERNMENT, DAY).facts
        assert str(fact.on) == on


def test_what_lasted_within_a_month_is_of_that_month() -> None:
    lasted = {**DATED, "until": "2023-10-11"}
    (fact,) = case_view(case(facts=[lasted]), Audience.GOVERNMENT, DAY).facts
    assert (str(fact.on), fact.until) == ("2023-10", None)


def test_a_letter_about_one_person_has_only_what_concerns_that_person() -> None:
    first, second = person(id="first"), person(id="second")
    facts = [
        {"text": "Of all."},
        {"text": "Of one.", "persons": ["first"]},
        {"text": "Of the other.", "persons": ["second"]},
    ]
    view = case_view(case(first, second, facts=facts), Audience.UN, DAY, first)
    assert [fact.text.exactly("en") for fact in view.facts] == ["Of all.", "Of one."]
    assert len(view.persons) == 1 and view.about_one


def test_a_fact_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError, match="its end 2023-09 is before its beginning 2023-10"):
        Fact.model_validate({"text": "x", "on": "2023-10", "until": "2023-09"})
    assert Fact.model_validate({"text": "x", "on": "2023-10", "until": "2023"}).until


def test_a_place_in_the_file_is_the_nearest_there_is() -> None:
    assert Case.model_validate(case().model_dump()).at("persons", 0) is None
