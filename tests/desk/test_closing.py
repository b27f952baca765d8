"""Posts that close: what is said of them, and of drafts that lie there for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy_cli.desk.checking import check
from advocacy_cli.desk.looking import status
from campaigns import RECIPIENTS, Clock, write_campaign
from drafting import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(write_campaign(tmp_path / "campaign"), Clock())


def below(desk: Desk, name: str, *keys: str) -> None:
    lines = "".join(f"    {key}\n" for key in keys)
    desk.edit("recipients.yaml", f"- id: {name}\n", f"- id: {name}\n{lines}")


def errors(desk: Desk) -> list[str]:
    return [problem.code for problem in check(desk.workplace)[1] if problem.is_error]


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        (["closed_on: 2026-03-02", "succeeded_by: embassy-berlin"], []),
        (["closed_on: 2026-03-02", "succeeded_by: embassy-rome"], ["unknown_recipient"]),
        (["closed_on: 2026-03-02", "succeeded_by: embassy-london"], ["successor_cycle"]),
        (["closed_on: 2026-03-02", "succeeded_by: embassy-of-others"], ["wrong_successor"]),
        (["succeeded_by: embassy-berlin"], ["no_closing_day"]),
        (["closed_on: soon"], ["bad_value"]),
    ],
)
def test_who_takes_over_is_there(desk: Desk, keys: list[str], codes: list[str]) -> None:
    below(desk, "embassy-london", *keys)
    assert errors(desk) == codes


def test_a_line_of_successors_does_not_come_back(desk: Desk) -> None:
    below(desk, "embassy-london", "closed_on: 2026-01-01", "succeeded_by: embassy-berlin")
    below(desk, "embassy-berlin", "closed_on: 2026-01-01", "succeeded_by: embassy-london")
    assert errors(desk) == ["successor_cycle", "successor_cycle"]


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-03", "2026-12-31"])
def test_a_district_that_nobody_takes_over_is_said(desk: Desk, day: str) -> None:
    below(desk, "embassy-london", f"closed_on: {day}")
    found = [problem.code for problem in check(desk.workplace)[1]]
    assert "no_successor" in found
    below(desk, "embassy-london", "succeeded_by: embassy-berlin")
    below(desk, "embassy-berlin", f"closed_on: {day}")
    found = [problem.code for problem in check(desk.workplace)[1]]
    assert found.count("no_successor") == 2


def test_a_draft_for_a_closed_post_is_said(desk: Desk) -> None:
    (entry,) = desk.draft()
    below(desk, "embassy-london", "closed_on: 2026-03-03", "succeeded_by: embassy-berlin")
    assert [one.code for one in check(desk.workplace)[1] if one.code == "closed"] == []
    assert not status(desk.workplace)[0].stale
    desk.clock.pass_days(1)
    (problem,) = (one for one in check(desk.workplace)[1] if one.code == "closed")
    assert entry.reference in problem.message and "embassy-berlin" in problem.message
    assert status(desk.workplace)[0].stale
    marked = desk.mark("sent", [entry.reference])
    assert [one.code for one in marked.problems] == ["closed"]
    assert [one.code for one in check(desk.workplace)[1] if one.code == "closed"] == []


def test_who_named_a_renamed_successor_names_it_still(desk: Desk) -> None:
    from advocacy_cli.desk.renaming import rename

    below(desk, "embassy-london", "closed_on: 2026-01-01", "succeeded_by: embassy-berlin")
    rename(desk.workplace, "recipients", "embassy-berlin", "embassy-de")
    assert errors(desk) == []
    assert "succeeded_by: embassy-de" in (desk.root / "recipients.yaml").read_text()
    assert RECIPIENTS not in (desk.root / "recipients.yaml").read_text()
    assert desk.plan()[0].via == "embassy-de"
