"""Likely duplicates, as a person at the shell meets them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from advocacy_cli.campaign.tables.columns import RECIPIENTS as SHAPE
from advocacy_cli.desk import editing
from advocacy_cli.desk.dedupe import united
from advocacy_cli.desk.list_files import rewritten_list
from campaigns import RECIPIENTS, SENDERS, edit
from running import Run

TWIN = """\
  # the same again
  - id: embassy-london-2
    form: ambassador
    organisation: Embassy of Exampleland
    represents: CN
    tags: [uk, missions]
    serves: [GB, IE]
    email: e@example.org
    address: {country: GB, lines: [2 Mission Street, London W1 1AA]}
"""
ADA = """\
  - id: ada-2
    uid: uid-of-ada-0002
    name: ada example
    address: {country: GB, lines: [5 Sender St, London N1 1AA]}
    languages: [fr, en]
    email: ada@example.org
    phone: "1"
    co_signers: [ada]
"""


@pytest.fixture
def offices(root: Path) -> Path:
    path = root / "recipients.yaml"
    path.write_text(RECIPIENTS + TWIN)
    return path


@pytest.fixture
def people(root: Path) -> Path:
    path = root / "senders.yaml"
    path.write_text(SENDERS.replace("languages: [en]", "email: Ada@example.org") + ADA)
    return path


def test_likely_duplicates_are_listed_with_the_reason(run: Run, offices: Path) -> None:
    result = run("recipients", "dedupe")
    assert result.code == 0
    assert (
        "embassy-london-2 is likely the same as embassy-london:"
        " the same name and the same address\n"
    ) in result.out
    assert "e@example.org" in result.out
    assert offices.read_text() == RECIPIENTS + TWIN


@pytest.mark.usefixtures("people")
def test_a_script_reads_the_pairs(run: Run) -> None:
    assert run("senders", "dedupe", "--json").json == {
        "version": 1,
        "list": "senders.yaml",
        "pairs": [
            {
                "first": "ada",
                "second": "ada-2",
                "reason": "the same name and the same e-mail address",
                "differences": {
                    "name": {"first": "Ada Example", "second": "ada example"},
                    "line1": {"first": "5 Sender Street", "second": "5 Sender St"},
                    "region": {"first": "GB-ENG", "second": None},
                    "languages": {"first": None, "second": "fr en"},
                    "email": {"first": "Ada@example.org", "second": "ada@example.org"},
                    "phone": {"first": None, "second": "1"},
                    "co_signers": {"first": None, "second": "ada"},
                },
                "letters": {"first": [], "second": []},
            }
        ],
    }


def test_no_duplicates_is_said(run: Run) -> None:
    result = run("recipients", "dedupe")
    assert (result.code, result.out) == (0, "")
    assert "No two entries of recipients.yaml are likely the same." in result.err


def test_two_are_merged_from_flags(run: Run, offices: Path) -> None:
    offices.chmod(0o640)
    result = run("recipients", "dedupe", "--keep", "embassy-london", "--merge", "embassy-london-2")
    assert result.code == 0
    assert result.out == (
        "merged  embassy-london-2 into embassy-london"
        " (changed: tags, serves, email, aliases, first_id)\n"
    )
    comment = TWIN.splitlines(keepends=True)[0]
    kept = RECIPIENTS.replace(
        "tags: [missions]\n    serves: [GB]\n    address: {country: GB, lines: [2",
        "tags: [missions, uk]\n    serves: [GB, IE]\n    address: {country: GB, lines: [2",
    )
    at = kept.index("  - id: embassy-berlin")
    email = "    email: e@example.org\n"
    ids = "    aliases: [embassy-london-2]\n    first_id: embassy-london\n"
    assert offices.read_text().replace(
        email.replace("e@", '"e@').replace("org", 'org"'), email
    ) == (kept[:at] + email + ids + kept[at:] + comment)
    assert offices.stat().st_mode & 0o777 == 0o640
    assert run("check").code == 0


def test_the_other_of_two_may_be_kept(run: Run, people: Path) -> None:
    edit(people.parent / "campaign.yaml", "sender: ada\n", "")
    result = run("senders", "dedupe", "--keep", "ada-2", "--merge", "ada", "--json")
    assert result.json == {
        "version": 1,
        "list": "senders.yaml",
        "kept": "ada-2",
        "removed": "ada",
        "changed": ["co_signers", "region", "aliases", "first_id", "merged_uids"],
        "letters": [],
        "problems": [],
    }
    (entry,) = run("senders", "export", "--json").json["senders"]
    assert (entry["uid"], entry["name"]) == ("uid-of-ada-0002", "ada example")
    assert (entry["region"], entry["languages"]) == ("GB-ENG", ["fr", "en"])
    assert (entry["aliases"], entry["merged_uids"]) == (["ada"], ["uid-of-ada-0001"])
    assert "co_signers" not in entry


def test_one_that_is_named_does_not_go(run: Run, root: Path, offices: Path, people: Path) -> None:
    before = people.read_text()
    result = run("senders", "dedupe", "--keep", "ada-2", "--merge", "ada")
    assert (result.code, "campaign.yaml:3:9: error: after this change" in result.err) == (1, True)
    assert people.read_text() == before
    edit(root / "letter_templates/call/template.yaml", "jurisdiction", "embassy-london-2")
    result = run("recipients", "dedupe", "--keep", "embassy-london", "--merge", "embassy-london-2")
    assert (result.code, "letter_templates/call/template.yaml:3:6" in result.err) == (1, True)
    assert offices.read_text() == RECIPIENTS + TWIN


def test_letters_that_name_the_one_that_goes_are_told(run: Run, offices: Path) -> None:
    edit(offices, "serves: [GB, IE]", "serves: [IE]")
    run("draft", "call")
    (reference,) = run("status", "--ids").out.split()
    (pair,) = run("recipients", "dedupe", "--json").json["pairs"]
    assert pair["letters"] == {"first": [reference], "second": []}
    assert "letters" in run("recipients", "dedupe").out
    result = run("recipients", "dedupe", "--keep", "embassy-london-2", "--merge", "embassy-london")
    assert (result.code, f"names embassy-london: {reference}" in result.err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--keep", "president"), 2, "--keep and --merge go together"),
        (("--merge", "president"), 2, "--keep and --merge go together"),
        (("--keep", "president", "--merge", "president"), 1, "cannot be merged with itself"),
        (("--keep", "presidents", "--merge", "embassy-berlin"), 1, "did you mean president?"),
        (("--keep", "president", "--merge", "nobody"), 1, "there is no recipient 'nobody'"),
    ],
)
def test_what_cannot_be_merged(
    run: Run, root: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    result = run("recipients", "dedupe", *arguments)
    assert (result.code, message in result.err) == (code, True)
    assert (root / "recipients.yaml").read_text() == RECIPIENTS


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ("1\n", ["embassy-london"]),
        ("perhaps\n2\n", ["embassy-london-2"]),
        ("leave\n", ["embassy-london", "embassy-london-2"]),
        ("\n", ["embassy-london", "embassy-london-2"]),
        ("quit\n", ["embassy-london", "embassy-london-2"]),
    ],
)
def test_a_person_decides(run: Run, offices: Path, answers: str, left: list[str]) -> None:
    result = run("recipients", "dedupe", stdin=answers)
    assert result.code == 0
    assert "Keep 1 (embassy-london), keep 2 (embassy-london-2), leave both, or quit?" in result.err
    ids = run("recipients", "list", "--ids").out.split()
    assert [one for one in ids if "london" in one] == left
    assert (len(left) == 2) == (offices.read_text() == RECIPIENTS + TWIN)


@pytest.mark.usefixtures("person")
def test_of_three_that_are_the_same_one_is_left(run: Run, offices: Path) -> None:
    offices.write_text(RECIPIENTS + TWIN + TWIN.replace("london-2", "london-3"))
    result = run("recipients", "dedupe", stdin="1\n1\n")
    assert result.code == 0
    assert run("recipients", "list", "--ids").out.count("london") == 1
    assert "aliases: [embassy-london-2, embassy-london-3]" in offices.read_text()


@pytest.mark.usefixtures("person")
def test_a_merge_that_is_refused_is_told_and_the_next_pair_comes(
    run: Run, root: Path, offices: Path
) -> None:
    edit(root / "letter_templates/call/template.yaml", "jurisdiction", "embassy-london")
    refused = run("recipients", "dedupe", stdin="2\n")
    assert (refused.code, "still_needed" in refused.err) == (1, True)
    offices.write_text(RECIPIENTS + TWIN + TWIN.replace("london-2", "london-3"))
    partly = run("recipients", "dedupe", stdin="2\n1\n")
    assert partly.code == 3
    assert run("recipients", "list", "--ids").out.count("london") == 2


def test_rows_of_a_table_are_merged(run: Run, root: Path) -> None:
    edit(root / "campaign.yaml", "code: TST", "code: TST\nsenders: crew.csv")
    head = "id,uid,name,line1,country,email,phone\r\n"
    ada = 'ada,uid-of-ada-0001,"Ada",5 Street,GB,a@example.org,\r\n'
    bo = 'bo,uid-of-bo-000001,"Bo",6 Street,GB,,\r\n'
    twin = "ada-2,uid-of-ada-0002,Ada,5 Street,GB,a@example.org,1\r\n"
    (root / "crew.csv").write_bytes((head + ada + bo + twin).encode())
    assert run("senders", "dedupe", "--keep", "ada", "--merge", "ada-2").code == 0
    head = head.replace("phone", "phone,aliases,first_id,merged_uids")
    merged = "ada,uid-of-ada-0001,Ada,5 Street,GB,a@example.org,1,ada-2,ada,uid-of-ada-0002\r\n"
    bo = "bo,uid-of-bo-000001,Bo,6 Street,GB,,,,,\r\n"
    assert (root / "crew.csv").read_bytes() == (head + merged + bo).encode()


def test_an_edit_meanwhile_is_not_lost(
    run: Run, offices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*args: Any) -> bytes:
        edit(offices, "Pat Example", "Pat Edited")
        return rewritten_list(*args)

    monkeypatch.setattr(editing, "rewritten_list", slowly)
    result = run("recipients", "dedupe", "--keep", "embassy-london", "--merge", "embassy-london-2")
    assert (result.code, "changed by somebody else meanwhile" in result.err) == (1, True)
    assert offices.read_text() == (RECIPIENTS + TWIN).replace("Pat Example", "Pat Edited")


def test_what_is_said_of_an_address_goes_with_it_only() -> None:
    here, there = {"lines": ["1"], "country": "GB"}, {"lines": ["2"], "country": "GB"}
    facts = {"source": "a page", "as_of": "2026-01-01", "note": "knock"}
    gone = {"id": "b", "address": there, "do_not_contact": "asked", **facts}
    other = united({"id": "a", "address": here, "note": "ring"}, gone, SHAPE)
    assert other == {"id": "a", "address": here, "note": "ring", "do_not_contact": "asked"}
    assert united({"id": "a", "address": there}, gone, SHAPE) == {**gone, "id": "a"}
    assert united({"id": "a"}, gone, SHAPE) == {**gone, "id": "a"}


@pytest.mark.parametrize("days", [("2026-01-01", "2027-01-01"), ("2027-01-01", "2026-01-01")])
def test_nobody_is_written_to_sooner_for_a_merge(days: tuple[str, str]) -> None:
    kept, gone = (
        {"id": name, "contact_again_after": day} for name, day in zip("ab", days, strict=True)
    )
    assert united(kept, gone, SHAPE)["contact_again_after"] == "2027-01-01"


def test_nobody_becomes_an_example_by_a_merge() -> None:
    assert united({"id": "a"}, {"id": "b", "uid": "u", "example": True}, SHAPE) == {"id": "a"}
