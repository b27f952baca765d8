"""Petitions from the command line: sheets, imports, delivery, withdrawal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from petitions import ADA, ALI, HEADER, IVAN, MINSU, table, write_petition
from running import Result, Run

pytestmark = pytest.mark.slow

OF = ("--template", "ask")


@pytest.fixture(autouse=True)
def _petition(root: Path) -> None:
    write_petition(root)


def take(run: Run, file: str, *more: str) -> Result:
    result: Result = run("petition", "import", file, *OF, "--json", *more)
    return result


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def deliver(run: Run, root: Path) -> tuple[str, dict[str, Any], Any]:
    """The annex as text, the manifest, and the answer."""
    result = run("petition", "deliver", "ask", "--json")
    assert result.code == 0, result
    (annex,) = result.json["annexes"]
    manifest = json.loads((root / annex["manifest"]).read_text())
    return text_of(root / annex["file"]), manifest, result.json


def code_of(result: Result) -> str:
    assert result.code == 1, result
    return str(result.json["problems"][0]["code"])


def test_an_import_counts_and_keeps_no_address(run: Run, root: Path, tmp_path: Path) -> None:
    answer = take(run, table(tmp_path, ADA, MINSU, IVAN, ALI)).json
    assert (answer["new"], answer["repeated"], answer["bad"]) == (4, 0, [])
    assert run("petition", "status", "ask", "--json").json["counts"] == {
        "total": 4,
        "online": 4,
        "paper": 0,
        "sheets": 0,
        "withdrawn": 0,
        "by_country": {"EG": 1, "GB": 1, "KR": 1, "RU": 1},
        "by_day": {"2026-03-01": 2, "2026-03-02": 2},
        "consents": {"print_city": 2, "print_name": 3},
        "country_unknown": 0,
        "day_unknown": 0,
        "set_aside": 0,
    }
    store = root / "signatures" / "ask.jsonl"
    assert store.stat().st_mode & 0o777 == 0o600
    assert store.parent.stat().st_mode & 0o777 == 0o700
    assert "ada@example.org" not in store.read_text()
    assert json.loads(store.read_text().splitlines()[3])["consents"] == {"print_name": "7"}


def test_the_same_file_twice_brings_nothing_new(run: Run, root: Path, tmp_path: Path) -> None:
    file = table(tmp_path, ADA, MINSU)
    take(run, file)
    before = (root / "signatures/ask.jsonl").read_bytes()
    answer = take(run, file).json
    assert (answer["new"], answer["repeated"], answer["written"]) == (0, 2, False)
    assert (root / "signatures/ask.jsonl").read_bytes() == before


def test_people_of_one_name_are_told_apart_by_their_addresses(run: Run, tmp_path: Path) -> None:
    same = MINSU.replace("min@", "MIN@").replace("김민수", "김 민수")
    twice = IVAN.replace("Иван Петров", "ИВАН  ПЕТРОВ")
    file = table(tmp_path, MINSU, MINSU.replace("min@", "other@"), same, IVAN, twice)
    answer = take(run, file).json
    assert (answer["new"], answer["repeated"]) == (3, 2)


def test_likely_twins_are_shown_and_kept(run: Run, tmp_path: Path) -> None:
    answer = take(run, table(tmp_path, ADA, "Ada Lovelase,London,GB,,2026-03-01,,\n")).json
    assert answer["new"] == 2
    assert [pair["names"] for pair in answer["likely"]] == [["Ada Lovelase", "Ada Lovelace"]]


@pytest.mark.parametrize(
    ("row", "code", "message"),
    [
        ("Ada,London,Narnia,,,yes,\n", "unknown_country", "'Narnia' is not a country"),
        ("ada@example.org,London,GB,,,yes,\n", "no_name", "the name is an e-mail address"),
        ("Ada,www.example.org,GB,,,yes,\n", "no_town", "the town is the address of a page"),
        (",London,GB,,,yes,\n", "bad_value", "name: is empty"),
        ("Ada\u202eevil,London,GB,,,yes,\n", "bad_value", "name: holds the invisible character"),
        ("Ada,London,GB,,1 March,yes,\n", "bad_value", "'1 March' is not a day or time"),
        ("Ada,London,GB,,,perhaps,\n", "unclear_consent", "'perhaps' is neither yes nor no"),
        ("Ada,London,GB\n", "ragged_row", "the row has fewer cells"),
    ],
)
def test_a_bad_row_keeps_all_out_unless_good_ones_are_kept(
    run: Run, root: Path, tmp_path: Path, row: str, code: str, message: str
) -> None:
    file = table(tmp_path, ADA, row)
    refused = take(run, file)
    assert refused.code == 1
    (problem,) = refused.json["bad"]
    assert problem["code"] == code
    assert message in problem["message"]
    assert problem["where"].startswith("signed.csv:3")
    assert not (root / "signatures").exists()
    kept = take(run, file, "--keep-good")
    assert (kept.code, kept.json["new"]) == (3, 1)
    assert message in (tmp_path / "signed.csv.bad.csv").read_text(encoding="utf-8")


def test_tables_that_cannot_be_used(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("name,place\nAda,GB\n")
    assert code_of(take(run, str(file))) == "missing_column"
    assert code_of(take(run, str(file), "--map", "plcae=country")) == "bad_mapping"
    assert take(run, str(file), "--map", "place=country").json["new"] == 1
    file.write_text("")
    assert code_of(take(run, str(file))) == "empty_table"
    file.write_text(HEADER)
    assert take(run, str(file)).json["new"] == 0


def test_json_lines_and_dry_run(run: Run, root: Path, tmp_path: Path) -> None:
    lines = '{"name": "Ada", "country": "GB", "consent_print_name": true}\n[1]\n'
    (tmp_path / "x.jsonl").write_text(lines)
    answer = take(run, str(tmp_path / "x.jsonl"), "--dry-run").json
    assert (answer["new"], answer["written"]) == (1, False)
    assert [problem["code"] for problem in answer["bad"]] == ["bad_json_line"]
    assert not (root / "signatures").exists()


def test_the_list_names_who_agreed_and_counts_the_others(
    run: Run, root: Path, tmp_path: Path
) -> None:
    formula = '"=HYPERLINK(""x"")",London,GB,,,yes,yes\n'
    unprintable = "Bea 🦋,London,GB,,,yes,yes\n"
    take(run, table(tmp_path, ADA, MINSU, IVAN, ALI, formula, unprintable))
    run("petition", "record-sheet", "1", *OF, "--count", "14")
    annex, manifest, answer = deliver(run, root)
    (letter,) = answer["letters"]
    assert "We are 20 from 4." in text_of(root / letter["file"])
    for shown in ("Ada Lovelace London", "김민수", '=HYPERLINK("x") London', "South Korea"):
        assert shown in annex
    for hidden in ("Иван", "Москва", "서울", "ada@", "Bea"):
        assert hidden not in annex
    assert f"Annex to {letter['reference']}" in annex
    assert "Page 2 of 2" in annex
    assert (manifest["total"], manifest["paper"], manifest["named"]) == (20, 14, 4)
    assert "Ada" not in json.dumps(manifest)
    assert manifest["root"] in annex.replace("\n", "").replace("\r", "")
    assert [problem["code"] for problem in answer["problems"]] == ["missing_glyphs"]


def test_nobody_agreed_to_be_named(run: Run, root: Path, tmp_path: Path) -> None:
    take(run, table(tmp_path, IVAN))
    annex, manifest, _ = deliver(run, root)
    assert "Nobody who signed is named here." in annex
    assert (manifest["total"], manifest["named"]) == (1, 0)


def test_nobody_signed(run: Run, root: Path) -> None:
    assert code_of(run("petition", "deliver", "ask", "--json")) == "no_signatures"
    assert not (root / "letters").exists()


def test_the_number_is_proven_and_what_is_withdrawn_stays_gone(
    run: Run, root: Path, tmp_path: Path
) -> None:
    file = table(tmp_path, ADA, MINSU)
    take(run, file)
    _, manifest, answer = deliver(run, root)
    path = root / answer["annexes"][0]["manifest"]

    def verified() -> Any:
        return run("petition", "verify", str(path), *OF, "--json")

    good = {"version": 1, "sound": True, "total": 2, "opened": 2, "withdrawn": 0, "unknown": 0}
    assert (verified().code, verified().json) == (0, good)
    gone = run("petition", "withdraw", "--name", "ada lovelace", *OF, "--json").json
    store = (root / "signatures/ask.jsonl").read_text()
    assert [word for word in ("Ada", "London", gone["withdrawn"]) if word in store] == []
    assert (verified().code, verified().json) == (0, {**good, "opened": 1, "withdrawn": 1})
    again = take(run, file).json
    assert (again["new"], again["withdrawn_before"]) == (0, 1)
    annex, *_ = deliver(run, root)
    assert "Ada" not in annex
    assert "We are 1 from 1." in text_of(next((root / "letters").glob("*embassy-london.pdf")))
    path.write_text(json.dumps({**manifest, "total": 3}))
    assert (verified().code, verified().json["sound"]) == (1, False)
    path.write_text("[]")
    assert code_of(verified()) == "not_a_manifest"


def test_a_name_with_several_signatures_is_withdrawn_by_id(run: Run, tmp_path: Path) -> None:
    take(run, table(tmp_path, MINSU, MINSU.replace("min@", "other@")))
    result = run("petition", "withdraw", "--name", "김민수", *OF, "--json")
    assert code_of(result) == "several_signatures"
    ident = result.json["problems"][0]["hint"].split()[3]
    assert run("petition", "withdraw", ident, *OF).code == 0
    gone = run("petition", "withdraw", ident, *OF, "--json")
    assert code_of(gone) == "unknown_signature"


def test_damaged_signatures_are_not_written_over(run: Run, root: Path, tmp_path: Path) -> None:
    take(run, table(tmp_path, ADA))
    store = root / "signatures/ask.jsonl"
    store.write_text(store.read_text() + '{"event": "sig')
    before = store.read_bytes()
    result = take(run, table(tmp_path, MINSU))
    assert code_of(result) == "damaged_signatures"
    assert result.json["problems"][0]["where"] == "signatures/ask.jsonl:4"
    assert store.read_bytes() == before


def test_a_signature_that_names_somebody_of_a_case_is_counted(
    run: Run, root: Path, tmp_path: Path
) -> None:
    (root / "cases").mkdir()
    (root / "cases/kept.yaml").write_text(
        "title: A case\npersons:\n  - {id: p1, name: Kim Min-su, also: [김민수], described: he}\n"
    )
    freed = ALI.replace("محمد علي", "Free Kim Min Su!")
    take(run, table(tmp_path, ADA, MINSU, freed))
    text, manifest, answer = deliver(run, root)
    assert "Ada Lovelace" in text and "김민수" not in text and "Free" not in text
    assert manifest["named"] == answer["annexes"][0]["named"] == 1
    (problem,) = (one for one in answer["problems"] if one["code"] == "names_person")
    assert problem["severity"] == "warning" and "Min" not in problem["message"]
    read = run("petition", "deliver", "ask", "--names-read", "--json").json["annexes"][0]
    assert read["named"] == 3 and "김민수" in text_of(root / read["file"])
