from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.model.references import read_reference
from campaigns import Clock
from reply_values import COMMUNICATION, QUESTIONS
from running import Run


def entered(run: Run, *more: str) -> Any:
    result = run(*COMMUNICATION, *more, "--json")
    assert result.code == 0, result.out
    return result.json


def test_a_communication_is_entered_with_the_terms_of_its_kind(run: Run) -> None:
    answer = entered(run, "--mandate", "Example Rapporteur", "--url", "https://example.org/a")
    assert read_reference(answer["reference"]) == answer["reference"]
    assert answer["change"] == "added"
    assert answer["communication"] == {
        "un_ref": "AL XXX 3/2025",
        "kind": "AL",
        "subject": None,
        "on": "2025-11-05",
        "dated": None,
        "author": "Example Working Group",
        "mandates": ["Example Rapporteur"],
        "url": "https://example.org/a",
        "public_on": None,
    }
    clock = answer["clock"]
    assert (clock["due_on"], clock["confidential_until"]) == ("2026-01-04", "2026-01-05")
    (letter,) = run("status", "--json").json["letters"]
    assert (letter["delivery"], letter["delivery_on"]) == ("sent", "2025-11-05")


def test_it_says_what_follows(run: Run) -> None:
    result = run(*COMMUNICATION)
    assert result.out.rstrip().endswith("added: AL XXX 3/2025")
    assert "A reply is due by 2026-01-04." in result.err
    assert "It is confidential until 2026-01-05." in result.err


def test_entered_again_it_is_the_same_and_what_is_new_is_added(run: Run) -> None:
    first = entered(run)
    assert entered(run)["change"] == "unchanged"
    more = run(
        *("communication", "add", "--ref", "al xxx 3/2025", "--from", "Example  Working Group"),
        *("--to", "president", "--on", "2025-11-06", "--url", "https://example.org", "--json"),
    ).json
    assert (more["reference"], more["change"]) == (first["reference"], "changed")
    assert more["clock"]["started_on"] == "2025-11-06"
    shown = run("show", first["reference"], "--json").json
    assert shown["events"][-1]["data"]["questions"] == list(QUESTIONS)
    assert shown["events"][-1]["data"]["url"] == "https://example.org"


def test_without_a_reference_of_its_own_a_day_and_a_few_words_name_it(run: Run) -> None:
    words = ("--from", "A coalition", "--to", "president", "--on", "2025-11-05")
    one = run("communication", "add", "--ref", "On  two people", *words, "--json").json
    assert one["communication"]["subject"] == "On two people"
    assert one["clock"]["due_on"] is None
    given = run(
        *("communication", "add", "--ref", "On two people", *words),
        *("--reply-within", "10wd", "--confidential-until", "2025-12-01", "--json"),
    ).json
    assert given["reference"] == one["reference"]
    assert given["clock"]["due_on"] == "2025-11-19"
    assert given["clock"]["confidential_until"] == "2025-12-01"


def test_it_goes_back_to_a_letter_and_may_be_called_by_its_own_reference(run: Run) -> None:
    (letter,) = run("draft", "call", "--json").json["letters"]
    answer = entered(run, "--about", letter["reference"])
    assert answer["about"] == [letter["reference"]]
    assert entered(run, "--about", letter["reference"])["change"] == "unchanged"
    assert run("show", "al xxx 3/2025", "--json").json["letter"]["reference"] == answer["reference"]


def test_a_letter_of_mandates_without_a_reference_falls_due_as_well(run: Run) -> None:
    told = ("--from", "Rapporteurs", "--to", "president", "--ref", "A letter", "--on", "2026-01-10")
    reference = run("communication", "add", *told, "--mandate", "sr-vaw", "--json").json
    due = run("status", "--due", "--within", "30d", "--json").json["due"]
    assert [(one["reference"], one["due"]) for one in due] == [
        (reference["reference"], "reply"),
        (reference["reference"], "public"),
    ]


@pytest.mark.parametrize(
    "who", ["wgeid", "Working Group on Enforced or Involuntary Disappearances"]
)
def test_a_case_of_the_working_group_on_disappearances_stays_confidential(
    run: Run, who: str
) -> None:
    told = ("--from", "WGEID", "--to", "president", "--ref", "Urgent action", "--on", "2023-09")
    result = run("communication", "add", *told, "--mandate", who)
    assert "It is confidential, and no term ends that." in result.err
    assert "A reply is due" not in result.err
    (letter,) = run("status", "--json").json["letters"]
    assert letter["clock"] == "none"
    assert "Urgent action" not in run("report").out
    assert "Urgent action" in run("report", "--audience", "internal").out


