"""Of several answers the newest counts; where that is not certain, the no."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.answers import Answers, agreed, span
from advocacy_cli.model.petitions import Signature
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.newcomers import Bringing, Newcomers, newcomers
from advocacy_cli.petition.rows import Given
from advocacy_cli.petition.store import Store

NAME, CITY = Purpose.PRINT_NAME, Purpose.PRINT_CITY
DAYS = ["", "2026", "2026-11", "2026-11-20", "2026-11-21", "2026-11-20T23:30:00-08:00"]


def yes(at: str, **more: str) -> Answers:
    return Answers({NAME: "1"}, (), at, **more)


def no(at: str, **more: str) -> Answers:
    return Answers({}, (NAME,), at, **more)


@pytest.mark.parametrize(
    ("given", "is_named"),
    [
        ([yes("2026-11-20"), no("2026-11-22")], False),
        ([no("2026-11-20"), yes("2026-11-22")], True),
        ([yes("2026-11-22"), no("2026-11-20")], True),
        ([yes("2026-11-20"), no("2026-11-20")], False),
        ([no("2026-11-20T09:00:00"), yes("2026-11-20T18:00:00")], False),
        ([no("2026-11-20"), yes("")], False),
        ([no(""), yes("2026-11-20")], False),
        ([no("2026-11"), yes("2026-11-30")], False),
        ([no("2026-11"), yes("2026-12-01")], True),
        ([no("2026-11-20"), yes("2026-11")], False),
        ([yes("2026"), no("2025")], True),
        ([no("2026-11-20"), yes("2026-11-23"), no("2026-11-22")], True),
        ([yes("2026-11-23"), no("2026-11"), yes("2026-11-30")], False),
        # Which day it was depends on where one stands, so it is not certain.
        ([no("2026-11-20T23:30:00-08:00"), yes("2026-11-21T01:00:00+09:00")], False),
        ([no("not a day"), yes("2026-11-21")], False),
        ([no(""), yes("2026-11-25", as_of="2026-11-25", run="R")], True),
        ([no("2026-11-26"), yes("2026-11-25", as_of="2026-11-25", run="R")], False),
        ([no("2026-11-20"), yes("2026-11-20", as_of="2026-11-25", run="R")], True),
        ([no("2026-11-20"), yes("2026-11-18", as_of="2026-11-25", run="R")], False),
        ([no("2026-11-28"), yes("2026-11", as_of="2026-11-25", run="R")], False),
        ([no("", run="R"), yes("2026-11-25", as_of="2026-11-25", run="R")], False),
        ([no(""), yes("2026-11-25", as_of="2026-11-25", run="R"), no("2026-11-24")], True),
        ([no(""), yes("2026-11-25", as_of="2026-11-25", run="R"), no("")], False),
    ],
)
def test_which_answer_counts(given: list[Answers], is_named: bool) -> None:
    assert (NAME in agreed(given)) is is_named


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(DAYS)), min_size=1, max_size=4))
def test_the_order_in_which_answers_come_does_not_matter(said: list[tuple[bool, str]]) -> None:
    given = [(yes if agrees else no)(at) for agrees, at in said]
    last_no = max((span(at)[1] for agrees, at in said if not agrees), default=None)
    first_yes = max((span(at)[0] for agrees, at in said if agrees), default=None)
    is_named = first_yes is not None and (last_no is None or first_yes > last_no)
    for order in itertools.permutations(given):
        assert (NAME in agreed(order)) is is_named


def row(at: str, line: int = 2, **more: Any) -> Given:
    values: dict[str, Any] = {
        "name": "Ada",
        "city": "",
        "country": "GB",
        "email": "a@example.org",
        "consents": {},
        "channel": "web",
        "at": at,
        "refused": (NAME,),
    }
    return Given(line=line, **{**values, **more})


AGREES: dict[str, Any] = {"consents": {NAME: "1"}, "refused": ()}


def taken(store: Store, run: str, *rows: Given, as_of: str = "") -> Newcomers:
    ids = itertools.count(len(store.signatures))
    found = newcomers(store, rows, Bringing(lambda _: bytes([next(ids)]), run, as_of))
    store.signatures |= found.after
    return found


def test_a_row_that_repeats_a_signer_changes_what_was_agreed_to() -> None:
    store = Store("ab" * 32)
    taken(store, "A", row("2026-11-20", **AGREES))
    found = taken(store, "B", row("2026-11-22"))
    (signature,) = store.signatures.values()
    assert not signature.is_named
    assert (found.turned.to_no, found.turned.to_yes, len(found.turned_off)) == (1, 0, 1)
    found = taken(store, "C", row("2026-11-24", **AGREES))
    (signature,) = store.signatures.values()
    assert signature.is_named
    assert (found.turned.to_no, found.turned.to_yes) == (0, 1)


@pytest.mark.parametrize("flipped", [False, True])
def test_a_no_and_a_yes_of_one_day_in_one_table(flipped: bool) -> None:
    rows = [row("2026-11-20", 2, **AGREES), row("2026-11-20", 3)]
    store = Store("ab" * 32)
    found = taken(store, "A", *(reversed(rows) if flipped else rows), as_of="2026-11-25")
    (signature,) = store.signatures.values()
    assert not signature.is_named
    assert found.unlifted == ([2] if flipped else [])


def test_a_yes_of_no_certain_day_is_told_and_lifts_only_outright() -> None:
    store = Store("ab" * 32)
    taken(store, "A", row("2026-11-20"))
    assert taken(store, "B", row("", **AGREES)).unlifted == [2]
    found = taken(store, "C", row("", **AGREES), as_of="2026-11-20")
    assert (found.unlifted, found.turned.to_yes) == ([], 1)
    assert [one.is_named for one in store.signatures.values()] == [True]


def test_a_yes_goes_to_nobody_but_the_person_who_gave_it() -> None:
    store = Store("ab" * 32)
    taken(store, "A", row("2026-11-20"), row("2026-11-20", 3, email="b@example.org"))
    found = taken(store, "B", row("2026-11-24", email="", **AGREES))
    assert (found.unsure, found.new, found.repeated) == ([2], [], 1)
    assert not any(one.is_named for one in store.signatures.values())
    for email in ("a@example.org", "b@example.org"):
        taken(store, "C", row("2026-11-25", email=email, **AGREES))
    assert all(one.is_named for one in store.signatures.values())
    taken(store, "D", row("2026-11-26", email=""))
    assert not any(one.is_named for one in store.signatures.values())


def test_couples_answer_each_for_themselves() -> None:
    store = Store("ab" * 32)
    taken(store, "A", row("2026-11-20"), row("2026-11-24", 3, name="Bo", **AGREES))
    assert {one.name: one.is_named for one in store.signatures.values()} == {
        "Ada": False,
        "Bo": True,
    }


def test_a_table_that_did_not_ask_changes_nothing() -> None:
    store = Store("ab" * 32)
    taken(store, "A", row("2026-11-20", **AGREES))
    found = taken(store, "B", row("2026-11-24", refused=()))
    assert (found.after, found.repeated) == ({}, 1)


def test_an_answer_that_changes_nothing_is_not_kept_twice() -> None:
    store = Store("ab" * 32)
    taken(store, "A", row("2026-11-20", **AGREES), row("2026-11-20", 3, name="Bo"))
    assert not taken(store, "B", row("2026-11-20", **AGREES), row("2026-11-20", 3, name="Bo")).after


def test_the_time_of_import_in_a_first_store_is_no_day() -> None:
    old = Signature("1", "Ada", "", "GB", {NAME: "1"}, "web", "2026-11-30T08:56:02+00:00", ("m",))
    (first,) = old.answers
    assert (first.at, CITY in first.refused, NAME in first.refused) == ("", True, False)
    assert NAME not in agreed([first, no("2026-11-22")])
