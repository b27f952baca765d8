"""The ledger: what is known of letters, and the transactions that add to it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger import files, folds, sqlite
from advocacy_cli.ledger.counting import Counting, count_alike
from advocacy_cli.ledger.migrations import migrate
from advocacy_cli.ledger.rows import (
    Asked,
    fold_states,
    reached_by,
    read_addressees,
    read_all_states,
    read_belonging,
    read_communications,
    read_digests,
    read_events,
    read_later_rounds,
    read_reached,
    read_records,
    read_records_to,
    read_states,
    read_written,
)
from advocacy_cli.ledger.schema import events, letters
from advocacy_cli.ledger.writing import Writing
from advocacy_cli.model.events import DRAFTED, Event, LetterState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.starts import Sent

LOCK_SECONDS = 10.0
WORTH_KEEPING = 1000
"""States that had to be folded: from so many on they are kept for the next reader."""
MANY = 20_000
"""Letters that are kept even if all have one entry only."""


class Ledger:
    """An open ledger. Each question is answered from one moment; see `open_ledger`.

    Every method raises AdvocacyError where the file is locked, damaged or cannot be used.
    """

    def __init__(self, engine: Engine, path: Path, seconds: float) -> None:
        self._engine = engine
        self._path = path
        self._seconds = seconds

    def records(self, references: Iterable[str] | None = None) -> dict[str, LetterRecord]:
        """Those of the letters asked for (None: all) that are known, by reference.

        The letter that was drafted last stands at the end.
        """
        with self._reading() as connection:
            return read_records(connection, references)

    def records_to(
        self, points: Iterable[str] | None = None, language: str | None = None
    ) -> dict[str, LetterRecord]:
        """The letters to or through one of these recipients (None: any), and in this language.

        They are ordered as `records` are.
        """
        with self._reading() as connection:
            return read_records_to(connection, points, language)

    def communications(self) -> dict[str, LetterRecord]:
        """The letters that somebody else sent, ordered as `records` are."""
        with self._reading() as connection:
            return read_communications(connection)

    def digests(self, references: Iterable[str]) -> dict[str, str]:
        """The digests of the keys of those of the letters that are known, by reference."""
        with self._reading() as connection:
            return read_digests(connection, references)

    def later_rounds(self, template: str) -> list[LetterRecord]:
        """The letters of a template that are not the first ones to their addressees."""
        with self._reading() as connection:
            return read_later_rounds(connection, template)

    def written(self, asked: Asked, but: Collection[str] = ()) -> dict[str, LetterRecord]:
        """The letters asked for, but for those in `but`, by reference."""
        with self._reading() as connection:
            return read_written(connection, asked, but)

    def addressees(self, template: str) -> set[str]:
        """The ids of all recipients that letters of a template were written to."""
        with self._reading() as connection:
            return read_addressees(connection, template)

    def reached(self) -> set[str]:
        """The ids of all recipients that a letter has left for, to them or through them."""
        with self._reading() as connection:
            found = read_reached(connection, WORTH_KEEPING - 1)
        if found is not None:
            return found
        states = self.states()
        known = self.records().items()
        return reached_by(
            record for name, record in known if name in states and states[name].is_out
        )

    def references(self) -> list[str]:
        """The references of all letters."""
        with self._reading() as connection:
            return list(connection.scalars(select(letters.c.reference)))

    def belonging(self, references: Iterable[str]) -> set[str]:
        """The references of letters that follow up one of these, or were linked to one.

        A link may have been taken back: the state of the letter tells.
        """
        with self._reading() as connection:
            return read_belonging(connection, references)

    def states(self, references: Iterable[str] | None = None) -> dict[str, LetterState]:
        """The state of every letter asked for (None: of all letters), by reference.

        A reference that is not known has the state of a letter about which nothing is.
        """
        with self._reading() as connection:
            if references is not None:
                return read_states(connection, references)
            states, folded = read_all_states(connection)
            mark = folds.due_mark(connection)
            worth_it = folded >= WORTH_KEEPING and _spares_folding(connection, len(states))
        if worth_it:
            with contextlib.suppress(AdvocacyError):
                self._keep(states, mark)
        return states

    def states_not_out(self) -> dict[str, LetterState]:
        """The states of the letters that have not left, and maybe of some that have."""
        return self._chosen(folds.not_out())

    def states_with_days(self, sent: Iterable[Sent]) -> dict[str, LetterState]:
        """The states of the letters sent as said, and of all whose days follow from more than that.

        Where nothing is kept that tells, of all letters.
        """
        return self._chosen(folds.with_days(sent))

    @contextlib.contextmanager
    def counting(self) -> Iterator[Counting]:
        """All letters for who counts them, those that count alike together.

        Where nothing is kept that tells, each letter stands for itself. No other process can enter
        anything until the block has ended.
        """
        with self._reading() as connection:
            found = count_alike(connection, WORTH_KEEPING - 1)
            if found:
                yield found
                return
        records, states = self.records(), self.states()
        yield Counting(dict.fromkeys(records, 1), records, states)

    def _chosen(self, conditions: Sequence[ColumnElement[bool]]) -> dict[str, LetterState]:
        with self._reading() as connection:
            found = folds.kept(connection, conditions)
            if found and len(found.forgotten) < WORTH_KEEPING:
                return found.states | fold_states(connection, found.forgotten)
        return self.states()

    def _keep(self, states: Mapping[str, LetterState], mark: str) -> None:
        """Keep what was folded, unless something has been entered since."""
        with self._in_plain_words(), sqlite.for_writing(self._engine).begin() as connection:
            if folds.due_mark(connection) == mark:
                folds.keep(connection, states)

    def events(self, reference: str | None = None, run: str | None = None) -> list[Event]:
        """What happened, oldest first: all of it, or of one letter, or of one run."""
        query = select(events).order_by(events.c.id)
        if reference is not None:
            query = query.where(events.c.reference == reference)
        if run is not None:
            query = query.where(events.c.run == run)
        with self._reading() as connection:
            return read_events(connection, query)

    def drafted_file(self, sha256: str) -> list[tuple[str, Event]]:
        """The draftings whose PDF had this SHA-256 (hexadecimal), latest first, by reference."""
        query = select(events).where(
            events.c.kind == DRAFTED, events.c.data["sha256"].as_string() == sha256
        )
        with self._reading() as connection:
            found = read_events(connection, query.order_by(events.c.id.desc()))
        return [(event.reference, event) for event in found]

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction that holds the write lock: all of it is entered, or nothing.

        Raises:
            AdvocacyError: `ledger_locked`, `ledger_unwritable`, `disk_full`, `ledger_damaged`.
        """
        with self._in_plain_words(), sqlite.for_writing(self._engine).begin() as connection:
            yield Writing(connection)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._in_plain_words(), self._engine.begin() as connection:
            yield connection

    def _in_plain_words(self) -> contextlib.AbstractContextManager[None]:
        return sqlite.in_plain_words(self._path, self._seconds)


