"""Letters of a plan on their way: planned ahead, made, and put down in the order of the plan."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeAlias

from advocacy_cli.desk.entries import Entry, Planned
from advocacy_cli.model.letters import Letter, TypesetLetter

Batch: TypeAlias = list[tuple[Planned, TypesetLetter | None]]
"""Letters in their turn, each with what was made of it; None where none was to be made."""


class Turns:
    """Hands out the letters that are to be made, and keeps all others in their turn.

    Args:
        planned: the letters of a plan.
        put: takes the entry of a letter that is not to be made and has none before it under way.
    """

    def __init__(self, planned: Iterator[Planned], put: Callable[[Entry], None]) -> None:
        self._planned = planned
        self._put = put
        self._ahead: deque[Planned] = deque()
        self._batch: Batch = []

    def to_make(self) -> Iterator[Letter]:
        """The letters that are to be made."""
        for one in self._planned:
            letter = one.to_make
            if letter is not None or self._ahead or self._batch:
                self._ahead.append(one)
            else:
                self._put(one.entry)
            if letter is not None:
                yield letter

    def made(self, typeset: TypesetLetter) -> int:
        """Take what was made of the next letter; how many now wait to be taken."""
        self._skip()
        self._batch.append((self._ahead.popleft(), typeset))
        return len(self._batch)

    def take(self) -> Batch:
        """The letters that were made since the last batch, with those between and behind them."""
        self._skip()
        batch, self._batch = self._batch, []
        return batch

    def _skip(self) -> None:
        while self._ahead and self._ahead[0].to_make is None:
            self._batch.append((self._ahead.popleft(), None))
