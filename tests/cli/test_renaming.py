"""Ids given to entries of lists, and the letters that stay theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaigns import RECIPIENTS, SENDERS, TEMPLATE, edit, write_campaign
from running import Run

CALL = "letter_templates/call/template.yaml"


def planned(run: Run, *more: str) -> dict[str, Any]:
    (letter,) = run("draft", "call", "--dry-run", "--json", *more).json["letters"]
    return dict(letter)


def test_a_letter_keeps_its_reference_and_its_draft(run: Run, root: Path) -> None:
    run("draft", "call")
    (root / CALL).write_text(TEMPLATE + "cc: ['embassy-berlin', via]\n")
    run("draft", "call")
    before = planned(run)
    assert run("recipients", "rename", "president", "head-of-exampleland").code == 0
    assert run("recipients", "rename", "embassy-london", "embassy-uk").code == 0
    assert run("recipients", "rename", "embassy-berlin", "embassy-de").code == 0
    assert run("senders", "rename", "ada", "ada-example").code == 0
    after = planned(run)
    assert (after["reference"], after["outcome"]) == (before["reference"], "unchanged")
    assert (after["addressee"], after["via"]) == ("head-of-exampleland", "embassy-uk")
    assert after["sender"] == "ada-example"
    assert planned(run, "--to", "president", "--sender", "ada") == after
    assert run("mark", "sent", after["reference"]).err == ""
    assert run("recipients", "list", "--not-sent", "--ids").out.split() == [
        "embassy-de",
        "embassy-of-others",
    ]
    assert run("status", "--tag", "missions", "--ids").out.split() == [after["reference"]]
    assert run("check").code == 0


def test_every_other_byte_stays_and_places_are_shown(run: Run, root: Path) -> None:
    (root / CALL).write_text(
        '# to the head\nto: ["president"] # one\n' + TEMPLATE.partition("]\n")[2]
    )
    before = (root / "recipients.yaml").read_text()
    result = run("recipients", "rename", "president", "head", "--json")
    assert result.json == {
        "version": 1,
        "list": "recipients.yaml",
        "dry_run": False,
        "written": True,
        "old": "president",
        "new": "head",
        "places": [f"{CALL}:2:6"],
        "letters": [],
        "problems": [],
    }
    assert (root / CALL).read_text().startswith('# to the head\nto: ["head"] # one\n')
    after = (root / "recipients.yaml").read_text()
    assert after.replace("    aliases: [president]\n", "") == before.replace(
        "id: president", "id: head"
    )


def test_a_table_and_windows_line_ends(run: Run, root: Path) -> None:
    edit(root / "campaign.yaml", "sender: ada\n", "sender: ada\nsenders: crew.csv\n")
    text = (root / "campaign.yaml").read_text().replace("\n", "\r\n")
    (root / "campaign.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    head = "id,uid,name,line1,country,region,co_signers\r\n"
    ada = "ada,uid-of-ada-0001,Ada,5 Street,GB,GB-ENG,\r\n"
    bo = "bo,uid-of-bo-000001,Bo,6 Street,GB,GB-ENG,ada\r\n"
    (root / "crew.csv").write_bytes((head + ada + bo).encode())
    result = run("senders", "rename", "ada", "ada-example")
    assert (result.code, "crew.csv:3" in result.out) == (0, True)
    assert (root / "crew.csv").read_bytes() == (
        b"id,uid,name,line1,country,region,co_signers,aliases\r\n"
        b"ada-example,uid-of-ada-0001,Ada,5 Street,GB,GB-ENG,,ada\r\n"
        b"bo,uid-of-bo-000001,Bo,6 Street,GB,GB-ENG,ada-example,\r\n"
    )
    assert (root / "campaign.yaml").read_bytes() == b"\xef\xbb\xbf" + text.replace(
        "sender: ada", "sender: ada-example"
    ).encode()


def test_back_again_and_on(run: Run, root: Path) -> None:
    first = planned(run)["reference"]
    for old, new in (("president", "head"), ("head", "president"), ("president", "chief")):
        assert run("recipients", "rename", old, new).code == 0
        assert planned(run)["reference"] == first
    assert (
        "aliases: [head, president]\n    first_id: president\n"
        in (root / "recipients.yaml").read_text()
    )


def test_what_was_broken_off_is_finished(run: Run, root: Path) -> None:
    run("recipients", "rename", "president", "head")
    (root / CALL).write_text(TEMPLATE)
    checked = run("check")
    assert "it is called head now; `advocacy recipients rename president head`" in checked.out
    assert run("recipients", "rename", "president", "head").code == 0
    assert "to: [head]" in (root / CALL).read_text()
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("president", "embassy-london", "id_taken"),
        ("president", "president", "id_taken"),
        ("president", "ambassador", "id_taken"),
        ("president", "Head", "bad_value"),
        ("president", "direct", "bad_value"),
        ("presidents", "head", "unknown_recipient"),
    ],
)
def test_what_cannot_be(run: Run, root: Path, old: str, new: str, code: str) -> None:
    edit(root / "recipients.yaml", "form: ambassador\n", "form: ambassador\n    aliases: [x-1]\n")
    text = (root / "recipients.yaml").read_text()
    text = text.replace("aliases: [x-1]", "aliases: [ambassador]", 1)
    text = text.replace("    aliases: [x-1]\n", "")
    (root / "recipients.yaml").write_text(text)
    result = run("recipients", "rename", old, new, "--json")
    assert (result.code, [one["code"] for one in result.json["problems"]]) == (1, [code])
    assert (root / "recipients.yaml").read_text() == text


def test_what_may_hide_the_id_is_mended_first(run: Run, root: Path) -> None:
    (root / "senders.yaml").write_text(SENDERS + "    post: embassy-london\n    colour: red\n")
    result = run("recipients", "rename", "embassy-london", "embassy-uk", "--json")
    codes = [one["code"] for one in result.json["problems"]]
    assert (result.code, codes) == (1, ["unknown_key", "cannot_rename"])
    assert (root / "recipients.yaml").read_text() == RECIPIENTS


def test_a_dry_run_writes_nothing(run: Run, root: Path) -> None:
    result = run("recipients", "rename", "president", "head", "--dry-run")
    assert (result.code, f"also in {CALL}:2:6" in result.out) == (0, True)
    assert (root / "recipients.yaml").read_text() == RECIPIENTS
    assert (root / CALL).read_text() == TEMPLATE


@pytest.mark.parametrize(
    ("more", "code", "place"),
    [
        ("aliases: [president]", "alias_of_itself", 4),
        ("aliases: [embassy-london]", "alias_taken", 4),
        ("aliases: [a, a]", "alias_taken", 4),
        ("first_id: other", "unknown_first_id", 4),
        ("aliases: [head]\n    first_id: other", "unknown_first_id", 5),
    ],
)
def test_a_former_id_means_one_entry(
    run: Run, root: Path, more: str, code: str, place: int
) -> None:
    office = "office: President of Exampleland"
    edit(root / "recipients.yaml", office, f"{more}\n    {office}")
    problems = run("check", "--json").json["problems"]
    (found,) = [one for one in problems if one["severity"] == "error"]
    assert (found["code"], found["where"].split(":")[1]) == (code, str(place))
    assert run("draft", "call").code == 1


def test_two_that_are_each_others_former_ids(run: Run, root: Path) -> None:
    text = RECIPIENTS.replace("  - id: president\n", "  - id: president\n    aliases: [head]\n")
    text = text.replace("  - id: embassy-london\n", "  - id: embassy-london\n    aliases: [head]\n")
    write_campaign(root, {"recipients.yaml": text})
    assert "alias_taken" in run("check").out
    text = text.replace("- id: president\n    aliases: [head]", "- id: president\n    aliases: [e]")
    text = text.replace("aliases: [head]", "aliases: [president]")
    text = text.replace("aliases: [e]", "aliases: [embassy-london]")
    write_campaign(root, {"recipients.yaml": text})
    assert run("check").out.count("alias_taken") == 2


def test_a_uid_means_one_person(run: Run, root: Path) -> None:
    for uid in ("uid-of-ada-0001", "uid-of-bob-0001"):
        bob = SENDERS.removeprefix("senders:\n").replace("ada", "bob").replace("Ada", "Bob")
        text = f"{SENDERS}    merged_uids: [{uid}]\n{bob}"
        write_campaign(root, {"senders.yaml": text})
        assert "shared_uid" in run("check").out
