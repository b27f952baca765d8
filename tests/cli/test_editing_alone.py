"""Whatever writes a list holds the campaign; what only looks does not."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from advocacy_cli.desk import workplace
from advocacy_cli.disk.locking import locked
from campaigns import RECIPIENTS
from running import Run

Held = AbstractContextManager[None]

WRITING = [
    ("remove", "embassy-berlin", "--yes"),
    ("add", "--form", "minister", "--office", "Minister"),
    ("dedupe", "--keep", "embassy-london", "--merge", "embassy-berlin"),
    ("edit",),
]
LOOKING = [
    ("remove", "embassy-berlin", "--dry-run"),
    ("add", "--form", "minister", "--office", "Minister", "--dry-run"),
    ("dedupe",),
]


@pytest.fixture
def held(root: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    monkeypatch.setattr(workplace, "LOCK_SECONDS", 0)
    return locked(root / workplace.LOCK, 0)


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_a_list_is_not_written_while_the_campaign_is_held(
    run: Run, root: Path, held: Held, tmp_path: Path, command: tuple[str, ...]
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(RECIPIENTS + "# edited\n")
    environ = {"EDITOR": f"cp {other}"}
    with held:
        result = run("recipients", *command, environ=environ)
    assert (result.code, "already_drafting" in result.err) == (1, True), result.err
    assert (root / "recipients.yaml").read_text() == RECIPIENTS
    assert run("recipients", *command, environ=environ).code == 0
    assert (root / "recipients.yaml").read_text() != RECIPIENTS


@pytest.mark.parametrize("command", LOOKING, ids=lambda command: command[0])
def test_looking_waits_for_nobody(run: Run, held: Held, command: tuple[str, ...]) -> None:
    with held:
        assert run("recipients", *command).code == 0