def _spares_folding(connection: Connection, number: int) -> bool:
    """Whether the next reader is spared something if the states of so many letters are kept.

    A single entry is folded as soon as a kept state is read: letters that were only drafted are
    not kept, unless a report is to count many of them.
    """
    if number >= MANY:
        return True
    entries = connection.scalar(select(func.count()).select_from(events)) or 0
    return entries - number >= WORTH_KEEPING


@contextlib.contextmanager
def open_ledger(
    path: Path, *, create: bool = True, seconds: float = LOCK_SECONDS
) -> Iterator[Ledger]:
    """The ledger in a file, brought up to the version of this program; closed at the end.

    Args:
        path: the file.
        create: make a new ledger where there is none. Without it, a ledger that is not there
            reads as empty, and `writing` raises `no_ledger`.
        seconds: how long to wait for another process that is writing.

    Raises:
        AdvocacyError: `ledger_damaged`, `ledger_newer`, `ledger_locked`, `ledger_unwritable`,
            `disk_full`. The file is as it was.
    """
    if not os.path.lexists(path) and not create:
        with sqlite.empty_database() as engine:
            with engine.begin() as connection:
                migrate(connection)
            yield _NoLedger(engine, path, seconds)
        return
    if not os.path.lexists(path):
        files.make(path, seconds)
    files.sweep(path)
    files.require_own(path)
    if path.is_file() and path.stat().st_size == 0:
        raise AdvocacyError(sqlite.damaged(path.name, "it is empty"))
    with sqlite.database(path, seconds) as engine:
        files.bring_up_to_date(engine, path, seconds)
        yield Ledger(engine, path, seconds)


class _NoLedger(Ledger):
    """A ledger that is not there: it knows of nothing, and nothing can be entered."""

    def writing(self) -> NoReturn:
        """Refuse."""
        raise AdvocacyError(
            Problem(
                "no_ledger",
                f"there is no {self._path.name} yet, as no letter has been drafted",
                hint="draft letters first: `advocacy draft TEMPLATE`",
            )
        )
