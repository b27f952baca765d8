"""What can be entered in a ledger, and the guard against sending a letter twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger import folds
from advocacy_cli.ledger.rows import (
    Asked,
    event_row,
    fold_states,
    letter_row,
    read_all_states,
    read_digests,
    read_written,
)
from advocacy_cli.ledger.schema import events, guards, letters
from advocacy_cli.model.events import Event, LetterState
from advocacy_cli.model.letters import LetterRecord


class Writing:
    """What can be entered inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def states(self, references: Iterable[str] | None = None) -> dict[str, LetterState]:
        """As `Ledger.states`, together with what this transaction has entered."""
        if references is None:
            return read_all_states(self._connection)[0]
        return fold_states(self._connection, references)

    def written(self, asked: Asked) -> dict[str, LetterRecord]:
        """As `Ledger.written`, together with what this transaction has entered."""
        return read_written(self._connection, asked)

    def last_id(self) -> str:
        """The greatest id of all events, or empty: the next id must be greater.

        Ids then tell the order in which things were entered, whatever the clock does.
        """
        return self._connection.scalar(select(func.max(events.c.id))) or ""

    def add_letter(self, record: LetterRecord) -> None:
        """Enter a letter, as `add_letters` does."""
        self.add_letters([record])

    def add_letters(self, records: Sequence[LetterRecord]) -> None:
        """Enter letters; those that are known already stay as they are.

        Raises:
            AdvocacyError: `reference_collision`, if a reference belongs to another letter.
        """
        known = read_digests(self._connection, [record.reference for record in records])
        for record in records:
            if known.get(record.reference, record.digest) != record.digest:
                raise AdvocacyError(_collision(record.reference))
        new = {record.reference: record for record in records if record.reference not in known}
        if new:
            self._connection.execute(insert(letters), list(map(letter_row, new.values())))

    def add(self, event: Event) -> None:
        """Enter an event of a letter that is known."""
        self.add_all([event])

    def add_all(self, new: Sequence[Event]) -> None:
        """Enter events of letters that are known."""
        if new:
            forgetting = folds.Forgetting(self._connection)
            self._connection.execute(insert(events), [event_row(event) for event in new])
            forgetting.forget(event.reference for event in new)

    def guard(self, reference: str, event_id: str) -> None:
        """Note that the letter is handed over by this event, which must have been added.

        Raises:
            AdvocacyError: `already_sent`, if that was noted before.
        """
        earlier = self._connection.execute(
            select(events.c.kind, events.c.on_day, events.c.actor)
            .join(guards, guards.c.event == events.c.id)
            .where(guards.c.reference == reference)
        ).first()
        if earlier is not None:
            kind, day, actor = earlier
            raise AdvocacyError(
                Problem(
                    "already_sent",
                    f"{reference} was marked {kind.replace('_', ' ')} on {day}"
                    f"{f' by {actor}' if actor else ''}, and must not be sent twice",
                    hint=f"if that was a mistake, take it back with `advocacy undo {reference}`;"
                    " to write once more, draft the next round with --again",
                )
            )
        self._connection.execute(insert(guards).values(reference=reference, event=event_id))

    def release(self, reference: str) -> None:
        """Take the guard off a letter that did not leave after all; without one, do nothing."""
        self._connection.execute(delete(guards).where(guards.c.reference == reference))


def _collision(reference: str) -> Problem:
    return Problem(
        "reference_collision",
        f"the reference {reference} already belongs to another letter",
        hint="give the sender another uid, or the campaign another code",
    )
