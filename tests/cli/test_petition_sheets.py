"""Sheets of paper: what they say, their numbers, and what is recorded of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from campaigns import edit
from petitions import ADA, table, write_petition
from running import Result, Run

pytestmark = pytest.mark.slow

OF = ("--template", "ask")
SHEET = ("petition", "sheet", "ask", "--json")
CONTROLLER = "  controller: {name: Example Committee, contact: committee@example.org}\n"
TEMPLATE = "letter_templates/ask/template.yaml"


@pytest.fixture(autouse=True)
def _petition(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_petition(root)
    monkeypatch.chdir(tmp_path)


def code_of(result: Result) -> str:
    assert result.code == 1, result
    return str(result.json["problems"][0]["code"])


def made(run: Run, *more: str) -> tuple[str, Any]:
    """The first page's text on one line, and the answer."""
    answer = run(*SHEET, "--out", "sheets.pdf", *more).json
    document = pypdfium2.PdfDocument("sheets.pdf")
    try:
        return " ".join(document[0].get_textpage().get_text_range().split()), answer
    finally:
        document.close()


def test_a_sheet_says_who_collects_and_what_becomes_of_it(run: Run, root: Path) -> None:
    text, answer = made(run, "--return-by", "2026-09-01")
    for said in (
        "Collected by Example Committee. Contact: committee@example.org",
        "To withdraw your signature, write there",
        "This sheet stays with whoever collects",
        "Names on paper are only counted",
        "Please return this sheet by 1 September 2026.",
    ):
        assert said in text
    assert [word for word in ("tick", "may be printed", "SPECIMEN") if word in text] == []
    assert answer["problems"] == []
    edit(root / TEMPLATE, CONTROLLER, f"{CONTROLLER}  sheets_handed_over: true\n")
    text, answer = made(run)
    assert "whoever receives it can read your name" in text
    assert "stays with" not in text
    assert "Please return this sheet by:" in text
    assert [problem["code"] for problem in answer["problems"]] == ["no_return_day"]


def test_boxes_stand_only_where_names_are_typed_in(run: Run, root: Path) -> None:
    edit(root / TEMPLATE, CONTROLLER, f"{CONTROLLER}  names_on_paper: typed_in\n")
    text, _ = made(run)
    assert "Tick what you agree to." in text
    assert "My name and country may be printed" in text
    assert "only counted" not in text


def test_who_collects_must_be_said(run: Run, root: Path) -> None:
    edit(root / TEMPLATE, CONTROLLER, "")
    assert code_of(run(*SHEET)) == "no_controller"
    assert not (root / "signatures").exists()
    edit(root / TEMPLATE, '  version: "7"\n', '  version: "7"\n  controller: A, Road 1, York\n')
    text, _ = made(run)
    assert "Collected by A, Road 1, York. To withdraw" in text


def test_sheets_of_an_invented_collector_are_specimens(run: Run, root: Path) -> None:
    edit(root / TEMPLATE, "committee@example.org}", "committee@example.org, example: true}")
    text, answer = made(run)
    assert "SPECIMEN" in text
    assert answer["specimen"] is True
    assert not (root / "signatures").exists()
    edit(root / TEMPLATE, ", example: true", "")
    assert made(run)[1]["sheets"] == [1]


def test_no_number_is_given_out_twice(run: Run, root: Path) -> None:
    assert made(run, "--sheets", "3")[1]["sheets"] == [1, 2, 3]
    assert made(run, "--lang", "ko")[1]["sheets"] == [4]
    assert made(run, "--first", "8", "--sheets", "2")[1]["sheets"] == [8, 9]
    before = Path("sheets.pdf").read_bytes()
    for first in ("1", "4", "7", "9"):
        refused = run(*SHEET, "--out", "sheets.pdf", "--first", first, "--sheets", "2")
        assert code_of(refused) == "sheet_printed", first
    assert Path("sheets.pdf").read_bytes() == before
    run("petition", "record-sheet", "20", *OF, "--count", "3")
    assert code_of(run(*SHEET, "--first", "20")) == "sheet_printed"
    answer = made(run)[1]
    assert answer["sheets"] == [21]
    assert "sheets_not_remembered" in [problem["code"] for problem in answer["problems"]]
    status = run("petition", "status", "ask", "--json").json
    assert [(one["first"], one["count"]) for one in status["printed"]] == [
        (1, 3), (4, 1), (8, 2), (21, 1),
    ]  # fmt: skip
    run("petition", "import", table(Path(), ADA), *OF)
    run("petition", "withdraw", "--name", "Ada Lovelace", *OF)
    kept = (root / "signatures/ask.jsonl").read_text()
    assert [json.loads(line)["event"] for line in kept.splitlines()].count("printed") == 4


