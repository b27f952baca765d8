from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from running import Run, answered

FLAGS = ["--country", "GB", "--address-line", "1 Street", "--address-line", "London N1 1AA"]


def test_a_campaign_from_flags(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    result = run("init", str(folder), "--name", "O'Brien & <b>: #1", *FLAGS, "--json")
    assert result.code == 0
    files = set(result.json["files"])
    assert {"campaign.yaml", "recipients.yaml", "senders.yaml", ".gitignore"} <= files
    assert (folder / "senders.yaml").stat().st_mode & 0o077 == 0
    assert run("-C", str(folder), "check", "--json").code == 0
    # Consulates split the United Kingdom, so the region is asked for and never guessed.
    (asked,) = run("-C", str(folder), "draft", "call-on-xi-jinping", "--json").json["letters"]
    assert [problem["code"] for problem in asked["problems"]] == ["post_undecided"]
    senders = folder / "senders.yaml"
    senders.write_text(f"{senders.read_text().rstrip()}\n    region: GB-ENG\n")
    letter = run("-C", str(folder), "draft", "call-on-xi-jinping", "--json").json["letters"][0]
    assert letter["via"] == "cn-embassy-london"
    assert "O'Brien & <b>: #1" in run("-C", str(folder), "senders", "list").out


def test_nothing_private_is_for_git(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    run("init", str(folder), "--name", "Ada", *FLAGS)
    run("-C", str(folder), "draft", "call-on-xi-jinping", "--merge", str(folder / "print.pdf"))
    (folder / "copy").write_text("senders: broken")
    run("-C", str(folder), "senders", "edit", environ={"EDITOR": f"cp {folder / 'copy'}"})
    assert list(folder.glob(".senders*"))
    run("-C", str(folder), "cases", "new", "first", "--title", "x", "--described", "a man")
    assert (folder / "cases/first.yaml").exists()
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    listing = ["git", "-C", str(folder), "ls-files", "--others", "--exclude-standard"]
    seen = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split()
    assert "campaign.yaml" in seen
    assert not [
        name
        for name in seen
        if name.startswith(("ledger", "letters/", "senders", "cases/", ".sen", ".adv", "print"))
    ]


def test_two_campaigns_have_different_senders(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("init", str(tmp_path / name), "--name", "Ada", *FLAGS)
    uids = {
        line
        for name in ("one", "two")
        for line in (tmp_path / name / "senders.yaml").read_text().splitlines()
        if "uid:" in line
    }
    assert len(uids) == 2


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "recipients.yaml").write_text("precious")
    result = run("init", str(folder), "--name", "Ada", *FLAGS)
    assert result.code == 1
    assert "recipients.yaml" in result.err
    assert [path.name for path in folder.iterdir()] == ["recipients.yaml"]
    assert (folder / "recipients.yaml").read_text() == "precious"


@pytest.mark.parametrize("missing", ["--name", "--country", "--address-line"])
def test_what_nobody_can_be_asked_for_is_wrong_usage(
    run: Run, tmp_path: Path, missing: str
) -> None:
    arguments = {"--name": "Ada", "--country": "GB", "--address-line": "1 Street"}
    given = [part for pair in arguments.items() if pair[0] != missing for part in pair]
    result = run("init", str(tmp_path / "mine"), *given)
    assert result.code == 2
    assert missing in result.err
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(("option", "value"), [("--country", "UK"), ("--code", "N1")])
def test_an_answer_that_is_not_usable(run: Run, tmp_path: Path, option: str, value: str) -> None:
    result = run("init", str(tmp_path / "mine"), "--name", "Ada", *FLAGS, option, value)
    assert result.code == 1
    assert not (tmp_path / "mine").exists()


def test_a_person_is_asked(tmp_path: Path) -> None:
    answers = ["Ada Example", "gb", "1 Street", "London N1 1AA", "", ""]
    assert answered(["init", str(tmp_path / "mine")], answers)[0] == 0
    text = (tmp_path / "mine/senders.yaml").read_text()
    assert "Ada Example" in text and "London N1 1AA" in text
