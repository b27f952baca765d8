from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy_cli.ledger.store import open_ledger
from ledger_values import drafted, record

ROOT = Path(__file__).parents[2]

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger would be."""
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def filled(path: Path) -> Path:
    """A ledger with three drafted letters."""
    with open_ledger(path) as ledger, ledger.writing() as writing:
        for number in (1, 2, 3):
            writing.add_letter(record(number))
            writing.add(drafted(number, record(number)))
    return path


@pytest.fixture
def start() -> Start:
    """Start a Python program that can import what the tests can, with pipes to talk through."""

    def starting(program: str, *arguments: object) -> subprocess.Popen[str]:
        paths = [str(ROOT / "src"), str(ROOT / "tests" / "support")]
        head = f"import sys; sys.path[:0] = {paths!r}\n"
        return subprocess.Popen(
            [sys.executable, "-c", head + program, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return starting
