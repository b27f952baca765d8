"""Pipes, devices, sockets and sparse files, wherever a file is named or lies in a campaign."""

from __future__ import annotations

import os
import resource
import signal
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from petitions import write_petition
from reply_values import COMMUNICATION
from running import Run

NAMED = (
    ("senders", "import"),
    ("recipients", "import"),
    ("petition", "import", "--template", "ask"),
    ("petition", "record-sheet", "1", "--template", "ask", "--count", "1", "--scan"),
    ("petition", "verify", "--template", "ask"),
    ("verify",),
    ("reply", "add", "TST-QY9W-C8H6-N", "--file"),
)
"""Commands that read a file, which is named last."""
LYING = {
    "campaign.yaml": ("check",),
    "recipients.yaml": ("check",),
    "senders.yaml": ("check",),
    "forms_of_address.yaml": ("check",),
    "law.yaml": ("check",),
    "cases/a.yaml": ("check",),
    "letter_templates/call/template.yaml": ("check",),
    "letter_templates/call/en.md": ("check",),
    "assets/a.png": ("check",),
    "signatures/ask.jsonl": ("petition", "status", "ask"),
    "ledger.sqlite": ("status",),
    "ledger.sqlite-journal": ("status",),
    ".advocacy.lock": ("recipients", "remove", "embassy-berlin", "--yes"),
    ".advocacy/recipients-imports.json": ("recipients", "remove", "embassy-berlin", "--yes"),
}
"""What may lie in a campaign, and a command that reads it."""
MAY_BE_LARGE = ("ledger.sqlite-journal", ".advocacy.lock", ".advocacy/recipients-imports.json")
SLOW_KINDS = [pytest.param(one, marks=pytest.mark.slow) for one in ("device", "socket")]
KINDS = ("pipe", "sparse", *SLOW_KINDS)


def make(path: Path, kind: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            here = Path.cwd()
            os.chdir(path.parent)
            listening.bind(path.name)
            os.chdir(here)
    else:
        with path.open("wb") as file:
            file.truncate(8_000_000_000)


@pytest.fixture(autouse=True)
def _soon_and_in_little_memory() -> Iterator[None]:
    def too_slow(*_: object) -> None:
        pytest.fail("it waits for ever")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    previous = signal.signal(signal.SIGALRM, too_slow)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, previous)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KiB


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_named(run: Run, root: Path, tmp_path: Path, kind: str) -> None:
    write_petition(root)
    run(*COMMUNICATION)
    for folder in (tmp_path, root):
        for ending in ("csv", "pdf", "png"):
            make(folder / f"special.{ending}", kind)
        for command in NAMED:
            scans = {"--scan", "--file", "verify"}.intersection(command)
            file = folder / f"special.{'pdf' if scans else 'csv'}"
            result = run(*command, str(file))
            assert result.code == 1, result
            assert file.name in result.err
            assert not list((root / "replies").glob("*"))
            assert not list((root / "signatures").glob("*"))


@pytest.mark.parametrize("name", LYING)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_the_campaign(run: Run, root: Path, name: str, kind: str) -> None:
    write_petition(root)
    run(*COMMUNICATION)
    make(root / name, kind)
    result = run(*LYING[name])
    if kind == "sparse" and name in MAY_BE_LARGE:
        assert result.code in {0, 1}
        return
    assert result.code == 1, result
    assert name in result.out + result.err


def test_assets_that_are_too_much_are_named(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make(root / f"assets/{number}.png", "sparse")
    result = run("check")
    assert result.code == 1
    assert "assets/2.png is larger than 100 MB" in result.out
    monkeypatch.setattr("advocacy_cli.campaign.files.MAX_TOGETHER", 25)
    for number in range(3):
        (root / f"assets/{number}.png").write_bytes(b"0123456789")
    result = run("check")
    assert result.code == 1
    assert "assets/2.png: error: the files in assets/ come to more than" in result.out
    monkeypatch.setattr("advocacy_cli.campaign.files.MAX_FILES", 2)
    assert "[too_many_files]" in run("check").out


def test_a_ledger_that_names_a_file_to_delete_is_refused(run: Run, root: Path) -> None:
    """SQLite deletes the file that the journal of a killed transaction over two names."""
    run(*COMMUNICATION)
    victim = root.parent / "victim"
    victim.write_text("mine")
    name = str(victim).encode()
    magic = bytes.fromhex("d9d505f920a163d7")
    pages = (root / "ledger.sqlite").stat().st_size // 4096
    head = (magic + struct.pack(">IIIII", 0, 0, pages, 512, 4096)).ljust(512, b"\0")
    tail = bytes(4) + name + struct.pack(">II", len(name), sum(name)) + magic
    (root / "ledger.sqlite-journal").write_bytes(head + tail)
    result = run("status")
    assert result.code == 1
    assert "ledger.sqlite-journal is not what this program writes" in result.err
    assert victim.read_text() == "mine"


def test_a_letter_that_is_no_file_is_made_again(run: Run, root: Path) -> None:
    (made,) = run("draft", "call", "--json").json["letters"]
    make(root / made["file"], "sparse")
    (again,) = run("draft", "call", "--json").json["letters"]
    assert (again["outcome"], (root / made["file"]).read_bytes()[:4]) == ("drafted", b"%PDF")
