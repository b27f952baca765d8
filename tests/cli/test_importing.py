"""Tables taken in again and again: nobody is replaced, nothing is reverted, no "no" is lost."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from campaigns import edit
from running import Run, answered

HEAD = "Name,Street,Town,ZIP,Country,Mail,Phone\n"
BO = "Bo Example,1 Street,Town,AB1 2CD,UK,b@example.org,1\n"


@pytest.fixture
def table(root: Path) -> Path:
    path = root / "people.csv"
    path.write_text(HEAD + BO, encoding="utf-8")
    return path


def entries(run: Run, name: str = "senders") -> dict[str, Any]:
    return {entry["id"]: entry for entry in run(name, "export", "--json").json[name]}


def test_another_person_with_a_known_email_is_added_with_a_warning(
    run: Run, root: Path, table: Path
) -> None:
    run("senders", "import", str(table))
    other = root / "others.csv"
    other.write_text(HEAD + "Kim Sample,9 Lane,Leeds,LS1 1AA,GB,b@example.org,\n")
    found = run("senders", "import", str(other))
    assert found.code == 0 and "added    kim-sample" in found.out
    assert "others.csv:2: warning: 'Kim Sample' has the e-mail address of bo-example" in found.err
    assert entries(run)["bo-example"]["name"] == "Bo Example"


def test_two_offices_with_one_email_are_two(run: Run, root: Path) -> None:
    offices = root / "offices.csv"
    head = "form,organisation,line1,line2,country,email,source,as_of\n"
    offices.write_text(head + "office,Council A,1 Road,Town,GB,info@x.org,invented,2026-01-01\n")
    assert run("recipients", "import", str(offices)).code == 0
    offices.write_text(head + "office,Council B,2 Road,Town,GB,info@x.org,invented,2026-01-01\n")
    found = run("recipients", "import", str(offices), "--json").json
    assert (found["added"], found["changed"]) == (["council-b"], [])
    assert [one["code"] for one in found["asked"]] == ["shared_email"]


def test_what_was_mended_in_the_list_stays(run: Run, root: Path, table: Path) -> None:
    run("senders", "import", str(table))
    edit(root / "senders.yaml", "name: Bo Example", "name: Bo Mended\n    paused: is ill")
    edit(root / "senders.yaml", 'phone: "1"', "region: GB-ENG")
    before = (root / "senders.yaml").read_bytes()
    again = run("senders", "import", str(table))
    assert (again.code, again.out) == (0, "missing  ada\n")
    assert (root / "senders.yaml").read_bytes() == before
    edit(table, ",1\n", ",2\n")
    changed = run("senders", "import", str(table))
    assert changed.code == 3
    assert "conflict bo-example\n         phone: list (empty), table 2, until now 1" in changed.out
    assert (root / "senders.yaml").read_bytes() == before
    kept = run("senders", "import", str(table), "--prefer", "list")
    assert (kept.code, (root / "senders.yaml").read_bytes()) == (0, before)
    assert run("senders", "import", str(table)).code == 0


def test_two_sources_do_not_revert_each_other(run: Run, root: Path, table: Path) -> None:
    run("senders", "import", str(table), "--source", "one")
    other = root / "export.csv"
    other.write_text(HEAD + BO.replace(",1\n", ",9\n"))
    first = run("senders", "import", str(other), "--source", "two", "--json")
    assert first.code == 3
    assert first.json["conflicts"] == [
        {
            "id": "bo-example",
            "line": 2,
            "about": "phone",
            "lifts": False,
            "columns": {"phone": {"list": "1", "table": "9", "before": None}},
        }
    ]
    assert run("senders", "import", str(other), "--prefer", "table").code == 0
    for file, source in ((table, "one"), (other, "two")):
        again = run("senders", "import", str(file), "--json")
        assert (again.code, again.json["source"]) == (0, source)
        assert again.json["same"] == ["bo-example"]
        assert entries(run)["bo-example"]["phone"] == "9"


def test_a_download_with_a_number_and_the_bad_rows_are_of_the_same_source(
    run: Run, root: Path, table: Path
) -> None:
    run("senders", "import", str(table))
    for name in ("people (1).csv", "people(2).csv", "people.csv.bad.csv", "people.csv.bad-2.csv"):
        (root / name).write_text(table.read_text())
        assert run("senders", "import", str(root / name), "--json").json["source"] == "people"


def test_a_clone_without_memory_changes_nothing_of_itself(
    run: Run, root: Path, table: Path
) -> None:
    run("senders", "import", str(table))
    for file in (root / ".advocacy").glob("*.json"):
        file.unlink()
    table.write_text(HEAD + BO.replace(",1\n", ",\n").replace("AB1 2CD", "ZZ1 1ZZ"))
    before = (root / "senders.yaml").read_bytes()
    found = run("senders", "import", str(table), "--json")
    assert (found.code, found.json["changed"]) == (3, [])
    assert [list(one["columns"]) for one in found.json["conflicts"]] == [["postcode", "lines"]]
    assert (root / "senders.yaml").read_bytes() == before


def test_an_empty_cell_lifts_no_block(run: Run, root: Path) -> None:
    offices = root / "offices.csv"
    head = "form,organisation,line1,country,source,as_of,do_not_contact,email\n"
    row = "office,Council A,1 Road,GB,invented,2026-01-01,{},{}\n"
    offices.write_text(head + row.format("asked", "a@x.org"))
    run("recipients", "import", str(offices))
    offices.write_text(head + row.format("", ""))
    assert run("recipients", "import", str(offices)).code == 0
    erased = run("recipients", "import", str(offices), "--erase-empty", "--prefer", "table")
    assert erased.code == 3 and "a table lifts no block" in erased.out
    entry = entries(run, "recipients")["council-a"]
    assert entry["do_not_contact"] == "asked" and "email" not in entry


def test_a_no_in_a_table_is_no_block(run: Run, root: Path) -> None:
    offices = root / "offices.csv"
    head = "form,organisation,line1,country,source,as_of,do_not_contact\n"
    rows = ["office,Council A,1 Road,GB,invented,2026-01-01,false"]
    rows += ["office,Council B,2 Road,GB,invented,2026-01-01,TRUE"]
    offices.write_text(head + "\n".join(rows))
    run("recipients", "import", str(offices))
    found = entries(run, "recipients")
    assert "do_not_contact" not in found["council-a"] and "do_not_contact" in found["council-b"]


def test_only_new_adds_and_changes_nothing(run: Run, table: Path) -> None:
    run("senders", "import", str(table))
    table.write_text(HEAD + BO.replace(",1\n", ",2\n") + "Cy New,2 Street,Town,AB1,GB,c@x.org,\n")
    found = run("senders", "import", str(table), "--only-new", "--json").json
    assert (found["added"], found["changed"]) == (["cy-new"], [])
    assert run("senders", "import", str(table), "--json").json["changed"][0]["id"] == "bo-example"


def test_a_key_is_remembered_and_tells_rows_apart(run: Run, table: Path) -> None:
    head = "Contact ID,Name,Street,Town,ZIP,Country\n"
    table.write_text(head + "1,Jo Smith,1 Road,Town,AB1,GB\n2,Jo Smith,1 Road,Town,AB1,GB\n")
    first = run("senders", "import", str(table), "--key", "Contact ID", "--json").json
    assert (first["added"], first["key"]) == (["jo-smith", "jo-smith-2"], "Contact ID")
    table.write_text(head + "2,Jo Smith,9 Lane,Town,AB1,GB\n1,Jo Smith,1 Road,Town,AB1,GB\n")
    again = run("senders", "import", str(table), "--json").json
    assert [one["id"] for one in again["changed"]] == ["jo-smith-2"]
    assert run("senders", "import", str(table), "--key", "Nowhere").code == 1


def test_a_merged_twin_does_not_come_back(run: Run, root: Path, table: Path) -> None:
    table.write_text(HEAD + BO + "Bo Exampel,1 Street,Town,AB1 2CD,UK,bo@example.org,2\n")
    run("senders", "import", str(table))
    run("senders", "dedupe", "--keep", "bo-example", "--merge", "bo-exampel")
    again = run("senders", "import", str(table), "--json").json
    assert (again["added"], again["changed"], again["bad"], again["asked"]) == ([], [], [], [])
    other = root / "other.csv"
    other.write_text(HEAD + "Bo Exampel,1 Street,Town,AB1 2CD,UK,bo@example.org,2\n")
    found = run("senders", "import", str(other), "--json").json
    assert (found["added"], found["changed"], found["same"]) == ([], [], ["bo-example"])


def test_who_was_removed_stays_out_until_brought_back(run: Run, root: Path, table: Path) -> None:
    run("senders", "import", str(table))
    run("senders", "remove", "bo-example", "--yes")
    folder = root / ".advocacy"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.glob("*.json"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "example.org" not in file.read_text() and "bo-example" not in file.read_text()
    assert (folder / ".gitignore").read_text().endswith("*\n")
    before = (root / "senders.yaml").read_bytes()
    again = run("senders", "import", str(table))
    assert again.code == 1 and "--bring-back bo-example" in again.err
    for spelling in ("BO EXAMPLE", "Bó Example"):
        other = root / "other.csv"
        other.write_text(HEAD + BO.replace("Bo Example", spelling))
        found = run("senders", "import", str(other), "--json")
        assert (found.json["added"], found.json["asked"][0]["code"]) == ([], "removed")
    assert (root / "senders.yaml").read_bytes() == before
    assert run("senders", "import", str(table), "--bring-back", "nobody").code == 1
    back = run("senders", "import", str(table), "--bring-back", "bo-example", "--json").json
    assert back["added"] == ["bo-example"]
    assert run("senders", "import", str(table), "--json").json["asked"] == []


def test_an_embassy_that_moved_is_no_second_embassy(run: Run, root: Path) -> None:
    table = root / "missions.csv"
    head = "form,organisation,represents,serves,line1,line2,country,source,as_of\n"
    new = (
        "ambassador,Embassy of Exampleland,CN,GB,9 New Road,London W9 9AA,GB,invented,2026-11-01\n"
    )
    table.write_text(head + new)
    before = (root / "recipients.yaml").read_bytes()
    asked = run("recipients", "import", str(table), "--json")
    assert (asked.code, asked.json["added"]) == (1, [])
    assert asked.json["asked"][0]["candidates"] == ["embassy-london"]
    assert (root / "recipients.yaml").read_bytes() == before
    moved = run("recipients", "import", str(table), "--is", "2=embassy-london", "--json").json
    assert "line1" in moved["changed"][0]["columns"]
    assert entries(run, "recipients")["embassy-london"]["address"]["lines"][0] == "9 New Road"


@pytest.mark.parametrize("answer", ["9=ada", "2=nobody"])
def test_an_answer_about_nobody_is_refused(run: Run, table: Path, answer: str) -> None:
    result = run("senders", "import", str(table), "--is", answer)
    assert (result.code, "[unknown_answer]" in result.err) == (1, True)


@pytest.mark.parametrize("option", [("--is", "x"), ("--prefer", "both")])
def test_options_that_mean_nothing_are_refused(
    run: Run, table: Path, option: tuple[str, str]
) -> None:
    assert run("senders", "import", str(table), *option).code == 2


def test_a_private_file_that_cannot_be_read_stops_the_import(
    run: Run, root: Path, table: Path
) -> None:
    run("senders", "remove", "ada", "--yes")
    run("senders", "import", str(table))
    (root / ".advocacy" / "senders-removed.json").write_text("{}")
    result = run("senders", "import", str(table))
    assert (result.code, "[bad_private_file]" in result.err) == (1, True)


@pytest.mark.slow
def test_questions_are_answered_at_a_terminal(run: Run, root: Path, table: Path) -> None:
    run("senders", "import", str(table))
    rows = BO.replace(",1\n", ",5\n") + "Bó Example,1 Street,Town,AB1 2CD,UK,,\n"
    table.write_text(HEAD + rows + "Kim Sample,9 Lane,Leeds,LS1 1AA,GB,b@example.org,\n")
    edit(root / "senders.yaml", 'phone: "1"', 'phone: "3"')
    command = ["-C", str(root), "senders", "import", str(table)]
    code, said = answered(command, ["new", "new", "table"])
    found = entries(run)
    assert found["bo-example"]["phone"] == "5", said
    assert {"bo-example-2", "kim-sample"} <= found.keys() and code == 0


def test_the_memory_is_written_after_the_list(
    run: Run, root: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advocacy_cli.desk import importing

    def torn(*_: object) -> None:
        assert "bo-example" in (root / "senders.yaml").read_text()
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "write_memory", torn)
    assert run("senders", "import", str(table)).code != 0
    monkeypatch.undo()
    assert json.loads(run("senders", "import", str(table), "--json").out)["same"] == ["bo-example"]
