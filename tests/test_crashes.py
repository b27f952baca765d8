"""`draft` may be killed at any moment; run once more, everything is as if nothing had happened."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from campaigns import RECIPIENTS, write_campaign

POSTS = 24
KILLS_A_FOLDER = 5
FOLDERS = 10

Letters = set[tuple[str, str, str]]


def many_posts() -> str:
    posts = [
        f"  - id: post-{number}\n    form: ambassador\n    organisation: Post {number}\n"
        f"    represents: CN\n    tags: [many]\n    source: invented\n    as_of: 2026-01-01\n"
        f"    address: {{country: GB, lines: [{number} Mission Street, London W1 1AA]}}\n"
        for number in range(POSTS)
    ]
    return RECIPIENTS + "".join(posts)


def start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "advocacy_cli", "-C", str(root), *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def draft(root: Path) -> subprocess.Popen[bytes]:
    return start(root, "draft", "call", "--via", "tag:many", "--date", "2026-03-02")


def files(root: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (root / "letters").iterdir()
    }


def recorded(root: Path) -> Letters:
    command = [sys.executable, "-m", "advocacy_cli", "-C", str(root), "history", "--json"]
    events = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["events"]
    return {(event["reference"], event["kind"], event["data"]["sha256"]) for event in events}


@pytest.mark.slow
def test_killed_fifty_times_and_run_once_more(tmp_path: Path) -> None:
    content = {"recipients.yaml": many_posts()}
    undisturbed = write_campaign(tmp_path / "undisturbed", content)
    began = time.monotonic()
    assert draft(undisturbed).wait() == 0
    duration = time.monotonic() - began
    expected_files, expected_events = files(undisturbed), recorded(undisturbed)
    assert len(expected_files) == POSTS

    moments = random.Random(20231009)
    for number in range(FOLDERS):
        root = write_campaign(tmp_path / f"killed-{number}", content)
        for _ in range(KILLS_A_FOLDER):
            process = draft(root)
            time.sleep(moments.uniform(0, duration))
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert draft(root).wait() == 0
        assert files(root) == expected_files
        assert recorded(root) == expected_events


@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_run(tmp_path: Path) -> None:
    process = draft(write_campaign(tmp_path / "campaign", {"recipients.yaml": many_posts()}))
    time.sleep(1.5)
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while _group_lives(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _group_lives(process.pid)


def _group_lives(group: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


@pytest.mark.slow
def test_two_runs_at_once_and_marks_between_them(tmp_path: Path) -> None:
    root = write_campaign(tmp_path / "campaign", {"recipients.yaml": many_posts()})
    both = [draft(root), draft(root)]
    assert [process.wait() for process in both] == [0, 0]
    assert len(files(root)) == POSTS
    assert len(recorded(root)) == POSTS
    marks = [
        start(root, "mark", "sent", "--by", "post", name.split("_")[0])
        for name in files(root)
        for _ in range(2)
    ]
    assert {process.wait() for process in marks[:16]} == {0}
    assert {process.wait() for process in marks[16:]} == {0}