def test_no_more_sign_a_sheet_than_it_has_lines(run: Run) -> None:
    lines = made(run)[1]["lines"]
    record = ("petition", "record-sheet", "1", *OF, "--json", "--count")
    assert code_of(run(*record, str(lines + 1))) == "more_than_lines"
    answer = run(*record, str(lines)).json
    assert (answer["counts"]["paper"], answer["problems"], answer["replaced"]) == (lines, [], None)
    assert code_of(run(*record, str(lines + 1), "--replace")) == "more_than_lines"
    said = run("petition", "record-sheet", "1", *OF, "--count", "2", "--replace")
    assert f"That replaces {lines}, recorded on 2026-03-02." in said.err
    unknown = run("petition", "record-sheet", "7", *OF, "--count", "100", "--json")
    assert [problem["code"] for problem in unknown.json["problems"]] == ["sheet_not_printed"]


def test_sheets_are_recorded_once_and_corrected_on_purpose(
    run: Run, root: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "Scan 1.PDF"
    scan.write_bytes(b"%PDF-scan")
    record = ("petition", "record-sheet", "3", *OF, "--json", "--count")
    first = run(*record, "14", "--scan", str(scan), "--on", "2026-03-01").json
    kept = root / first["sheet"]["scan"]
    assert kept.read_bytes() == b"%PDF-scan"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert first["sheet"]["scan_sha256"] == hashlib.sha256(b"%PDF-scan").hexdigest()
    assert code_of(run(*record, "12")) == "sheet_recorded"
    corrected = run(*record, "12", "--replace").json
    assert corrected["replaced"] == {
        "count": 14,
        "on": "2026-03-01",
        "scan": first["sheet"]["scan"],
    }
    assert (corrected["counts"]["paper"], corrected["counts"]["sheets"]) == (12, 1)
    assert corrected["sheet"]["scan"] == first["sheet"]["scan"]
    assert corrected["sheet"]["replaced_scan"] is None


def test_a_scan_that_was_replaced_is_named_until_it_is_removed(
    run: Run, root: Path, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    old.write_bytes(b"%PDF-old")
    new.write_bytes(b"%PDF-new")
    record = ("petition", "record-sheet", "3", *OF, "--count", "14", "--replace", "--scan")
    kept = run(*record, str(old), "--json").json["sheet"]["scan"]
    assert "still there" not in run(*record, str(old)).err
    assert run(*record, str(new), "--json").json["sheet"]["replaced_scan"] == kept
    run(*record, str(old))
    said = run(*record, str(new)).err
    assert kept in said and "Remove it" in said
    run(*record, str(old))
    (root / kept).unlink()
    assert "still there" not in run(*record, str(new)).err


def test_sheets_that_cannot_be_recorded(run: Run, root: Path) -> None:
    def code(number: str, *more: str) -> str:
        return code_of(run("petition", "record-sheet", number, *OF, "--json", *more))

    assert code("1", "--count", "3", "--scan", "none.pdf") == "missing_file"
    assert code("0", "--count", "1") == code("1", "--count=-1") == "bad_number"
    assert code("1", "--count", "101") == "bad_number"
    assert not (root / "signatures").exists()


@pytest.mark.parametrize("language", ["en", "ko", "ar"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_sheets_in_every_language(run: Run, tmp_path: Path, language: str, paper: str) -> None:
    out = tmp_path / "sheets.pdf"
    options = ("--lang", language, "--sheets", "2", "--first", "8", "--layout", paper)
    answer = run(*SHEET, *options, "--out", str(out)).json
    assert answer["sheets"] == [8, 9]
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 2
    for number, page in zip(("8", "9"), document, strict=True):
        text = page.get_textpage().get_text_range()
        assert number in text
        assert str(answer["lines"]) in text
        assert "committee@example.org" in text
    document.close()


def test_what_sheets_cannot_be(run: Run, tmp_path: Path, root: Path) -> None:
    def code(*more: str) -> str:
        return code_of(run("petition", "sheet", *more, "--out", str(tmp_path / "x"), "--json"))

    assert code("ask", "--lang", "de") == "no_text_in_language"
    assert code("ask", "--layout", "a5") == "unknown_paper"
    assert code("ask", "--sheets", "0") == "bad_number"
    assert code("ask", "--first", "0") == "bad_number"
    assert code("call") == "not_a_petition"
    edit(root / TEMPLATE, "We ask for one thing.", "Word " * 3500)
    assert code("ask") == "sheet_too_full"
    assert not (root / "signatures").exists()
