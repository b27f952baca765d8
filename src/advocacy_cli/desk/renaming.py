"""Give an entry of a list another id. Its letters go on to be known by the first it had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from advocacy_cli.campaign.consistency import check_consistency
from advocacy_cli.campaign.schema import Record, Section
from advocacy_cli.campaign.tables.columns import Flat, shape_of
from advocacy_cli.campaign.tables.flat import flatten, validate
from advocacy_cli.campaign.tables.lists import collector_at_rest
from advocacy_cli.campaign.tree import Steps
from advocacy_cli.campaign.words import with_word
from advocacy_cli.desk.consequences import (
    OpenList,
    letters_naming,
    new_errors,
    open_list,
    with_list,
)
from advocacy_cli.desk.editing import held, require_known
from advocacy_cli.desk.list_files import (
    MODELS,
    ListChanges,
    ListName,
    bytes_of,
    list_path,
    replace_list,
    rewritten_list,
)
from advocacy_cli.desk.private_files import read_memory, write_memory
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.listed import ids_as_data
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

_BOM = b"\xef\xbb\xbf"
_NAMED_IN_LISTS: Mapping[ListName, Mapping[ListName, str]] = {
    "recipients": {"recipients": "succeeded_by", "senders": "post"},
    "senders": {"senders": "co_signers"},
}
"""Of each list: the key of the entries of a list that names entries of it."""
_NAMED_IN_FILES: Mapping[ListName, tuple[str, ...]] = {
    "recipients": ("to", "via", "cc"),
    "senders": ("sender",),
}
"""Of each list: the keys of letter templates, or of campaign.yaml, that name entries of it."""


@dataclass(frozen=True)
class Renamed:
    """An entry that was, or would be, given another id.

    Attributes:
        list_file: the list's file, relative to the campaign.
        places: where else the old id stood, and the new one was, or would be, written.
        letters: references of letters in the ledger that name the entry; they stay as they are.
        written: whether it has been done.
    """

    list_file: str
    old: str
    new: str
    places: tuple[Where, ...]
    letters: tuple[str, ...]
    written: bool


def rename(
    workplace: Workplace, name: ListName, old: str, new: str, *, dry_run: bool = False
) -> Renamed:
    """Give an entry another id, and write it wherever the campaign names the old one.

    The lists are written first. Where no more was done than that, as after a kill, the same call
    does the rest.

    Raises:
        AdvocacyError: there is no such entry, the new id is another's, a file that may name it
            has errors, or one cannot be changed without harm; nothing was written.
    """
    with held(workplace, dry_run=dry_run), collector_at_rest():
        opened = open_list(workplace, name)
        _require_whole(opened)
        renaming = _Renaming(workplace, opened, old, new)
        contents = renaming.contents()
        entry = renaming.entry
        letters = letters_naming(workplace, opened, (entry.id,)).get(entry.id, ())
        if not dry_run:
            for path, before, after in contents:
                replace_list(path, before, after)
            memory = read_memory(workplace, name)
            if memory.renamed(old, new) != memory:
                write_memory(workplace, name, memory.renamed(old, new))
    places = tuple(renaming.places)
    return Renamed(opened.path.name, old, new, places, tuple(letters), written=not dry_run)


def _require_whole(opened: OpenList) -> None:
    """Make sure that no entry or file is hidden by an error: it may name the entry, too."""
    parts = opened.parts
    sections: tuple[Section[Any], ...] = (parts.recipients, parts.senders, parts.templates)
    if parts.settings and not any(section.left_out for section in sections) and opened.content:
        return
    errors = [problem for problem in opened.problems if problem.is_error]
    hidden = Problem(
        "cannot_rename",
        "what has errors may name the entry, too, and cannot be searched",
        hint="mend the errors, then run the same command again",
    )
    raise AdvocacyError([*errors, hidden])


class _Renaming:
    """What changes where.

    Attributes:
        entry: as it is before.
        places: where else the old id stands.
    """

    def __init__(self, workplace: Workplace, opened: OpenList, old: str, new: str) -> None:
        self.places: list[Where] = []
        self._workplace = workplace
        self._opened = opened
        self._old = old
        self._new = new
        self._rows: dict[ListName, dict[str, tuple[Flat, tuple[str, ...]]]] = {}
        self._words: dict[str, list[Steps]] = {}
        self._parts = opened.parts
        renamed = opened.entries.get(new)
        if renamed and old in renamed.aliases:
            self.entry = renamed
        else:
            require_known(opened, (old,))
            self.entry = opened.entries[old]
            _require_free(opened, self.entry, new)
            self._change(opened.name, self.entry, ids_as_data(self.entry, new, (old,)))
        self._look_into_lists()
        self._look_into_files()

    def contents(self) -> list[tuple[Path, bytes | None, bytes]]:
        """Each file that changes, with its content before and after.

        Raises:
            AdvocacyError: a file cannot be changed, or the campaign would not hold together.
        """
        found = [*self._lists(), *self._files()]
        problems = check_consistency(self._parts)
        broken = new_errors(self._opened, replace(self._opened, problems=tuple(problems)))
        if broken:
            raise AdvocacyError(broken)
        return found

    def _change(self, name: ListName, entry: Recipient | Sender, after: Mapping[str, Any]) -> None:
        """Let an entry have other values under some keys; None takes a key out."""
        known = entry.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        data = {key: value for key, value in {**known, **after}.items() if value is not None}
        value, problems = validate(data, type(entry), Where(list_path(self._workplace, name).name))
        if value is None:
            raise AdvocacyError(problems)
        rows = self._rows.setdefault(name, {})
        rows[entry.id] = flatten(data, shape_of(type(entry))), tuple(after)

    def _look_into_lists(self) -> None:
        lists: dict[ListName, Section[Any]] = {
            "recipients": self._parts.recipients,
            "senders": self._parts.senders,
        }
        for name, key in _NAMED_IN_LISTS[self._opened.name].items():
            for record in lists[name].records.values():
                after, _ = self._with_new(record, (key,))
                if after:
                    self._change(name, record.value, after)

    def _look_into_files(self) -> None:
        parts, keys = self._parts, _NAMED_IN_FILES[self._opened.name]
        if not self._opened.is_recipients and parts.settings:
            settings = self._named_in(parts.settings, keys)
            self._parts = replace(parts, settings=settings)
        if self._opened.is_recipients:
            records = {
                name: self._named_in(record, keys)
                for name, record in parts.templates.records.items()
            }
            self._parts = replace(parts, templates=replace(parts.templates, records=records))

    def _named_in(self, record: Record[Any], keys: tuple[str, ...]) -> Record[Any]:
        """The record with the new id for the old one; where it stands is noted."""
        after, paths = self._with_new(record, keys)
        if not after:
            return record
        self._words[record.file] = paths
        return replace(record, value=record.value.model_copy(update=after))

    def _with_new(
        self, record: Record[Any], keys: tuple[str, ...]
    ) -> tuple[dict[str, Any], list[Steps]]:
        """Those of the keys that hold the old id, with the new one, and the paths to it."""
        found: dict[str, Any] = {}
        paths: list[Steps] = []
        for key in keys:
            value = getattr(record.value, key)
            if value == self._old:
                found[key] = self._new
                paths.append((key,))
            elif isinstance(value, tuple) and self._old in value:
                found[key] = tuple(self._new if one == self._old else one for one in value)
                paths += [(key, at) for at, one in enumerate(value) if one == self._old]
        self.places += [record.at(*path) for path in paths]
        return found, paths

    def _lists(self) -> Iterator[tuple[Path, bytes | None, bytes]]:
        for name, rows in self._rows.items():
            path = list_path(self._workplace, name)
            before = bytes_of(path)
            changes = ListChanges(
                changed={one: row for one, (row, _) in rows.items()},
                keys={one: keys for one, (_, keys) in rows.items()},
            )
            after = rewritten_list(before, path.name, shape_of(MODELS[name]), changes)
            self._parts, _ = with_list(self._parts, name, after, path.name)
            yield path, before, after

    def _files(self) -> Iterator[tuple[Path, bytes | None, bytes]]:
        for file, paths in self._words.items():
            path = self._workplace.root / file
            before = bytes_of(path) or b""
            text = with_word(before.decode("utf-8-sig"), file, paths, self._new)
            mark = _BOM if before.startswith(_BOM) else b""
            yield path, before, mark + text.encode()


def _require_free(opened: OpenList, entry: Recipient | Sender, new: str) -> None:
    """Make sure that a new id means no other entry.

    Raises:
        AdvocacyError: it does, or it is the entry's own.
    """
    owners = (one for one in opened.entries.values() if new in one.ids)
    owner = next((one for one in owners if new == one.id or one.id != entry.id), None)
    if owner is None:
        return
    hint = "take another id"
    if owner.id != entry.id:
        merge = f"advocacy {opened.name} dedupe --keep {owner.id} --merge {entry.id}"
        hint += f"; if the two are one, `{merge}`"
    raise AdvocacyError(
        Problem(
            "id_taken",
            f"there is a {opened.kind} {new} already"
            if owner.id == new
            else f"{new} is a former id of {owner.id}",
            where=owner.where,
            hint=hint,
        )
    )
