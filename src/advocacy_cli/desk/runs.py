"""One run of drafting: letters are made, brought to the disk, and recorded, batch by batch."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from advocacy_cli.desk.blame import with_places
from advocacy_cli.desk.files import put_in_place, sweep, sync, waiting_place
from advocacy_cli.desk.planning import Entry, Plan
from advocacy_cli.desk.refusals import already_out
from advocacy_cli.desk.workplace import Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, Severity, has_errors
from advocacy_cli.ledger.store import Ledger, Writing
from advocacy_cli.model.events import DRAFTED, Draft, Event
from advocacy_cli.model.letters import Letter, LetterRecord, Outcome, TypesetLetter

RECORDED_TOGETHER = 128
"""Letters whose files and events are brought to the disk in one transaction."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of letters made and to be made."""


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
        self._on_plates = on_plates
        self._entries = list(plan.entries)
        self._stamped: dict[str, list[int]] = {}
        self._spoilt: set[str] = set()

    def carry_out(self, progress: Progress) -> list[Entry]:
        """Make every letter that is planned; returns the entries as they then are."""
        places = [
            place
            for place, entry in enumerate(self._entries)
            if entry.letter and entry.outcome is Outcome.PLANNED
        ]
        if places:
            self._make(places, progress, on_plates=self._on_plates)
            self._make_again()
        return self._entries

    def _make(self, places: Sequence[int], progress: Progress, *, on_plates: bool) -> None:
        from advocacy_cli.desk.workshop import Workshop

        waiting: list[tuple[int, TypesetLetter]] = []
        progress(0, len(places))
        workshop = Workshop(
            self._plan.campaign,
            self._workplace.root,
            len(places),
            on_plates=on_plates,
            run=self._run,
        )
        with self._swept(), workshop:
            made = workshop.make(map(self._letter, places))
            for done, (place, (_, typeset)) in enumerate(zip(places, made, strict=True), start=1):
                waiting.append((place, typeset))
                self._note_plate(place, typeset)
                if len(waiting) == RECORDED_TOGETHER or done == len(places):
                    self._settle(waiting)
                    waiting = []
                progress(done, len(places))

    @contextlib.contextmanager
    def _swept(self) -> Iterator[None]:
        """Leave no file waiting, whatever happens; nobody else drafts meanwhile."""
        try:
            yield
        finally:
            sweep(self._workplace.letters)

    def _note_plate(self, place: int, typeset: TypesetLetter) -> None:
        if typeset.plate:
            self._stamped.setdefault(typeset.plate, []).append(place)
        if typeset.spoilt:
            self._spoilt.add(typeset.spoilt)

    def _make_again(self) -> None:
        """Typeset as wholes the letters that were stamped on plates which failed in the end."""
        if not self._spoilt:
            return
        places = sorted(place for name in self._spoilt for place in self._stamped.get(name, ()))
        if places:
            self._make(places, lambda _done, _total: None, on_plates=False)
        self.problems.append(
            Problem(
                "plate_failed",
                "letters made the quick way would have differed from those made the slow way;"
                f" {len(places)} of them were made anew",
                severity=Severity.WARNING,
                hint="nothing is left to do; please report this, with the template",
            )
        )

    def _settle(self, made: Sequence[tuple[int, TypesetLetter]]) -> None:
        """Bring a batch to the disk and into the ledger, or say of each letter why not."""
        good = []
        for place, typeset in made:
            entry = self._entries[place]
            problems = with_places(typeset.problems, self._letter(place), self._plan.campaign)
            self._entries[place] = replace(
                entry,
                problems=tuple(dict.fromkeys((*entry.problems, *problems))),
                fingerprint=typeset.fingerprint,
            )
            if has_errors(problems):
                self._fail(place)
            else:
                good.append((place, typeset))
        if not good:
            return
        try:
            self._record(good)
        except AdvocacyError as error:
            for place, _ in good:
                self._fail(place, *error.problems)

    def _fail(self, place: int, *problems: Problem) -> None:
        entry = self._entries[place]
        self._entries[place] = replace(
            entry, outcome=Outcome.FAILED, draft=None, problems=(*entry.problems, *problems)
        )

    def _record(self, made: Sequence[tuple[int, TypesetLetter]]) -> None:
        """Rename the waiting files into place inside the transaction that records them.

        Killed before the commit, the ledger does not know of the files, and the next run makes
        them again, byte for byte.
        """
        files = {place: self._workplace.root / self._letter(place).file for place, _ in made}
        parts = {place: waiting_place(file, self._run) for place, file in files.items()}
        try:
            sync(list(parts.values()))
            drafts = {place: self._draft(place, typeset) for place, typeset in made}
            with self._ledger.writing() as writing:
                entries = self._enter(writing, drafts)
                drafted = [n for n in entries if entries[n].outcome is Outcome.DRAFTED]
                put_in_place((parts[place], files[place]) for place in drafted)
        except OSError as error:
            raise cannot_write(error, self._workplace.letters.name) from None
        for place, entry in entries.items():
            self._entries[place] = entry

    def _enter(self, writing: Writing, drafts: dict[int, Draft]) -> dict[int, Entry]:
        """Record the drafts, but for letters that were marked as gone while they were made."""
        states = writing.states([self._letter(place).reference for place in drafts])
        ids = self._workplace.event_ids(writing.last_id())
        entries: dict[int, Entry] = {}
        records: list[LetterRecord] = []
        events: list[Event] = []
        for place, drafted in drafts.items():
            entry, letter = self._entries[place], self._letter(place)
            state = states.get(letter.reference)
            if state and state.is_out:
                entries[place] = replace(
                    entry,
                    outcome=Outcome.SKIPPED,
                    problems=(*entry.problems, already_out(letter, state)),
                )
                continue
            records.append(LetterRecord(letter.key, letter.sender.id))
            if not (state and state.draft and replace(state.draft, on=drafted.on) == drafted):
                events.append(self._event(next(ids), letter, drafted))
            entries[place] = replace(entry, outcome=Outcome.DRAFTED, draft=drafted)
        writing.add_letters(records)
        writing.add_all(events)
        return entries

    def _letter(self, place: int) -> Letter:
        letter = self._entries[place].letter
        assert letter is not None
        return letter

    def _draft(self, place: int, typeset: TypesetLetter) -> Draft:
        letter = self._letter(place)
        template = self._plan.campaign.templates[letter.key.template]
        return Draft(
            file=letter.file,
            sha256=typeset.sha256,
            pages=typeset.pages,
            layout=letter.layout,
            date=letter.date,
            inputs=self._entries[place].inputs,
            on=self._workplace.today,
            questions=tuple(one.best(letter.key.language) for one in template.questions),
            series=template.series or "",
        )

    def _event(self, name: str, letter: Letter, drafted: Draft) -> Event:
        return Event(
            id=name,
            reference=letter.reference,
            kind=DRAFTED,
            on=drafted.on,
            recorded_at=self._workplace.now(),
            actor=self._workplace.actor,
            run=self._run,
            data=drafted.data,
        )
