from __future__ import annotations

import os
from pathlib import Path

import pytest

from advocacy_cli.desk.workplace import Workplace
from campaigns import Clock, write_campaign


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workplace(tmp_path: Path, clock: Clock) -> Workplace:
    """The small campaign in a folder of its own."""
    return Workplace(write_campaign(tmp_path / "campaign"), clock, os.urandom, "tester")
