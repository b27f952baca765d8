"""A store as it is written: a line of JSON for each event.

A store of the first edition comes out as it was, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from advocacy_cli.model.answers import Answers
from advocacy_cli.model.petitions import Printed, Run, Sheet, Signature, Withdrawal
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.store import FORMAT, Store


def lines_of(store: Store) -> Iterator[str]:
    """The whole store."""
    yield begun(store.key)
    yield from map(imported, store.runs.values())
    for signature in store.signatures.values():
        yield signed(signature)
        yield from (answered(signature.id, answers) for answers in signature.later)
        if signature.set_aside:
            yield set_aside(signature)
    yield from map(printed, store.printed)
    yield from map(sheet, store.sheets.values())
    yield from map(withdrawn, store.withdrawals)


def begun(key: str) -> str:
    """The first line of a store."""
    return _line("begun", {"version": FORMAT, "key": key})


def imported(run: Run) -> str:
    """The line of an import; a later one with the same name takes its place."""
    undone = run.undone.isoformat() if run.undone else None
    return _line("imported", {"run": run.name, "on": run.on.isoformat(), "undone": undone})


def signed(signature: Signature) -> str:
    """The line of a signature."""
    values: dict[str, Any] = {
        "id": signature.id,
        "name": signature.name,
        "city": signature.city,
        "country": signature.country or None,
        "consents": _named(signature.consents),
        "channel": signature.channel,
        "at": signature.at or None,
        "marks": signature.marks,
    }
    if signature.edition > 1:
        values["edition"] = signature.edition
        values["refused"] = signature.refused
        values["run"] = signature.run
    return _line("signed", values)


def answered(name: str, answers: Answers) -> str:
    """The line of later answers of who gave the signature with the id `name`."""
    values = {
        "id": name,
        "consents": _named(answers.consents),
        "refused": answers.refused,
        "at": answers.at or None,
        "as_of": answers.as_of or None,
        "run": answers.run,
    }
    return _line("answered", values)


def set_aside(signature: Signature) -> str:
    """The line that sets a signature aside, or takes it up again."""
    aside = signature.set_aside
    reason, on = (aside.reason, aside.on.isoformat()) if aside else (None, None)
    return _line("set_aside", {"id": signature.id, "reason": reason, "on": on})


def printed(made: Printed) -> str:
    """The line of sheets that were made."""
    return _line(
        "printed",
        {
            "first": made.first,
            "count": made.count,
            "lines": made.lines,
            "language": made.language,
            "on": made.on.isoformat(),
        },
    )


def sheet(recorded: Sheet) -> str:
    """The line of a paper sheet; a later one with the same number takes its place."""
    return _line(
        "sheet",
        {
            "number": recorded.number,
            "count": recorded.count,
            "on": recorded.on.isoformat(),
            "scan": recorded.scan,
            "file": recorded.file,
        },
    )


def withdrawn(withdrawal: Withdrawal) -> str:
    """The line that stands where a signature stood."""
    values: dict[str, Any] = {
        "commitment": withdrawal.commitment,
        "marks": withdrawal.marks,
        "on": withdrawal.on.isoformat(),
    }
    if withdrawal.edition > 1:
        values["edition"] = withdrawal.edition
    return _line("withdrawn", values)


def _named(consents: Mapping[Purpose, str]) -> dict[str, str]:
    return {str(purpose): text for purpose, text in consents.items()}


def _line(kind: str, values: Mapping[str, Any]) -> str:
    event = {"event": kind, **values}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n"
