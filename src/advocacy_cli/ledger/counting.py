"""The letters of a ledger as one reads them to count: of those that count alike the first alone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from advocacy_cli.ledger import folds
from advocacy_cli.ledger.rows import (
    fold_states,
    read_records,
    read_records_alike,
    read_records_counted,
    read_states,
)
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.letters import LetterRecord


@dataclass(frozen=True, slots=True)
class Counting:
    """All letters as they were at one moment. It ends with the `with` block it was made for.

    Attributes:
        numbers: how many letters count alike, by the reference of the first of them; see
            `model.alike`.
        records, states: of these first ones, and of letters that they follow up, by reference.
    """

    numbers: dict[str, int]
    records: dict[str, LetterRecord]
    states: dict[str, LetterState]
    connection: Connection | None = None

    def alike(self, reference: str, most: int) -> list[LetterRecord]:
        """The first so many of the letters that count as this first one, by reference."""
        if self.numbers[reference] == 1 or self.connection is None:
            return [self.records[reference]][:most]
        return read_records_alike(self.connection, reference, most)


def count_alike(connection: Connection, most_folded: int) -> Counting | None:
    """The letters, those that count alike together.

    None where nothing is kept that tells, or more than so many states would have to be folded.
    """
    found = folds.kept(connection, folds.first_alike())
    if found is None or len(found.forgotten) > most_folded:
        return None
    states = found.states | fold_states(connection, found.forgotten)
    records = read_records_counted(connection)
    others = {record.key.about for record in records.values()} - {""} - records.keys()
    numbers = folds.numbers_alike(connection)
    more = read_records(connection, others)
    return Counting(
        {name: numbers.get(name, 1) for name in records},
        records | more,
        states | read_states(connection, more),
        connection,
    )
