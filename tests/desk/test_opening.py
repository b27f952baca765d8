from __future__ import annotations

import subprocess
import sys
from multiprocessing import forkserver
from pathlib import Path

import pytest

from advocacy_cli.desk import opening
from advocacy_cli.desk.workplace import Workplace

SAME_LIBRARIES = """
import ctypes.util
before = ctypes.util.find_library
import advocacy_cli.typesetting.loading
assert ctypes.util.find_library is before
from weasyprint.text import ffi
names = ("gobject", "pango", "harfbuzz", "harfbuzz_subset", "fontconfig", "pangoft2")
assert all(getattr(ffi, name) is not None for name in names)
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    calls: list[bool] = []
    monkeypatch.setattr(forkserver, "ensure_running", lambda: calls.append(True))
    return calls


def test_workers_are_opened_for_a_campaign(workplace: Workplace, opened: list[bool]) -> None:
    opening.open_if_likely(workplace.root / "letter_templates")
    assert opened == [True]


def test_no_workers_are_opened_without_a_campaign(tmp_path: Path, opened: list[bool]) -> None:
    opening.open_if_likely(tmp_path)
    opening.open_if_likely(tmp_path / "nowhere")
    assert opened == []


def test_with_a_long_ledger_workers_wait_for_work(
    workplace: Workplace, opened: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace.ledger.write_bytes(b"x" * 100)
    monkeypatch.setattr(opening, "LONG", 101)
    opening.open_if_likely(workplace.root)
    assert opened == [True]
    monkeypatch.setattr(opening, "LONG", 100)
    opening.open_if_likely(workplace.root)
    assert opened == [True]


def test_what_workers_load_quickly_is_all_they_need() -> None:
    subprocess.run([sys.executable, "-c", SAME_LIBRARIES], check=True)
