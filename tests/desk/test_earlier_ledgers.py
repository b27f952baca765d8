"""A ledger that an earlier version wrote keeps its references, its guards and its states."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from advocacy_cli.desk.looking import status
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import Delivery
from advocacy_cli.model.letters import Outcome
from campaigns import SENDERS, Clock, write_campaign
from drafting import Desk, codes

VERSION_4 = Path(__file__).parents[1] / "ledger" / "version_4.sql"
"""Two letters of Ada's drafted in one run by `--via tag:missions`, the first delivered since; one
of Bob's, withdrawn."""
LONDON, BERLIN, BOBS = "TST-5G0H-DAPG-8", "TST-S1YJ-9WDS-S", "TST-E2S3-WXEY-F"
BOB = SENDERS.removeprefix("senders:\n").replace("ada", "bob").replace("Ada", "Bob")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = write_campaign(tmp_path / "campaign", {"senders.yaml": SENDERS + BOB})
    ledger = root / "ledger.sqlite"
    ledger.touch(mode=0o600)
    with closing(sqlite3.connect(ledger)) as connection:
        connection.executescript(VERSION_4.read_text(encoding="utf-8"))
    return Desk(root, Clock(dt.datetime(2026, 12, 1, 9, 0, tzinfo=dt.UTC)))


def rows(desk: Desk) -> list[str]:
    with closing(sqlite3.connect(desk.workplace.ledger)) as connection:
        return [line for line in connection.iterdump() if "INSERT INTO" in line]


def test_rows_are_never_rewritten(desk: Desk) -> None:
    before = set(rows(desk))
    states = {one.record.reference: one.state.delivery for one in status(desk.workplace)}
    assert states == {
        LONDON: Delivery.DELIVERED,
        BERLIN: Delivery.DRAFTED,
        BOBS: Delivery.WITHDRAWN,
    }
    assert before <= set(rows(desk))
    assert (desk.root / "ledger.sqlite.v4.bak").exists()


def test_letters_are_planned_as_they_were(desk: Desk) -> None:
    london, berlin = desk.plan("tag:missions")
    assert (london.reference, codes([london])) == (LONDON, ["already_out"])
    assert (berlin.reference, berlin.outcome, codes([berlin])) == (BERLIN, Outcome.PLANNED, [])
    (bobs,) = desk.plan(senders=("bob",))
    assert (bobs.reference, codes([bobs])) == (BOBS, ["withdrawn"])


def test_the_guard_holds_and_a_round_asked_for_outright_goes_on(desk: Desk) -> None:
    with pytest.raises(AdvocacyError) as caught:
        desk.mark("sent", [LONDON], on=dt.date(2026, 12, 1))
    assert [one.code for one in caught.value.problems] == ["contradiction"]
    assert desk.mark("sent", [BERLIN]).changed == (BERLIN,)


def test_another_way_is_no_other_letter(desk: Desk) -> None:
    desk.edit("letter_templates/call/template.yaml", "jurisdiction", "direct")
    (entry,) = desk.plan()
    assert (entry.outcome, LONDON in entry.written) == (Outcome.SKIPPED, True)
    desk.edit("senders.yaml", "id: ada", "id: ada-example")
    desk.edit("campaign.yaml", "sender: ada", "sender: ada-example")
    desk.edit("recipients.yaml", "- id: embassy-london", "- id: embassy-uk")
    (entry,) = desk.plan("jurisdiction")
    assert (entry.outcome, codes([entry])) == (Outcome.SKIPPED, ["already_written"])


def test_the_states_are_what_the_entries_fold_to(desk: Desk) -> None:
    with open_ledger(desk.workplace.ledger) as ledger:
        draft = ledger.states([BERLIN])[BERLIN].draft
    assert draft is not None
    assert (draft.asked, draft.points, draft.run) == ("", (), "20261130-6KM7")
