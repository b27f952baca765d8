"""The ledger's tables, in types that SQLite and PostgreSQL share.

Days and times are ISO 8601 text: it sorts by time and means the same in every database.
The tables are made by the migrations; these definitions serve the queries. What
PostgreSQL alone must know of an index stands in the migrations: SQLAlchemy would load for it all
that it knows of PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, MetaData, Table, Text, text

from advocacy_cli.model.events import LINKED

metadata = MetaData()

LINKS = text(f"kind = '{LINKED}'")
"""The entries with an index of their own, since one asks for the other end of a link.

The value is written out: a database uses such an index only where it knows the value.
"""

migrations = Table(
    "migrations",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("description", Text, nullable=False),
    Column("advocacy", Text, nullable=False, comment="the version of advocacy that applied it"),
)
"""Which migrations were applied. Read by every version of advocacy, so its shape never changes."""

letters = Table(
    "letters",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("digest", Text, nullable=False, comment="SHA-256 of the key, in hexadecimal"),
    Column("campaign", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("addressee", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("sender_uid", Text, nullable=False),
    Column("case", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("sender", Text, nullable=False),
    Column("about", Text, nullable=False, index=True, comment="the letter it follows up, or empty"),
    Index("ix_letters_uid", "sender_uid", "template", "addressee"),
    Index("ix_letters_sender", "sender", "template", "addressee"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True, comment="UUIDv7"),
    Column("reference", Text, ForeignKey("letters.reference"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("on_day", Text, nullable=False, comment="YYYY-MM-DD"),
    Column("recorded_at", Text, nullable=False, comment="UTC, with microseconds"),
    Column("actor", Text, nullable=False),
    Column("run", Text, index=True),
    Column("data", JSON, nullable=False),
    Index("ix_events_linked", "reference", sqlite_where=LINKS),
)

folds = Table(
    "folds",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("state", Text, nullable=False, comment="JSON, or empty where it was forgotten"),
    Column("began", Text, comment="the id of the last entry that drafted it, or tells of it"),
    Column("template", Text, nullable=False),
    Column("procedure", Text, nullable=False, comment="the procedure of a communication, or empty"),
    Column("sent_on", Text, comment="YYYY-MM-DD"),
    Column("awaited", Integer, nullable=False, comment="1: its reply is awaited"),
    Column(
        "irregular",
        Integer,
        nullable=False,
        index=True,
        comment="1: its days follow from more than its terms",
    ),
    Column("is_out", Integer, nullable=False, index=True, comment="1: it has left"),
    Column(
        "alike", Integer, comment="the same for letters that count alike; NULL: it counts alone"
    ),
    Index("ix_folds_sent", "template", "procedure", "awaited", "sent_on"),
    Index("ix_folds_alike", "alike", "reference"),
)
"""A cache, see `ledger.folds`."""

guards = Table(
    "guards",
    metadata,
    Column("reference", Text, ForeignKey("letters.reference"), primary_key=True),
    Column("event", Text, ForeignKey("events.id"), nullable=False),
)
"""Letters that were handed over from this ledger: one row each, so that none goes out twice.

Merging ledgers never writes here."""
