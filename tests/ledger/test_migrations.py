from __future__ import annotations

import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect
from sqlalchemy.exc import OperationalError

from advocacy_cli import __version__
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.ledger import schema, sqlite, store
from advocacy_cli.ledger.files import bring_up_to_date
from advocacy_cli.ledger.migrations import MIGRATIONS, SCHEMA_VERSION, Migration, migrate
from advocacy_cli.ledger.rows import letter_row
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import Delivery, fold
from ledger_values import kept, names, record

VERSION_2 = Path(__file__).with_name("version_2.sql")
"""A ledger as advocacy wrote it when its version was 2: one letter sent, one withdrawn since."""

ADDED = Migration(
    SCHEMA_VERSION + 1,
    "notes",
    ("CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('a')"),
)
BROKEN = Migration(
    SCHEMA_VERSION + 2,
    "half of it",
    ("CREATE TABLE half (text TEXT)", "DROP INDEX ix_events_run", "CREATE TABLE events (id TEXT)"),
)


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def upgrade(path: Path, *more: Migration) -> None:
    with sqlite.database(path, 1) as engine:
        bring_up_to_date(engine, path, 1, (*MIGRATIONS, *more))


def test_the_numbers_ascend_without_a_gap() -> None:
    assert [migration.version for migration in MIGRATIONS] == list(range(1, SCHEMA_VERSION + 1))


def test_the_migrations_make_the_tables_that_the_queries_expect() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection)
        made = inspect(connection)
        assert set(made.get_table_names()) == set(schema.metadata.tables)
        for name, table in schema.metadata.tables.items():
            columns = {column["name"]: column for column in made.get_columns(name)}
            assert list(columns) == [column.name for column in table.columns]
            for column in table.columns:
                found = columns[column.name]
                assert str(found["type"]) == str(column.type)
                assert found["nullable"] == column.nullable
            keys = [column.name for column in table.primary_key.columns]
            assert made.get_pk_constraint(name)["constrained_columns"] == keys
            assert {index["name"] for index in made.get_indexes(name)} == {
                index.name for index in table.indexes
            }
            assert {key["referred_table"] for key in made.get_foreign_keys(name)} == {
                key.column.table.name for key in table.foreign_keys
            }
    engine.dispose()


def test_a_new_ledger_records_its_migrations(path: Path) -> None:
    with open_ledger(path):
        pass
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT version, advocacy FROM migrations").fetchall()
    assert rows == [(migration.version, __version__) for migration in MIGRATIONS]


def test_a_ledger_of_an_earlier_version_is_migrated_after_a_backup(filled: Path) -> None:
    before = contents(filled)
    upgrade(filled, ADDED)
    backup = filled.with_name(f"ledger.sqlite.v{SCHEMA_VERSION}.bak")
    assert contents(backup) == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert names(filled.parent) == ["ledger.sqlite", backup.name]
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("SELECT text FROM notes").fetchall() == [("a",)]
        newest = connection.execute("SELECT max(version) FROM migrations").fetchall()
        assert newest == [(ADDED.version,)]
        assert connection.execute("SELECT count(*) FROM events").fetchall() == [(3,)]


def test_the_letters_of_the_first_version_keep_their_references(path: Path) -> None:
    row = letter_row(record(1))
    del row["about"]
    names_of = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" * len(row))
    path.touch(mode=0o600)
    with (
        sqlite.database(path, 1) as engine,
        sqlite.for_writing(engine).begin() as connection,
    ):
        migrate(connection, MIGRATIONS[:1])
        connection.exec_driver_sql(
            f"INSERT INTO letters ({names_of}) VALUES ({places})", tuple(row.values())
        )
    with open_ledger(path) as ledger:
        assert ledger.records() == {record(1).reference: record(1)}
    assert path.with_name("ledger.sqlite.v1.bak").exists()


def test_a_ledger_of_the_second_version_gives_the_same_answers(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its kept states are dropped, and kept anew by the first who reads them."""
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(VERSION_2.read_text(encoding="utf-8"))
    monkeypatch.setattr(store, "WORTH_KEEPING", 1)
    sent, withdrawn = record(1), record(2)
    for _ in range(2):
        with open_ledger(path) as ledger:
            assert list(ledger.records().items()) == [
                (sent.reference, sent),
                (withdrawn.reference, withdrawn),
            ]
            states = ledger.states()
            assert states == {name: fold(ledger.events(name)) for name in states}
            assert states[sent.reference].delivery is Delivery.SENT
            assert states[sent.reference].links == (withdrawn.reference,)
            assert states[withdrawn.reference].delivery is Delivery.WITHDRAWN
            assert ledger.belonging([withdrawn.reference]) == {sent.reference}
        assert path.with_name("ledger.sqlite.v2.bak").exists()
        assert kept(path) == {sent.reference, withdrawn.reference}


def test_a_second_start_migrates_nothing(filled: Path) -> None:
    upgrade(filled, ADDED)
    backup = filled.with_name(f"ledger.sqlite.v{SCHEMA_VERSION}.bak")
    backup.unlink()
    upgrade(filled, ADDED)
    assert not backup.exists()


def test_a_process_that_comes_second_keeps_the_backup_of_the_first(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(filled)
    real = sqlite.for_writing

    def overtaken(engine: Engine) -> Engine:
        monkeypatch.setattr(sqlite, "for_writing", real)
        upgrade(filled, ADDED)
        return real(engine)

    monkeypatch.setattr(sqlite, "for_writing", overtaken)
    upgrade(filled, ADDED)
    backup = filled.with_name(f"ledger.sqlite.v{SCHEMA_VERSION}.bak")
    assert contents(backup) == before
    assert names(filled.parent) == ["ledger.sqlite", backup.name]


def test_a_migration_that_fails_half_way_changes_nothing(filled: Path) -> None:
    before = contents(filled)
    with pytest.raises(OperationalError, match="already exists"):
        upgrade(filled, ADDED, BROKEN)
    assert contents(filled) == before
    assert contents(filled.with_name(f"ledger.sqlite.v{SCHEMA_VERSION}.bak")) == before
    with open_ledger(filled) as ledger:
        assert record(1).reference in ledger.records()


def test_a_ledger_of_a_newer_version_is_left_alone(filled: Path) -> None:
    upgrade(filled, ADDED)
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute(
            "UPDATE migrations SET advocacy = '7.8.9' WHERE version = ?", (ADDED.version,)
        )
    before = filled.read_bytes()
    with pytest.raises(AdvocacyError) as caught, open_ledger(filled):
        pass
    (problem,) = caught.value.problems
    assert problem.code == "ledger_newer"
    assert "advocacy 7.8.9" in problem.message
    assert re.search(rf"this is advocacy {re.escape(__version__)}", problem.message)
    assert filled.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(AdvocacyError) as caught, open_ledger(path):
        pass
    (problem,) = caught.value.problems
    assert problem.code == "ledger_damaged"
    assert "not a ledger" in problem.message
    assert path.read_bytes() == before
