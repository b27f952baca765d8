from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from advocacy_cli.desk import planning, runs
from advocacy_cli.desk.drafting import Report, draft, plan_run
from advocacy_cli.desk.entries import Entry
from advocacy_cli.desk.marking import mark
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.rounds import Rounds
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem
from advocacy_cli.model import packed
from advocacy_cli.model.events import Delivery
from advocacy_cli.model.marks import Mark
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.selection import Choice
from campaigns import CAMPAIGN, Clock, edit, write_campaign

HEADERS = "id,form,organisation,represents,tags,line1,line2,country,paused,source,as_of\n"
PRESIDENT = (
    "president,head-of-state,State,CN,,1 Palace Road,Capital 100000,CN,,invented,2026-01-01\n"
)
MISSIONS = "".join(
    f"post-{n},ambassador,Embassy {n},CN,missions,{n} Street,London W1 1AA,GB,,invented,"
    "2026-01-01\n"
    for n in range(9)
)
SENDERS = """\
senders:
  - {id: ada, uid: uid-of-ada-0001, name: Ada, address: {country: GB, lines: [5 Road, London N1]}}
  - {id: bob, uid: uid-of-bob-0001, name: Bob, address: {country: GB, lines: [6 Road, London N1]}}
"""
EVERYBODY = Request(Choice("call", via=("tag:missions",), senders=("all",)))


def a_long_list(root: Path) -> Workplace:
    files = {
        "campaign.yaml": f"{CAMPAIGN}recipients: offices.csv\n",
        "offices.csv": HEADERS + PRESIDENT + MISSIONS,
        "senders.yaml": SENDERS,
    }
    return Workplace(write_campaign(root, files), Clock(), lambda n: b"7" * n, "tester")


def told(entries: Sequence[Entry]) -> list[Entry]:
    return [replace(entry, draft=None) for entry in entries]


def history_of(workplace: Workplace) -> list[Report]:
    """Runs in which every outcome comes about, between others."""
    offices = workplace.root / "offices.csv"
    reports = [draft(workplace, EVERYBODY)]
    names = [entry.reference for entry in reports[0].entries]
    mark(workplace, Mark(Delivery.SENT), [names[2], names[7], names[17]])
    (workplace.root / f"letters/{names[4]}_president_post-4.pdf").unlink()
    edit(offices, "Embassy 5", "New Embassy 5")
    edit(offices, "post-1,ambassador,Embassy 1,CN", "post-1,ambassador,Embassy 1,KP")
    edit(offices, "8 Street,London W1 1AA,GB,", "8 Street,London W1 1AA,GB,moves house")
    reports.append(draft(workplace, EVERYBODY))
    reports.append(plan_run(workplace, replace(EVERYBODY, again=True)))
    reports.append(draft(workplace, replace(EVERYBODY, again=True)))
    reports.append(draft(workplace, EVERYBODY))
    return reports


@pytest.mark.slow
def test_nothing_hangs_on_how_many_letters_are_looked_at_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = history_of(a_long_list(tmp_path / "one"))
    monkeypatch.setattr(planning, "PORTION", 4)
    monkeypatch.setattr(runs, "RECORDED_TOGETHER", 3)
    monkeypatch.setattr(packed, "LOOSE", 1)
    monkeypatch.setattr(packed, "TOGETHER", 2)
    found = history_of(a_long_list(tmp_path / "other"))

    outcomes = [entry.outcome.value for entry in expected[1].entries[:9]]
    assert outcomes == [
        *("unchanged", "failed", "skipped", "unchanged", "drafted"),
        *("drafted", "unchanged", "skipped", "skipped"),
    ]
    rounds = [entry.round for entry in expected[3].entries[:9]]
    assert rounds == [1, 0, 2, 1, 1, 1, 1, 2, 0]
    for one, other in zip(found, expected, strict=True):
        assert told(one.entries) == told(other.entries)
        assert one.totals == other.totals
        assert one.shares == other.shares
    letters = [
        {path.name: path.read_bytes() for path in (tmp_path / name / "letters").iterdir()}
        for name in ("one", "other")
    ]
    assert letters[0] == letters[1]


def test_a_plan_says_how_many_letters_there_may_be(tmp_path: Path) -> None:
    workplace = a_long_list(tmp_path)
    steps: list[tuple[int, int]] = []
    draft(workplace, EVERYBODY, progress=lambda done, total: steps.append((done, total)))
    assert steps[0] == (0, 18)
    assert steps[-1] == (18, 18)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)


@pytest.mark.slow
def test_a_plan_that_breaks_off_is_carried_out_as_far_as_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = a_long_list(tmp_path)
    monkeypatch.setattr(planning, "PORTION", 5)
    look_up = Rounds.look_up
    portions: list[int] = []

    def look_up_twice(self: Rounds, keys: Iterable[LetterKey]) -> None:
        portions.append(1)
        if len(portions) > 2:
            raise AdvocacyError(Problem("ledger_locked", "somebody else writes"))
        look_up(self, keys)

    monkeypatch.setattr(Rounds, "look_up", look_up_twice)
    report = draft(workplace, EVERYBODY)
    assert report.totals["drafted"] == len(report.entries) == 10
    assert report.problems[0].code == "ledger_locked"
    assert report.exit_code is ExitCode.PARTLY
    with pytest.raises(AdvocacyError):
        draft(workplace, EVERYBODY)

    monkeypatch.setattr(Rounds, "look_up", look_up)
    totals = draft(workplace, EVERYBODY).totals
    assert (totals["unchanged"], totals["drafted"], sum(totals.values())) == (10, 8, 18)
