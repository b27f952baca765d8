"""Nobody is written to twice because a file changed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from advocacy_cli.desk.follow_ups import follow_up
from advocacy_cli.desk.planning import Request
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.model.letters import Outcome
from advocacy_cli.model.selection import Choice
from campaigns import RECIPIENTS, SENDERS, TEMPLATE, TEXT, Clock, write_campaign
from drafting import Desk, codes

BOTH = "tag:missions"
CONSULATE = """\
  - id: consulate-leeds
    form: ambassador
    organisation: Consulate of Exampleland
    represents: CN
    tags: [consulates]
    address: {country: GB, lines: [7 Hill Road, Leeds LS1 1AA]}
    source: invented
    as_of: 2026-01-01
"""
LONDON = "    address: {country: GB, lines: [2"
BOB = SENDERS.removeprefix("senders:\n").replace("ada", "bob").replace("Ada Ex", "Bob Ex")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    files = {
        "recipients.yaml": RECIPIENTS + CONSULATE,
        "letter_templates/call/template.yaml": TEMPLATE + "  de: {reviewed: false}\n",
        "letter_templates/call/de.md": TEXT,
    }
    return Desk(write_campaign(tmp_path / "campaign", files), Clock())


def below(desk: Desk, name: str, *keys: str) -> None:
    """Write keys below an entry's id."""
    lines = "".join(f"    {key}\n" for key in keys)
    desk.edit("recipients.yaml", f"- id: {name}\n", f"- id: {name}\n{lines}")


def moves_the_district(desk: Desk) -> None:
    desk.edit("recipients.yaml", f"    serves: [GB]\n{LONDON}", LONDON)
    below(desk, "consulate-leeds", "serves: [GB]")


def closes_the_post(desk: Desk) -> None:
    below(desk, "embassy-london", "closed_on: 2026-03-02", "succeeded_by: consulate-leeds")


def changes_the_default(desk: Desk) -> None:
    desk.edit("letter_templates/call/template.yaml", "jurisdiction", "consulate-leeds")


def changes_the_default_to_a_tag(desk: Desk) -> None:
    desk.edit("letter_templates/call/template.yaml", "via: jurisdiction", "via: tag:consulates")


def reviews_the_text(desk: Desk) -> None:
    desk.edit("letter_templates/call/template.yaml", "reviewed: false", "reviewed: true")
    desk.edit("senders.yaml", "languages: [en]", "languages: [de, en]")


def forgets_the_post_and_its_alias(desk: Desk) -> None:
    desk.edit("recipients.yaml", "id: embassy-london", "id: embassy-uk")


def changes_the_addressees_id(desk: Desk) -> None:
    desk.edit("recipients.yaml", "id: president", "id: head")
    desk.edit("letter_templates/call/template.yaml", "[president]", "[head]")


def gives_a_new_uid(desk: Desk) -> None:
    desk.edit("senders.yaml", "uid-of-ada-0001", "uid-of-ada-0002")


