"""Whatever a stranger writes into a campaign, or into a command, it steers no terminal."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from advocacy_cli.campaign.names import case_ids, template_ids
from campaigns import edit, write_campaign
from cases import CASE
from reply_values import COMMUNICATION
from running import Result, Run

UGLY = "x\x9b2J\u202eyz"


def harmless(result: Result) -> bool:
    said = result.out + result.err
    return not set("\x1b\x9b\x07\r\u202e\u2066\u200f").intersection(said)


def test_a_note_forges_no_entry(run: Run, root: Path) -> None:
    letter = run(*COMMUNICATION, "--json").json["reference"]
    assert run("reply", "add", letter, "--note", "by telephone").code == 0
    # No option takes such a note; a ledger that came with a clone may hold one.
    note = json.dumps(f"by telephone\n2026-01-01  sent  {UGLY}\x1b[2J")
    with contextlib.closing(sqlite3.connect(root / "ledger.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE events SET data = replace(data, '\"by telephone\"', ?)", [note])
    for command in (("show", letter), ("history", letter), ("history",), ("status",)):
        result = run(*command)
        assert harmless(result), command
        assert not any(line.startswith("2026-01-01  sent") for line in result.out.split("\n"))
    assert "by telephone\\n2026-01-01  sent  x\\x9b2J\\u202eyz" in run("history", letter).out


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("campaign.yaml", f'name: x\ncode: TST\n"{UGLY}": 1\n'),
        ("campaign.yaml", 'name: x\ncode: TST\n"a\\e[2J\\x9b": 1\n'),
        ("recipients.yaml", 'recipients:\n  - id: "a\\e[2J"\n    "\\u202e": 1\n'),
        ("senders.yaml", 'senders:\n  - id: ada\n    uid: "\\e]0;x\\a"\n    name: "\\x9b"\n'),
        (f"letter_templates/{UGLY}/template.yaml", "name: x\n"),
        (f"cases/{UGLY}.yaml", "title: x\n"),
        (f"letter_templates/call/{UGLY}.yaml", "x"),
    ],
)
def test_no_file_steers_the_terminal(run: Run, root: Path, file: str, text: str) -> None:
    write_campaign(root, {file: text})
    for command in (("check",), ("check", "--json"), ("recipients", "list"), ("senders", "list")):
        assert harmless(run(*command)), command


def test_a_case_steers_no_terminal(run: Run, root: Path) -> None:
    write_campaign(root, {"cases/returned.yaml": CASE})
    edit(root / "cases/returned.yaml", "Her sister", "Her\n      sister")
    result = run("cases", "show", "returned")
    assert result.code == 0, result
    assert harmless(result)
    assert "Her\\nsister wrote" in result.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("draft", UGLY),
        ("draft", "call", "--to", UGLY),
        ("draft", "call", f"--{UGLY}"),
        (UGLY,),
        ("show", UGLY),
        ("mark", "sent", UGLY),
        ("senders", "import", f"{UGLY}.csv"),
        ("verify", f"{UGLY}.pdf"),
        ("draft", "call", "--date", UGLY),
        ("report", "--format", UGLY),
        ("-C", UGLY, "status"),
        ("status", UGLY),
    ],
)
def test_no_argument_steers_the_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.code in {1, 2}
    assert harmless(result)


def test_completion_gives_ids_only(root: Path) -> None:
    write_campaign(root, {f"letter_templates/{UGLY}/template.yaml": "", f"cases/{UGLY}.yaml": ""})
    write_campaign(root, {"cases/good.yaml": ""})
    assert (template_ids(root), case_ids(root)) == (["call"], ["good"])


@pytest.mark.slow
def test_a_bug_says_its_words_safely(root: Path) -> None:
    code = "import sys; from advocacy_cli.cli import main, check\n"
    code += f"def bug(*_, **__): raise RuntimeError({UGLY!r} + chr(27))\n"
    code += "main.FrontDoor.invoke = bug\nmain.main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 70
    assert "x\\x9b2J\\u202eyz\\x1b" in ran.stderr
    assert harmless(Result(70, ran.stdout, ran.stderr))
