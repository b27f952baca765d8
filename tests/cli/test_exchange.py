"""Lists out and in, as a person at the shell meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from advocacy_cli.campaign.tables.comparing import compare
from advocacy_cli.campaign.tables.comparison import Comparison
from advocacy_cli.desk import importing
from campaigns import SENDERS, edit
from running import Run
from ugly_volunteers import BAD, GOOD, files

PEOPLE = "Name,Street,Town,ZIP,Country,Mail\nBo Example,1 Street,Town,AB1 2CD,UK,b@example.org\n"


@pytest.fixture
def table(root: Path) -> Path:
    path = root / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["recipients", "senders"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_exported_and_imported_again_changes_nothing(
    run: Run, root: Path, name: str, form: str
) -> None:
    before = (root / f"{name}.yaml").read_bytes()
    exported = run(name, "export", f"--{form}")
    assert (exported.code, exported.err) == (0, "")
    file = root / f"list.{'csv' if form == 'csv' else 'jsonl'}"
    entries = "\n".join(map(json.dumps, exported.json[name])) if form == "json" else exported.out
    file.write_text(entries, encoding="utf-8")
    imported = run(name, "import", str(file), "--json")
    assert imported.code == 0
    found = imported.json
    assert (found["added"], found["changed"], found["missing"], found["bad"]) == ([], [], [], [])
    assert found["same"] and not found["written"]
    assert (root / f"{name}.yaml").read_bytes() == before


def test_an_export_is_guarded_against_formulas(run: Run, root: Path) -> None:
    edit(root / "senders.yaml", "name: Ada Example", 'name: "=HYPERLINK(1)"')
    assert ",'=HYPERLINK(1)," in run("senders", "export").out


def test_an_import_adds_reports_and_keeps_every_other_byte(
    run: Run, root: Path, table: Path
) -> None:
    dry = run("senders", "import", str(table), "--dry-run")
    assert (root / "senders.yaml").read_text() == SENDERS
    assert "Nothing was written" in dry.err
    done = run("senders", "import", str(table))
    assert (done.code, dry.code) == (0, 0)
    assert done.out == dry.out == "added    bo-example\nmissing  ada\n"
    assert "Read as utf-8, cells set apart by comma." in done.err
    assert "ZIP → postcode" in done.err
    after = (root / "senders.yaml").read_text()
    assert after.startswith(SENDERS)
    entries = run("senders", "export", "--json").json["senders"]
    assert entries[1]["address"] == {
        "country": "GB",
        "lines": ["1 Street", "Town AB1 2CD"],
        "postcode": "AB1 2CD",
    }
    assert run("check").code == 0


def test_an_import_says_which_columns_change(run: Run, table: Path) -> None:
    run("senders", "import", str(table))
    uid = run("senders", "export", "--json").json["senders"][1]["uid"]
    edit(table, "1 Street", "2 Street")
    done = run("senders", "import", str(table))
    assert "changed  bo-example\n         line1: 1 Street → 2 Street\n" in done.out
    assert run("senders", "export", "--json").json["senders"][1]["uid"] == uid


def test_a_bad_row_keeps_everything_out(run: Run, root: Path, table: Path) -> None:
    table.write_text(PEOPLE + "Cy,1 Street,Town,1,Narnia,c@example.org\n")
    result = run("senders", "import", str(table))
    assert result.code == 1
    assert "people.csv:3: error: `country`: 'Narnia' is not an ISO 3166" in result.err
    assert "--keep-good" in result.err
    assert (root / "senders.yaml").read_text() == SENDERS


@pytest.mark.parametrize(("option", "code"), [([], 1), (["--keep-good"], 3)])
def test_a_dry_run_ends_as_the_real_run_would(
    run: Run, table: Path, option: list[str], code: int
) -> None:
    table.write_text(PEOPLE + "Cy,1 Street,Town,1,Narnia,c@example.org\n")
    ends = [run("senders", "import", str(table), *option, *dry).code for dry in (["--dry-run"], [])]
    assert ends == [code, code]


def test_good_rows_are_kept_and_bad_ones_mended_and_imported_again(
    run: Run, root: Path, table: Path
) -> None:
    table.write_text(PEOPLE + "=Cy,1 Street,Town,1,Narnia,c@example.org\nDi,2\n")
    (root / "people.csv.bad.csv").write_text("somebody else's")
    result = run("senders", "import", str(table), "--keep-good", "--json")
    assert (result.code, result.json["added"], result.json["written"]) == (3, ["bo-example"], True)
    assert (root / "people.csv.bad.csv").read_text() == "somebody else's"
    bad = Path(result.json["bad_file"])
    assert bad.name == "people.csv.bad-2.csv"
    twice = run("senders", "import", str(table), "--keep-good", "--json")
    assert twice.json["bad_file"] == str(bad)
    head, narnia, ragged = bad.read_text().splitlines()
    assert head == "Name,Street,Town,ZIP,Country,Mail,error"
    assert narnia.startswith("'=Cy,") and "Narnia' is not" in narnia
    assert "fewer cells" in ragged
    bad.write_text("\n".join([head, narnia.replace("Narnia", "France")]))
    again = run("senders", "import", str(bad), "--json")
    assert (again.code, again.json["added"]) == (0, ["cy"])
    assert run("senders", "export", "--json").json["senders"][-1]["name"] == "=Cy"


def test_a_header_is_taken_for_what_one_says(run: Run, table: Path) -> None:
    edit(table, "Mail", "Contact")
    plain = run("senders", "import", str(table), "--dry-run", "--json").json
    assert {"header": "Contact", "column": None} in plain["mapping"]
    mapped = run("senders", "import", str(table), "--map", "Contact=email", "--json").json
    assert {"header": "Contact", "column": "email"} in mapped["mapping"]


def test_encoding_and_delimiter_can_be_said(run: Run, table: Path) -> None:
    table.write_bytes(PEOPLE.replace("Bo", "Бо").replace(",", "~").encode("koi8-r"))
    result = run(
        *("senders", "import", str(table), "--json"),
        *("--encoding", "koi8-r", "--delimiter", "~"),
    )
    assert result.code == 0
    assert run("senders", "export", "--json").json["senders"][1]["name"] == "Бо Example"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_table"),
        (b"name\nA\x00\n", "nul_character"),
        (b"name,name\nA,B\n", "repeated_column"),
        (",".join(f"c{n}" for n in range(300)).encode(), "too_many_columns"),
        (b'name\n"A\n', "unclosed_quote"),
        (b"mail,e-mail\nA,B\n", "ambiguous_columns"),
    ],
)
def test_a_table_that_cannot_be_used_changes_nothing(
    run: Run, root: Path, table: Path, content: bytes, code: str
) -> None:
    table.write_bytes(content)
    result = run("senders", "import", str(table), "--keep-good", "--json")
    assert (result.code, result.json["problems"][0]["code"]) == (1, code)
    assert (root / "senders.yaml").read_text() == SENDERS


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    result = run("senders", "import", "nowhere.csv")
    assert (result.code, "there is no file nowhere.csv" in result.err) == (1, True)


@pytest.mark.parametrize("option", [("--map", "x"), ("--delimiter", "ab"), ("--delimiter", '"')])
def test_options_that_mean_nothing_are_refused(
    run: Run, table: Path, option: tuple[str, str]
) -> None:
    assert run("senders", "import", str(table), *option).code == 2


@pytest.mark.parametrize(
    "cell", ['"=HYPERLINK(""http://example.org"")"', "'=A1(2)", "#REF!", "####"]
)
def test_a_formula_is_no_name(run: Run, root: Path, table: Path, cell: str) -> None:
    edit(table, "Bo Example", cell)
    result = run("senders", "import", str(table))
    assert result.code == 1
    assert "people.csv:2: error: `name`: " in result.err
    assert "is a formula or an error of a spreadsheet, not a value" in result.err
    assert (root / "senders.yaml").read_text() == SENDERS
    run("senders", "import", str(table), "--keep-good")
    again = run("senders", "import", f"{table}.bad.csv")
    assert (again.code, "[formula]" in again.err) == (1, True)


def test_an_unknown_form_of_address_is_a_bad_row(run: Run, root: Path) -> None:
    table = root / "offices.csv"
    table.write_text("id,form,office\nnew,emperor,Emperor\n")
    result = run("recipients", "import", str(table))
    assert (result.code, "no form of address 'emperor'" in result.err) == (1, True)


def test_a_list_with_errors_is_not_touched(run: Run, root: Path, table: Path) -> None:
    edit(root / "senders.yaml", "name: Ada Example", "nam: Ada Example")
    result = run("senders", "import", str(table))
    assert (result.code, "senders.yaml:4" in result.err) == (1, True)
    assert run("senders", "export").code == 3


def test_an_edit_meanwhile_is_not_lost(
    run: Run, root: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*args: Any, **kwargs: Any) -> Comparison:
        edit(root / "senders.yaml", "Ada Example", "Ada Edited")
        return compare(*args, **kwargs)

    monkeypatch.setattr(importing, "compare", slowly)
    result = run("senders", "import", str(table), "--json")
    assert (result.code, result.json["problems"][0]["code"]) == (1, "changed_meanwhile")
    assert (root / "senders.yaml").read_text() == SENDERS.replace("Ada Example", "Ada Edited")
    assert list(root.glob(".*.part")) == []


def test_a_list_kept_as_a_table_is_written_as_one(run: Run, root: Path, table: Path) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nsenders: crew.csv")
    (root / "senders.yaml").unlink()
    crew = root / "crew.csv"
    row = "ada,uid-of-ada-0001,Ada Example,5 Sender Street,GB\r\n"
    crew.write_bytes(f"\ufeffid,uid,name,line1,country\r\n{row}".encode())
    crew.chmod(0o640)
    assert run("senders", "import", str(table)).code == 0
    assert crew.read_bytes().startswith("\ufeffid,uid,name,line1,country,line2,postcode".encode())
    assert crew.stat().st_mode & 0o777 == 0o640
    assert run("senders", "import", str(table), "--json").json["same"] == ["bo-example"]
    crew.unlink()
    assert run("senders", "import", str(table)).code == 0
    assert [entry["id"] for entry in run("senders", "export", "--json").json["senders"]] == [
        "bo-example"
    ]


@pytest.mark.slow
def test_a_thousand_ugly_rows_come_in_with_a_report(run: Run, root: Path) -> None:
    added, bad, encodings = 0, 0, []
    for name, content in files().items():
        (root / name).write_bytes(content)
        result = run("senders", "import", str(root / name), "--keep-good", "--json")
        assert result.code == 3, result.err
        added += len(result.json["added"])
        bad += len(result.json["bad"])
        encodings.append((result.json["encoding"], result.json["delimiter"]))
        warnings = {problem["code"] for problem in result.json["problems"]}
        assert "repeated_header" in warnings
    assert (added, bad) == (GOOD, BAD)
    assert encodings == [
        ("utf-8", ","),
        ("windows-1252", ";"),
        ("utf-16", "\t"),
        ("utf-8", "|"),
    ]
    senders = run("senders", "export", "--json").json["senders"]
    assert len(senders) == GOOD + 1
    assert len({sender["address"]["country"] for sender in senders}) == 20
    assert run("check").code == 0
    short = run("senders", "import", str(root / "Liste Berlin.csv"), "--dry-run").out
    assert short.splitlines()[-1] == "missing  and 741 more"
    again = run("senders", "import", str(root / "Liste Berlin.csv"), "--dry-run", "--json").json
    assert (again["added"], again["changed"], len(again["same"])) == ([], [], 250)
