"""Entries put into a list and taken out of it; every other byte of its file stays."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocacy_cli.campaign.tables.columns import shape_of
from advocacy_cli.campaign.tables.flat import flat_form
from advocacy_cli.campaign.tables.lists import collector_at_rest
from advocacy_cli.desk.consequences import (
    OpenList,
    letters_naming,
    new_errors,
    open_list,
    still_needed,
    warnings_of,
    with_content,
)
from advocacy_cli.desk.list_files import (
    MODELS,
    ListChanges,
    ListName,
    replace_list,
    rewritten_list,
)
from advocacy_cli.desk.private_files import (
    keyed,
    new_code,
    read_memory,
    read_removals,
    require_writable,
    write_memory,
    write_removals,
)
from advocacy_cli.desk.table_origins import aliases_of
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.selection import known


@dataclass(frozen=True)
class Removed:
    """What was, or would be, taken out of a list.

    Attributes:
        list_file: the list's file, relative to the campaign.
        letters: of each entry that letters in the ledger name, their references.
        written: whether it has been done.
    """

    list_file: str
    ids: tuple[str, ...]
    letters: Mapping[str, list[str]]
    written: bool

    @property
    def problems(self) -> list[Problem]:
        """Warnings about the letters."""
        return warnings_of(self.letters)


def remove(
    workplace: Workplace, name: ListName, ids: Sequence[str], *, dry_run: bool = False
) -> Removed:
    """Take entries out of a list: all of those named, by their ids now or before, or none.

    Digests that an import would know them by are kept, and written first: if the list then cannot
    be written, they do no harm. What tables said of them is forgotten.

    Raises:
        AdvocacyError: an id is not there, the campaign would not hold together without it, the
            list has errors of its own, was changed meanwhile, or cannot be written.
    """
    with held(workplace, dry_run=dry_run), collector_at_rest():
        opened = open_sound_list(workplace, name)
        aliases = aliases_of(opened.entries)
        ids = tuple(dict.fromkeys(aliases.get(one, one) for one in ids))
        require_known(opened, ids)
        changes = ListChanges(removed=frozenset(ids))
        content = rewritten(opened, changes)
        require_no_harm(opened, content)
        letters = letters_naming(workplace, opened, ids)
        if not dry_run:
            removals = keyed(workplace, read_removals(workplace, name))
            memory = read_memory(workplace, name)
            for one in ids:
                looks = [flat_form(opened.entries[one]), *memory.looks(one)]
                code = new_code(workplace)
                shape = shape_of(MODELS[name])
                removals = removals.with_entry(one, looks, shape, code, workplace.today)
            write_removals(workplace, name, removals)
            require_writable(workplace, name, memory)
            replace_list(opened.path, opened.content, content)
            write_memory(workplace, name, memory.without(ids))
    return Removed(opened.path.name, ids, letters, written=not dry_run)


def open_sound_list(workplace: Workplace, name: ListName) -> OpenList:
    """The list as it stands, without an error in it.

    Raises:
        AdvocacyError: it has errors, or cannot be read.
    """
    opened = open_list(workplace, name)
    if opened.errors:
        raise AdvocacyError(opened.errors)
    return opened


def require_known(opened: OpenList, ids: Sequence[str]) -> None:
    """Make sure that all ids are in the list.

    Raises:
        AdvocacyError: some are not.
    """
    problems: list[Problem] = []
    for one in ids:
        try:
            known(opened.kind, one, opened.entries, f"advocacy {opened.name} list")
        except AdvocacyError as error:
            problems += error.problems
    if problems:
        raise AdvocacyError(problems)


def rewritten(opened: OpenList, changes: ListChanges) -> bytes:
    """The list's content with the changes.

    Raises:
        AdvocacyError: it cannot be changed without harm.
    """
    shape = shape_of(MODELS[opened.name])
    return rewritten_list(opened.content, opened.path.name, shape, changes)


def require_no_harm(opened: OpenList, content: bytes) -> None:
    """Make sure that nothing in the campaign needs what a change takes away.

    Raises:
        AdvocacyError: something does; the problems say where.
    """
    broken = new_errors(opened, with_content(opened, content, opened.path.name))
    if broken:
        raise AdvocacyError(map(still_needed, broken))


def held(workplace: Workplace, *, dry_run: bool) -> contextlib.AbstractContextManager[None]:
    """Hold the campaign while a list is changed; a dry run holds nothing."""
    return contextlib.nullcontext() if dry_run else workplace.alone()
