from __future__ import annotations

import datetime as dt

import pytest

from advocacy_cli.desk.drafting import draft
from advocacy_cli.desk.looking import history, show, status
from advocacy_cli.desk.marking import mark, undo
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.model.events import Delivery
from advocacy_cli.model.marks import Mark
from advocacy_cli.model.selection import Choice
from campaigns import Clock, edit

pytestmark = pytest.mark.slow

SENT = Mark(Delivery.SENT, by="post")


@pytest.fixture
def references(workplace: Workplace) -> list[str]:
    report = draft(workplace, Request(Choice("call", via=("tag:missions",))))
    return [entry.reference for entry in report.entries if entry.reference]


def deliveries(workplace: Workplace) -> list[str]:
    return [standing.state.delivery.value for standing in status(workplace)]


def test_all_letters_of_a_run(workplace: Workplace, references: list[str]) -> None:
    run = history(workplace)[0].run
    marked = mark(workplace, SENT, [], run=run)
    assert list(marked.changed) == references
    assert deliveries(workplace) == ["sent", "sent"]


def test_the_same_mark_again_changes_nothing(workplace: Workplace, references: list[str]) -> None:
    mark(workplace, SENT, references)
    again = mark(workplace, SENT, references)
    assert (again.changed, list(again.unchanged)) == ((), references)
    assert len(history(workplace)) == 4


def test_one_contradiction_and_nothing_is_entered(
    workplace: Workplace, references: list[str]
) -> None:
    mark(workplace, SENT, references[:1])
    with pytest.raises(AdvocacyError) as caught:
        mark(workplace, Mark(Delivery.WITHDRAWN), references)
    (problem,) = caught.value.problems
    assert problem.code == "contradiction"
    assert references[0] in problem.message
    assert deliveries(workplace) == ["sent", "drafted"]


@pytest.mark.parametrize("change", [str.lower, lambda name: name.replace("-", "")])
def test_references_in_any_spelling(
    workplace: Workplace, references: list[str], change: object
) -> None:
    assert callable(change)
    assert mark(workplace, SENT, [change(references[0])]).changed == (references[0],)


def test_the_path_of_the_pdf_names_the_letter(workplace: Workplace, references: list[str]) -> None:
    paths = [str(path) for path in sorted(workplace.letters.iterdir())]
    assert set(mark(workplace, SENT, paths).changed) == set(references)


def test_an_unknown_letter_is_named_with_the_nearest_one(
    workplace: Workplace, references: list[str]
) -> None:
    wrong = references[0][:-1] + ("0" if references[0][-1] != "0" else "1")
    with pytest.raises(AdvocacyError) as caught:
        mark(workplace, SENT, [wrong])
    (problem,) = caught.value.problems
    assert problem.code == "unknown_letter"
    assert "one of its characters is wrong" in problem.message
    assert references[0] in problem.hint


def test_undo_takes_back_the_last_mark_and_keeps_both(
    workplace: Workplace, references: list[str], clock: Clock
) -> None:
    name = references[0]
    mark(workplace, SENT, [name])
    clock.pass_days(3)
    mark(workplace, Mark(Delivery.RETURNED), [name])

    undone = undo(workplace, name)
    assert (undone.retracted.kind, undone.state.delivery) == ("returned", Delivery.SENT)
    assert undo(workplace, name).state.delivery is Delivery.DRAFTED
    with pytest.raises(AdvocacyError) as caught:
        undo(workplace, name)
    assert caught.value.problems[0].code == "nothing_to_undo"
    kinds = [event.kind for event in show(workplace, name).events]
    assert kinds == ["drafted", "sent", "returned", "retracted", "retracted"]


def test_after_undo_a_letter_can_be_sent_again(workplace: Workplace, references: list[str]) -> None:
    mark(workplace, SENT, references[:1])
    undo(workplace, references[0])
    assert mark(workplace, SENT, references[:1]).changed == (references[0],)


def test_a_stale_letter_is_marked_with_a_warning(
    workplace: Workplace, references: list[str]
) -> None:
    edit(workplace.root / "recipients.yaml", "2 Mission Street", "22 Mission Street")
    marked = mark(workplace, SENT, references)
    assert [(problem.code, problem.is_error) for problem in marked.problems] == [("stale", False)]
    assert references[0] in marked.problems[0].message


def test_an_altered_file_is_marked_with_a_warning(
    workplace: Workplace, references: list[str]
) -> None:
    (path,) = workplace.letters.glob(f"{references[0]}_*")
    path.write_bytes(b"%PDF-1.7")
    marked = mark(workplace, SENT, references[:1])
    assert [problem.code for problem in marked.problems] == ["not_the_draft"]


def test_a_letter_signed_by_an_invented_person_is_marked_with_a_warning(
    workplace: Workplace,
) -> None:
    edit(workplace.root / "senders.yaml", "languages: [en]", "languages: [en]\n    example: true")
    (entry,) = draft(workplace, Request(Choice("call"))).entries
    assert entry.reference
    marked = mark(workplace, SENT, [entry.reference])
    assert [problem.code for problem in marked.problems] == ["specimen"]


def test_the_day_and_the_details_are_kept(workplace: Workplace, references: list[str]) -> None:
    change = Mark(Delivery.SENT, dt.date(2026, 3, 2), "hand", "RR1", "took the tram")
    mark(workplace, change, references[:1])
    event = history(workplace, references[0])[-1]
    assert (event.on, event.actor) == (dt.date(2026, 3, 2), "tester")
    assert event.data == {"by": "hand", "tracking": "RR1", "note": "took the tram"}


def test_a_run_nobody_made(workplace: Workplace, references: list[str]) -> None:
    assert references
    with pytest.raises(AdvocacyError) as caught:
        mark(workplace, SENT, [], run="20200101-0000")
    assert caught.value.problems[0].code == "unknown_run"
