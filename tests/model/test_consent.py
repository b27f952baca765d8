from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from advocacy_cli.model.audiences import Audience, Scope
from advocacy_cli.model.cases import Consent, Person
from advocacy_cli.model.consent import (
    INITIALS_FOR,
    SCOPE_FOR,
    Element,
    NamingKind,
    may_print,
    naming,
)
from advocacy_cli.model.values import Localised
from cases import DAY, NAME, consent, person

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1))


@st.composite
def consents(draw: st.DrawFn) -> dict[str, Any]:
    on = draw(DAYS)
    after = st.none() | st.dates(on, dt.date(2028, 1, 1))
    return {
        "by": draw(st.sampled_from(["self", "family", "lawyer"])),
        "on": on,
        "scope": draw(st.lists(st.sampled_from(Scope), unique=True)),
        "expires": draw(after),
        "withdrawn": draw(after),
    }


PERSONS = st.builds(
    lambda given, changes: person(*given, **changes),
    st.lists(consents(), max_size=3),
    st.fixed_dictionaries(
        {},
        optional={
            "protect": st.lists(st.sampled_from(["survivor", "source", "helper"])),
            "minor": st.booleans(),
            "birth_year": st.integers(1900, 2025),
            "initials": st.just("A.B."),
        },
    ),
)


@given(PERSONS, st.sampled_from(Audience), DAYS)
def test_no_name_prints_without_a_consent_to_that_very_audience(
    one: Person, audience: Audience, on: dt.date
) -> None:
    named = naming(one, audience, on).kind is NamingKind.NAME
    in_force = [
        given
        for given in one.consent
        if given.withdrawn is None
        and given.on is not None
        and given.on <= on <= (given.expires or on)
        and SCOPE_FOR[audience] in given.scope
    ]
    assert not named or in_force
    assert named == (bool(in_force) and (audience is Audience.UN or not one.is_protected(on)))


@given(PERSONS, st.sampled_from(Audience), DAYS)
def test_no_initials_print_without_a_consent_to_that_very_audience(
    one: Person, audience: Audience, on: dt.date
) -> None:
    agreed = {scope for given in one.consent if given.holds(on) for scope in given.scope}
    if naming(one, audience, on).kind is NamingKind.INITIALS:
        assert INITIALS_FOR[audience] in agreed
        assert audience is Audience.UN or not one.is_protected(on)


@pytest.mark.parametrize("audience", Audience)
def test_initials_agreed_to_for_another_audience_are_not_shown(audience: Audience) -> None:
    others = [scope for reader, scope in INITIALS_FOR.items() if reader is not audience]
    others += [scope for reader, scope in SCOPE_FOR.items() if reader is not audience]
    assert naming(person(consent(*others)), audience, DAY).kind is NamingKind.DESCRIPTION
    own = person(consent(INITIALS_FOR[audience]), birth_year=None)
    assert naming(own, audience, DAY).text.best("en") == "A.B."


@pytest.mark.parametrize("audience", Audience)
def test_who_may_be_named_and_whose_name_is_not_known_is_abbreviated(audience: Audience) -> None:
    one = person(consent(SCOPE_FOR[audience]), name=None, initials="K. E.")
    assert naming(one, audience, DAY).text.best("en") == "K. E."


@given(PERSONS, st.sampled_from([Audience.GOVERNMENT, Audience.PUBLIC]), DAYS)
def test_protected_persons_are_described_to_governments_and_the_public(
    one: Person, audience: Audience, on: dt.date
) -> None:
    if one.minor or one.protect:
        assert naming(one, audience, on).kind is NamingKind.DESCRIPTION
        assert not any(may_print(one, what, audience, on) for what in Element)


@given(PERSONS, st.sampled_from(Audience), DAYS)
def test_nothing_else_prints_of_a_person_who_is_not_named(
    one: Person, audience: Audience, on: dt.date
) -> None:
    if naming(one, audience, on).kind is not NamingKind.NAME:
        assert not any(may_print(one, what, audience, on) for what in Element)


@given(PERSONS, DAYS)
def test_a_place_needs_a_scope_of_its_own_but_for_the_un(one: Person, on: dt.date) -> None:
    agreed = {scope for given in one.consent if given.holds(on) for scope in given.scope}
    for audience in (Audience.GOVERNMENT, Audience.PUBLIC):
        assert not may_print(one, Element.PLACE, audience, on) or Scope.PLACE in agreed
    assert may_print(one, Element.PLACE, Audience.UN, on) == (Scope.TO_UN in agreed)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ([], NamingKind.DESCRIPTION),
        ([consent("to_government")], NamingKind.DESCRIPTION),
        ([consent("initials_to_un")], NamingKind.INITIALS),
        ([consent("initials_to_un", expires="2026-03-01")], NamingKind.DESCRIPTION),
        ([consent("initials_to_un"), consent("to_un")], NamingKind.NAME),
        ([consent("to_un", expires="2026-03-01")], NamingKind.DESCRIPTION),
        ([consent("to_un", expires="2026-03-02")], NamingKind.NAME),
        ([consent("to_un", withdrawn="2026-02-01")], NamingKind.DESCRIPTION),
        ([consent("to_un", on="2026-03-03")], NamingKind.DESCRIPTION),
        ([{"by": "none"}], NamingKind.DESCRIPTION),
        ([consent("to_un", withdrawn="2026-02-01"), consent("to_un")], NamingKind.NAME),
    ],
)
def test_a_consent_holds_from_its_day_until_it_expires_or_is_withdrawn(
    given: list[dict[str, Any]], kind: NamingKind
) -> None:
    assert naming(person(*given), Audience.UN, DAY).kind is kind


def test_a_withdrawal_reaches_letters_of_earlier_days_too() -> None:
    one = person(consent("to_un", withdrawn="2026-03-01"))
    assert naming(one, Audience.UN, dt.date(2026, 2, 1)).kind is NamingKind.DESCRIPTION


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "A.B."),
        ({"initials": "Ms B."}, "Ms B."),
        ({"name": {"ko": "안숙예"}}, "a woman in her 40s"),
        ({"name": None}, "a woman in her 40s"),
    ],
)
def test_initials_come_from_the_file_or_from_a_name_that_has_capitals(
    changes: dict[str, Any], shown: str
) -> None:
    one = person(consent("initials_to_un"), **changes)
    assert naming(one, Audience.UN, DAY).text.best("en") == shown


def test_a_name_prints_in_each_of_its_languages() -> None:
    one = person(consent("to_un"), name={"en": NAME, "ko": "안숙예"})
    assert naming(one, Audience.UN, DAY).text == Localised({"en": NAME, "ko": "안숙예"})


@pytest.mark.parametrize(("born", "protected"), [(2007, False), (2008, True), (2015, True)])
def test_the_year_of_birth_tells_a_child(born: int, protected: bool) -> None:
    assert person(birth_year=born, last_seen={}).is_protected(DAY) is protected


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"by": "self", "scope": ["to_un"]}, "the day it was given is missing"),
        (consent("to_un", expires="2025-12-31"), "`expires` 2025-12-31 is before the day"),
        (consent("to_un", withdrawn="2025-12-31"), "`withdrawn` 2025-12-31 is before the day"),
        ({"by": "none", "scope": ["to_un"]}, "consent by none covers nothing"),
        (
            consent("everywhere"),
            "'to_un', 'to_government', 'public', 'photo', 'place', 'initials_to_un'",
        ),
        (consent("to_un", on="2026-02-30"), "there is no day 2026-02-30"),
    ],
)
def test_a_record_that_makes_no_sense_is_refused(record: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Consent.model_validate(record)
    assert message in str(caught.value)
