"""Draft letters: plan, make, record. May be killed at any moment; running again finishes it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from advocacy_cli.desk.blame import with_places
from advocacy_cli.desk.files import put_in_place, sweep, write_beside, write_whole
from advocacy_cli.desk.lint import too_similar
from advocacy_cli.desk.planning import Entry, Plan, Request, make_plan
from advocacy_cli.desk.refusals import already_out
from advocacy_cli.desk.workplace import Workplace, cannot_write
from advocacy_cli.desk.workshop import Workshop
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem, has_errors
from advocacy_cli.ledger.store import Ledger, Writing, open_ledger
from advocacy_cli.model.events import DRAFTED, Draft, Event
from advocacy_cli.model.ids import RUN_RANDOM_BYTES, run_name
from advocacy_cli.model.letters import Letter, LetterRecord, Outcome, TypesetLetter
from advocacy_cli.typesetting.printing import merge

RECORDED_TOGETHER = 32
"""Letters whose files and events are brought to the disk in one transaction."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of letters made and to be made."""

ON_PAPER = frozenset({Outcome.DRAFTED, Outcome.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Share:
    """What one delivery point gets of a run.

    Attributes:
        via: its id, `direct`, or None for what no delivery point was found for.
        letters: how many letters.
        languages: how many in each language, most first.
        outcomes: how many with each outcome.
    """

    via: str | None
    letters: int
    languages: Mapping[str, int]
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, or with `dry_run` would do.

    Attributes:
        run: the run's name; None for a dry run.
        problems: what went wrong beside the letters, as with a copy that could not be written.
    """

    run: str | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def dry_run(self) -> bool:
        """Whether nothing was made."""
        return self.run is None

    @property
    def totals(self) -> dict[str, int]:
        """How many letters had each outcome."""
        outcomes = [entry.outcome for entry in self.entries]
        return {outcome.value: outcomes.count(outcome) for outcome in Outcome}

    @property
    def shares(self) -> list[Share]:
        """The run by delivery points, in the order they come up; without one, at the end."""
        points = dict.fromkeys(entry.via for entry in self.entries if entry.via)
        by_point: dict[str | None, list[Entry]] = {point: [] for point in points}
        for entry in self.entries:
            by_point.setdefault(entry.via, []).append(entry)
        return [
            Share(
                point,
                len(entries),
                dict(Counter(entry.language for entry in entries if entry.language).most_common()),
                dict(Counter(entry.outcome.value for entry in entries)),
            )
            for point, entries in by_point.items()
        ]

    @property
    def exit_code(self) -> ExitCode:
        """Done; or, with failures, partly done or nothing done."""
        failed = self.totals[Outcome.FAILED]
        if failed and failed == len(self.entries):
            return ExitCode.MENDABLE
        return ExitCode.PARTLY if failed or has_errors(self.problems) else ExitCode.DONE


def plan_run(workplace: Workplace, request: Request) -> Report:
    """What a run would do; makes and records nothing.

    Raises:
        AdvocacyError: the request cannot be met.
    """
    with open_ledger(workplace.ledger, create=False) as ledger:
        return Report(None, make_plan(workplace, ledger, request).entries)


def draft(
    workplace: Workplace,
    request: Request,
    *,
    copies: Path | None = None,
    print_file: Path | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """Make the letters that `request` asks for and record them.

    Args:
        copies: a folder that gets a copy of each letter's PDF.
        print_file: a PDF that gets all of the letters, in the order of the plan.

    Raises:
        AdvocacyError: the request cannot be met; nothing was done.
    """
    with workplace.alone(), open_ledger(workplace.ledger) as ledger:
        sweep(workplace.letters)
        plan = make_plan(workplace, ledger, request)
        run = run_name(workplace.today, workplace.random(RUN_RANDOM_BYTES))
        entries = _Run(workplace, ledger, plan, run, progress).carry_out()
    files = [
        workplace.root / entry.draft.file
        for entry in entries
        if entry.draft and entry.outcome in ON_PAPER
    ]
    alike = too_similar(entries, plan.campaign.settings)
    problems = [*alike, *_copy(files, copies), *_print(files, print_file)]
    return Report(run, tuple(entries), tuple(problems))


class _Run:
    """One run of drafting: carries a plan out and keeps the entries as they become facts."""

    def __init__(
        self, workplace: Workplace, ledger: Ledger, plan: Plan, run: str, progress: Progress
    ) -> None:
        self._workplace = workplace
        self._ledger = ledger
        self._plan = plan
        self._run = run
        self._progress = progress
        self._entries = list(plan.entries)

    def carry_out(self) -> list[Entry]:
        places = {
            entry.letter.reference: place
            for place, entry in enumerate(self._entries)
            if entry.letter and entry.outcome is Outcome.PLANNED
        }
        letters = [entry.letter for entry in self._entries if entry.letter]
        planned = [letter for letter in letters if letter.reference in places]
        if not planned:
            return self._entries
        waiting: list[tuple[int, TypesetLetter]] = []
        self._progress(0, len(planned))
        with Workshop(self._plan.campaign, self._workplace.root, len(planned)) as workshop:
            for done, (letter, made) in enumerate(workshop.make(planned), start=1):
                waiting.append((places[letter.reference], made))
                if len(waiting) == RECORDED_TOGETHER or done == len(planned):
                    self._settle(waiting)
                    waiting = []
                self._progress(done, len(planned))
        return self._entries

    def _settle(self, made: Sequence[tuple[int, TypesetLetter]]) -> None:
        """Bring a batch to the disk and into the ledger, or say of each letter why not."""
        good = []
        for place, typeset in made:
            entry = self._entries[place]
            problems = with_places(typeset.problems, self._letter(place), self._plan.campaign)
            self._entries[place] = replace(
                entry,
                problems=(*entry.problems, *problems),
                fingerprint=typeset.fingerprint,
            )
            if has_errors(problems):
                self._fail(place)
            else:
                good.append((place, typeset))
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
        """Write the files, then rename them into place inside the transaction that records them.

        Killed before the commit, the ledger does not know of the files, and the next run makes
        them again, byte for byte.
        """
        parts: dict[int, Path] = {}
        try:
            self._workplace.letters.mkdir(mode=0o700, exist_ok=True)
            for place, typeset in made:
                parts[place] = write_beside(self._path(place), typeset.pdf)
            drafts = {place: self._draft(place, typeset) for place, typeset in made}
            with self._ledger.writing() as writing:
                entries = self._enter(writing, drafts)
                put_in_place(
                    (parts[place], self._path(place))
                    for place, entry in entries.items()
                    if entry.outcome is Outcome.DRAFTED
                )
        except OSError as error:
            raise cannot_write(error, self._workplace.letters.name) from None
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)
        for place, entry in entries.items():
            self._entries[place] = entry

    def _enter(self, writing: Writing, drafts: dict[int, Draft]) -> dict[int, Entry]:
        """Record the drafts, but for letters that were marked as gone while they were made."""
        states = writing.states([self._letter(place).reference for place in drafts])
        ids = self._workplace.event_ids(writing.last_id())
        entries: dict[int, Entry] = {}
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
            writing.add_letter(LetterRecord(letter.key, letter.sender.id))
            if not (state and state.draft and replace(state.draft, on=drafted.on) == drafted):
                writing.add(self._event(next(ids), letter, drafted))
            entries[place] = replace(entry, outcome=Outcome.DRAFTED, draft=drafted)
        return entries

    def _letter(self, place: int) -> Letter:
        letter = self._entries[place].letter
        assert letter is not None
        return letter

    def _path(self, place: int) -> Path:
        return self._workplace.root / self._letter(place).file

    def _draft(self, place: int, typeset: TypesetLetter) -> Draft:
        letter = self._letter(place)
        template = self._plan.campaign.templates[letter.key.template]
        return Draft(
            file=letter.file,
            sha256=hashlib.sha256(typeset.pdf).hexdigest(),
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


def _copy(files: Sequence[Path], folder: Path | None) -> Iterator[Problem]:
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            write_whole(folder / file.name, file.read_bytes())
    except OSError as error:
        yield from cannot_write(error, str(folder)).problems


def _print(files: Sequence[Path], target: Path | None) -> Iterator[Problem]:
    if target is None or not files:
        return
    try:
        merge(files, target)
    except OSError as error:
        yield from cannot_write(error, str(target)).problems
