"""Signatures withdrawn: found by id, name or e-mail, and gone from all that is made later."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper import page_sizes, text
from petitions import ADA, HEADER, IVAN, MINSU, table, write_petition
from running import Result, Run

pytestmark = pytest.mark.slow

OF = ("--template", "ask")
WITHDRAW = ("petition", "withdraw", *OF)


@pytest.fixture(autouse=True)
def _petition(root: Path, run: Run, tmp_path: Path) -> None:
    write_petition(root)
    assert run("petition", "import", table(tmp_path, ADA, MINSU, IVAN), *OF).code == 0


def deliver(run: Run, *more: str) -> Result:
    result: Result = run("petition", "deliver", "ask", "--json", *more)
    assert result.code == 0, result
    return result


def words_of(path: Path) -> str:
    pdf = path.read_bytes()
    return "\n".join(text(pdf, number) for number in range(len(page_sizes(pdf))))


@pytest.mark.parametrize(
    "whose",
    [("--name", "ADA  lovelace"), ("--email", " Ada@Example.ORG ")],
)
def test_a_signature_is_found_by_name_and_by_address(
    run: Run, root: Path, whose: tuple[str, ...]
) -> None:
    gone = run(*WITHDRAW, *whose, "--json").json
    assert (gone["counts"]["total"], gone["counts"]["withdrawn"]) == (2, 1)
    assert gone["named_in"] == []
    store = (root / "signatures/ask.jsonl").read_text(encoding="utf-8")
    assert [word for word in ("Ada", "London", gone["withdrawn"]) if word in store] == []


@pytest.mark.parametrize(
    ("whose", "shown"),
    [
        (("--name", "Ada"), "'Ada'"),
        (("--name", "🦋"), "'🦋'"),
        (("--name", " "), "' '"),
        (("--email", "nobody@example.org"), "'nobody@example.org'"),
        (("0123456789abcdef",), "'0123456789abcdef'"),
    ],
)
def test_who_has_not_signed(run: Run, root: Path, whose: tuple[str, ...], shown: str) -> None:
    before = (root / "signatures/ask.jsonl").read_bytes()
    result = run(*WITHDRAW, *whose)
    assert (result.code, result.out) == (1, "")
    assert f"nobody has signed as {shown}, or the signature was withdrawn" in result.err
    assert "give the whole name, the e-mail address, or the id" in result.err
    assert (root / "signatures/ask.jsonl").read_bytes() == before


def test_a_name_written_in_another_way_is_asked_about(run: Run, root: Path) -> None:
    before = (root / "signatures/ask.jsonl").read_bytes()
    result = run(*WITHDRAW, "--name", "ＡＤＡ  lovelacé")
    assert result.code == 1
    assert "written in another way; if it is one of these, give the id" in result.err
    assert "(Ada Lovelace, London, GB)" in " ".join(result.err.split())
    assert (root / "signatures/ask.jsonl").read_bytes() == before


@pytest.mark.parametrize("whose", [(), ("1", "--name", "x"), ("--name", "x", "--email", "y")])
def test_one_thing_tells_whose_it_is(run: Run, whose: tuple[str, ...]) -> None:
    result = run(*WITHDRAW, *whose)
    assert result.code == 2
    assert "say an ID, --name or --email" in result.err


def test_nobody_can_withdraw_where_nobody_signed(run: Run, root: Path) -> None:
    (root / "signatures/ask.jsonl").unlink()
    assert "[unknown_signature]" in run(*WITHDRAW, "--email", "ada@example.org").err
    assert not (root / "signatures/ask.jsonl").exists()


def test_lists_made_before_are_named_and_made_again_without_the_name(run: Run, root: Path) -> None:
    london = deliver(run).json["annexes"][0]["file"]
    berlin = deliver(run, "--via", "embassy-berlin", "--again").json["annexes"][0]["file"]
    assert "Ada" in words_of(root / london)
    gone = run(*WITHDRAW, "--email", "ada@example.org")
    assert gone.code == 0
    assert sorted(line.split()[0] for line in gone.err.splitlines()) == sorted([berlin, london])
    assert "still prints the name: make it again, or destroy it." in gone.err
    again = deliver(run).json["annexes"][0]
    assert again["file"] == london
    for made in (root / london, root / again["manifest"]):
        assert b"Ada" not in made.read_bytes()
    assert "Ada" not in words_of(root / london)
    assert run(*WITHDRAW, "--name", "김민수", "--json").json["named_in"] == sorted([berlin, london])
    assert run(*WITHDRAW, "--name", "Иван Петров", "--json").json["named_in"] == []


def test_what_was_sent_stays_as_it_was_sent(run: Run, root: Path) -> None:
    sent = deliver(run).json
    reference, annex = sent["letters"][0]["reference"], root / sent["annexes"][0]["file"]
    before = annex.read_bytes()
    assert run("mark", "sent", reference).code == 0
    assert run(*WITHDRAW, "--name", "Ada Lovelace").code == 0
    skipped = run("petition", "deliver", "ask", "--json")
    assert skipped.json["annexes"] == []
    assert annex.read_bytes() == before
    later = deliver(run, "--again").json["annexes"][0]
    assert later["reference"] != reference
    assert "Ada" not in words_of(root / later["file"])


def test_a_list_made_again_is_the_same_bytes(run: Run, root: Path) -> None:
    first = deliver(run).json["annexes"][0]
    before = [(root / first[kind]).read_bytes() for kind in ("file", "manifest")]
    again = deliver(run).json
    assert again["letters"][0]["outcome"] == "unchanged"
    assert [(root / first[kind]).read_bytes() for kind in ("file", "manifest")] == before


def test_a_signature_withdrawn_does_not_come_back_by_another_list(run: Run, tmp_path: Path) -> None:
    run(*WITHDRAW, "--name", "Ada Lovelace")
    other = tmp_path / "other.csv"
    other.write_text(HEADER + "ADA LOVELACE,london,gb,,2026-03-02,yes,yes\n", encoding="utf-8")
    answer = run("petition", "import", str(other), *OF)
    assert answer.code == 0
    assert ["withdrawn", "before", "1"] in [line.split() for line in answer.out.splitlines()]
    assert run("petition", "status", "ask", "--json").json["counts"]["total"] == 2
