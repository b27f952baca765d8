"""Help and completion answer at once: nothing heavy is imported for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaigns import write_campaign

# Typer itself imports pydantic to read a command's options.
HEAVY = {"weasyprint", "sqlalchemy", "jinja2", "babel", "pikepdf", "pypdfium2", "yaml"}

PROBE = """
import json, sys
from advocacy_cli.cli.main import app
try:
    app(sys.argv[1:], prog_name="advocacy")
except SystemExit:
    pass
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def imported(*arguments: str, **environ: str) -> set[str]:
    command = [sys.executable, "-c", PROBE, *arguments]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **environ}
    )
    modules: list[str] = json.loads(ran.stdout.splitlines()[-1])
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["draft", "--help"], ["--version"], ["nonsense"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not HEAVY & imported(*arguments)


def test_help_reads_no_model() -> None:
    """Building the classes of the model's records takes as long as all else together."""
    command = [sys.executable, "-c", PROBE, "--help"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    modules: list[str] = json.loads(ran.stdout.splitlines()[-1])
    heavy = (
        *("advocacy_cli.model.values", "advocacy_cli.model.events"),
        *("advocacy_cli.desk", "advocacy_cli.campaign"),
    )
    assert [name for name in modules if name.startswith(heavy)] == []


def test_status_imports_nothing_that_makes_letters(root: Path) -> None:
    heavy = {"babel", "pikepdf", "weasyprint", "jinja2", "holidays", "rapidfuzz", "pebble"}
    loaded = imported("-C", str(root), "status")
    assert "sqlalchemy" in loaded
    assert not heavy & loaded


def completions(shell: str, root: Path, words: str) -> tuple[str, set[str]]:
    request = {
        "_ADVOCACY_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    environ = {**os.environ, **request}
    ran = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, env=environ,
        cwd=root,
    )  # fmt: skip
    *answer, modules = ran.stdout.splitlines()
    return "\n".join(answer), {name.partition(".")[0] for name in json.loads(modules)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_campaign(tmp_path / "campaign")
    (root / "letters").mkdir()
    (root / "letters/TST-7K3M-2QXA-T_president.pdf").touch()
    return root


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("advocacy draft ca", "call"),
        ("advocacy draft call --to pres", "president"),
        ("advocacy draft call --via embassy-b", "embassy-berlin"),
        ("advocacy draft call --sender a", "ada"),
        ("advocacy show TST", "TST-7K3M-2QXA-T"),
        ("advocacy mark sent TST", "TST-7K3M-2QXA-T"),
        ("advocacy recipients show embassy-l", "embassy-london"),
    ],
)
def test_names_are_completed(root: Path, shell: str, words: str, expected: str) -> None:
    answer, modules = completions(shell, root, words)
    assert expected in answer
    assert not HEAVY & modules


def test_outside_a_campaign_there_is_nothing_to_complete(tmp_path: Path) -> None:
    answer, _ = completions("bash", tmp_path, "advocacy draft ")
    assert answer.strip() == ""
