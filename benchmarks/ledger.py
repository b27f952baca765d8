"""A campaign with a million entries in its ledger, made up, and the commands that must cope."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import DRAFTED, REPLIED, Event
from advocacy_cli.model.ids import uuid7
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey
from measuring import Use, measure

HEADING = "## A large ledger"
TEMPLATE = "plain-letter"
OFFICES = 300
"""To which the letters go."""
ENTRIES = 10
"""Of each letter."""

_CLOCK = "\nclock: {reply_within: 60d, remind: [30d, 50d], long_overdue: 180d}\n"
_COUNTRIES = ("GB", "DE", "FR", "US", "JP")
_BETWEEN = 30
"""Days from one day on which letters leave to the next."""
_FIRST, _DAYS, _DAYS_AWAITED = 3, 36, 3
"""Days since the last of these days; how many there were; and how many the letters are of whose
replies are awaited."""
_BATCH = 20_000
_ANSWERED, _NOT_SENT, _AWAITED = range(3)
_PARTS = [_ANSWERED] * 96 + [_NOT_SENT] * 3 + [_AWAITED]
_DRAFTS = {_ANSWERED: 6, _NOT_SENT: ENTRIES, _AWAITED: 7}


@dataclass(frozen=True, slots=True)
class Large:
    """What was measured: what each command used without kept states, and with them."""

    letters: int
    entries: int
    commands: dict[str, tuple[Use, Use]]


def measure_all(advocacy: Path, folder: Path, sample: Path, entries: int) -> Large:
    """Measure everything in `folder`, with so many entries in the ledger."""
    print(f"A ledger of {entries} entries ...", file=sys.stderr)
    root = folder / "large"
    today = dt.datetime.now(dt.UTC)  # noqa: TID251 - the commands read the real clock too
    references = write_ledger(root, sample, entries, today)
    not_sent = references[_PARTS.index(_NOT_SENT) :: len(_PARTS)]
    asked: dict[str, list[str]] = {
        "status --due": ["status", "--due", "--json"],
        "status --overdue": ["status", "--overdue", "--json"],
        "status --not-sent --json": ["status", "--not-sent", "--json"],
        "status --json": ["status", "--json"],
        "show REF": ["show", references[-1], "--json"],
        "mark sent REF": ["mark", "sent", not_sent[0], "--json"],
        "report --format json": ["report", "--format", "json"],
    }
    found = {}
    for name, arguments in asked.items():
        _drop_kept(root)
        command: list[str | Path] = [advocacy, "-C", root, *arguments]
        without = measure(command)
        measure([advocacy, "-C", root, "status", "--json"])
        if name.startswith("mark"):
            command = [advocacy, "-C", root, "mark", "sent", not_sent[1], "--json"]
        found[name] = without, measure(command)
    return Large(len(references), entries, found)


def report(found: Large) -> str:
    """The findings in words, as Markdown."""
    rows = "".join(_row(name, *uses) for name, uses in found.commands.items())
    return f"""\
{HEADING}

A ledger of {found.entries:,} made-up entries of {found.letters:,} letters, {ENTRIES} of each, to
{OFFICES} offices on {_DAYS} days of three years: 96 in 100 letters have their answer, 3 have not
been sent, and for one a reply is awaited or late.
The states of letters are kept beside the entries once they have been folded; the first two
columns are from a ledger where nothing is kept yet. One run each.

| | wall time, nothing kept | memory | wall time | processor time | memory |
|---|---:|---:|---:|---:|---:|
{rows}"""


def write_ledger(root: Path, sample: Path, entries: int, today: dt.datetime) -> list[str]:
    """Write a campaign to `root` with so many entries; returns its letters' references."""
    folder = root / "letter_templates" / TEMPLATE
    shutil.copytree(sample / "letter_templates" / TEMPLATE, folder)
    with (folder / "template.yaml").open("a", encoding="utf-8") as stream:
        stream.write(_CLOCK)
    for file in ("campaign.yaml", "senders.yaml"):
        shutil.copy(sample / file, root)
    offices = "".join(map(_office, range(OFFICES)))
    (root / "recipients.yaml").write_text(f"recipients:\n{offices}", encoding="utf-8")
    references = []
    chance = random.Random(3)
    with open_ledger(root / "ledger.sqlite") as ledger, ledger.writing() as writing:
        waiting: list[Event] = []
        for number in range(entries // ENTRIES):
            record = _record(number)
            references.append(record.reference)
            writing.add_letter(record)
            waiting += _history(record.reference, _PARTS[number % len(_PARTS)], today, chance)
            if len(waiting) >= _BATCH:
                writing.add_all(waiting)
                waiting = []
        writing.add_all(waiting)
    return references


def _office(number: int) -> str:
    return f"""\
  - id: office-{number}
    form: ambassador
    organisation: Office {number}
    represents: CN
    address: {{country: {_COUNTRIES[number % len(_COUNTRIES)]}, lines: [{number} Made-up Road]}}
    source: made up
    as_of: 2026-01-01
"""


def _record(number: int) -> LetterRecord:
    key = LetterKey(
        campaign="BEN",
        template=TEMPLATE,
        addressee=f"office-{number // len(_PARTS) % OFFICES}",
        via="direct",
        sender_uid=f"volunteer-{number}",
        case="",
        language="en",
        round=1,
    )
    return LetterRecord(key, f"volunteer-{number}")


def _history(
    reference: str, part: int, today: dt.datetime, chance: random.Random
) -> Iterator[Event]:
    """What happened to one letter, in as many entries as every other letter has."""
    since = chance.randrange(_DAYS_AWAITED if part == _AWAITED else _DAYS)
    begin = today - dt.timedelta(days=_FIRST + _BETWEEN * since)
    for number, (kind, data) in enumerate(_entries(part)):
        at = begin + dt.timedelta(hours=number)
        name = uuid7(int(at.timestamp() * 1000), chance.randbytes(10))
        yield Event(name, reference, kind, at.date(), at, "benchmark", data=data)


def _entries(part: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(_DRAFTS[part]):
        yield (
            DRAFTED,
            {
                "file": f"letters/{number}.pdf",
                "sha256": f"{number:064x}",
                "pages": 1,
                "layout": "din5008b",
                "date": "2026-01-01",
                "inputs": f"{number:064x}",
            },
        )
    if part == _NOT_SENT:
        return
    yield "sent", {"by": "post"}
    yield "delivered", {}
    yield REPLIED, {"kind": "acknowledged", "note": "They received it."}
    if part == _ANSWERED:
        yield REPLIED, {"kind": "substantive", "note": "They say that they know of nobody."}


def _drop_kept(root: Path) -> None:
    with contextlib.closing(sqlite3.connect(root / "ledger.sqlite")) as connection, connection:
        connection.execute("DELETE FROM folds")


def _row(name: str, without: Use, kept: Use) -> str:
    return (
        f"| `{name}` | {without.wall:.1f} s | {_mib(without)} "
        f"| {kept.wall:.1f} s | {kept.cpu:.1f} s | {_mib(kept)} |\n"
    )


def _mib(use: Use) -> str:
    return f"{use.memory / 1024**2:,.0f} MiB"
