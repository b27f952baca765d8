from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from advocacy_cli.errors import Problem, Severity
from advocacy_cli.ledger.health import ledger_problems
from ledger_values import record


def spoil(path: Path, *statements: str) -> None:
    """Change the ledger behind its back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    assert problem.hint
    return problem


def test_a_sound_ledger(filled: Path) -> None:
    assert ledger_problems(filled) == []


def test_no_ledger(path: Path) -> None:
    assert ledger_problems(path) == []
    assert not path.exists()


def test_a_ledger_that_others_can_read(filled: Path) -> None:
    filled.chmod(0o644)
    problem = only(ledger_problems(filled))
    assert problem.code == "ledger_open_to_others"
    assert problem.severity is Severity.WARNING
    assert "644" in problem.message


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("DELETE FROM letters WHERE addressee = 'office-2'", "but not the letter"),
        ("UPDATE letters SET via = 'x' WHERE addressee = 'office-2'", "belongs to another letter"),
        ("UPDATE letters SET digest = 'x' WHERE addressee = 'office-2'", "another letter"),
        ("UPDATE events SET kind = 'eaten' WHERE rowid = 2", "make no sense"),
        ("UPDATE events SET data = '{}' WHERE rowid = 2", "make no sense"),
        ("UPDATE events SET data = '[1' WHERE rowid = 2", "cannot be read"),
        ("UPDATE events SET on_day = 'x' WHERE rowid = 2", "cannot be read"),
        ("UPDATE events SET recorded_at = x'ff' WHERE rowid = 2", "cannot be read"),
    ],
)
def test_entries_that_are_not_what_was_written(filled: Path, statement: str, message: str) -> None:
    spoil(filled, statement)
    problem = only(ledger_problems(filled))
    assert problem.code == "ledger_damaged"
    assert message in problem.message
    if "cannot be read" not in message:
        assert record(2).reference in problem.message


def test_an_index_that_lost_its_entries(filled: Path) -> None:
    spoil(
        filled,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_events_run ON events (actor)'"
        " WHERE name = 'ix_events_run'",
    )
    assert {problem.code for problem in ledger_problems(filled)} == {"ledger_damaged"}


def test_a_file_that_was_cut(filled: Path) -> None:
    content = filled.read_bytes()
    filled.write_bytes(content[:-1])
    assert only(ledger_problems(filled)).code == "ledger_damaged"


def test_an_empty_file(path: Path) -> None:
    path.touch(mode=0o600)
    assert only(ledger_problems(path)).code == "ledger_damaged"


def test_looking_changes_nothing(filled: Path) -> None:
    before = filled.read_bytes()
    ledger_problems(filled)
    assert filled.read_bytes() == before
    assert [file.name for file in filled.parent.iterdir()] == ["ledger.sqlite"]
