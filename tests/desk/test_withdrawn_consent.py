"""A letter whose case has lost its consent since it was drafted does not leave."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from advocacy_cli.errors import AdvocacyError
from campaigns import TEMPLATE, Clock, write_campaign
from cases import CASE, NAME
from drafting import Desk

FILE = "cases/returned.yaml"
TEXT = "I write about {% for person in case.persons %}{{ person.naming }}{% endfor %}.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    files = {
        "letter_templates/call/template.yaml": TEMPLATE + "audience: un\n",
        "letter_templates/call/en.md": TEXT,
        FILE: CASE,
    }
    return Desk(write_campaign(tmp_path / "campaign", files), Clock())


def refused(desk: Desk, reference: str, on: dt.date | None = None) -> list[str]:
    with pytest.raises(AdvocacyError) as caught:
        desk.mark("sent", [reference], on=on)
    assert NAME not in str(caught.value.problems)
    return [one.code for one in caught.value.problems]


def withdraw(desk: Desk, day: str) -> None:
    desk.edit(FILE, "scope: [to_un]", f"scope: [to_un]\n        withdrawn: {day}")


def test_withdrawn_and_not_merely_stale(desk: Desk) -> None:
    (entry,) = desk.draft(case="returned")
    desk.clock.pass_days(3)
    withdraw(desk, "2026-03-04")
    assert refused(desk, entry.reference) == ["consent_withdrawn"]
    assert refused(desk, entry.reference, on=dt.date(2026, 3, 4)) == ["consent_withdrawn"]
    marked = desk.mark("sent", [entry.reference], lifts=["consent_withdrawn"])
    assert [one.code for one in marked.problems] == ["consent_withdrawn"]


def test_what_had_left_before_is_entered(desk: Desk) -> None:
    (entry,) = desk.draft(case="returned")
    desk.clock.pass_days(3)
    withdraw(desk, "2026-03-04")
    marked = desk.mark("sent", [entry.reference], on=dt.date(2026, 3, 3))
    assert [one.code for one in marked.problems] == ["stale"]


def test_a_draft_that_keeps_to_the_withdrawal_may_leave(desk: Desk) -> None:
    desk.draft(case="returned")
    desk.clock.pass_days(3)
    withdraw(desk, "2026-03-04")
    (entry,) = desk.draft(case="returned")
    assert desk.mark("sent", [entry.reference]).problems == ()


def test_a_text_that_changed_is_stale(desk: Desk) -> None:
    (entry,) = desk.draft(case="returned")
    (desk.root / "letter_templates/call/en.md").write_text(TEXT + "\nAnswer.\n")
    marked = desk.mark("sent", [entry.reference])
    assert [one.code for one in marked.problems] == ["stale"]
    desk.mark("returned", [entry.reference])
