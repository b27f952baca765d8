"""One run of drafting: letters are made, brought to the disk, and recorded, batch by batch."""

from __future__ import annotations

import contextlib
import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeAlias

from advocacy_cli.desk.blame import with_places
from advocacy_cli.desk.entries import Entry, Plan, Planned
from advocacy_cli.desk.files import put_in_place, sweep, sync, waiting_place
from advocacy_cli.desk.refusals import already_out
from advocacy_cli.desk.turns import Batch, Turns
from advocacy_cli.desk.workplace import Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, Severity, has_errors
from advocacy_cli.ledger.store import Ledger
from advocacy_cli.ledger.writing import Writing
from advocacy_cli.model.events import DRAFTED, Draft, Event, NamesRead
from advocacy_cli.model.letters import READ_NOW, Letter, LetterRecord, Outcome, TypesetLetter
from advocacy_cli.model.packed import PackedList

RECORDED_TOGETHER = 128
"""Letters whose files and events are brought to the disk in one transaction."""

_RANDOM_BYTES = 8
"""Of the names under which a run's files wait: nobody can plant a file there beforehand."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of letters that are done, and of all there may be."""

_CAN_BE_MADE = frozenset({Outcome.PLANNED, Outcome.UNCHANGED})


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A letter that was made well, and its line as it is once that is recorded."""

    letter: Letter
    draft: Draft
    entry: Entry


class Run:
    """Carries a plan out and keeps the entries as they become facts.

    Args:
        run: the name of the run.
        on_plates: False to typeset each letter as a whole.

    Attributes:
        problems: what went wrong with the run, not with one letter.
    """

    def __init__(
        self, workplace: Workplace, ledger: Ledger, plan: Plan, run: str, *, on_plates: bool
    ) -> None:
        self.problems: list[Problem] = []
        self._workplace = workplace
        self._ledger = ledger
        self._plan = plan
        self._run = run
        self._waiting = workplace.random(_RANDOM_BYTES).hex()
        self._on_plates = on_plates
        self._entries: PackedList[Entry] = PackedList()
        self._stamped: dict[str, array[int]] = {}
        self._spoilt: set[str] = set()

    def carry_out(self, progress: Progress) -> Sequence[Entry]:
        """Make every letter that is planned; returns the entries as they then are."""

        def made(number: int) -> None:
            progress(len(self._entries) + number, self._plan.at_most)

        made(0)
        planned = self._as_far_as_planned(self._plan.letters())
        self._make(planned, self._entries.append, made, on_plates=self._on_plates)
        self._make_again()
        return self._entries

    def _as_far_as_planned(self, letters: Iterator[Planned]) -> Iterator[Planned]:
        """The letters of the plan. If it breaks off, those before are made and reported."""
        some = False
        try:
            for planned in letters:
                some = True
                yield planned
        except AdvocacyError as error:
            if not some:
                raise
            self.problems += error.problems

    def _make(
        self,
        planned: Iterator[Planned],
        put: Callable[[Entry], None],
        made: Callable[[int], None],
        *,
        on_plates: bool,
    ) -> None:
        """Make letters.

        Args:
            put: takes their entries, in their order.
            made: is called with the number of letters that are made but not put down.
        """
        from advocacy_cli.desk.workshop import Workshop

        turns = Turns(planned, put)
        letters = turns.to_make()
        first = next(letters, None)
        if first is None:
            return
        workshop = Workshop(
            self._plan.campaign,
            self._workplace.root,
            self._plan.at_most,
            on_plates=on_plates,
            run=self._waiting,
        )
        with self._swept(), workshop:
            for _, typeset in workshop.make(chain([first], letters)):
                waiting = turns.made(typeset)
                if waiting >= RECORDED_TOGETHER:
                    self._settle(turns.take(), put)
                    waiting = 0
                made(waiting)
            self._settle(turns.take(), put)
        made(0)

    @contextlib.contextmanager
    def _swept(self) -> Iterator[None]:
        """Leave no file waiting, whatever happens; nobody else drafts meanwhile."""
        try:
            yield
        finally:
            sweep(self._workplace.letters, all_that_wait=True)

    def _make_again(self) -> None:
        """Typeset as wholes the letters that were stamped on plates which failed in the end."""
        if not self._spoilt:
            return
        found = chain.from_iterable(self._stamped.get(name, ()) for name in self._spoilt)
        places = {self._entries[place].reference: place for place in sorted(found)}

        def put(entry: Entry) -> None:
            self._entries[places[entry.reference]] = entry

        self._stamped = {}
        again = (
            replace(one, entry=replace(one.entry, outcome=Outcome.PLANNED))
            for one in self._plan.letters()
            if one.entry.reference in places and one.entry.outcome in _CAN_BE_MADE
        )
        self._make(again, put, lambda _number: None, on_plates=False)
        self.problems.append(
            Problem(
                "plate_failed",
                "letters made the quick way would have differed from those made the slow way;"
                f" {len(places)} of them were made anew",
                severity=Severity.WARNING,
                hint="nothing is left to do; please report this, with the template",
            )
        )

    def _settle(self, batch: Batch, put: Callable[[Entry], None]) -> None:
        """Bring a batch to the disk and into the ledger, or say of each letter why not."""
        now = self._workplace.now()
        sheets: dict[str, _Sheet] = {}
        entries: list[Entry] = []
        for planned, typeset in batch:
            entry = planned.entry
            if planned.to_make is not None and typeset is not None:
                draft = self._draft(planned, planned.to_make, typeset, now.date())
                entry = self._as_made(planned, typeset, draft)
                if entry.outcome is Outcome.DRAFTED:
                    sheets[entry.reference] = _Sheet(planned.to_make, draft, entry)
            entries.append(entry)
        settled = self._recorded(sheets, now)
        for (_, typeset), entry in zip(batch, entries, strict=True):
            if typeset is not None:
                self._note_plate(len(self._entries), typeset)
            put(settled.get(entry.reference, entry))

    def _note_plate(self, place: int, typeset: TypesetLetter) -> None:
        if typeset.plate:
            self._stamped.setdefault(typeset.plate, array("L")).append(place)
        if typeset.spoilt:
            self._spoilt.add(typeset.spoilt)

    def _as_made(self, planned: Planned, typeset: TypesetLetter, draft: Draft) -> Entry:
        entry, letter, found = planned.entry, planned.letter, list[Problem]()
        if typeset.problems and letter:
            found = with_places(typeset.problems, letter, self._plan.campaign)
        entry = replace(
            entry,
            outcome=Outcome.DRAFTED,
            draft=draft,
            problems=tuple(dict.fromkeys((*entry.problems, *found))),
            fingerprint=typeset.fingerprint,
        )
        return _failed(entry) if has_errors(found) else entry

    def _recorded(self, sheets: Mapping[str, _Sheet], now: dt.datetime) -> Mapping[str, Entry]:
        """The entries of letters once they are recorded, by reference."""
        if not sheets:
            return {}
        try:
            return self._record(sheets, now)
        except AdvocacyError as error:
            return {name: _failed(one.entry, error.problems) for name, one in sheets.items()}

    def _record(self, sheets: Mapping[str, _Sheet], now: dt.datetime) -> Mapping[str, Entry]:
        """Rename the waiting files into place inside the transaction that records them.

        Killed before the commit, the ledger does not know of the files, and the next run makes
        them again, byte for byte.
        """
        files = {name: self._workplace.root / one.draft.file for name, one in sheets.items()}
        parts = {name: waiting_place(file, self._waiting) for name, file in files.items()}
        try:
            sync(list(parts.values()))
            with self._ledger.writing() as writing:
                entries = self._enter(writing, sheets, now)
                drafted = [name for name in entries if entries[name].outcome is Outcome.DRAFTED]
                put_in_place(
                    self._workplace.letters,
                    ((parts[name].name, files[name].name) for name in drafted),
                )
        except OSError as error:
            raise cannot_write(error, self._workplace.letters.name) from None
        return entries

    def _enter(
        self, writing: Writing, sheets: Mapping[str, _Sheet], now: dt.datetime
    ) -> dict[str, Entry]:
        """Record the drafts, but for letters that were marked as gone while they were made."""
        states = writing.states(sheets)
        ids = self._workplace.event_ids(writing.last_id())
        entries: dict[str, Entry] = {}
        records: list[LetterRecord] = []
        events: list[Event] = []
        for name, sheet in sheets.items():
            entry, state = sheet.entry, states.get(name)
            known = state.draft if state else None
            if state and state.is_out:
                problems = (*entry.problems, already_out(name, state))
                entries[name] = replace(
                    entry, outcome=Outcome.SKIPPED, draft=known, problems=problems
                )
                continue
            records.append(LetterRecord(sheet.letter.key, entry.sender))
            if known is None or not sheet.draft.is_as(known):
                events.append(self._event(next(ids), name, sheet.draft, now))
            entries[name] = entry
        writing.add_letters(records)
        writing.add_all(events)
        return entries

    def _draft(
        self, planned: Planned, letter: Letter, typeset: TypesetLetter, on: dt.date
    ) -> Draft:
        template = self._plan.campaign.templates[letter.key.template]
        return Draft(
            file=letter.file,
            sha256=typeset.sha256,
            pages=typeset.pages,
            layout=letter.layout,
            date=letter.date,
            inputs=planned.inputs,
            on=on,
            questions=tuple(one.best(letter.key.language) for one in template.questions),
            series=template.series or "",
            unsure=typeset.unsure,
            names_read=self._names_read(planned, letter, typeset.unsure, on),
            searched=planned.searched,
            asked=planned.asked,
            points=planned.points,
            run=self._run,
        )

    def _names_read(
        self, planned: Planned, letter: Letter, unsure: str, on: dt.date
    ) -> NamesRead | None:
        """Who read the letter for names that it may hold: now, or once before this same text."""
        before = planned.entry.draft.names_read if planned.entry.draft else None
        if before and before.text == unsure:
            return before
        is_read = bool(unsure) and letter.names_read == READ_NOW
        return NamesRead(unsure, self._workplace.actor, on) if is_read else None

    def _event(self, name: str, reference: str, drafted: Draft, now: dt.datetime) -> Event:
        return Event(
            id=name,
            reference=reference,
            kind=DRAFTED,
            on=drafted.on,
            recorded_at=now,
            actor=self._workplace.actor,
            run=self._run,
            data=drafted.data,
        )


def _failed(entry: Entry, problems: Iterable[Problem] = ()) -> Entry:
    return replace(entry, outcome=Outcome.FAILED, draft=None, problems=(*entry.problems, *problems))
