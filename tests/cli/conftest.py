from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from advocacy_cli.cli.main import app
from advocacy_cli.cli.world import World
from campaigns import Clock, write_campaign
from running import Result, Run


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small campaign, in a folder of its own."""
    return write_campaign(tmp_path / "campaign")


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal; what they type is the standard input of `run`."""
    monkeypatch.setattr(World, "is_interactive", True)


@pytest.fixture
def run(root: Path, clock: Clock) -> Run:
    """Runs the program in the small campaign; a bug is raised, not swallowed."""

    def run(
        *arguments: str, stdin: str | None = None, environ: Mapping[str, str] | None = None
    ) -> Result:
        world = World(environ=environ or {}, now=clock, random=os.urandom)
        result = CliRunner().invoke(
            app, ["-C", str(root), *arguments], obj=world, input=stdin, prog_name="advocacy"
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout, result.stderr)

    return run