def test_undo_takes_it_back_and_it_can_be_entered_again(run: Run) -> None:
    reference = entered(run)["reference"]
    assert run("undo", reference, "--json").json["delivery"] == "none"
    assert run("status", "--json").json["letters"] == []
    assert entered(run)["change"] == "added"


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--on", "2027"], "in_the_future", "2027 has not come yet"),
        (["--on", "2027-01-01"], "in_the_future", "2027-01-01 has not come yet"),
        (["--ref", "AL XXX 03/2025"], "bad_value", "not a reference such as AL KOR 3/2019"),
        (["--ref", "  "], "bad_value", "is empty"),
        (["--from", "a\u202eb"], "bad_value", "invisible character U+202E"),
        (["--reply-within", "0d"], "bad_value", "'0d' is over before it begins"),
        (["--reply-within", "-3d"], "bad_value", "'-3d' is over before it begins"),
        (["--reply-within", "60 parsecs"], "bad_value", "there is no unit 'parsecs'"),
        (["--confidential-until", "2025-11-04"], "bad_value", "before the day it was sent"),
        (["--url", "javascript:alert(1)"], "bad_value", "is not the address of a page"),
        (["--to", "presidnt"], "unknown_recipient", "there is no recipient 'presidnt'"),
        (["--about", "TST-0000-0000-0"], "unknown_letter", "there is no letter TST-0000-0000-0"),
    ],
)
def test_what_cannot_be(run: Run, more: list[str], code: str, message: str) -> None:
    result = run(*COMMUNICATION, *more, "--json")
    assert result.code == 1
    (problem,) = result.json["problems"]
    assert problem["code"] == code
    assert message in problem["message"]
    assert problem["hint"]
    assert run("status", "--json").json["letters"] == []


def test_a_day_that_is_none_is_wrong_usage(run: Run) -> None:
    result = run(*COMMUNICATION, "--on", "2025-02-30")
    assert result.code == 2
    assert "there is no day 2025-02-30" in result.err


@pytest.mark.parametrize(
    ("known", "due"), [("2025", "2026-03-01"), ("2025-09", "2025-11-29"), ("2026-03", "2026-05-01")]
)
def test_a_day_known_in_part_stays_so_and_clocks_go_from_its_last(
    run: Run, known: str, due: str
) -> None:
    answer = entered(run, "--on", known)
    assert answer["communication"]["dated"] == known
    assert (answer["clock"]["due_on"], answer["clock"]["at_the_latest"]) == (due, True)
    assert entered(run, "--on", known)["change"] == "unchanged"
    shown = run("show", answer["reference"])
    assert f"sent on {known}\n" in shown.out
    assert f"a reply is due by {due} at the latest" in shown.out
    assert f"A reply is due by {due} at the latest." in run(*COMMUNICATION, "--on", known).err
    assert f"{known}  communicated" in run("history").out


def test_the_same_month_entered_again_later_is_the_same(run: Run, clock: Clock) -> None:
    answer = entered(run, "--on", "2026-03")
    assert answer["communication"]["on"] == "2026-03-02"
    clock.pass_days(3)
    assert entered(run, "--on", "2026-03")["change"] == "unchanged"


def test_a_day_that_becomes_known_takes_the_place_of_the_month(run: Run) -> None:
    first = entered(run, "--on", "2025-09")
    again = entered(run, "--on", "2025-09-05")
    assert (again["reference"], again["change"]) == (first["reference"], "changed")
    assert (again["communication"]["on"], again["communication"]["dated"]) == ("2025-09-05", None)
    assert again["clock"]["at_the_latest"] is False


def test_completed_without_a_day_it_keeps_its_own(run: Run) -> None:
    entered(run, "--on", "2025-09")
    words = ("--ref", "AL XXX 3/2025", "--from", "Example Working Group", "--to", "president")
    again = run("communication", "add", *words, "--url", "https://example.org", "--json").json
    assert (again["change"], again["communication"]["dated"]) == ("changed", "2025-09")


def test_without_a_reference_the_month_names_it(run: Run) -> None:
    words = ("communication", "add", "--from", "A coalition", "--to", "president")
    answer = run(*words, "--ref", "On two people", "--on", "2025-09", "--json").json
    shown = run("show", "2025-09 on two people", "--json").json
    assert shown["letter"]["reference"] == answer["reference"]


@pytest.mark.parametrize(
    ("on", "message"),
    [
        ("Sept 2025", "'Sept 2025' is not a date; write 2025-09"),
        ("2025-13", "there is no time 2025-13"),
    ],
)
def test_a_month_that_is_none_is_wrong_usage(run: Run, on: str, message: str) -> None:
    result = run(*COMMUNICATION, "--on", on)
    assert (result.code, message in result.err) == (2, True)


def test_it_cannot_go_back_to_itself(run: Run) -> None:
    reference = entered(run)["reference"]
    result = run(*COMMUNICATION, "--about", reference)
    assert (result.code, "cannot belong to itself" in result.err) == (1, True)


