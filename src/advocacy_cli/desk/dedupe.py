"""Entries of a list that are likely the same: shown side by side, and made one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advocacy_cli.campaign.duplicates import likely_duplicates
from advocacy_cli.campaign.tables.columns import Kind, Shape, shape_of
from advocacy_cli.campaign.tables.flat import flat_form, flatten, validate
from advocacy_cli.campaign.tables.lists import collector_at_rest
from advocacy_cli.desk.consequences import letters_naming, warnings_of
from advocacy_cli.desk.editing import (
    held,
    open_sound_list,
    require_known,
    require_no_harm,
    rewritten,
)
from advocacy_cli.desk.list_files import MODELS, ListChanges, ListName, replace_list
from advocacy_cli.desk.private_files import read_memory, write_memory
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.listed import ids_as_data
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

_NEVER_TAKEN = frozenset({"id", "uid", "example", "first_id", "closed_on", "succeeded_by"})
_OF_THE_ADDRESS = frozenset({"source", "as_of"})
"""What is said of an address, and of no other one."""


@dataclass(frozen=True)
class Pair:
    """Two entries that are likely the same.

    Attributes:
        first, second: their ids, in the order of the list.
        reason: why, as the end of a sentence.
        differences: the columns that differ, with the text of either; empty where one has none.
        letters: of each that letters in the ledger name, their references.
    """

    first: str
    second: str
    reason: str
    differences: Mapping[str, tuple[str, str]]
    letters: Mapping[str, list[str]]


@dataclass(frozen=True)
class Merged:
    """Two entries that have become one.

    Attributes:
        list_file: the list's file, relative to the campaign.
        kept, removed: their ids.
        keys: those of the kept entry that have changed.
        letters: references of letters in the ledger that name the removed entry.
    """

    list_file: str
    kept: str
    removed: str
    keys: tuple[str, ...]
    letters: Mapping[str, list[str]]

    @property
    def problems(self) -> list[Problem]:
        """Warnings about the letters."""
        return warnings_of(self.letters)


def pairs(workplace: Workplace, name: ListName) -> tuple[str, list[Pair]]:
    """The list's file, and the entries that are likely the same.

    Raises:
        AdvocacyError: the list has errors, or cannot be read.
    """
    opened = open_sound_list(workplace, name)
    found = likely_duplicates(opened.entries.values())
    ids = {value.id for likely in found for value in (likely.first, likely.second)}
    letters = letters_naming(workplace, opened, ids) if ids else {}
    return opened.path.name, [
        Pair(
            likely.first.id,
            likely.second.id,
            likely.reason,
            _differences(likely.first, likely.second),
            {one: letters[one] for one in (likely.first.id, likely.second.id) if one in letters},
        )
        for likely in found
    ]


def merge(workplace: Workplace, name: ListName, keep: str, gone: str) -> Merged:
    """Make two entries one. It keeps what it says, and takes from the other what it lacks.

    The other's ids, and a sender's uids, go on to mean it, so that the letters of both are its own.

    Raises:
        AdvocacyError: an id is not there, the campaign names the one that is to go, the list has
            errors of its own, was changed meanwhile, or cannot be written.
    """
    if keep == gone:
        raise AdvocacyError(
            Problem("same_entry", f"{keep} cannot be merged with itself", hint="name two entries")
        )
    with held(workplace, dry_run=False), collector_at_rest():
        opened = open_sound_list(workplace, name)
        require_known(opened, (keep, gone))
        model = MODELS[name]
        shape = shape_of(model)
        kept, other = opened.entries[keep], opened.entries[gone]
        before = _data(kept)
        after = united(before, _data(other), shape) | _known_by(kept, other)
        after = {key: value for key, value in after.items() if value is not None}
        value, problems = validate(after, model, Where(opened.path.name))
        if value is None:
            raise AdvocacyError(problems)
        keys = tuple(key for key in after if after[key] != before.get(key))
        changes = ListChanges(
            changed={keep: flatten(after, shape)} if keys else {},
            keys={keep: keys},
            removed=frozenset({gone}),
        )
        content = rewritten(opened, changes)
        require_no_harm(opened, content)
        letters = letters_naming(workplace, opened, (gone,))
        memory = read_memory(workplace, name)
        entry = flat_form(opened.entries[gone])
        replace_list(opened.path, opened.content, content)
        write_memory(workplace, name, memory.merged_into(keep, gone, entry))
    return Merged(opened.path.name, keep, gone, keys, letters)


def united(kept: Mapping[str, Any], gone: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """One entry made of two, as the YAML file has them.

    Lists of words and of places are united. Every other key is taken whole from the other entry
    where the kept one lacks it; what is said of an address goes with that address only. Of two days
    not to write before, the later one holds.
    """
    lists = {c.path[0] for c in shape.columns if c.kind in {Kind.WORDS, Kind.AREAS}}
    same_address = kept.get("address", gone.get("address")) == gone.get("address")
    merged = dict(kept)
    for key, value in gone.items():
        if key in _NEVER_TAKEN or (key in _OF_THE_ADDRESS and not same_address):
            continue
        if key in lists:
            own = list(kept.get(key, ()))
            merged[key] = [*own, *(item for item in value if item not in own)]
        else:
            merged.setdefault(key, value)
    later = [
        entry["contact_again_after"] for entry in (kept, gone) if "contact_again_after" in entry
    ]
    if later:
        merged["contact_again_after"] = max(later)
    if "co_signers" in merged:
        ids = {kept["id"], gone["id"]}
        merged["co_signers"] = [one for one in merged["co_signers"] if one not in ids]
    return merged


def _known_by(kept: Recipient | Sender, gone: Recipient | Sender) -> dict[str, Any]:
    """By what the letters of both entries are found when they have become one."""
    known = ids_as_data(kept, kept.id, gone.ids)
    if isinstance(kept, Sender) and isinstance(gone, Sender):
        known["merged_uids"] = [*kept.merged_uids, *gone.uids]
    return known


def _data(value: Recipient | Sender) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def _differences(
    first: Recipient | Sender, second: Recipient | Sender
) -> dict[str, tuple[str, str]]:
    one, other = flat_form(first), flat_form(second)
    return {
        column: (one.get(column, ""), other.get(column, ""))
        for column in shape_of(type(first)).ordered([*one, *other])
        if column not in {"id", "uid"} and one.get(column, "") != other.get(column, "")
    }
