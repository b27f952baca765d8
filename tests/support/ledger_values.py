"""Letters and events for tests of the ledger and of the rules about events."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from advocacy_cli.model.events import DRAFTED, RETRACTED, Event
from advocacy_cli.model.ids import uuid7
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey

DAY = dt.date(2026, 11, 24)
TIME = dt.datetime(2026, 11, 24, 12, 30, tzinfo=dt.UTC)
SHA256 = "ab" * 32


def record(number: int = 1, *, sender: str = "ada", round_: int = 1) -> LetterRecord:
    """The letter to the addressee of that number."""
    key = LetterKey(
        campaign="TST",
        template="call",
        addressee=f"office-{number}",
        via="direct",
        sender_uid="example-uid-1",
        case="",
        language="en",
        round=round_,
    )
    return LetterRecord(key, sender)


def event_id(second: int, entropy: int = 0) -> str:
    """The id of an event entered that many seconds after `TIME`."""
    milliseconds = int(TIME.timestamp() + second) * 1000
    return uuid7(milliseconds, entropy.to_bytes(10, "big"))


def event(second: int, kind: str, letter: LetterRecord | None = None, **changes: Any) -> Event:
    """An event entered that many seconds after `TIME`; `changes` are fields of `Event`."""
    values: dict[str, Any] = {
        "id": event_id(second),
        "reference": (letter or record()).reference,
        "kind": kind,
        "on": DAY,
        "recorded_at": TIME + dt.timedelta(seconds=second),
        "actor": "ada",
        "data": {},
    }
    return Event(**{**values, **changes})


def drafted(
    second: int, letter: LetterRecord | None = None, *, sha256: str = SHA256, **changes: Any
) -> Event:
    """A drafting."""
    data = {
        "file": "letters/a.pdf",
        "sha256": sha256,
        "pages": 1,
        "layout": "plain",
        "date": DAY.isoformat(),
        "inputs": "cd" * 32,
    }
    return event(second, DRAFTED, letter, **{"run": "20261124-AAAA", "data": data, **changes})


def retracted(second: int, what: Event, **changes: Any) -> Event:
    """The retraction of another event."""
    return event(
        second, RETRACTED, reference=what.reference, **{"data": {"event": what.id}, **changes}
    )


def names(folder: Path) -> list[str]:
    """What is in the folder."""
    return sorted(file.name for file in folder.iterdir())


def kept(path: Path) -> set[str]:
    """The references of letters whose folded states the ledger keeps."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT reference FROM folds WHERE reference != '' AND state != ''"
        ).fetchall()
    return {name for (name,) in rows}
