from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import Connection

from advocacy_cli.ledger import files
from advocacy_cli.ledger.migrations import migrate
from advocacy_cli.ledger.store import open_ledger
from ledger_values import names


@pytest.fixture
def filled_elsewhere(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with three letters, moved out of the way."""
    return filled.rename(tmp_path_factory.mktemp("elsewhere") / "other.sqlite")


def test_what_a_killed_process_left_is_swept(filled: Path) -> None:
    os.link(filled, filled.with_name("ledger.sqlite.new"))
    with open_ledger(filled) as ledger:
        assert len(ledger.events()) == 3
    assert names(filled.parent) == ["ledger.sqlite"]


def test_a_ledger_whose_making_was_killed_is_made_after_all(path: Path) -> None:
    path.with_name("ledger.sqlite.new").touch()
    with open_ledger(path) as ledger:
        assert ledger.events() == []
    assert names(path.parent) == ["ledger.sqlite"]


def test_a_file_system_without_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with open_ledger(path) as ledger:
        assert ledger.events() == []
    assert names(path.parent) == ["ledger.sqlite"]


def test_the_ledger_of_another_process_is_not_overwritten(
    path: Path, filled_elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(connection: Connection) -> None:
        migrate(connection)
        filled_elsewhere.rename(path)

    monkeypatch.setattr(files, "migrate", overtaken)
    with open_ledger(path) as ledger:
        assert len(ledger.events()) == 3
    assert names(path.parent) == ["ledger.sqlite"]
