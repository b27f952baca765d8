from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.campaign.tables.columns import RECIPIENTS, SENDERS, Flat
from advocacy_cli.campaign.tables.decisions import Decision
from advocacy_cli.campaign.tables.memory import Said
from advocacy_cli.campaign.tables.three_way import Outcome, Prefer, Rules, ThreeWay

LIST = {"id": "ada", "uid": "u", "name": "Ada", "line1": "1 Street", "country": "GB"}


def applied(
    row: Flat, said: Flat | None, *, accepted: bool = False, rules: Any = None, **listed: str
) -> Outcome:
    decision = Decision("ada", said=Said(said) if said is not None else None, accepted=accepted)
    shape = RECIPIENTS if "do_not_contact" in {**row, **listed} else SENDERS
    return ThreeWay(shape, rules or Rules()).apply(2, LIST | listed, row, decision)


def columns(outcome: Outcome) -> list[tuple[str, ...]]:
    return [tuple(conflict.columns) for conflict in outcome.conflicts]


def test_only_what_the_table_says_anew_changes_the_list() -> None:
    said = {"phone": "1", "role": "nurse"}
    found = applied({"phone": "2", "role": "nurse"}, said, phone="1", role="doctor")
    assert (found.flat["phone"], found.flat["role"], found.conflicts) == ("2", "doctor", ())
    assert found.said and found.said.cells == {"phone": "2", "role": "nurse"}


def test_what_both_have_changed_is_a_conflict_and_not_remembered() -> None:
    found = applied({"phone": "2"}, {"phone": "1"}, phone="3")
    assert (found.flat["phone"], columns(found), found.said) == ("3", [("phone",)], None)
    assert found.conflicts[0].columns == {"phone": ("3", "2", "1")}


def test_what_both_have_changed_alike_is_no_conflict() -> None:
    found = applied({"phone": "2"}, {"phone": "1"}, phone="2")
    assert found.conflicts == () and found.said


def test_what_a_person_took_away_stays_away_until_the_table_says_something_new() -> None:
    assert "phone" not in applied({"phone": "1"}, {"phone": "1"}).flat
    assert columns(applied({"phone": "2"}, {"phone": "1"})) == [("phone",)]


def test_without_memory_filled_cells_are_conflicts_and_blanks_change_nothing() -> None:
    found = applied({"phone": "2", "email": "a@x.org", "role": ""}, None, phone="1", role="x")
    assert columns(found) == [("phone",), ("email",)]
    assert (found.flat["phone"], found.flat["role"]) == ("1", "x")
    assert applied({"name": "ADA", "line1": "1  street"}, None).conflicts == ()


@pytest.mark.parametrize(
    ("prefer", "phone", "email", "left"),
    [
        (Prefer.TABLE, "2", "a@x.org", 0),
        (Prefer.LIST, "1", None, 0),
        (Prefer.FILLED, "1", "a@x.org", 1),
    ],
)
def test_a_preference_settles_conflicts(
    prefer: Prefer, phone: str, email: str | None, left: int
) -> None:
    row = {"phone": "2", "email": "a@x.org"}
    found = applied(row, None, rules=Rules(prefer=prefer), phone="1")
    assert (found.flat["phone"], found.flat.get("email")) == (phone, email)
    assert len(found.conflicts) == left and bool(found.said) is not left
    alone = Rules(settled={(2, "phone"): Prefer.TABLE})
    assert applied({"phone": "2"}, None, rules=alone, phone="1").flat["phone"] == "2"
    if not left:
        assert found.said and found.said.cells == row


def test_an_empty_cell_erases_only_where_that_is_meant_and_the_table_said_it() -> None:
    row, said = {"phone": "", "role": ""}, {"phone": "1"}
    assert applied(row, said, phone="1").flat["phone"] == "1"
    erased = applied(row, said, rules=Rules(erase_empty=True), phone="1", role="by hand")
    assert ("phone" in erased.flat, erased.flat["role"]) == (False, "by hand")
    assert columns(erased) == [("role",)]


def test_an_address_changes_as_a_whole() -> None:
    said = {"line1": "1 Street", "country": "GB", "region": ""}
    row = {"line1": "9 Rue", "country": "FR", "region": ""}
    moved = applied(row, said)
    assert (moved.flat["line1"], moved.flat["country"]) == ("9 Rue", "FR")
    mended = applied(row, said, region="GB-ENG")
    assert columns(mended) == [("country", "lines")] or columns(mended) == [("lines", "country")]
    assert mended.flat["line1"] == "1 Street" and mended.flat["country"] == "GB"


def test_an_old_postcode_goes_with_the_old_lines() -> None:
    found = applied({"line1": "9 Lane N9 9AA"}, {"line1": "1 Street"}, postcode="1 Street")
    assert "postcode" not in found.flat


@pytest.mark.parametrize("said", [None, {}, {"do_not_contact": "asked", "paused": "p"}])
@pytest.mark.parametrize("prefer", [None, Prefer.TABLE])
def test_a_table_sets_a_block_and_never_lifts_one(said: Flat | None, prefer: Prefer) -> None:
    rules = Rules(erase_empty=True, prefer=prefer)
    blank = {"do_not_contact": "", "paused": "", "contact_again_after": "2026-01-01"}
    blocks = {"do_not_contact": "asked", "paused": "p", "contact_again_after": "2027-01-01"}
    found = applied(blank, said, rules=rules, accepted=True, **blocks)
    assert {name: found.flat[name] for name in blocks} == blocks
    assert all(conflict.lifts for conflict in found.conflicts) and len(found.conflicts) == 3
    assert applied({"do_not_contact": "asked"}, None).flat["do_not_contact"] == "asked"


def test_a_block_that_a_person_lifted_stays_lifted_while_the_table_says_the_same() -> None:
    row = {"do_not_contact": "asked"}
    assert "do_not_contact" not in applied(row, row).flat
    again = applied({"do_not_contact": "asked again"}, row)
    assert again.flat["do_not_contact"] == "asked again"
