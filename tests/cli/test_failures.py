"""A mistake, a bug and an interruption are three things, told apart by the exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocacy_cli.cli import main as front
from advocacy_cli.desk import looking
from campaigns import write_campaign
from running import Run

pytestmark = pytest.mark.slow

ENDLESS = "{% for x in [1,2,3,4,5,6,7,8,9] %}" * 9 + "{% endfor %}" * 9


def test_a_bug_is_reported_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(looking, "status", broken)
    monkeypatch.setattr(sys, "argv", ["advocacy", "-C", str(write_campaign(tmp_path)), "status"])
    with pytest.raises(SystemExit) as ended:
        front.main()
    assert ended.value.code == 70
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "This is a bug" in said


def drafting_without_end(root: Path) -> subprocess.Popen[str]:
    (root / "letter_templates/call/en.md").write_text(ENDLESS)
    command = [sys.executable, "-m", "advocacy_cli", "-C", str(root), "draft", "call"]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.fixture
def _heard() -> Iterator[None]:
    """Ctrl-C is heard, which it is not in what a script has started beside itself."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heard")
@pytest.mark.parametrize("made_before", ["workers start", "letters are made"])
def test_control_c_leaves_a_clean_state(tmp_path: Path, made_before: str) -> None:
    root = write_campaign(tmp_path / "campaign")
    process = drafting_without_end(root)
    while not (root / ".advocacy.lock").exists():  # from here on the run is under way
        time.sleep(0.05)
    time.sleep(0.3 if made_before == "workers start" else 3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err == "Interrupted. What was recorded stands; the same command finishes the rest.\n"
    assert list(root.glob("letters/.*")) == []


@pytest.mark.usefixtures("_heard")
@pytest.mark.parametrize("seconds", [0, 0.02, 0.2, 0.4, 0.6, 0.8, 1.2, 3])
def test_control_c_at_a_terminal_reaches_every_process(tmp_path: Path, seconds: float) -> None:
    root = write_campaign(tmp_path / "campaign")
    process = drafting_without_end(root)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while len(children.read_text().split()) < 2:  # the tracker, and the one that workers come from
        time.sleep(0.005)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    # Python ends itself by the signal where that came while it was making a class of a text, as
    # dataclasses do. To a shell both are 130.
    assert process.returncode in {130, -signal.SIGINT}
    assert out == ""
    assert err == "Interrupted. What was recorded stands; the same command finishes the rest.\n"
    assert list(root.glob("letters/.*")) == []


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path) -> None:
    root = write_campaign(tmp_path / "campaign")
    command = f"{sys.executable} -m advocacy_cli -C {root} recipients list | head -1"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert ran.stdout.count("\n") == 1
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("option", ["", "--json", "--csv"])
def test_a_full_disk_for_the_answer_is_no_bug(tmp_path: Path, option: str) -> None:
    root = write_campaign(tmp_path / "campaign")
    command = f"{sys.executable} -m advocacy_cli -C {root} recipients list {option} >/dev/full"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (
        1,
        "There is no room left on the disk for the answer. What was recorded stands.\n",
    )


def test_a_closed_input_names_nobody(tmp_path: Path) -> None:
    root = write_campaign(tmp_path / "campaign")
    command = f"{sys.executable} -m advocacy_cli -C {root} draft call --to - <&-"
    assert subprocess.run(command, shell=True, capture_output=True, check=False).returncode == 2


@pytest.mark.parametrize(("option", "shown"), [("", "Musterstra?e 3"), ("--json", r"a\u00dfe 3")])
def test_a_stream_that_speaks_only_ascii(tmp_path: Path, option: str, shown: str) -> None:
    root = write_campaign(tmp_path / "campaign")
    command = [sys.executable, "-m", "advocacy_cli", "-C", str(root), "recipients", "show"]
    ran = subprocess.run(
        [*command, "embassy-berlin", *filter(None, [option])],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert shown in ran.stdout


def test_a_closed_output_is_no_bug(tmp_path: Path) -> None:
    root = write_campaign(tmp_path / "campaign")
    command = f"{sys.executable} -m advocacy_cli -C {root} recipients list >&-"
    assert subprocess.run(command, shell=True, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("option", ["--merge", "--out"])
def test_copies_for_a_place_that_is_not_there(tmp_path: Path, run: Run, option: str) -> None:
    (tmp_path / "file").touch()
    result = run("draft", "call", option, str(tmp_path / "file" / "below"), "--json")
    assert result.code == 3
    assert [problem["code"] for problem in result.json["problems"]] == ["cannot_write"]
    assert result.json["totals"]["drafted"] == 1


def test_a_print_file_is_spoken_of_only_where_there_is_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").touch()
    for target, code in ((tmp_path / "file" / "below", 3), (tmp_path / "print.pdf", 0)):
        result = run("draft", "call", "--merge", str(target))
        assert result.code == code
        assert (f"One file for the printer: {target}" in result.err) == target.exists()


def test_letters_that_is_no_folder(run: Run, root: Path) -> None:
    (root / "letters").touch()
    result = run("draft", "call")
    assert result.code == 1
    assert "letters cannot be written (Not a directory)" in result.err
    assert result.err.endswith("1 failed. Nothing was made.\n")


def test_a_preview_makes_no_folders(run: Run, tmp_path: Path) -> None:
    result = run("preview", "call", "--out", str(tmp_path / "none" / "p.pdf"))
    assert result.code == 1
    assert "cannot_write" in result.err