def test_two_machines_give_the_same_reference(run: Run, clock: Clock) -> None:
    first = entered(run)["reference"]
    run("undo", first)
    clock.pass_days(3)
    assert entered(run, "--question", "Something else?")["reference"] == first


UNNAMED = (
    *("communication", "add", "--ref", "On two people", "--on", "2025-09"),
    *("--from", "Example Working Group", "--to", "president"),
)


def test_a_reference_that_becomes_known_joins_the_letter_that_is_known(run: Run) -> None:
    first = run(*UNNAMED, "--json").json["reference"]
    run("reply", "add", first, "--on", "2025-12-01", "--kind", "holding")
    edited = run(
        *("communication", "edit", first, "--un-ref", "al xxx 3/2025", "--on", "2025-09-05"),
        "--json",
    ).json
    assert (edited["reference"], edited["change"]) == (first, "changed")
    told = edited["communication"]
    assert (told["un_ref"], told["subject"]) == ("AL XXX 3/2025", "On two people")
    assert (told["on"], told["dated"], edited["clock"]["due_on"]) == (
        *("2025-09-05", None),
        "2025-11-04",
    )
    assert entered(run, "--on", "2025-09-05")["reference"] == first
    again = run(*UNNAMED, "--url", "https://example.org", "--json").json
    assert (again["reference"], again["communication"]["un_ref"]) == (first, "AL XXX 3/2025")
    for name in ("AL XXX 3/2025", "On two people"):
        assert run("show", name, "--json").json["letter"]["reference"] == first
    (letter,) = run("status", "--json").json["letters"]
    assert letter["reply"] == "holding"


def test_what_is_known_already_changes_nothing(run: Run) -> None:
    first = run(*UNNAMED, "--json").json["reference"]
    words = ("communication", "edit", first, "--un-ref", "AL XXX 3/2025", "--on", "2025-09")
    assert "changed: AL XXX 3/2025" in run(*words).out
    assert "unchanged: AL XXX 3/2025" in run(*words).out


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--un-ref", "two people"], "bad_value", "'two people' is not a reference such as AL"),
        (["--un-ref", "AL XXX 03/2025"], "bad_value", "not a reference such as AL KOR 3/2019"),
        (["--un-ref", "AL XXX 3/2025"], "reference_taken", "AL XXX 3/2025 is entered already"),
        (["--on", "2027"], "in_the_future", "2027 has not come yet"),
    ],
)
def test_what_cannot_become_known(run: Run, more: list[str], code: str, message: str) -> None:
    entered(run)
    first = run(*UNNAMED, "--json").json["reference"]
    result = run("communication", "edit", first, *more, "--json")
    (problem,) = result.json["problems"]
    assert (result.code, problem["code"]) == (1, code)
    assert message in problem["message"]
    assert problem["hint"]


def test_it_was_not_sent_after_its_reply(run: Run) -> None:
    first = run(*UNNAMED, "--json").json["reference"]
    run("reply", "add", first, "--on", "2025-12-01")
    assert run("communication", "edit", first, "--on", "2025-12").code == 0
    result = run("communication", "edit", first, "--on", "2026")
    assert (result.code, "came on 2025-12-01, so it cannot have" in result.err) == (1, True)


def test_only_letters_of_others_can_be_edited_and_something_must_be_said(run: Run) -> None:
    (letter,) = run("draft", "call", "--json").json["letters"]
    result = run("communication", "edit", letter["reference"], "--on", "2025")
    assert (result.code, "is a letter of yours" in result.err) == (1, True)
    assert run("communication", "edit", letter["reference"]).code == 2
    result = run("communication", "edit", "AL XXX 3/2025", "--on", "2025")
    assert (result.code, "there is no letter AL XXX 3/2025" in result.err) == (1, True)


@pytest.mark.parametrize("on", ["1927-11-05", "2024-11-05", "2024"])
def test_the_day_does_not_contradict_the_year_of_the_reference(run: Run, on: str) -> None:
    add = run(*COMMUNICATION, "--on", on)
    assert (add.code, "AL XXX 3/2025 is of 2025" in add.err) == (1, True)
    first = entered(run)["reference"]
    edit = run("communication", "edit", first, "--on", on)
    assert (edit.code, "cannot have been sent on" in edit.err) == (1, True)


def test_another_day_ends_no_confidentiality_that_still_runs(run: Run) -> None:
    first = entered(run, "--ref", "AL XXX 4/2025", "--on", "2026-01-20")["reference"]
    words = ("communication", "edit", first, "--on", "2025-05-05")
    (problem,) = run(*words, "--json").json["problems"]
    assert problem["code"] == "still_confidential"
    assert run(*words, "--public-on", "2025-09-01").code == 0


def test_it_says_since_when_it_is_public(run: Run) -> None:
    result = run(*COMMUNICATION, "--public-on", "2025-11-20")
    assert "It is public since 2025-11-20." in result.err
    assert "confidential" not in result.err
