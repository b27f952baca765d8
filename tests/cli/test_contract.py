"""What scripts rely on: exit codes, JSON shapes, and which stream says what."""

from __future__ import annotations

from pathlib import Path

import pytest

from advocacy_cli.cli.mark import State
from advocacy_cli.model.events import MAY_FOLLOW
from campaigns import edit
from running import Run

LETTER_KEYS = {
    "reference",
    "template",
    "addressee",
    "via",
    "sender",
    "case",
    "language",
    "layout",
    "round",
    "file",
    "pages",
    "sha256",
    "outcome",
    "problems",
    "written",
}
STATUS_KEYS = {
    "reference",
    "template",
    "addressee",
    "via",
    "sender",
    "case",
    "language",
    "round",
    "file",
    "drafted_on",
    "stale",
    "delivery",
    "delivery_on",
    "channel",
    "conflict",
    "reply",
    "reply_on",
    "clock",
    "due_on",
    "about",
    "series",
}
PROBLEM_KEYS = {"code", "severity", "message", "where", "hint"}


def test_draft(run: Run, root: Path) -> None:
    result = run("draft", "call", "--via", "tag:missions", "--json")
    assert (result.code, result.err) == (0, "")
    answer = result.json
    assert set(answer) == {"version", "run", "dry_run", "letters", "totals", "problems"}
    assert answer["version"] == 1
    assert answer["totals"] == {
        "planned": 0,
        "drafted": 2,
        "unchanged": 0,
        "skipped": 0,
        "failed": 0,
    }
    for letter in answer["letters"]:
        assert set(letter) == LETTER_KEYS
        assert (root / letter["file"]).is_file()
        assert not Path(letter["file"]).is_absolute()


def test_a_dry_run_has_no_files_and_no_run(run: Run) -> None:
    answer = run("draft", "call", "--dry-run", "--json").json
    assert (answer["run"], answer["dry_run"]) == (None, True)
    (letter,) = answer["letters"]
    assert (letter["outcome"], letter["file"], letter["sha256"]) == ("planned", None, None)


@pytest.mark.slow
def test_partly_done_is_3_and_nothing_done_is_1(run: Run, root: Path) -> None:
    edit(root / "recipients.yaml", "10115 Berlin", "10115 Berlin 😀")
    partly = run("draft", "call", "--via", "tag:missions", "--json")
    assert partly.code == 3
    failed = [letter for letter in partly.json["letters"] if letter["outcome"] == "failed"]
    (problem,) = failed[0]["problems"]
    assert set(problem) == PROBLEM_KEYS
    assert problem["where"].startswith("recipients.yaml:")
    assert run("draft", "call", "--via", "embassy-berlin", "--again", "--json").code == 1


def test_status(run: Run) -> None:
    run("draft", "call")
    answer = run("status", "--json").json
    (letter,) = answer["letters"]
    assert set(letter) == STATUS_KEYS
    assert (letter["delivery"], letter["reply"], letter["clock"]) == ("drafted", "none", "none")
    assert answer["totals"]["drafted"] == 1


def test_check(run: Run, root: Path) -> None:
    assert run("check", "--json").code == 0
    edit(root / "senders.yaml", "name: Ada", "nmae: Ada")
    result = run("check", "--json")
    assert result.code == 1
    assert set(result.json) == {"version", "problems", "errors", "warnings"}
    assert result.json["errors"] >= 1
    assert any(found["where"].startswith("senders.yaml:4:") for found in result.json["problems"])


def test_a_fatal_error_with_json_is_json(run: Run) -> None:
    result = run("draft", "cal", "--json")
    assert (result.code, result.err) == (1, "")
    (problem,) = result.json["problems"]
    assert problem["code"] == "unknown_template"
    assert problem["hint"] == "did you mean call?"


def test_a_fatal_error_without_json_is_talk(run: Run) -> None:
    result = run("draft", "cal")
    assert (result.code, result.out) == (1, "")
    assert (
        result.err == "error: there is no template 'cal' [unknown_template]\n  did you mean call?\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [["draft"], ["mark"], ["mark", "posted"], ["nonsense"], ["draft", "call", "--date", "x"]],
)
def test_wrong_usage_is_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_marks(run: Run) -> None:
    reference = run("draft", "call", "--json").json["letters"][0]["reference"]
    first = run("mark", "sent", reference, "--by", "post", "--json")
    assert first.json["changed"] == [reference]
    again = run("mark", "sent", reference, "--json")
    assert (again.code, again.json["changed"], again.json["unchanged"]) == (0, [], [reference])
    contradicting = run("mark", "withdrawn", reference, "--json")
    assert contradicting.code == 1
    assert contradicting.json["problems"][0]["code"] == "contradiction"
    undone = run("undo", reference, "--json")
    assert (undone.code, undone.json["delivery"]) == (0, "drafted")


