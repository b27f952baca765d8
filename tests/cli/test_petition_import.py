"""Imports of signatures: ugly tables, what is told of them, and stores that stay whole."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from petitions import ADA, HEADER, IVAN, MINSU, table, write_petition
from running import Result, Run

pytestmark = pytest.mark.slow

OF = ("--template", "ask")
SCRIPTS = {
    "GB": "Siân Ó Briain",
    "VN": "Nguyễn Thị Minh Khai",
    "GR": "Νίκος Παπαδόπουλος",
    "RU": "Иван Петров",
    "AM": "Արամ Խաչատրյան",
    "GE": "ნინო ბერიძე",
    "IL": "דוד כהן",
    "EG": "محمد علي",
    "IR": "سارا احمدی\u200cنژاد",
    "IN": "राम शर्मा",
    "BD": "রহিমা খাতুন",
    "LK": "අනුර කුමාර",
    "TH": "สมชาย ใจดี",
    "KH": "សុខា",
    "MM": "အောင်ဆန်း",
    "ET": "አበበ ቢቂላ",
    "KR": "김민수",
    "JP": "髙橋 はなこ",
    "CN": "欧阳修",
}


@pytest.fixture(autouse=True)
def _petition(root: Path) -> None:
    write_petition(root)


def take(run: Run, file: str, *more: str) -> Result:
    result: Result = run("petition", "import", file, *OF, *more)
    return result


def test_names_in_every_script_come_in_and_out(run: Run, root: Path, tmp_path: Path) -> None:
    rows = [f"{name},,{country},,,yes,\n" for country, name in SCRIPTS.items()]
    assert take(run, table(tmp_path, *rows), "--json").json["new"] == len(SCRIPTS)
    lines = (root / "signatures/ask.jsonl").read_text(encoding="utf-8").splitlines()[2:]
    assert {(one["country"], one["name"]) for one in map(json.loads, lines)} == set(SCRIPTS.items())
    answer = run("petition", "deliver", "ask", "--json").json
    assert answer["annexes"][0]["named"] == len(SCRIPTS) - 1
    assert answer["annexes"][0]["held_back"] == {"CN": 1}
    assert [problem["code"] for problem in answer["problems"]] == ["not_named"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out_and_told(run: Run, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "x.csv"
    row = "José Núñez;Málaga;España;;2026-03-01;sí;no\n"
    file.write_text(HEADER.replace(",", ";") + row, encoding=encoding)
    result = take(run, str(file))
    assert result.code == 0, result
    assert "Read as " in result.err
    answer = take(run, str(file), "--json").json
    assert (answer["repeated"], answer["delimiter"]) == (1, ";")
    assert answer["counts"]["by_country"] == {"ES": 1}


def test_the_report_for_people(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(
        "Full name,Land,Shoe size,consent_print_name\nAda,GB,38,yes\nBo,SE,40,no\n", "utf-8"
    )
    result = take(run, str(file))
    assert "Taken: Full name → name; Land → country; consent_print_name." in result.err
    assert "Passed over: Shoe size." in result.err
    facts = [line.split() for line in result.out.splitlines()]
    assert ["signatures", "in", "all", "2"] in facts
    assert ["GB", "1"] in facts
    assert ["day", "unknown", "2"] in facts


def test_a_table_without_consents_is_counted_and_says_so(
    run: Run, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("name,country\nAda,GB\nBo,SE\n")
    result = take(run, str(file))
    assert result.code == 0
    assert "no column tells what people agreed to, so they are counted only" in result.err
    assert '--map "HEADER=consent_print_name"' in result.err
    (annex,) = run("petition", "deliver", "ask", "--json").json["annexes"]
    assert annex["named"] == 0
    delivered = run("petition", "deliver", "ask")
    assert "nobody who signed online agreed to be named" in delivered.err
    assert b"Ada" not in (root / annex["manifest"]).read_bytes()


def test_consents_to_another_wording_are_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    head = HEADER.replace("at,", "text_version,")
    file.write_text(f"{head}Ada,,GB,,6,yes,\nBo,,SE,,,yes,\nCy,,SE,,5,no,\n", "utf-8")
    take(run, str(file))
    answer = run("petition", "deliver", "ask", "--json").json
    assert [problem["code"] for problem in answer["problems"]] == ["other_wording"]
    assert "1 of those named agreed to wording '6', not to '7'" in answer["problems"][0]["message"]


def test_an_address_given_by_two_people_is_told(run: Run, tmp_path: Path) -> None:
    other = "Bo Lovelace,London,GB,ada@example.org,2026-03-01,no,yes\n"
    result = take(run, table(tmp_path, ADA, other))
    assert "is given again on line 3; they are counted as different people" in result.err
    assert "[shared_address]" in result.err
    counts = run("petition", "status", "ask", "--json").json["counts"]
    assert (counts["total"], counts["consents"]["print_name"]) == (2, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("name,country\nAda,GB\0\n", "nul_character"),
        ("name,country\nAda,G" + "B" * 1_000_000 + "\n", "cell_too_long"),
        (",".join(f"c{n}" for n in range(300)) + "\n", "too_many_columns"),
        ("name,name,country\nAda,Ada,GB\n", "repeated_column"),
        ("", "empty_table"),
    ],
)
def test_ugly_tables(run: Run, root: Path, tmp_path: Path, content: str, code: str) -> None:
    file = tmp_path / "x.csv"
    file.write_text(content)
    answer = take(run, str(file), "--json")
    assert answer.code == 1
    problems = answer.json.get("bad") or answer.json["problems"]
    assert [problem["code"] for problem in problems] == [code]
    assert not (root / "signatures").exists()


def test_quotes_and_carriage_returns(run: Run, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b'name,country\r"Ada ""Byron"" Lovelace",GB\rBo,SE\r')
    assert take(run, str(file), "--json").json["new"] == 2
    assert 'Ada \\"Byron\\" Lovelace' in (root / "signatures/ask.jsonl").read_text()


def test_bad_rows_are_mended_and_imported_again(run: Run, tmp_path: Path) -> None:
    file = table(tmp_path, ADA, "Bo,Oslo,Narnia,,,yes,\n")
    assert take(run, file, "--keep-good").code == 3
    bad = tmp_path / "signed.csv.bad.csv"
    assert take(run, str(bad), "--keep-good").code == 3
    again = tmp_path / "signed.csv.bad.csv.bad.csv"
    assert again.read_text(encoding="utf-8") == bad.read_text(encoding="utf-8")
    bad.write_text(bad.read_text(encoding="utf-8").replace("Narnia", "Norway"), "utf-8")
    assert take(run, str(bad), "--json").json["new"] == 1


def test_json_lines_of_any_kind(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    good = '{"name": "Ada\u2028", "country": "GB"}\r\n'
    file.write_text(good + "[" * 100_000 + "\n{}\n", encoding="utf-8", newline="")
    answer = take(run, str(file), "--json").json
    assert answer["new"] == 1
    assert [problem["code"] for problem in answer["bad"]] == ["bad_json_line", "bad_value"]
    file.write_text("\n")
    assert take(run, str(file), "--json").json["problems"][0]["code"] == "empty_table"


def test_a_mapping_needs_two_sides(run: Run, tmp_path: Path) -> None:
    result = take(run, table(tmp_path, ADA), "--map", "country")
    assert result.code == 2
    assert "is not HEADER=COLUMN" in result.err


def test_a_full_disk_leaves_the_store_whole(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(run, table(tmp_path, ADA))
    store = root / "signatures/ask.jsonl"
    before = store.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        result = take(run, table(tmp_path, MINSU))
    assert result.code == 1
    assert "there is no room left on the disk for signatures/ask.jsonl" in result.err
    assert [path.name for path in store.parent.iterdir()] == [store.name]
    assert store.read_bytes() == before
    assert take(run, table(tmp_path, MINSU), "--json").json["counts"]["total"] == 2


def test_an_import_interrupted_leaves_the_store_whole(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(run, table(tmp_path, ADA))
    store = root / "signatures/ask.jsonl"
    before = store.read_bytes()

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("advocacy_cli.disk.writing.os.rename", interrupted)
        assert take(run, table(tmp_path, MINSU)).code == 130
    assert store.read_bytes() == before
    assert take(run, table(tmp_path, MINSU), "--json").json["counts"]["total"] == 2
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_two_imports_at_once_lose_nothing(run: Run, root: Path, tmp_path: Path) -> None:
    running, quiet = [], subprocess.DEVNULL
    for part in range(3):
        folder = tmp_path / str(part)
        folder.mkdir()
        rows = [f"Name {part}-{n},Oslo,NO,,,yes,\n" for n in range(50)]
        command = [sys.executable, "-m", "advocacy_cli", "-C", str(root), "petition", "import"]
        running.append(
            subprocess.Popen([*command, table(folder, *rows), *OF], stdout=quiet, stderr=quiet)
        )
    assert [one.wait() for one in running] == [0, 0, 0]
    counts = run("petition", "status", "ask", "--json").json["counts"]
    assert counts["total"] == 150


def test_a_line_end_lost_in_an_editor_does_no_harm(run: Run, root: Path, tmp_path: Path) -> None:
    take(run, table(tmp_path, ADA))
    store = root / "signatures/ask.jsonl"
    store.write_bytes(store.read_bytes().rstrip(b"\n"))
    assert take(run, table(tmp_path, MINSU), "--json").json["counts"]["total"] == 2
    assert run("petition", "status", "ask", "--json").json["counts"]["total"] == 2


def test_damaged_signatures_stop_their_own_letters_only(
    run: Run, root: Path, tmp_path: Path
) -> None:
    take(run, table(tmp_path, IVAN))
    (root / "signatures/ask.jsonl").write_text("?")
    assert run("draft", "call", "--json").code == 0
    refused = run("draft", "ask", "--json")
    assert refused.code == 1
    assert [problem["code"] for problem in refused.json["problems"]] == ["damaged_signatures"]


def test_scans_that_cannot_be_kept(run: Run, root: Path, tmp_path: Path) -> None:
    record = ("petition", "record-sheet", "1", *OF, "--count", "3", "--scan")
    assert "there is no file none.pdf [missing_file]" in run(*record, "none.pdf").err
    assert "is not a file [not_a_file]" in run(*record, str(tmp_path)).err
    (tmp_path / "shadow.pdf").write_text("root:*:19000:0:99999:7:::\n")
    assert "[not_a_scan]" in run(*record, str(tmp_path / "shadow.pdf")).err
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as stream:
        stream.truncate(100_000_001)
    result = run(*record, str(huge))
    assert result.code == 1
    assert "huge.pdf" in result.err
    assert not (root / "signatures").exists()
