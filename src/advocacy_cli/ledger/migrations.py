"""How a ledger of an earlier version becomes one of this version.

A migration is frozen once it has been released: a later change of the tables is a further
migration. Its statements stand in SQL that SQLite and PostgreSQL share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, inspect, select

from advocacy_cli import __version__
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.ledger import schema


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the statements, run one by one, that lead from version - 1 to `version`."""

    version: int
    description: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        1,
        "letters, their events, and the guard against sending twice",
        (
            """CREATE TABLE migrations (
                version INTEGER NOT NULL PRIMARY KEY,
                description TEXT NOT NULL,
                advocacy TEXT NOT NULL
            )""",
            """CREATE TABLE letters (
                reference TEXT NOT NULL PRIMARY KEY,
                digest TEXT NOT NULL,
                campaign TEXT NOT NULL,
                template TEXT NOT NULL,
                addressee TEXT NOT NULL,
                via TEXT NOT NULL,
                sender_uid TEXT NOT NULL,
                "case" TEXT NOT NULL,
                language TEXT NOT NULL,
                round INTEGER NOT NULL,
                sender TEXT NOT NULL
            )""",
            """CREATE TABLE events (
                id TEXT NOT NULL PRIMARY KEY,
                reference TEXT NOT NULL REFERENCES letters (reference),
                kind TEXT NOT NULL,
                on_day TEXT NOT NULL,
                recorded_at TEXT NOT NULL,
                actor TEXT NOT NULL,
                run TEXT,
                data JSON NOT NULL
            )""",
            "CREATE INDEX ix_events_reference ON events (reference)",
            "CREATE INDEX ix_events_run ON events (run)",
            """CREATE TABLE guards (
                reference TEXT NOT NULL PRIMARY KEY REFERENCES letters (reference),
                event TEXT NOT NULL REFERENCES events (id)
            )""",
        ),
    ),
    Migration(
        2,
        "which letter another one follows up, and a cache of the states of letters",
        (
            "ALTER TABLE letters ADD COLUMN about TEXT NOT NULL DEFAULT ''",
            """CREATE TABLE folds (
                reference TEXT NOT NULL PRIMARY KEY,
                state TEXT NOT NULL
            )""",
        ),
    ),
    Migration(
        3,
        "which letters a question may be about: beside each state that is kept, and by links",
        (
            "DROP TABLE folds",
            """CREATE TABLE folds (
                reference TEXT NOT NULL PRIMARY KEY,
                state TEXT NOT NULL,
                began TEXT,
                template TEXT NOT NULL,
                procedure TEXT NOT NULL,
                sent_on TEXT,
                awaited INTEGER NOT NULL,
                irregular INTEGER NOT NULL,
                is_out INTEGER NOT NULL
            )""",
            "CREATE INDEX ix_folds_sent ON folds (template, procedure, awaited, sent_on)",
            "CREATE INDEX ix_folds_irregular ON folds (irregular)",
            "CREATE INDEX ix_folds_is_out ON folds (is_out)",
            "CREATE INDEX ix_letters_about ON letters (about)",
            "CREATE INDEX ix_events_linked ON events (reference) WHERE kind = 'linked'",
        ),
    ),
    Migration(
        4,
        "which letters a report counts alike",
        (
            "ALTER TABLE folds ADD COLUMN alike INTEGER",
            "CREATE INDEX ix_folds_alike ON folds (alike, reference)",
        ),
    ),
    Migration(
        5,
        "which letters one person has written to an office, whatever the way",
        (
            "CREATE INDEX ix_letters_uid ON letters (sender_uid, template, addressee)",
            "CREATE INDEX ix_letters_sender ON letters (sender, template, addressee)",
        ),
    ),
)
SCHEMA_VERSION = MIGRATIONS[-1].version


def version_of(connection: Connection) -> int:
    """The version of the ledger's tables; 0 where there are none."""
    if not inspect(connection).has_table(schema.migrations.name):
        return 0
    versions = connection.scalars(select(schema.migrations.c.version))
    return max(versions, default=0)


def require_readable(connection: Connection, file: str, latest: int = SCHEMA_VERSION) -> int:
    """The version of the ledger in `file`, if this program can read it.

    Raises:
        AdvocacyError: `ledger_newer`, or `ledger_damaged` where the database is no ledger.
    """
    version = version_of(connection)
    if version == 0:
        raise AdvocacyError(
            Problem(
                "ledger_damaged",
                f"{file} is a database, but not a ledger of advocacy",
                where=Where(file),
                hint="nothing was changed in it; move it away, and put the ledger in its place",
            )
        )
    if version > latest:
        table = schema.migrations
        writer = connection.scalar(select(table.c.advocacy).where(table.c.version == version))
        raise AdvocacyError(
            Problem(
                "ledger_newer",
                f"{file} was written by advocacy {writer} (ledger version {version});"
                f" this is advocacy {__version__}, which reads up to version {latest}",
                where=Where(file),
                hint=f"upgrade to advocacy {writer} or later; nothing was changed in it",
            )
        )
    return version


def migrate(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply what is missing, with its record, inside the transaction of `connection`."""
    version = version_of(connection)
    for migration in migrations:
        if migration.version <= version:
            continue
        for statement in migration.statements:
            connection.exec_driver_sql(statement)
        connection.execute(
            insert(schema.migrations).values(
                version=migration.version,
                description=migration.description,
                advocacy=__version__,
            )
        )
