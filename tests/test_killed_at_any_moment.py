"""`init` and `cases new` may be killed at any moment; run once more, they come to the same."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from advocacy_cli.campaign.case_writing import NewCase, write_case
from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.campaign.starter import Answers, start_campaign
from advocacy_cli.errors import has_errors
from campaigns import write_campaign
from cases import DAY

LINES = ("1 Example Street", "London N1 1AA")
ANSWERS = Answers("A campaign", "ABC", "Ada Example", "GB", LINES, None, ("en",))
CASE = NewCase("The return", "a woman in her 40s")
STEP = 61
"""Calls between two moments at which `init` is killed; it makes over a thousand."""
CALLS = ("open", "mkdir", "link", "rename", "unlink", "fsync")


def killed(work: Callable[[], object], moment: int) -> bool:
    """Do the work in a process that is killed at its n-th call of the system.

    Returns:
        Whether it lived so long.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads
        child = os.fork()
    if child == 0:
        calls = count()

        def counted(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **more: Any) -> Any:
                if next(calls) == moment:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **more)

            return call

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def starts(target: Path, uid: str = "0123456789abcdef") -> Callable[[], object]:
    return lambda: start_campaign(target, ANSWERS, uid=uid)


@pytest.mark.parametrize("is_there", [True, False])
def test_init(tmp_path: Path, is_there: bool) -> None:
    whole = tmp_path / "whole"
    starts(whole)()
    moments, some = 0, 0
    for moment in count(0, STEP):
        target = tmp_path / f"{moment}" / "campaign"
        (target if is_there else target.parent).mkdir(parents=True)
        lived = not killed(starts(target), moment)
        left = everything(target) if target.exists() else {}
        done = "campaign.yaml" in left
        some += bool(left) and not done
        assert not done or everything(whole).items() <= left.items()
        assert is_there or done or not target.exists()
        if not done:
            starts(target, uid="fedcba9876543210")()
        assert everything(target).keys() == everything(whole).keys() or lived or done
        assert not has_errors(load_campaign(target)[1])
        moments += 1
        if lived:
            break
    assert moments > 5
    assert bool(some) is is_there


def test_init_after_a_kill_takes_other_answers_for_another_person(tmp_path: Path) -> None:
    starts(tmp_path)()
    (tmp_path / "campaign.yaml").unlink()
    starts(tmp_path, uid="fedcba9876543210")()
    assert "0123456789abcdef" in (tmp_path / "senders.yaml").read_text()


def test_cases_new(tmp_path: Path) -> None:
    root = write_campaign(tmp_path / "campaign")
    before = everything(root)
    for moment in count():
        lived = not killed(lambda: write_case(root, "returned", CASE, DAY), moment)
        made = {name for name in everything(root) if not name.endswith(".part")} - before.keys()
        if made:
            assert made == {"cases/returned.yaml"}
            assert not has_errors(load_campaign(root)[1])
            assert "a woman in her 40s" in (root / "cases/returned.yaml").read_text()
            (root / "cases/returned.yaml").unlink()
        if lived:
            break
    assert moment > 5
    assert write_case(root, "returned", CASE, DAY) == "cases/returned.yaml"