def test_references_and_recipients_from_standard_input(run: Run) -> None:
    drafted = run("draft", "call", "--via", "tag:missions", "--json").json["letters"]
    names = "\n".join(letter["reference"] for letter in drafted)
    assert run("mark", "sent", "-", "--json", stdin=names).json["changed"] == names.split()
    assert run("draft", "call", "--to", "-", "--json", stdin="president\n").code == 0


def test_nobody_on_standard_input_is_not_everybody(run: Run, root: Path) -> None:
    result = run("draft", "call", "--to", "-", stdin="\n")
    assert result.code == 2
    assert "standard input named nobody" in result.err
    assert not (root / "letters").exists()


def test_no_references_on_standard_input_is_nothing_to_do(run: Run) -> None:
    run("draft", "call")
    result = run("mark", "sent", "-", "--json", stdin="")
    assert (result.code, result.json["changed"]) == (0, [])


def test_mark_without_a_letter_is_wrong_usage(run: Run) -> None:
    assert run("mark", "sent").code == 2


def test_every_mark_of_the_command_is_one_that_the_rules_know() -> None:
    assert {state.value for state in State} == {mark.value for mark in MAY_FOLLOW}


def test_show_history_and_verify(run: Run, root: Path) -> None:
    letter = run("draft", "call", "--json").json["letters"][0]
    shown = run("show", letter["reference"], "--json").json
    assert shown["letter"]["sha256"] == letter["sha256"]
    assert [event["kind"] for event in shown["events"]] == ["drafted"]
    (event,) = run("history", "--json").json["events"]
    assert event["run"] == run("history", "--run", event["run"], "--json").json["events"][0]["run"]
    path = root / letter["file"]
    assert run("verify", str(path), "--json").json["verdict"] == "genuine"
    path.write_bytes(path.read_bytes() + b"%")
    altered = run("verify", str(path), "--json")
    assert (altered.code, altered.json["verdict"]) == (1, "altered")


@pytest.mark.parametrize("group", ["templates", "recipients", "senders"])
def test_lists(run: Run, group: str) -> None:
    answer = run(group, "list", "--json").json
    assert answer["version"] == 1
    assert answer[group]
    rows = run(group, "list", "--csv").out.splitlines()
    assert len(rows) == len(answer[group]) + 1


def test_lists_are_narrowed_by_tag_and_country(run: Run) -> None:
    def names(*arguments: str) -> list[str]:
        answer = run("recipients", "list", "--json", *arguments).json
        return [found["recipient"] for found in answer["recipients"]]

    assert names("--tag", "missions") == ["embassy-london", "embassy-berlin"]
    assert names("--country", "kp") == ["embassy-of-others"]


@pytest.mark.slow
def test_preview_records_nothing(run: Run, root: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "look.pdf"
    answer = run("preview", "call", "--out", str(pdf), "--json").json
    assert answer["files"] == [str(pdf)]
    assert pdf.read_bytes().startswith(b"%PDF")
    png = tmp_path / "look.png"
    assert run("preview", "call", "--png", "--out", str(png)).out == f"{png}\n"
    assert png.read_bytes().startswith(b"\x89PNG")
    text = run("preview", "call", "--text").out
    page = tmp_path / "look.txt"
    assert run("preview", "call", "--text", "--out", str(page)).out == f"{page}\n"
    assert page.read_text("utf-8") == text
    assert "I am Ada Example" in text
    assert "2 Mission Street" in text
    assert not (root / "letters").exists()
    assert not (root / "ledger.sqlite").exists()


def test_no_campaign_here(run: Run, tmp_path: Path) -> None:
    result = run("-C", str(tmp_path), "status", "--json")
    assert result.code == 1
    assert result.json["problems"][0]["code"] == "no_campaign"
    assert "advocacy init" in result.json["problems"][0]["hint"]
