"""The states of letters as they were folded last. They may be dropped: they are folded again.

Every entry forgets the state of its letter, in the same transaction. A mark tells how far the
entries had come and how many letters there were; where it does not fit, nothing of what is kept
counts. Beside each state stands what chooses letters; one that was forgotten is always chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from advocacy_cli.ledger.schema import events, folds, letters
from advocacy_cli.model.alike import counted
from advocacy_cli.model.events import COMMUNICATED, DRAFTED, LetterState
from advocacy_cli.model.procedures import procedure_of
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.starts import Sent, awaits_reply, has_days_of_its_own

RULES = 5
"""The edition of the rules that fold events, give procedures, and say what counts alike. A change
of them is a new one."""
BEGINNINGS = frozenset({DRAFTED, COMMUNICATED})
"""Kinds of entries by the last of which letters are put in order."""
_MARK = ""
"""The reference under which the mark stands; no letter has it."""
_FORGOTTEN: Mapping[str, Any] = {
    "state": "",
    "began": None,
    "template": "",
    "procedure": "",
    "sent_on": None,
    "awaited": 1,
    "irregular": 1,
    "is_out": 0,
    "alike": None,
}
"""What stands beside the name of a letter whose state was forgotten: every question chooses it."""
KEY = tuple(LetterKey.__dataclass_fields__)
"""The columns of a letter's key."""
_STATE: TypeAdapter[LetterState] = TypeAdapter(LetterState)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the letters that were asked for.

    Attributes:
        states: those that hold, by reference.
        forgotten: the references of those that must be folded again.
    """

    states: dict[str, LetterState]
    forgotten: tuple[str, ...]


def kept(
    connection: Connection, conditions: Iterable[ColumnElement[bool]] | None = None
) -> Kept | None:
    """What is kept of letters for which one of the conditions holds (None: of all letters).

    None where nothing is kept that counts.
    """
    if not holds(connection):
        return None
    found: dict[str, str] = {}
    query = select(folds.c.reference, folds.c.state).where(folds.c.reference != _MARK)
    for one in [query] if conditions is None else [query.where(only) for only in conditions]:
        found.update((reference, state) for reference, state in connection.execute(one))
    try:
        states = {name: _STATE.validate_json(state) for name, state in found.items() if state}
    except ValidationError:
        return None
    return Kept(states, tuple(name for name, state in found.items() if not state))


def not_out() -> list[ColumnElement[bool]]:
    """Chooses letters that have not left."""
    return [folds.c.is_out == 0]


def out() -> ColumnElement[bool]:
    """Chooses letters that have left; none that was forgotten."""
    return folds.c.is_out == 1


def forgotten() -> ColumnElement[bool]:
    """Chooses letters that must be folded again."""
    return and_(folds.c.state == "", folds.c.reference != _MARK)


def first_alike() -> list[ColumnElement[bool]]:
    """Chooses of letters that count alike the first by reference, and those that count alone."""
    first = select(func.min(folds.c.reference)).where(folds.c.alike.is_not(None))
    return [folds.c.alike.is_(None), folds.c.reference.in_(first.group_by(folds.c.alike))]


def of(references: Sequence[str], at_once: int) -> list[ColumnElement[bool]]:
    """Chooses letters by their references, so many in one query."""
    starts = range(0, len(references), at_once)
    return [folds.c.reference.in_(references[start : start + at_once]) for start in starts]


def with_days(sent: Iterable[Sent]) -> list[ColumnElement[bool]]:
    """Chooses letters that were sent as said, and those whose days do not follow from that."""
    return [folds.c.irregular == 1, *map(_was_sent, sent)]


def _was_sent(sent: Sent) -> ColumnElement[bool]:
    conditions = [
        folds.c.template == sent.template,
        folds.c.procedure == sent.procedure,
        folds.c.awaited.in_([1] if sent.awaited else [0, 1]),
        folds.c.sent_on.is_not(None),
    ]
    if sent.first:
        conditions.append(folds.c.sent_on >= sent.first.isoformat())
    if sent.last:
        conditions.append(folds.c.sent_on <= sent.last.isoformat())
    return and_(*conditions)


def numbers_alike(connection: Connection) -> dict[str, int]:
    """How many letters count alike, by the reference of the first; of those that do not, none."""
    query = select(func.min(folds.c.reference), func.count()).where(folds.c.alike.is_not(None))
    return dict(connection.execute(query.group_by(folds.c.alike)).all())


def keep(connection: Connection, states: Mapping[str, LetterState]) -> None:
    """Keep the states, which are all those there are, in the place of what was kept."""
    last = (
        select(events.c.reference, func.max(events.c.id).label("id"))
        .where(events.c.kind.in_(BEGINNINGS))
        .group_by(events.c.reference)
        .subquery()
    )
    known = select(letters, last.c.id.label("began")).outerjoin(
        last, last.c.reference == letters.c.reference
    )
    likeness = _Likeness()
    rows = [
        _row(row, states[row["reference"]], likeness)
        for row in connection.execute(known).mappings()
    ]
    connection.execute(delete(folds))
    if rows:
        connection.execute(insert(folds), rows)
    _set_mark(connection, len(rows))


def _row(letter: RowMapping, state: LetterState, likeness: _Likeness) -> dict[str, Any]:
    communication = state.communication
    return {
        "reference": letter["reference"],
        "state": _STATE.dump_json(state).decode(),
        "began": letter["began"],
        "template": letter["template"],
        "procedure": procedure_of(communication).value if communication else "",
        "sent_on": state.sent_on.isoformat() if state.sent_on else None,
        "awaited": int(awaits_reply(state)),
        "irregular": int(state.sent_on is not None and has_days_of_its_own(state)),
        "is_out": int(state.is_out),
        "alike": likeness.number(LetterKey(**{name: letter[name] for name in KEY}), state),
    }


class _Likeness:
    """Numbers letters: those that count alike have the same number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[LetterKey, bytes], int] = {}

    def number(self, key: LetterKey, state: LetterState) -> int | None:
        """The number of a letter; None for one that counts alone."""
        found = counted(key, state)
        if found is None:
            return None
        counted_key, counted_state = found
        text = _STATE.dump_json(counted_state)
        return self._numbers.setdefault((counted_key, text), len(self._numbers))


