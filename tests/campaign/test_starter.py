from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from advocacy_cli.campaign import starter
from advocacy_cli.campaign.folder import find_campaign, load_campaign
from advocacy_cli.campaign.starter import Answers, quoted, start_campaign
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, has_errors

ANSWERS = Answers(
    campaign="A campaign",
    code="ABC",
    name="Ada Example",
    country="GB",
    lines=("1 Example Street", "London"),
    region="GB-ENG",
    languages=("en",),
)
UID = "0123456789abcdef"


def refusal(target: Path, answers: Answers = ANSWERS) -> list[Problem]:
    with pytest.raises(AdvocacyError) as caught:
        start_campaign(target, answers, uid=UID)
    return list(caught.value.problems)


def test_a_new_campaign_can_be_used_at_once(tmp_path: Path) -> None:
    target = tmp_path / "not" / "there" / "yet"
    made = start_campaign(target, ANSWERS, uid=UID)
    assert {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()} == set(
        made
    )
    assert find_campaign(target) == target
    campaign, problems = load_campaign(target)
    assert campaign
    assert not has_errors(problems)
    assert (campaign.settings.name, campaign.settings.code) == ("A campaign", "ABC")
    assert campaign.settings.sender == "me"
    sender = campaign.senders["me"]
    assert (sender.uid, sender.name, sender.region) == (UID, "Ada Example", "GB-ENG")
    assert not sender.example
    assert campaign.recipients
    assert campaign.templates


def test_private_files_stay_private(tmp_path: Path) -> None:
    start_campaign(tmp_path, ANSWERS, uid=UID)
    assert stat.S_IMODE((tmp_path / "senders.yaml").stat().st_mode) == 0o600
    ignored = (tmp_path / ".gitignore").read_text().splitlines()
    assert {"/ledger*", "/letters/", "/senders.yaml", "/signatures/"} <= set(ignored)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_takes_nothing_private(tmp_path: Path) -> None:
    start_campaign(tmp_path, ANSWERS, uid=UID)
    private = ("volunteers.csv", "signed.tsv", "offices.csv.bad.csv", "senders.jsonl")
    for name in (*private, "signatures/call.jsonl", "letters/NKR-1.pdf", "ledger.sqlite"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    git = ["git", "-c", f"safe.directory={tmp_path}", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    listed = subprocess.run(
        [*git, "ls-files", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
        text=True,
    )
    tops = {name.partition("/")[0] for name in listed.stdout.split()}
    assert tops == {".gitignore", "campaign.yaml", "letter_templates", "recipients.yaml"}


@pytest.mark.parametrize(
    "name",
    ["O'Brien & <b>: #x", "NO", "- a", "[docs]", "{{ 7*7 }}", "*a*", '"', "\\n", "习近平", "هبة"],
)
def test_awkward_names_read_back_unchanged(tmp_path: Path, name: str) -> None:
    answers = replace(ANSWERS, name=name, campaign=name, lines=(name, "02134"))
    start_campaign(tmp_path, answers, uid=UID)
    campaign, problems = load_campaign(tmp_path)
    assert not has_errors(problems)
    assert campaign
    assert campaign.settings.name == name
    assert campaign.senders["me"].name == name
    assert campaign.senders["me"].address.lines == (name, "02134")


@settings(deadline=None)
@given(st.text())
@example("\u2028\x85\ufeff\U000e0001")
@example("\\U0000000A")
def test_any_text_reads_back_when_quoted(text: str) -> None:
    tree, problems = read_yaml(f"- {quoted(text)}\n", "f")
    assert problems == []
    assert tree
    item = tree.child(0)
    assert item
    assert item.content == text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"country": "UK"}, "GB"),
        ({"code": "abc"}, "capital letters"),
        ({"name": " "}, "is empty"),
        ({"lines": ()}, "`address.lines`"),
        ({"name": "a\nb"}, "U+000A"),
        ({"region": "England"}, "ISO 3166-2"),
    ],
)
def test_answers_that_cannot_be_used_are_refused(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    target = tmp_path / "new"
    [problem] = refusal(target, replace(ANSWERS, **change))
    assert said in problem.message
    assert problem.where is None
    assert not target.exists()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "recipients.yaml").write_text("mine")
    (tmp_path / "campaign.yaml").symlink_to("nowhere")
    [problem] = refusal(tmp_path)
    assert problem.code == "already_there"
    assert "recipients.yaml" in problem.message
    assert "campaign.yaml" in problem.message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["campaign.yaml", "recipients.yaml"]
    assert (tmp_path / "recipients.yaml").read_text() == "mine"


def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "campaign.yaml").write_text("mine")
    monkeypatch.setattr(starter, "_require_free", lambda _target, _files: None)
    with pytest.raises(FileExistsError):
        start_campaign(tmp_path, ANSWERS, uid=UID)
    assert [path.name for path in tmp_path.iterdir()] == ["campaign.yaml"]
    assert (tmp_path / "campaign.yaml").read_text() == "mine"


def test_other_files_in_the_folder_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("mine")
    start_campaign(tmp_path, ANSWERS, uid=UID)
    assert (tmp_path / "README").read_text() == "mine"


def test_a_file_in_the_way_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter_templates").write_text("mine")
    [problem] = refusal(tmp_path)
    assert problem.code == "already_there"
    assert [path.name for path in tmp_path.iterdir()] == ["letter_templates"]


def test_a_file_is_no_folder_to_start_in(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert refusal(tmp_path / "file")[0].code == "not_a_folder"
    assert refusal(tmp_path / "file" / "below")[0].code == "not_a_folder"


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a" / "b"
    opened: list[str] = []
    real = os.open

    def fails_at_the_fourth(
        path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None
    ) -> int:
        if flags & os.O_CREAT:
            opened.append(str(path))
            if len(opened) == 4:
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", fails_at_the_fourth)
    with pytest.raises(OSError, match="No space"):
        start_campaign(target, ANSWERS, uid=UID)
    assert len(opened) == 4
    assert list(tmp_path.iterdir()) == []
