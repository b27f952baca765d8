"""Makes PDFs in worker processes, because templates are untrusted.

A worker has a memory limit, and its work a deadline: a template that loops for ever or asks for
gigabytes ends its own letter, not the run. Letters go out in small batches; when a batch does
not come back whole, its letters are made once more, one by one, to find the one to blame.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as DeadlinePassed
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pebble import ProcessPool

from advocacy_cli.desk.apart import DEADLINE, DIED, MEMORY, bound, result_of
from advocacy_cli.desk.files import waiting_place, write_new
from advocacy_cli.desk.opening import open_early, uninterrupted, worker_context
from advocacy_cli.desk.workplace import LETTERS, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, has_errors
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.letters import Letter, TypesetLetter
from advocacy_cli.typesetting.libraries import require_libraries

if TYPE_CHECKING:
    from pebble import ProcessFuture

    from advocacy_cli.composing.compose import Composer
    from advocacy_cli.model.name_search import NameSearch
    from advocacy_cli.typesetting.press import Press

BATCH = 32
"""Letters that travel to a worker together."""
WAITING = 3
"""Batches under way for each worker, so that none has to wait for its next."""
STRIKES = 2
"""Letters of one text that may pass their deadline before its other letters are given up."""

_ASSETS = "assets"


class Workshop:
    """A pool of workers for one campaign. Use it as a context manager.

    Args:
        campaign: what the letters are made from.
        root: the campaign's folder; its `assets/` may be read by letters, nothing else.
        letters: how many letters it will be asked for; it takes no more workers than they need,
            and no more than there are cores.
        on_plates: False to typeset each letter as a whole.
        run: a text that nobody can foresee. Then PDFs are not handed over but wait beside their
            places, see `files.waiting_place`.

    Raises:
        AdvocacyError: a library that typesetting needs is missing.
    """

    def __init__(
        self,
        campaign: Campaign,
        root: Path,
        letters: int,
        *,
        on_plates: bool = True,
        run: str = "",
    ) -> None:
        require_libraries()
        open_early()
        self._workers = max(1, min(os.cpu_count() or 1, ceil(letters / BATCH)))
        # Letters bring their people with them; long lists need not travel to every worker.
        lean = campaign.without_lists()
        self._start_with = (lean, root, on_plates, run)
        self._strikes: dict[tuple[str, str], int] = {}
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            initializer=_begin,
            initargs=self._start_with,
            context=worker_context(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with uninterrupted():
            if kind is None:
                self._pool.close()
            else:
                self._pool.stop()
            self._pool.join()

    def make(self, letters: Iterable[Letter]) -> Iterator[tuple[Letter, TypesetLetter]]:
        """Make each letter; they come back in order, each with its PDF or its problems."""
        waiting: deque[tuple[Sequence[Letter], ProcessFuture[list[TypesetLetter]]]] = deque()
        supply = iter(letters)
        while True:
            while len(waiting) < WAITING * self._workers and (batch := list(islice(supply, BATCH))):
                waiting.append((batch, self._send(batch)))
            if not waiting:
                return
            sent, future = waiting.popleft()
            yield from zip(sent, self._collect(sent, future), strict=True)

    def text(self, letter: Letter) -> tuple[str, tuple[Problem, ...]]:
        """The letter as plain text, and what to know of it.

        Raises:
            AdvocacyError: it cannot be composed.
        """
        try:
            with uninterrupted():
                future = self._pool.schedule(_text, args=[letter], timeout=DEADLINE)
            text, problems = result_of(future)
        except DeadlinePassed:
            raise AdvocacyError(_too_slow(letter)) from None
        except DIED:
            raise AdvocacyError(_too_large(letter)) from None
        if has_errors(problems):
            raise AdvocacyError(problems)
        return text, problems

    def _send(self, letters: Sequence[Letter]) -> ProcessFuture[list[TypesetLetter]]:
        with uninterrupted():
            if not self._pool.active:  # a worker died while it had nothing to do
                self._pool.stop()
                self._pool.join()
                self._pool = self._new_pool()
            return self._pool.schedule(_make, args=[letters], timeout=DEADLINE)

    def _collect(
        self, batch: Sequence[Letter], future: ProcessFuture[list[TypesetLetter]]
    ) -> list[TypesetLetter]:
        with contextlib.suppress(DeadlinePassed, *DIED):
            return result_of(future)
        return [self._alone(letter) for letter in batch]

    def _alone(self, letter: Letter) -> TypesetLetter:
        text = (letter.key.template, letter.key.language)
        if self._strikes.get(text, 0) >= STRIKES:
            return _failed(_gave_up(letter))
        try:
            return result_of(self._send([letter]))[0]
        except DeadlinePassed:
            self._strikes[text] = self._strikes.get(text, 0) + 1
            return _failed(_too_slow(letter))
        except DIED:
            return _failed(_too_large(letter))


@dataclass(frozen=True, slots=True)
class _Bench:
    """What a worker works with."""

    composer: Composer
    press: Press
    campaign: Campaign
    search: NameSearch
    root: Path
    run: str


_bench: list[_Bench] = []
"""In a worker: what it works with, once it has begun."""


def _begin(campaign: Campaign, root: Path, on_plates: bool, run: str) -> None:
    """Set up a worker."""
    from advocacy_cli.composing.compose import Composer
    from advocacy_cli.model.name_search import NameSearch
    from advocacy_cli.typesetting.press import Press

    bound()
    assets = root / _ASSETS
    press = Press(assets if assets.is_dir() else None, on_plates=on_plates)
    # A letter brings what it may say of its case; texts are kept away from the cases themselves.
    search = NameSearch(campaign.searched_cases)
    campaign = campaign.model_copy(update={"cases": {}, "unreadable_cases": ()})
    _bench[:] = [_Bench(Composer(campaign), press, campaign, search, root, run)]


def _make(letters: Sequence[Letter]) -> list[TypesetLetter]:
    return [_make_one(letter) for letter in letters]


def _make_one(letter: Letter) -> TypesetLetter:
    from advocacy_cli.desk.lint import fingerprint_of, letter_findings
    from advocacy_cli.desk.redaction import names_told
    from advocacy_cli.typesetting.layouts import layouts

    (bench,) = _bench
    try:
        composed = bench.composer.compose(letter)
    except AdvocacyError as error:
        return _failed(*error.problems)
    template = bench.campaign.templates[letter.key.template]
    told = names_told(letter, composed, template, bench.search, bench.root)
    if has_errors(told.problems):
        return _failed(*told.problems)
    made = bench.press.print(composed, layouts()[letter.layout])
    findings = letter_findings(letter, composed, bench.campaign)
    problems = (*told.problems, *made.problems, *findings)
    if bench.run and not has_errors(problems):
        try:
            write_new(waiting_place(bench.root / letter.file, bench.run), made.pdf)
        except OSError as error:
            return _failed(*cannot_write(error, LETTERS).problems)
    return replace(
        made,
        pdf=b"" if bench.run else made.pdf,
        problems=problems,
        fingerprint=fingerprint_of(letter, composed),
        unsure=told.unsure,
    )


def _text(letter: Letter) -> tuple[str, tuple[Problem, ...]]:
    from advocacy_cli.composing.plain_text import to_text
    from advocacy_cli.desk.redaction import names_told

    (bench,) = _bench
    try:
        composed = bench.composer.compose(letter)
    except AdvocacyError as error:
        return "", error.problems
    template = bench.campaign.templates[letter.key.template]
    told = names_told(letter, composed, template, bench.search, bench.root).problems
    return "" if has_errors(told) else to_text(composed), told


def _failed(*problems: Problem) -> TypesetLetter:
    return TypesetLetter(b"", 0, problems)


def _too_slow(letter: Letter) -> Problem:
    return Problem(
        "took_too_long",
        f"the {letter.key.language} text of {letter.key.template} was not ready"
        f" after {DEADLINE:.0f} seconds",
        hint="look for a loop in the template that does not end",
    )


def _gave_up(letter: Letter) -> Problem:
    return Problem(
        "not_tried",
        f"the {letter.key.language} text of {letter.key.template} took too long {STRIKES} times,"
        " so this letter was not tried",
        hint="mend the template, then run the same command again",
    )


def _too_large(letter: Letter) -> Problem:
    return Problem(
        "took_too_much",
        f"the {letter.key.language} text of {letter.key.template} needs more memory than"
        f" a letter may ({MEMORY // 1024**2} MiB)",
        hint="look for a loop or a picture in the template that is far too large",
    )
