from __future__ import annotations

from pathlib import Path

import pytest

from advocacy_cli.desk.drafting import draft
from advocacy_cli.desk.looking import history, show, status, totals, verify
from advocacy_cli.desk.marking import mark
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode
from advocacy_cli.model.events import Delivery
from advocacy_cli.model.marks import Mark
from advocacy_cli.model.selection import Choice
from campaigns import edit

CALL = Request(Choice("call"))


@pytest.fixture
def path(workplace: Workplace) -> Path:
    (entry,) = draft(workplace, CALL).entries
    assert entry.draft is not None
    return workplace.root / entry.draft.file


def test_without_letters_there_is_nothing(workplace: Workplace) -> None:
    assert status(workplace) == []
    assert totals([]) == {
        "letters": 0,
        "stale": 0,
        "conflicts": 0,
        "needs_reading": 0,
        "overdue": 0,
    }
    assert not workplace.ledger.exists()


def test_a_letter_whose_recipient_is_gone_is_stale(workplace: Workplace, path: Path) -> None:
    assert path.exists()
    edit(workplace.root / "recipients.yaml", "id: embassy-london", "id: embassy-londres")
    (standing,) = status(workplace)
    assert standing.stale


def test_what_was_sent_is_never_stale(workplace: Workplace, path: Path) -> None:
    mark(workplace, Mark(Delivery.SENT), [str(path)])
    edit(workplace.root / "recipients.yaml", "2 Mission Street", "22 Mission Street")
    (standing,) = status(workplace)
    assert not standing.stale
    assert totals([standing])["sent"] == 1


def test_one_letter_whole(workplace: Workplace, path: Path) -> None:
    shown = show(workplace, path.name)
    assert shown.standing.record.sender == "ada"
    assert [event.kind for event in shown.events] == ["drafted"]
    with pytest.raises(AdvocacyError):
        show(workplace, "TST-0000-0000-0")


def test_a_genuine_letter(workplace: Workplace, path: Path) -> None:
    verdict = verify(workplace, path)
    assert (verdict.verdict, verdict.exit_code) == ("genuine", ExitCode.DONE)
    assert verdict.reference == path.name.split("_")[0]


def test_a_copy_under_another_name_is_genuine(
    workplace: Workplace, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "scan.pdf"
    copy.write_bytes(path.read_bytes())
    assert verify(workplace, copy).verdict == "genuine"


def test_an_altered_letter_is_known_by_what_it_prints(
    workplace: Workplace, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "scan.pdf"
    copy.write_bytes(path.read_bytes() + b"\n% one more line\n")
    verdict = verify(workplace, copy)
    assert (verdict.verdict, verdict.exit_code) == ("altered", ExitCode.MENDABLE)
    assert verdict.reference == path.name.split("_")[0]


def test_an_earlier_draft_is_not_the_letter(
    workplace: Workplace, path: Path, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.pdf"
    earlier.write_bytes(path.read_bytes())
    edit(workplace.root / "letter_templates/call/en.md", "one thing", "another thing")
    draft(workplace, CALL)
    verdict = verify(workplace, earlier)
    assert (verdict.verdict, verdict.exit_code) == ("superseded", ExitCode.MENDABLE)
    assert verify(workplace, path).verdict == "genuine"


@pytest.mark.parametrize("content", [b"", b"no pdf at all", b"%PDF-1.7\n%broken"])
def test_other_files_are_unknown(workplace: Workplace, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(content)
    verdict = verify(workplace, other)
    assert (verdict.verdict, verdict.reference) == ("unknown", None)


def test_a_file_that_is_not_there(workplace: Workplace, tmp_path: Path) -> None:
    with pytest.raises(AdvocacyError) as caught:
        verify(workplace, tmp_path / "none.pdf")
    assert caught.value.problems[0].code == "missing_file"
    with pytest.raises(AdvocacyError) as caught:
        verify(workplace, tmp_path)
    assert caught.value.problems[0].code == "not_a_file"


def test_the_history_of_a_run_that_was_not(workplace: Workplace) -> None:
    with pytest.raises(AdvocacyError) as caught:
        history(workplace, run="20260101-AAAA")
    assert caught.value.problems[0].code == "unknown_run"


@pytest.mark.parametrize("slip", ["an unknown form of address", "a text that is gone"])
def test_a_letter_that_could_not_be_made_today_is_stale(
    workplace: Workplace, path: Path, slip: str
) -> None:
    if slip == "a text that is gone":
        folder = workplace.root / "letter_templates/call"
        edit(folder / "template.yaml", "  en: {reviewed: true}", "  de: {reviewed: true}")
        (folder / "en.md").rename(folder / "de.md")
    else:
        edit(workplace.root / "recipients.yaml", "form: head-of-state", "form: nonsense")
    assert [standing.stale for standing in status(workplace)] == [True]
    marked = mark(workplace, Mark(Delivery.SENT), [str(path)])
    assert [problem.code for problem in marked.problems] == ["stale"]
