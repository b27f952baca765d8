"""A clone may hold links at every place the program writes: none of them is written through."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from campaigns import write_campaign
from petitions import ADA, IVAN, table, write_petition
from reply_values import COMMUNICATION
from running import Result, Run

OFFICE = (
    "id,form,organisation,country,line1,source,as_of\nnew,ambassador,New,GB,1 Street,x,2026-01-01\n"
)
VOLUNTEERS = "name,line1,country\nBo Example,4 Example Street London N1 1AA,GB\n,nowhere,GB\n"
SCAN = b"\x89PNG\r\n\x1a\n"
FIXED = ("ledger.sqlite", ".advocacy.lock")
"""Files that are used where they are, and refused where something else is in their place."""
LISTS = ("recipients", "senders")
INPUTS = ("recipients.yaml", "senders.yaml")
EDITOR = {"EDITOR": "sed -i s/Ada/Adah/"}

COMMUNICATED = "TST-QY9W-C8H6-N"
"""The reference of that communication."""

Go = Callable[..., list[Result]]


def commands(files: Path) -> Iterator[tuple[str, ...]]:
    """Every command that writes, in the order of an action day."""
    yield "recipients", "import", str(files / "offices.csv")
    yield "recipients", "add", "--form", "minister", "--office", "Minister"
    yield "senders", "import", str(files / "volunteers.csv"), "--keep-good"
    yield "senders", "edit"
    yield "cases", "new", "returned", "--title", "A case", "--described", "a person"
    yield "petition", "import", table(files, ADA, IVAN), "--template", "ask"
    scan = str(files / "scan.png")
    yield "petition", "record-sheet", "1", "--template", "ask", "--count", "3", "--scan", scan
    yield "report", "--out", "report.md"
    yield "report", "--out", "report.html"
    yield "report", "--out", "report.json"
    yield COMMUNICATION
    yield "reply", "add", COMMUNICATED, "--file", scan


SLOW = (
    ("preview", "call", "--text", "--out", "letter.txt"),
    ("preview", "call"),
    ("preview", "call", "--png"),
    ("petition", "sheet", "ask"),
    ("draft", "call", "--via", "tag:missions", "--out", "copies", "--merge", "print.pdf"),
    ("petition", "deliver", "ask", "--via", "embassy-london"),
    ("petition", "withdraw", "--template", "ask", "--name", "Ada Lovelace"),
    ("report", "--out", "report.pdf"),
    ("recipients", "remove", "new", "--yes"),
)


@pytest.fixture
def work(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The campaign, gone into, with a petition; what is taken in lies outside."""
    write_petition(root)
    files = tmp_path / "files"
    files.mkdir()
    (files / "offices.csv").write_text(OFFICE)
    (files / "volunteers.csv").write_text(VOLUNTEERS)
    (files / "scan.png").write_bytes(SCAN)
    monkeypatch.chdir(root)
    return files