class Forgetting:
    """Forgets the states that entries change; what was kept of the others goes on to hold."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        mark, _, number = (_mark(connection) or "").rpartition(" ")
        self._number = int(number) if mark == due_mark(connection) else None

    def forget(self, references: Iterable[str]) -> None:
        """Forget the states of letters that entries have just been added for."""
        if self._number is None:
            return
        for reference in set(references):
            known = folds.c.reference == reference
            changed = self._connection.execute(update(folds).where(known).values(_FORGOTTEN))
            if not changed.rowcount:
                row = {**_FORGOTTEN, "reference": reference}
                self._connection.execute(insert(folds).values(row))
                self._number += 1
        _set_mark(self._connection, self._number)


def holds(connection: Connection) -> bool:
    """Whether what is kept fits the entries and the letters there are."""
    mark = _mark(connection)
    if mark is None:
        return False
    number = connection.scalar(select(func.count()).select_from(folds)) or 0
    return mark == f"{due_mark(connection)} {number - 1}"


def _mark(connection: Connection) -> str | None:
    return connection.scalar(select(folds.c.state).where(folds.c.reference == _MARK))


def _set_mark(connection: Connection, number: int) -> None:
    connection.execute(delete(folds).where(folds.c.reference == _MARK))
    mark = {**_FORGOTTEN, "reference": _MARK, "state": f"{due_mark(connection)} {number}"}
    connection.execute(insert(folds).values(mark))


def due_mark(connection: Connection) -> str:
    """The mark that fits the entries there are, without the number of letters."""
    last = connection.scalar(select(func.max(events.c.id))) or ""
    return f"{RULES} {last}"
