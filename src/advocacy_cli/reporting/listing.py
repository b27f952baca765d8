"""The lists of a report: their first letters, without asking for all of those that count alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby, islice
from typing import Any, TypeVar

from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.reporting.discretion import Tracked
from advocacy_cli.reporting.report import Listing

MOST_SHOWN = 100
"""Entries of a list of letters that a report shows."""

T = TypeVar("T")


def first_of(
    listed: Iterable[Tracked],
    place: Callable[[Tracked], Any],
    entry: Callable[[Tracked, LetterRecord], T],
) -> Listing[T]:
    """The letters with the lowest `place`, and of those with the same the lowest references.

    Args:
        listed: the letters; of those that count alike, the first by reference.
        entry: what the list says of one of the letters that count as the first does.
    """
    ordered = sorted(listed, key=lambda one: (place(one), one.record.reference))
    shown: list[T] = []
    for _, level in groupby(ordered, key=place):
        room = MOST_SHOWN - len(shown)
        if not room:
            break
        # Each brings its own reference at least, so what comes after `room` of them finds none.
        known = {
            record.reference: (one, record)
            for one in islice(level, room)
            for record in one.first(room)
        }
        shown += [entry(*known[name]) for name in sorted(known)[:room]]
    return Listing(tuple(shown), sum(one.number for one in ordered))
