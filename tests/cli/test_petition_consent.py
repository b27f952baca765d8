"""Consents that change, imports taken back, and signatures set aside, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from petitions import ADA, IVAN, MINSU, table, write_petition
from running import Result, Run

pytestmark = pytest.mark.slow

OF = ("--template", "ask")
TODAY = Path(__file__).parents[1] / "petition" / "today"
LATER = ADA.replace("2026-03-01,yes,yes", "2026-03-02,no,yes")


@pytest.fixture(autouse=True)
def _petition(root: Path) -> None:
    write_petition(root)


def take(run: Run, file: str, *more: str) -> Result:
    result: Result = run("petition", "import", file, *OF, "--json", *more)
    return result


def counts(run: Run) -> Any:
    return run("petition", "status", "ask", "--json").json["counts"]


def code_of(result: Result) -> str:
    assert result.code == 1, result
    return str(result.json["problems"][0]["code"])


def test_a_later_no_counts_and_lists_made_before_are_named(run: Run, tmp_path: Path) -> None:
    take(run, table(tmp_path, ADA, MINSU))
    made = run("petition", "deliver", "ask", "--json").json["annexes"][0]
    answer = take(run, table(tmp_path, LATER)).json
    assert answer["consents_changed"] == {"to_no": 1, "to_yes": 0}
    assert answer["named_in"] == [made["file"]]
    assert counts(run)["consents"] == {"print_city": 1, "print_name": 1}
    assert run("petition", "deliver", "ask", "--json").json["annexes"][0]["named"] == 1


def test_an_import_is_taken_back_whole_and_once(run: Run, root: Path, tmp_path: Path) -> None:
    store = root / "signatures/ask.jsonl"
    first = take(run, table(tmp_path, ADA)).json["run"]
    before = counts(run)
    second = take(run, table(tmp_path, LATER, MINSU, IVAN)).json["run"]
    assert first != second
    undo = ("petition", "import", *OF, "--json", "--undo")
    undone = run(*undo, second).json
    assert (undone["undone"], undone["removed"], undone["kept"]) == (second, 2, 0)
    assert undone["consents_changed"] == {"to_no": 0, "to_yes": 1}
    assert counts(run) == undone["counts"] == before
    assert "김민수" not in store.read_text(encoding="utf-8")
    assert code_of(run(*undo, second)) == "already_undone"
    assert code_of(run(*undo, "20260101-AAAA")) == "unknown_run"
    imports = run("petition", "status", "ask", "--json").json["imports"]
    assert [(one["run"], one["undone"]) for one in imports] == [
        (first, None),
        (second, "2026-03-02"),
    ]
    assert take(run, table(tmp_path, LATER, MINSU, IVAN)).json["new"] == 2


def test_taking_back_lifts_no_withdrawal_and_no_answer_of_others(run: Run, tmp_path: Path) -> None:
    take(run, table(tmp_path, ADA))
    mistaken = take(run, table(tmp_path, LATER, MINSU, IVAN)).json["run"]
    take(run, table(tmp_path, LATER))
    take(run, table(tmp_path, MINSU.replace("03-01,yes", "03-02,no")))
    run("petition", "withdraw", *OF, "--name", "Иван Петров")
    undone = run("petition", "import", *OF, "--json", "--undo", mistaken).json
    assert (undone["removed"], undone["kept"]) == (0, 1)
    assert undone["counts"]["consents"] == {"print_city": 1}
    assert (undone["counts"]["total"], undone["counts"]["withdrawn"]) == (2, 1)
    assert take(run, table(tmp_path, IVAN)).json["withdrawn_before"] == 1


def test_what_cannot_be_asked_of_an_import(run: Run, tmp_path: Path) -> None:
    assert run("petition", "import", *OF).code == 2
    assert run("petition", "import", table(tmp_path, ADA), *OF, "--undo", "x").code == 2
    ahead = take(run, table(tmp_path, ADA), "--this-is-newer", "2826-03-02")
    assert code_of(ahead) == "in_the_future"


def test_a_refused_import_and_a_dry_run_show_what_there_is(run: Run, tmp_path: Path) -> None:
    take(run, table(tmp_path, ADA))
    before, bad = counts(run), "Bo,Oslo,Narnia,,,yes,\n"
    for more, code in (
        ((), 1),
        (("--dry-run",), 1),
        (("--dry-run", "--keep-good"), 3),
    ):
        answer = take(run, table(tmp_path, MINSU, bad), *more)
        assert (answer.code, answer.json["counts"]) == (code, before), more
        assert (answer.json["new"], answer.json["written"], answer.json["run"]) == (1, False, None)
    dry = take(run, table(tmp_path, LATER), "--dry-run")
    assert (dry.code, dry.json["counts"]) == (0, before)
    assert dry.json["consents_changed"]["to_no"] == 1


def test_a_day_that_is_not_known_is_not_made_up(run: Run, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(
        '{"name": "Ada", "country": "GB", "consent_print_name": "yes"}\n'
        '{"name": "Bo", "country": "SE", "at": "2026-02", "consent_print_name": "yes"}\n'
        '{"name": "Cy", "country": "SE", "at": "2826-02-01", "consent_print_name": "yes"}\n'
    )
    answer = take(run, str(file)).json
    assert [problem["code"] for problem in answer["problems"]] == ["in_the_future"]
    assert answer["counts"]["by_day"] == {"2026-02": 1}
    assert answer["counts"]["day_unknown"] == 2
    lines = (root / "signatures/ask.jsonl").read_text().splitlines()
    assert [json.loads(line)["at"] for line in lines[2:]] == [None, "2026-02", None]


def test_who_names_no_country_is_counted_and_told(run: Run, root: Path, tmp_path: Path) -> None:
    rows = ["Ada,London,,,,yes,\n", "Bo,Oslo,N/A,,,yes,\n", MINSU]
    answer = take(run, table(tmp_path, *rows)).json
    assert answer["counts"]["by_country"] == {"KR": 1}
    assert answer["counts"]["country_unknown"] == 2
    assert [problem["code"] for problem in answer["problems"]] == ["no_country"]
    made = run("petition", "deliver", "ask", "--json").json["annexes"][0]
    verify = ("petition", "verify", str(root / made["manifest"]), *OF, "--json")
    assert run(*verify).json["sound"] is True


def test_a_signature_is_set_aside_and_taken_up_again(run: Run, root: Path, tmp_path: Path) -> None:
    file = table(tmp_path, ADA, MINSU)
    take(run, file)
    made = run("petition", "deliver", "ask", "--json").json["annexes"][0]
    ident = json.loads((root / "signatures/ask.jsonl").read_text().splitlines()[2])["id"]
    aside = ("petition", "set-aside", ident, *OF, "--json")
    assert run(*aside).code == 2
    assert code_of(run(*aside, "--undo")) == "not_set_aside"
    assert code_of(run(*aside, "--reason", " ")) == "bad_value"
    done = run(*aside, "--reason", "a joke").json
    assert (done["counts"]["total"], done["named_in"]) == (1, [made["file"]])
    status = run("petition", "status", "ask", "--json").json
    assert (status["counts"]["set_aside"], status["set_aside"][0]["reason"]) == (1, "a joke")
    assert take(run, file).json["repeated"] == 2
    again = run("petition", "deliver", "ask", "--json").json["annexes"][0]
    assert again["named"] == 1
    verify = ("petition", "verify", str(root / again["manifest"]), *OF, "--json")
    assert run(*verify).json["unknown"] == 0
    assert run(*aside, "--undo").json["counts"]["total"] == 2
    assert code_of(run("petition", "set-aside", "0", *OF, "--json", "--undo")) == (
        "unknown_signature"
    )


def test_a_store_of_today_goes_on(run: Run, root: Path, tmp_path: Path) -> None:
    store = root / "signatures/ask.jsonl"
    store.parent.mkdir()
    shutil.copy(TODAY / "ask.jsonl", store)
    before = store.read_bytes()
    answer = take(run, str(TODAY / "signed.csv"), "--keep-good").json
    assert (answer["new"], answer["withdrawn_before"]) == (0, 5)
    assert len(answer["bad"]) == 2
    assert take(run, table(tmp_path, MINSU)).json["new"] == 1
    assert store.read_bytes().startswith(before)
    assert run("petition", "withdraw", *OF, "--name", "Bo Example").code == 0
    assert counts(run)["withdrawn"] == 6


def test_a_line_that_looks_withdrawn_is_let_in_outright(run: Run, tmp_path: Path) -> None:
    take(run, table(tmp_path, ADA))
    run("petition", "withdraw", *OF, "--name", "Ada Lovelace")
    other = table(tmp_path, "Adá Lovelace,London,GB,,2026-03-02,yes,yes\n")
    answer = take(run, other).json
    assert (answer["new"], answer["withdrawn_before"]) == (0, 1)
    assert [problem["code"] for problem in answer["problems"]] == ["may_have_withdrawn"]
    assert take(run, other, "--bring-back", "2").json["new"] == 1