def listed(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def go(run: Run, root: Path, work: Path) -> Go:
    """Runs commands in the campaign, and in one like it where `plant` has been."""

    def go(plant: Callable[[list[str]], None], *slow: tuple[str, ...]) -> list[Result]:
        wanted = [*commands(work), *slow]
        before = listed(root)
        for command in wanted:
            assert run(*command, environ=EDITOR).code in {0, 3}, command
        written = {*listed(root)} - {*before} - {*FIXED}
        shutil.rmtree(root)
        write_petition(write_campaign(root))
        (work / "volunteers.csv.bad.csv").unlink()
        os.chdir(root)
        plant(sorted(written))
        return [run(*command, environ=EDITOR) for command in wanted]

    return go


def plant_files(root: Path, home: Path, names: Iterable[str]) -> None:
    """A link at every name, and at those under which a file waited once.

    Each leads to a file of its own in `home`, every other one of which is not there.
    """
    home.mkdir()
    for number, name in enumerate(names):
        path = root / name
        for ending in (path.name, f".{path.name}.part", f"{path.name}.part", f"{path.name}.new"):
            link = path.with_name(ending)
            link.parent.mkdir(parents=True, exist_ok=True)
            target = home / f"{number}-{ending}"
            link.symlink_to(target)
            if number % 2:
                target.write_text("mine")


def untouched(home: Path) -> bool:
    return all(path.read_text() == "mine" for path in home.iterdir())


NOT_MADE = {
    *("signatures/ask.jsonl", "cases/returned.yaml"),
    *(f".advocacy/{name}-{what}.json" for name in LISTS for what in ("imports", "removed")),
}
"""What is read before it is written: a link there is refused."""


@pytest.mark.parametrize("more", [(), pytest.param(SLOW, marks=pytest.mark.slow)])
def test_no_link_is_written_through(
    go: Go, root: Path, tmp_path: Path, more: Sequence[tuple[str, ...]]
) -> None:
    home = tmp_path / "home"

    def plant(written: list[str]) -> None:
        assert len(written) > 5
        names = {*written, *INPUTS} - NOT_MADE
        plant_files(root, home, sorted(names - {*INPUTS}))
        for name in (*FIXED, *INPUTS, *NOT_MADE):
            link = root / f"{name}.link"
            link = link.with_name(f".{Path(name).name}.part")
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(home / f"part-of-{Path(name).name}")
        for name in ("ledger.sqlite.new", "ledger.sqlite.v1.bak"):
            (root / name).symlink_to(home / name)

    results = go(plant, *more)
    assert [result for result in results if result.code not in {0, 3}] == []
    assert untouched(home)
    assert len(listed(home)) > 3


@pytest.mark.parametrize(
    ("name", "command"),
    {
        "ledger.sqlite": COMMUNICATION,
        ".advocacy.lock": ("recipients", "remove", "embassy-berlin", "--yes"),
        "recipients.yaml": ("recipients", "remove", "embassy-berlin", "--yes"),
        "senders.yaml": ("senders", "edit"),
        "signatures/ask.jsonl": ("petition", "record-sheet", "1", "--template", "ask"),
        "cases/returned.yaml": ("cases", "new", "returned", "--title", "A", "--described", "a b"),
    }.items(),
)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_in_place_of_what_is_read_is_refused(
    run: Run, root: Path, tmp_path: Path, name: str, command: tuple[str, ...], is_there: bool
) -> None:
    write_petition(root)
    home = tmp_path / "home"
    home.mkdir()
    if is_there:
        (home / "file").write_text("mine")
    (root / name).unlink(missing_ok=True)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to(home / "file")
    count = ("--count", "1") if "record-sheet" in command else ()
    result = run(*command, *count, environ=EDITOR)
    assert result.code == 1, result
    assert "link" in result.err or "already" in result.err
    assert (root / name).is_symlink()
    assert untouched(home)
    assert bool(listed(home)) is is_there


@pytest.mark.parametrize(
    "names", [("letters", "signatures", "replies", "cases"), ("signatures/scans", "copies")]
)
@pytest.mark.parametrize("more", [(), pytest.param(SLOW, marks=pytest.mark.slow)])
def test_no_folder_that_is_a_link_is_written_into(
    run: Run,
    root: Path,
    work: Path,
    tmp_path: Path,
    names: tuple[str, ...],
    more: Sequence[tuple[str, ...]],
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in names:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(home)
    for command in (*commands(work), *more):
        assert run(*command, environ=EDITOR).code in {0, 1, 3}, command
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("work")
def test_a_scan_or_a_table_in_a_campaign_is_no_link(run: Run, root: Path, tmp_path: Path) -> None:
    for name in ("secret.png", "secret.csv"):
        (root / name).symlink_to(tmp_path / "secret")
    (tmp_path / "secret").write_bytes(SCAN)
    of = ("--template", "ask")
    for command in (
        ("petition", "record-sheet", "1", *of, "--count", "1", "--scan", "secret.png"),
        ("petition", "import", "secret.csv", *of),
        ("senders", "import", "secret.csv"),
        ("verify", "secret.png"),
    ):
        result = run(*command)
        assert (result.code, "[linked_file]" in result.err) == (1, True), result
    assert not (root / "signatures").exists()
