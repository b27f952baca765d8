"""Answers to what may be done with a name, and which of several counts.

The newest counts. Where it is not certain which is newer (one has no day, both are of one day, or
of a month in which the other lies), a no counts: a yes lifts it only if it is dated later, or if
somebody said outright that it is newer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from advocacy_cli.model.partial_dates import read_partial_date
from advocacy_cli.model.senders import Purpose

_UNKNOWN = (dt.date.min, dt.date.max)


@dataclass(frozen=True, slots=True)
class Answers:
    """What one row of a table answers.

    Attributes:
        consents: for each purpose agreed to, the version of the wording.
        refused: the purposes answered with no. Those that were not asked about are in neither.
        at: when: a time, a day, or as much of it as is known (ISO 8601); empty where nothing is.
        as_of: the day of which somebody said outright that these answers are newer than those
            kept; empty where nobody did.
        run: the import that brought them.
    """

    consents: Mapping[Purpose, str]
    refused: tuple[Purpose, ...] = ()
    at: str = ""
    as_of: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer that counts for one purpose.

    Attributes:
        version: the wording agreed to; None for a no.
        first, last: the days between which it was given.
        refused_by: the imports that said no, where it is one.
    """

    version: str | None
    first: dt.date
    last: dt.date
    refused_by: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def span(at: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that `at` can mean.

    A time with its zone means the day there and the day in UTC: people compare days of either.
    """
    try:
        if "T" not in at and " " not in at:
            known = read_partial_date(at)
            return known.first, known.last
        moment = dt.datetime.fromisoformat(at)
        days = [moment.date()]
        if moment.tzinfo:
            days.append(moment.astimezone(dt.UTC).date())
        return min(days), max(days)
    except (ValueError, OverflowError):
        return _UNKNOWN


def standings(given: Iterable[Answers]) -> dict[Purpose, Standing]:
    """What counts for each purpose that was asked about; the answers in the order they came in."""
    found: dict[Purpose, Standing] = {}
    for answers in given:
        first, last = span(answers.at)
        for purpose in answers.refused:
            no = Standing(None, first, last, frozenset([answers.run]))
            found[purpose] = _with_no(found.get(purpose), no)
        for purpose, version in answers.consents.items():
            yes = Standing(version, first, last)
            found[purpose] = _with_yes(found.get(purpose), yes, answers)
    return found


def agreed(given: Iterable[Answers]) -> dict[Purpose, str]:
    """The purposes agreed to, each with the version of the wording."""
    found = standings(given)
    return {one: kept.version for one, kept in found.items() if kept.version is not None}


def _with_no(kept: Standing | None, no: Standing) -> Standing:
    if kept is None:
        return no
    if kept.version is not None:
        return kept if kept.first > no.last else no
    later = kept if kept.last >= no.last else no
    return Standing(None, later.first, later.last, kept.refused_by | no.refused_by)


def _with_yes(kept: Standing | None, yes: Standing, answers: Answers) -> Standing:
    if kept is None:
        return yes
    if kept.version is not None:
        return yes if yes.first > kept.first else kept
    if yes.first > kept.last:
        return yes
    if answers.as_of and answers.run not in kept.refused_by:
        day = dt.date.fromisoformat(answers.as_of)
        if kept.first <= min(day, yes.last):  # Nothing shows that the no is newer.
            return Standing(yes.version, day, day)
    return kept
