"""Draft letters: plan, make, record. May be killed at any moment; running again finishes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from advocacy_cli.desk.entries import Entry
from advocacy_cli.desk.files import PUBLIC_FOLDER, content_of, sweep, write_whole
from advocacy_cli.desk.lint import too_similar
from advocacy_cli.desk.planning import Request, make_plan
from advocacy_cli.desk.print_file import print_letters
from advocacy_cli.desk.runs import Progress, Run
from advocacy_cli.desk.workplace import Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem, has_errors
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import Draft
from advocacy_cli.model.ids import RUN_RANDOM_BYTES, run_name
from advocacy_cli.model.letters import Outcome
from advocacy_cli.model.packed import PackedList


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


@dataclass(frozen=True)
class Report:
    """What a run did, or with `dry_run` would do.

    Attributes:
        run: the run's name; None for a dry run.
        problems: what went wrong beside the letters, as with a copy that could not be written; and
            the errors of all entries that cannot be used.
        print_file: the PDF of all letters, if one was asked for and written.
    """

    run: str | None
    entries: Sequence[Entry]
    problems: tuple[Problem, ...] = ()
    print_file: Path | None = None

    @property
    def dry_run(self) -> bool:
        """Whether nothing was made."""
        return self.run is None

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """How many letters had each outcome."""
        counted = Counter(entry.outcome for entry in self.entries)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    @property
    def shares(self) -> list[Share]:
        """The run by delivery points, in the order they come up; without one, at the end."""
        points = dict.fromkeys(entry.via for entry in self.entries if entry.via)
        languages: dict[str | None, Counter[str | None]] = {point: Counter() for point in points}
        outcomes: dict[str | None, Counter[str]] = {point: Counter() for point in points}
        for entry in self.entries:
            languages.setdefault(entry.via, Counter())[entry.language] += 1
            outcomes.setdefault(entry.via, Counter())[entry.outcome.value] += 1
        return [
            Share(
                point,
                counted.total(),
                {one: many for one, many in languages[point].most_common() if one},
                counted,
            )
            for point, counted in outcomes.items()
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
        plan = make_plan(workplace, ledger, request)
        return Report(None, PackedList(one.entry for one in plan.letters()), plan.problems)


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
        sweep(workplace.letters, all_that_wait=True)
        plan = make_plan(workplace, ledger, request)
        run = run_name(workplace.today, workplace.random(RUN_RANDOM_BYTES))
        carried = Run(workplace, ledger, plan, run, on_plates=request.on_plates)
        entries = carried.carry_out(progress)
    alike = too_similar(entries, plan.campaign.settings)
    paper = any(entry.on_paper for entry in entries)
    copied = _copy(workplace.root, _drafts(entries), copies)
    printed = _print(workplace.root, _drafts(entries), print_file if paper else None)
    problems = (*plan.problems, *carried.problems, *alike, *copied, *printed)
    return Report(run, entries, problems, print_file if paper and not printed else None)


def _drafts(entries: Iterable[Entry]) -> Iterator[Draft]:
    """What is on paper of the letters."""
    return (entry.on_paper for entry in entries if entry.on_paper)


def _copy(root: Path, drafts: Iterable[Draft], folder: Path | None) -> Sequence[Problem]:
    if folder is None:
        return ()
    try:
        for file, pdf in _letters(root, drafts):
            write_whole(folder / file.name, pdf, make=PUBLIC_FOLDER)
    except OSError as error:
        return cannot_write(error, str(folder)).problems
    except AdvocacyError as error:
        return error.problems
    return ()


def _print(root: Path, drafts: Iterable[Draft], target: Path | None) -> Sequence[Problem]:
    if target is None:
        return ()
    try:
        print_letters(((file.stem, pdf) for file, pdf in _letters(root, drafts)), target)
    except OSError as error:
        return cannot_write(error, str(target)).problems
    except AdvocacyError as error:
        return error.problems
    return ()


def _letters(root: Path, drafts: Iterable[Draft]) -> Iterator[tuple[Path, bytes]]:
    """The file of each letter and what it holds, read one by one.

    Raises:
        AdvocacyError: a file is not there, or holds something else than what was drafted.
    """
    for one in drafts:
        file = root / one.file
        pdf = content_of(file, one.sha256)
        if pdf is None:
            raise AdvocacyError(
                Problem(
                    "damaged_letter",
                    f"{one.file} does not hold what was drafted any more",
                    hint="run the same command again: it makes that letter anew",
                )
            )
        yield file, pdf
