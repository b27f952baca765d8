"""Which entries of a list can be used, once everything that is wrong with its file is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from advocacy_cli.campaign.schema import Section
from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.packed import PackedMap
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.unusable import Unusable

E = TypeVar("E", Recipient, Sender)

_Place: TypeAlias = tuple[int, int]

_OF_THE_FILE = frozenset({"several_documents"})
"""Errors that are about the whole file, wherever they stand."""
_CUT = "cut_off"
"""The error after which what was read of an entry may be a part of what is written."""


def settle(
    section: Section[E], problems: Iterable[Problem]
) -> tuple[Mapping[str, E], tuple[Unusable, ...]]:
    """The entries that can be used, by id, and those that cannot, in the order of their places.

    An error belongs to the entry it stands in. Entries that share an id, or the `uid` of a sender,
    are none of them usable: it is not certain which one is meant.

    Args:
        section: the list as it was read.
        problems: what is wrong with the campaign's files.
    """
    values = section.by_id
    errors = [one for one in problems if one.is_error and one.code not in _OF_THE_FILE]
    if not section.unusable and not any(_is_in(section.file, one) for one in errors):
        return values, ()
    names: dict[_Place, str] = {_place(value.where): name for name, value in values.items()}
    broken: dict[_Place, Unusable] = {_place(one.where): one for one in section.unusable}
    found = _by_entry([*names, *broken], [one for one in errors if _is_in(section.file, one)])
    spoilt: dict[str, list[Problem]] = {}
    for place, belonging in found.items():
        if place in names:
            spoilt.setdefault(names[place], []).extend(belonging)
        else:
            for name in broken[place].ids[:1]:  # an id that stands twice
                if name in values:
                    spoilt.setdefault(name, []).extend(belonging)
    _add_namesakes(values, spoilt)
    unusable = [_told(one, found.get(place, [])) for place, one in broken.items()]
    unusable += [_spoilt(values[name], belonging) for name, belonging in spoilt.items()]
    unusable.sort(key=lambda one: _place(one.where))
    return _without(values, spoilt), tuple(unusable)


def _is_in(file: str, problem: Problem) -> bool:
    return problem.where is not None and problem.where.file == file


def _place(where: Where | None) -> _Place:
    return (where.line or 1, where.column or 1) if where else (1, 1)


def _by_entry(places: Iterable[_Place], errors: Iterable[Problem]) -> dict[_Place, list[Problem]]:
    """The errors by the place of the entry they stand in; of others nothing is said here."""
    in_order: Sequence[_Place] = sorted(places)
    found: dict[_Place, list[Problem]] = {}
    for problem in errors:
        line, column = _place(problem.where)
        before = bisect_right(in_order, (line, column)) - 1
        if before < 0:
            continue
        entry = in_order[before]
        # What begins further left in a later line stands behind the list, not in its last entry.
        if line == entry[0] or column >= entry[1]:
            found.setdefault(entry, []).append(problem)
    return found


def _add_namesakes(values: Mapping[str, E], spoilt: dict[str, list[Problem]]) -> None:
    """Add the senders who share a `uid` with one of those that are spoilt for that."""
    shared: dict[str, Problem] = {}
    for name, problems in spoilt.items():
        shared |= {
            uid: problem
            for problem in problems
            if problem.code == "shared_uid"
            for uid in _uids(values[name])
        }
    for name, value in values.items() if shared else ():
        found = [shared[uid] for uid in _uids(value) if uid in shared]
        if found and name not in spoilt:
            spoilt[name] = found


def _uids(value: Recipient | Sender) -> tuple[str, ...]:
    return value.uids if isinstance(value, Sender) else ()


def _told(one: Unusable, problems: Sequence[Problem]) -> Unusable:
    if any(problem.code == _CUT for problem in problems):
        one = Unusable(one.where, ids=one.ids)
    return replace(one, problems=tuple(dict.fromkeys(problems)))


def _spoilt(value: Recipient | Sender, problems: Sequence[Problem]) -> Unusable:
    known = Unusable(value.where or Where(""), ids=value.ids)
    if isinstance(value, Recipient):
        known = replace(
            known,
            represents=(value.represents,) if value.represents else (),
            countries=(value.country,) if value.country else (),
            tags=value.tags,
        )
    return _told(known, problems)


def _without(values: Mapping[str, E], names: Mapping[str, object]) -> Mapping[str, E]:
    if isinstance(values, PackedMap):
        return values.without(names)
    return {name: value for name, value in values.items() if name not in names}
