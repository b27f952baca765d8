"""The states of letters as they were folded last. They may be dropped: they are folded again.

Every entry forgets the state of its letter, in the same transaction. A mark tells how far the
entries had come; where it does not fit them, nothing of what is kept counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, func, insert, select

from advocacy_cli.ledger.schema import events, folds
from advocacy_cli.model.events import LetterState

RULES = 1
"""The edition of the rules that fold events. A change of them is a new one."""
_MARK = ""
"""The reference under which the mark stands; no letter has it."""
_STATE: TypeAdapter[LetterState] = TypeAdapter(LetterState)


def kept_states(connection: Connection) -> dict[str, LetterState]:
    """The states that are kept and hold, by reference."""
    if _mark(connection) != due_mark(connection):
        return {}
    rows = connection.execute(select(folds).where(folds.c.reference != _MARK))
    try:
        return {reference: _STATE.validate_json(state) for reference, state in rows}
    except ValidationError:
        return {}


def keep(connection: Connection, states: Mapping[str, LetterState]) -> None:
    """Keep the states, which are all those there are, in the place of what was kept."""
    connection.execute(delete(folds))
    rows = [
        {"reference": reference, "state": _STATE.dump_json(state).decode()}
        for reference, state in states.items()
    ]
    rows.append({"reference": _MARK, "state": due_mark(connection)})
    connection.execute(insert(folds), rows)


class Forgetting:
    """Forgets the states that entries change; what was kept of the others goes on to hold."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        mark = _mark(connection)
        self._holds = mark is not None and mark == due_mark(connection)

    def forget(self, references: Iterable[str]) -> None:
        """Forget the states of letters that entries have just been added for."""
        if not self._holds:
            return
        for reference in {*references, _MARK}:
            self._connection.execute(delete(folds).where(folds.c.reference == reference))
        self._connection.execute(
            insert(folds).values(reference=_MARK, state=due_mark(self._connection))
        )


def _mark(connection: Connection) -> str | None:
    return connection.scalar(select(folds.c.state).where(folds.c.reference == _MARK))


def due_mark(connection: Connection) -> str:
    """The mark that fits the entries there are."""
    last = connection.scalar(select(func.max(events.c.id))) or ""
    return f"{RULES} {last}"
