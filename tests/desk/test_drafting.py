from __future__ import annotations

import hashlib
import stat
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from advocacy_cli.desk.drafting import Report, draft, plan_run
from advocacy_cli.desk.files import sync
from advocacy_cli.desk.looking import history, status, verify
from advocacy_cli.desk.marking import mark
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.events import Delivery
from advocacy_cli.model.marks import Mark
from advocacy_cli.model.selection import Choice
from campaigns import Clock, edit

pytestmark = pytest.mark.slow

CALL = Request(Choice("call"))
BOTH = Request(Choice("call", via=("tag:missions",)))


def outcomes(report: Report) -> list[str]:
    return [entry.outcome.value for entry in report.entries]


def text_of(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def test_a_letter_is_made_recorded_and_addressed(workplace: Workplace) -> None:
    report = draft(workplace, CALL)

    (entry,) = report.entries
    assert entry.draft is not None
    path = workplace.root / entry.draft.file
    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry.draft.sha256
    text = text_of(path)
    for line in ("His Excellency Pat Example", "Embassy of Exampleland", "2 Mission Street"):
        assert line in text
    assert entry.reference
    assert entry.reference in text
    assert "GB" not in text and "UNITED KINGDOM" not in text
    assert [event.kind for event in history(workplace)] == ["drafted"]
    assert report.exit_code is ExitCode.DONE


def test_letters_and_ledger_are_for_their_owner_only(workplace: Workplace) -> None:
    (entry,) = draft(workplace, CALL).entries
    assert entry.draft is not None
    modes = {
        stat.S_IMODE(path.stat().st_mode)
        for path in (workplace.root / entry.draft.file, workplace.ledger)
    }
    assert modes == {0o600}
    assert stat.S_IMODE(workplace.letters.stat().st_mode) == 0o700


def test_a_dry_run_makes_nothing(workplace: Workplace) -> None:
    report = plan_run(workplace, BOTH)

    assert outcomes(report) == ["planned", "planned"]
    assert not workplace.letters.exists()
    assert not workplace.ledger.exists()


def test_an_addressee_named_as_its_own_delivery_point_is_the_direct_letter(
    workplace: Workplace,
) -> None:
    (direct,) = plan_run(workplace, Request(Choice("call", via=("direct",)))).entries
    (named,) = plan_run(workplace, Request(Choice("call", via=("president",)))).entries
    assert named == direct


def test_the_same_request_again_changes_nothing_even_on_another_day(
    workplace: Workplace, clock: Clock
) -> None:
    first = draft(workplace, BOTH)
    clock.pass_days(40)
    second = draft(workplace, BOTH)

    assert outcomes(second) == ["unchanged", "unchanged"]
    assert [entry.draft for entry in second.entries] == [entry.draft for entry in first.entries]
    assert len(history(workplace)) == 2


def test_changing_one_recipient_redraws_one_letter_and_keeps_its_date(
    workplace: Workplace, clock: Clock
) -> None:
    first = draft(workplace, BOTH)
    clock.pass_days(1)
    edit(workplace.root / "recipients.yaml", "2 Mission Street", "22 Mission Street")

    assert [standing.stale for standing in status(workplace)] == [True, False]
    second = draft(workplace, BOTH)

    assert outcomes(second) == ["drafted", "unchanged"]
    old, new = first.entries[0].draft, second.entries[0].draft
    assert old is not None and new is not None
    assert (new.file, new.date) == (old.file, old.date)
    assert "22 Mission Street" in text_of(workplace.root / new.file)
    assert [standing.stale for standing in status(workplace)] == [False, False]


def test_what_does_not_print_makes_no_draft_stale(workplace: Workplace) -> None:
    draft(workplace, BOTH)
    edit(workplace.root / "recipients.yaml", "source: invented", "source: invented again")
    assert outcomes(draft(workplace, BOTH)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize("damage", ["removed", "altered"])
def test_a_letter_whose_file_is_not_the_draft_is_made_again(
    workplace: Workplace, damage: str
) -> None:
    (entry,) = draft(workplace, CALL).entries
    assert entry.draft is not None
    path = workplace.root / entry.draft.file
    original = path.read_bytes()
    path.unlink() if damage == "removed" else path.write_bytes(original + b"%")

    assert outcomes(draft(workplace, CALL)) == ["drafted"]
    assert path.read_bytes() == original
    assert len(history(workplace)) == 1


def test_a_sent_letter_is_skipped_and_again_begins_the_next_round(workplace: Workplace) -> None:
    (entry,) = draft(workplace, CALL).entries
    assert entry.reference
    mark(workplace, Mark(Delivery.SENT), [entry.reference])

    assert outcomes(draft(workplace, CALL)) == ["skipped"]
    again = draft(workplace, Request(CALL.choice, again=True))
    assert outcomes(again) == ["drafted"]
    (second,) = again.entries
    assert second.reference
    assert second.round == 2
    assert second.reference != entry.reference
    assert outcomes(draft(workplace, CALL)) == ["unchanged"]


def test_a_letter_that_was_sent_while_it_was_drafted_is_left_alone(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    (entry,) = draft(workplace, CALL).entries
    assert entry.reference and entry.draft is not None
    before = (workplace.root / entry.draft.file).read_bytes()
    edit(workplace.root / "letter_templates/call/en.md", "one thing", "another thing")
    reference = entry.reference

    def marked_meanwhile(paths: Sequence[Path]) -> None:
        mark(workplace, Mark(Delivery.SENT), [reference])
        sync(paths)

    monkeypatch.setattr("advocacy_cli.desk.runs.sync", marked_meanwhile)
    assert outcomes(draft(workplace, CALL)) == ["skipped"]
    assert (workplace.root / entry.draft.file).read_bytes() == before
    assert list(workplace.letters.glob(".*")) == []


def test_one_letter_that_fails_does_not_stop_the_others(workplace: Workplace) -> None:
    edit(workplace.root / "recipients.yaml", "10115 Berlin", "10115 Berlin 😀")
    report = draft(workplace, BOTH)

    assert outcomes(report) == ["drafted", "failed"]
    assert report.exit_code is ExitCode.PARTLY
    (problem,) = report.entries[1].problems
    assert problem.code == "missing_glyphs"
    assert "U+1F600" in problem.message
    assert problem.where is not None and problem.where.file == "recipients.yaml"


def test_when_every_letter_fails_nothing_was_done(workplace: Workplace) -> None:
    edit(workplace.root / "letter_templates/call/en.md", "one thing", "one {{ thing }}")
    report = draft(workplace, BOTH)

    assert outcomes(report) == ["failed", "failed"]
    assert report.exit_code is ExitCode.MENDABLE
    assert history(workplace) == []


def test_a_post_that_cannot_be_read_stops_the_letters_that_may_be_its_own(
    workplace: Workplace,
) -> None:
    edit(workplace.root / "recipients.yaml", "serves: [DE]", "srves: [DE]")
    made = draft(workplace, CALL)
    assert outcomes(made) == ["failed"]
    (entry,) = made.entries
    assert "unusable_post" in {problem.code for problem in entry.problems}
    assert list(workplace.letters.glob("*.pdf")) == []


def test_an_error_in_another_template_does_not_matter(workplace: Workplace) -> None:
    other = workplace.root / "letter_templates" / "other"
    other.mkdir()
    (other / "template.yaml").write_text("subject: X\nlanguages: {en: {}}\nnonsense: 1\n")
    (other / "en.md").write_text("Hello.\n")
    assert outcomes(draft(workplace, CALL)) == ["drafted"]


def test_an_endless_loop_ends_its_own_letters_only(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advocacy_cli.desk.workshop.DEADLINE", 3.0)
    nested = "{% for x in [1,2,3,4,5,6,7,8,9] %}" * 9 + "{% endfor %}" * 9
    (workplace.root / "letter_templates/call/en.md").write_text(nested)
    report = draft(workplace, BOTH)
    codes = [problem.code for entry in report.entries for problem in entry.problems]
    assert outcomes(report) == ["failed", "failed"]
    assert codes == ["took_too_long", "took_too_long"]


def test_copies_and_a_print_file(workplace: Workplace, tmp_path: Path) -> None:
    report = draft(workplace, BOTH, copies=tmp_path / "copies", print_file=tmp_path / "print.pdf")
    names = [Path(entry.draft.file).name for entry in report.entries if entry.draft]
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == sorted(names)
    assert len(pypdfium2.PdfDocument(tmp_path / "print.pdf")) == 2
    assert report.print_file == tmp_path / "print.pdf"
    assert verify(workplace, tmp_path / "copies" / names[0]).verdict == "genuine"


@pytest.mark.parametrize("damage", ["removed", "cut off", "altered"])
def test_a_letter_that_is_damaged_before_it_is_printed_is_named(
    workplace: Workplace, tmp_path: Path, damage: str
) -> None:
    copies, print_file = tmp_path / "copies", tmp_path / "print.pdf"
    print_file.write_bytes(b"old")

    def harm(done: int, total: int) -> None:
        in_place = sorted(workplace.letters.glob("*.pdf"))
        if done == total and in_place:
            file = in_place[-1]
            content = file.read_bytes()
            file.unlink() if damage == "removed" else file.write_bytes(content[:-9])
            if damage == "altered":
                file.write_bytes(content[:5000] + b"?" + content[5001:])

    report = draft(workplace, BOTH, copies=copies, print_file=print_file, progress=harm)
    harmed = max(entry.draft.file for entry in report.entries if entry.draft)
    assert [problem.code for problem in report.problems] == ["damaged_letter"] * 2
    assert all(problem.message.startswith(harmed) for problem in report.problems)
    assert report.exit_code is ExitCode.PARTLY
    assert report.print_file is None
    assert print_file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []

    again = draft(workplace, BOTH, print_file=print_file)
    assert sorted(outcomes(again)) == ["drafted", "unchanged"]
    assert len(pypdfium2.PdfDocument(print_file)) == 2


def test_progress_is_told(workplace: Workplace) -> None:
    told: list[tuple[int, int]] = []
    draft(workplace, BOTH, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 2)
    assert told[-1] == (2, 2)


def test_what_a_killed_run_left_waiting_is_swept_away(workplace: Workplace) -> None:
    workplace.letters.mkdir()
    left = [".TST-0000.pdf.part", ".TST-0000.pdf.0123.part", ".advocacy-0123456789abcdef.part"]
    for name in left:
        (workplace.letters / name).write_bytes(b"half")
    draft(workplace, CALL)
    assert not set(left) & {path.name for path in workplace.letters.iterdir()}


def test_own_words_that_are_too_long_are_blamed_on_the_sender(workplace: Workplace) -> None:
    edit(
        workplace.root / "letter_templates/call/en.md",
        "Will you",
        "{% if own_words %}{{ own_words }}{% endif %}\n\nWill you",
    )
    assert outcomes(draft(workplace, CALL)) == ["drafted"]
    words = " ".join(["word"] * 2000)
    edit(workplace.root / "senders.yaml", "id: ada\n", f"id: ada\n    own_words: {words}\n")
    (entry,) = draft(workplace, CALL).entries
    problem = next(problem for problem in entry.problems if problem.code == "too_long")
    assert str(problem.where).startswith("senders.yaml:2")


def test_law_that_a_text_cites_and_its_annex_are_inputs(workplace: Workplace) -> None:
    folder = workplace.root / "letter_templates/call"
    edit(folder / "en.md", "Will you answer?", 'See {{ law("dped-8") }}. Will you answer?')
    (folder / "annex.en.md").write_text("# Annex\n\nHello.\n\n{{ law_annex }}\n")
    edit(folder / "template.yaml", "max_pages: 1", "max_pages: 2")
    (entry,) = draft(workplace, CALL).entries
    assert entry.draft is not None
    assert entry.draft.pages == 2
    assert outcomes(draft(workplace, CALL)) == ["unchanged"]

    own = "law:\n  {0}:\n    citation: Other words\n    says: Much.\n    kind: declaration\n"
    own += "    source: invented\n    mark: confirmed\n"
    (workplace.root / "law.yaml").write_text(own.format("cat-3"))
    assert [standing.stale for standing in status(workplace)] == [False]
    (workplace.root / "law.yaml").write_text(own.format("dped-8"))
    assert [standing.stale for standing in status(workplace)] == [True]
    (workplace.root / "law.yaml").unlink()
    edit(folder / "annex.en.md", "Hello", "Good day")
    assert [standing.stale for standing in status(workplace)] == [True]
