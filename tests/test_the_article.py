"""examples/the-article tells its story from the command line, and tells it once."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ADVOCACY = f"""\
#!{sys.executable}
import datetime, os
from advocacy_cli.cli.main import app
from advocacy_cli.cli.world import World

if __name__ == "__main__":
    day = datetime.date.fromisoformat(os.environ["DAY"])
    now = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    app(obj=World(environ={{}}, now=lambda: now, random=os.urandom), prog_name="advocacy")
"""
FORMS = ("md", "html", "json")
LETTER = "joint allegation letter"
NAME = "Invented Example-Person"
CASE = f"""\
title: people returned in 2023
persons:
  - id: p1
    name: {NAME}
    described: a woman in her 30s
"""


pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("the article")]


def copied(home: Path) -> Path:
    """The example, with the program beside it."""
    program = home / "bin" / "advocacy"
    program.parent.mkdir()
    program.write_text(ADVOCACY, encoding="utf-8")
    program.chmod(0o755)
    return Path(shutil.copytree(ROOT / "examples" / "the-article", home / "story"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example after its story has been told."""
    folder = copied(tmp_path_factory.mktemp("article"))
    assert run(folder, "sh", "story.sh").count("-> not addressed") == 3
    return folder


def run(folder: Path, *command: str, day: str = "2026-11-24") -> str:
    """What a command prints on stdout; it must end well."""
    environment = {
        "PATH": f"{folder.parent / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "DAY": day,
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def reports(folder: Path, audience: str, day: str = "2026-11-24") -> list[str]:
    ask = ("advocacy", "report", "--audience", audience, "--format")
    return [run(folder, *ask, form, day=day) for form in FORMS]


def test_the_story_ends_with_no_question_answered(folder: Path) -> None:
    (asked,) = json.loads(reports(folder, "public")[2])["questions"]
    assert (asked["answered"], asked["asked"]) == (0, 3)
    letters = json.loads(run(folder, "advocacy", "status", "--json"))["letters"]
    run(folder, "sh", "story.sh")
    assert json.loads(run(folder, "advocacy", "status", "--json"))["letters"] == letters
    told = json.loads(run(folder, "advocacy", "history", "--json"))["events"]
    assert [event["kind"] for event in told].count("replied") == 3
    series = run(folder, "advocacy", "history", "--series", "submissions")
    assert [f"submission of {year}" in series for year in range(2021, 2025)] == [True] * 4


def test_no_day_is_told_that_the_article_does_not_give(folder: Path) -> None:
    markdown, html, written = reports(folder, "internal")
    assert "2023-09: **urgent action of September 2023**" in markdown
    assert "2021: **submission of 2021" in markdown
    days = [*re.findall(r"20\d\d-\d\d-\d\d", markdown + html)]
    assert set(days) == {"2026-11-24"}
    report = json.loads(written)
    assert report["days_to_reply"] == {"first_reply": None, "final_reply": None}
    assert report["timeline"]["unit"] == "year"


def test_what_is_confidential_is_public_from_its_day_on(folder: Path) -> None:
    before, after = (reports(folder, "public", day) for day in ("2024-08-14", "2024-08-15"))
    assert [LETTER in text for text in before] == [False] * len(FORMS)
    assert [LETTER in text for text in after] == [True] * len(FORMS)
    assert all(LETTER in text for text in reports(folder, "internal", "2024-08-14"))


def test_names_are_never_in_the_public_report(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "cases").mkdir()
    (folder / "cases" / "returned.yaml").write_text(CASE, encoding="utf-8")
    story = (folder / "story.sh").read_text(encoding="utf-8")
    naming = story.replace("the detainees who are named?", f"{NAME} and the others?")
    assert naming != story
    (folder / "story.sh").write_text(naming, encoding="utf-8")
    run(folder, "sh", "story.sh")
    assert [NAME in text for text in reports(folder, "public")] == [False] * len(FORMS)
    assert all(NAME in text for text in reports(folder, "internal"))
