"""docs/action-day.sh does a whole action day, and may be run again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advocacy_cli.campaign.starter import Answers, start_campaign
from campaigns import edit
from petitions import ADA, HEADER, IVAN

SCRIPT = Path(__file__).parents[1] / "docs" / "action-day.sh"
SOURCE = Path(__file__).parents[1] / "src"
ADVOCACY = f"""\
#!{sys.executable}
import datetime, os
from advocacy_cli.cli.main import app
from advocacy_cli.cli.world import World

if __name__ == "__main__":
    now = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
    app(obj=World(environ={{}}, now=lambda: now, random=os.urandom), prog_name="advocacy")
"""
PRINTER = '#!/bin/sh\nfor file; do test -f "$file" && echo "$file" >>printed.txt || exit 1; done\n'
VOLUNTEERS = """\
Name;Street;Town;Post code;State;Country;Language;Shoe size
Bo O'Example;4 Example Street;London;N1 1AA;ENG;UK;English;41
Max Muster;Musterweg 6;Berlin;10115;BE;Deutschland;English;44
Eve Exemple;7 rue du Test;Exempleville;1000;;Luxembourg;English;38
Cy Nowhere;1 Road;Town;1;;Narnia;English;40
"""
SIGNED = "signed by hand & on-line.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new campaign with a table of volunteers and one of signatures; two programs beside it."""
    root = tmp_path / "my campaign"
    lines = ("1 Example Street", "London N1 1AA")
    answers = Answers("Action day", "DAY", "Ada Example", "GB", lines, "GB-ENG", ("en",))
    start_campaign(root, answers, uid="uid-of-ada-0001")
    (root / "volunteers.csv").write_text(VOLUNTEERS, encoding="utf-8")
    (root / SIGNED).write_text(HEADER + ADA + IVAN, encoding="utf-8")
    for name, text in {"advocacy": ADVOCACY, "printer": PRINTER}.items():
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
    return root


def script(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script; whether it ends well is for the test to say."""
    programs = f"{folder.parent / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", str(SCRIPT), *arguments],
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": programs, "PYTHONPATH": str(SOURCE), "PRINT": "printer"},
        capture_output=True,
        text=True,
        timeout=120,
    )


needs_jq = pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")


@pytest.mark.slow
@needs_jq
def test_a_whole_day_and_everything_once_more(folder: Path) -> None:
    def lines(*arguments: str) -> list[str]:
        done = script(folder, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    bad = "bad rows: 1; mend volunteers.csv.bad.csv, then take it in as well"
    nothing_for_eve = (
        "no letter of eve-exemple: no post of CN serves LU, where Eve Exemple (eve-exemple) lives"
    )
    assert lines("morning", "volunteers.csv") == [
        "senders: 3 new, 0 changed, 0 known",
        bad,
        "letters: 3 drafted, 0 unchanged, 0 skipped",
        nothing_for_eve,
        "1 printed for cn-embassy-berlin",
        "2 printed for cn-embassy-london",
    ]
    assert lines("morning", "volunteers.csv") == [
        "senders: 0 new, 0 changed, 3 known",
        bad,
        "letters: 0 drafted, 3 unchanged, 0 skipped",
        nothing_for_eve,
    ]
    signatures, annex = lines("petition", SIGNED)
    assert signatures == "signatures: 2 new, 2 in all"
    assert annex.endswith("_annex.pdf: 1")
    assert lines("petition", SIGNED) == ["signatures: 0 new, 2 in all", annex]
    marked = lines("evening", "cn-embassy-london")
    totals = ["letters: 4", "drafted: 1", "sent: 1", "delivered: 2"]
    assert sorted(line.split("  ")[-1] for line in marked[:3]) == ["delivered", "delivered", "sent"]
    assert marked[3:] == totals
    assert lines("evening", "cn-embassy-london") == totals
    assert lines("morning", "volunteers.csv")[2] == "letters: 0 drafted, 0 unchanged, 3 skipped"
    printed = (folder / "printed.txt").read_text(encoding="utf-8").split()
    assert len(printed) == len(set(printed)) == 3
    assert len(list(folder.glob("*.bad*.csv"))) == 1


@pytest.mark.slow
@needs_jq
def test_what_stops_the_day_says_why_and_a_failed_printer_is_asked_again(folder: Path) -> None:
    wrong = script(folder)
    assert (wrong.returncode, "morning VOLUNTEERS" in wrong.stderr) == (2, True)
    edit(folder / "recipients.yaml", "form: ambassador", "form: embassador")
    broken = script(folder, "morning", "volunteers.csv")
    assert broken.returncode == 1
    assert "recipients.yaml:" in broken.stderr and "embassador" in broken.stderr
    assert not list((folder / "letters").glob("*.pdf"))
    edit(folder / "recipients.yaml", "form: embassador", "form: ambassador")
    printer = folder.parent / "bin" / "printer"
    printer.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert script(folder, "morning", "volunteers.csv").returncode != 0
    assert script(folder, "evening").stdout.splitlines() == ["letters: 3", "drafted: 3"]
    printer.write_text(PRINTER, encoding="utf-8")
    assert "2 printed for cn-embassy-london" in script(folder, "morning", "volunteers.csv").stdout