CHANGES: list[Callable[[Desk], None]] = [
    moves_the_district,
    closes_the_post,
    changes_the_default,
    changes_the_default_to_a_tag,
    reviews_the_text,
    forgets_the_post_and_its_alias,
    changes_the_addressees_id,
    gives_a_new_uid,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("is_out", [True, False], ids=["out", "drafted"])
def test_a_changed_file_plans_no_second_letter(
    desk: Desk, change: Callable[[Desk], None], *, is_out: bool
) -> None:
    (first,) = desk.draft()
    assert first.outcome is Outcome.PLANNED
    if is_out:
        desk.mark("sent", [first.reference])
    change(desk)
    (entry,) = desk.plan()
    if entry.reference == first.reference:
        # The letter itself, found under the uid that it was written with.
        assert is_out == (entry.outcome is Outcome.SKIPPED)
        return
    assert (entry.outcome, codes([entry])) == (Outcome.SKIPPED, ["already_written"])
    assert entry.written == (first.reference,)
    assert first.reference in entry.problems[0].message
    assert (f"withdrawn {first.reference}" in entry.problems[0].hint) == (not is_out)
    (again,) = desk.draft(again=True)
    assert (again.outcome, again.written) == (Outcome.PLANNED, (first.reference,))
    if is_out:
        assert desk.mark("sent", [again.reference]).problems == ()


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_given_up_is_written_anew(desk: Desk, change: Callable[[Desk], None]) -> None:
    (first,) = desk.draft()
    desk.mark("withdrawn", [first.reference])
    change(desk)
    (entry,) = desk.plan()
    if entry.reference != first.reference:
        assert (entry.outcome, codes([entry])) == (Outcome.PLANNED, [])


def test_a_person_with_two_uids_has_written_both_letters(desk: Desk) -> None:
    desk.write(senders=SENDERS + BOB)
    ada, bob = desk.draft(senders=("ada", "bob"))
    desk.mark("sent", [bob.reference])
    merged = "    aliases: [bob]\n    first_id: ada\n    merged_uids: [uid-of-bob-0001]\n"
    desk.write(senders=SENDERS + merged)
    (entry,) = desk.plan()
    assert (entry.outcome, entry.reference) == (Outcome.SKIPPED, bob.reference)
    assert codes([entry]) == ["already_out"]
    with pytest.raises(AdvocacyError) as caught:
        desk.mark("sent", [ada.reference])
    assert [one.code for one in caught.value.problems] == ["already_sent"]
    assert bob.reference in caught.value.problems[0].message


def test_two_offices_that_became_one(desk: Desk) -> None:
    desk.edit("letter_templates/call/template.yaml", "[president]", "[president, consulate-leeds]")
    (first,) = desk.draft(to=("president",))
    (second,) = desk.draft("direct", to=("consulate-leeds",))
    desk.mark("sent", [second.reference])
    desk.write(recipients=RECIPIENTS)
    below(desk, "president", "aliases: [consulate-leeds]", "first_id: president")
    desk.edit("letter_templates/call/template.yaml", "president, consulate-leeds", "president")
    (entry,) = desk.plan()
    assert (entry.outcome, codes([entry])) == (Outcome.SKIPPED, ["already_written"])
    assert entry.written == (second.reference,)
    with pytest.raises(AdvocacyError, match=second.reference):
        desk.mark("sent", [first.reference])


def test_several_points_asked_for_outright_have_a_letter_each(desk: Desk) -> None:
    (first,) = desk.draft()
    named = desk.plan("embassy-berlin", "embassy-london")
    entries = desk.draft(BOTH)
    for found in (named, entries):
        assert {entry.via for entry in found} == {"embassy-london", "embassy-berlin"}
        assert codes(found) == []
    assert first.reference in {entry.reference for entry in entries}
    assert desk.mark("sent", [entry.reference for entry in entries]).problems == ()
    # Another language is no other point.
    reviews_the_text(desk)
    entries = desk.plan(BOTH)
    assert [entry.outcome for entry in entries] == [Outcome.SKIPPED] * 2
    assert codes(entries) == ["already_written"] * 2


def test_one_point_more_gets_its_letter_and_no_other(desk: Desk) -> None:
    entries = desk.draft(BOTH)
    desk.mark("sent", [entry.reference for entry in entries])
    desk.edit("recipients.yaml", "tags: [consulates]", "tags: [missions]")
    london, berlin, leeds = desk.draft(BOTH)
    assert (london.outcome, berlin.outcome) == (Outcome.SKIPPED, Outcome.SKIPPED)
    assert (leeds.outcome, codes([leeds])) == (Outcome.PLANNED, [])
    assert desk.mark("sent", [leeds.reference]).problems == ()
    (single,) = desk.plan("direct")
    assert codes([single]) == ["already_written"]


def test_a_post_that_took_over_has_no_letter_of_its_own(desk: Desk) -> None:
    sent = desk.draft(BOTH)
    desk.mark("sent", [entry.reference for entry in sent])
    closes_the_post(desk)
    desk.edit("recipients.yaml", "tags: [consulates]", "tags: [missions]")
    london, _, leeds = desk.plan(BOTH)
    assert (london.outcome, codes([london])) == (Outcome.SKIPPED, ["closed"])
    assert (leeds.outcome, codes([leeds])) == (Outcome.SKIPPED, ["already_written"])


def test_a_single_point_is_not_several(desk: Desk) -> None:
    (first,) = desk.draft()
    (entry,) = desk.plan("embassy-berlin")
    assert (entry.outcome, codes([entry])) == (Outcome.SKIPPED, ["already_written"])
    assert first.reference in entry.problems[0].message


def test_whose_letter_the_ledger_of_an_earlier_version_cannot_tell_is_said(desk: Desk) -> None:
    (first,) = desk.draft()
    desk.mark("sent", [first.reference])
    without_points(desk)
    changes_the_addressees_id(desk)
    (entry,) = desk.plan()
    assert (entry.outcome, codes([entry])) == (Outcome.PLANNED, ["maybe_written"])
    assert "aliases: [president]" in entry.problems[0].hint
    desk.edit("recipients.yaml", "- id: head\n", "- id: head\n    aliases: [president]\n")
    (entry,) = desk.plan()
    assert (entry.outcome, entry.reference) == (Outcome.SKIPPED, first.reference)


def without_points(desk: Desk) -> None:
    """Take from the ledger what earlier versions did not write."""
    with closing(sqlite3.connect(desk.workplace.ledger)) as connection:
        connection.execute("UPDATE events SET data = json_remove(data, '$.points', '$.asked')")
        connection.commit()


def test_another_person_case_or_template_is_another_letter(desk: Desk) -> None:
    (first,) = desk.draft()
    desk.mark("sent", [first.reference])
    desk.write(senders=SENDERS + BOB)
    (entry,) = desk.plan("embassy-berlin", senders=("bob",))
    assert (entry.outcome, codes([entry])) == (Outcome.PLANNED, [])


def test_a_draft_beside_one_that_left_is_not_sent(desk: Desk) -> None:
    (first,) = desk.draft()
    changes_the_default(desk)
    (second,) = desk.draft(again=True)
    desk.mark("sent", [second.reference])
    with pytest.raises(AdvocacyError) as caught:
        desk.mark("sent", [first.reference])
    (problem,) = caught.value.problems
    assert (problem.code, second.reference in problem.message) == ("already_sent", True)
    marked = desk.mark("sent", [first.reference], lifts=["already_sent"])
    assert [one.code for one in marked.problems] == ["already_sent"]


def test_two_drafts_of_one_letter_do_not_leave_together(desk: Desk) -> None:
    (first,) = desk.draft()
    without_points(desk)
    changes_the_default(desk)
    (second,) = desk.draft(again=True)
    without_points(desk)
    both = [first.reference, second.reference]
    with pytest.raises(AdvocacyError) as caught:
        desk.mark("sent", both)
    assert {one.code for one in caught.value.problems} == {"already_sent"}
    with pytest.raises(AdvocacyError):
        desk.mark("left_with_guard", both)
    assert desk.mark("withdrawn", both).problems == ()


def test_the_next_round_is_begun_in_each_way(desk: Desk) -> None:
    first = desk.draft(BOTH)
    desk.mark("sent", [entry.reference for entry in first])
    second = desk.draft(BOTH, again=True)
    assert [(entry.round, entry.outcome) for entry in second] == [(2, Outcome.PLANNED)] * 2
    assert desk.mark("sent", [entry.reference for entry in second]).problems == ()


def test_a_post_that_closes_tomorrow_takes_letters_today(desk: Desk) -> None:
    closes_the_post(desk)
    desk.edit("recipients.yaml", "closed_on: 2026-03-02", "closed_on: 2026-03-03")
    (entry,) = desk.draft()
    assert (entry.via, codes([entry])) == ("embassy-london", ["closing"])
    desk.clock.pass_days(1)
    (entry,) = desk.plan()
    assert (entry.via, codes([entry])) == ("consulate-leeds", ["already_written"])
    desk.edit("senders.yaml", "languages: [en]", "languages: [en]\n    post: embassy-london")
    assert desk.plan()[0].via == "consulate-leeds"


def test_without_somebody_who_takes_over_nothing_is_guessed(desk: Desk) -> None:
    closes_the_post(desk)
    desk.edit("recipients.yaml", "    succeeded_by: consulate-leeds\n", "")
    assert codes(desk.plan()) == ["no_post"]
    assert codes(desk.plan("embassy-london")) == ["closed"]
    below(desk, "embassy-london", "succeeded_by: embassy-berlin")
    below(desk, "embassy-berlin", "closed_on: 2026-01-01", "succeeded_by: consulate-leeds")
    assert desk.plan()[0].via == "consulate-leeds"


def test_a_follow_up_goes_to_who_took_over(desk: Desk) -> None:
    (first,) = desk.draft()
    desk.mark("sent", [first.reference], on=dt.date(2026, 3, 2))
    closes_the_post(desk)
    request = follow_up(desk.workplace, first.reference, Request(Choice("call")))
    assert request.choice.via == ("consulate-leeds",)
