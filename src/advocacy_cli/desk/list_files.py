"""The files of the lists, YAML or tables: found, changed with care, put in place whole."""

from __future__ import annotations

import codecs
import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from advocacy_cli.campaign.loading import read_settings
from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.campaign.rewriting import Changes, rewrite_list
from advocacy_cli.campaign.tables.columns import Flat, Shape
from advocacy_cli.campaign.tables.decoding import GUESS, decode
from advocacy_cli.campaign.tables.flat import unflatten
from advocacy_cli.campaign.tables.lists import MAX_BYTES, is_table, open_table
from advocacy_cli.campaign.tables.writing import headers_for, rewritten, row_text
from advocacy_cli.desk.files import new_file
from advocacy_cli.desk.workplace import Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

ListName: TypeAlias = Literal["recipients", "senders"]

MODELS: Mapping[ListName, type[Recipient | Sender]] = {
    "recipients": Recipient,
    "senders": Sender,
}

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True)
class ListChanges:
    """What is to become of a list, its entries as rows of a table.

    Attributes:
        added: new entries.
        changed: whole entries, by the ids of those whose place they take.
        keys: of each changed entry the keys of its YAML form that differ.
        removed: ids of entries to take out.
    """

    added: Sequence[Flat] = ()
    changed: Mapping[str, Flat] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()


def rewritten_list(
    before: bytes | None, list_file: str, shape: Shape, changes: ListChanges
) -> bytes:
    """The list's new content, in the encoding of the old one; None stands for no file.

    Raises:
        AdvocacyError: the old content cannot be read, or not be changed without harm.
    """
    if is_table(list_file):
        return _rewritten_table(before, list_file, shape, changes)
    text = (before or f"{shape.key}:\n".encode()).decode("utf-8-sig")
    changed = {}
    for name, flat in changes.changed.items():
        data = unflatten(flat, shape)
        changed[name] = {key: data.get(key) for key in dict.fromkeys(changes.keys[name])}
    added = tuple(unflatten(flat, shape) for flat in changes.added)
    text = rewrite_list(text, shape.key, Changes(added, changed, changes.removed))
    return _encoded(text, before)


def _rewritten_table(
    before: bytes | None, list_file: str, shape: Shape, changes: ListChanges
) -> bytes:
    added = changes.added
    if before is None:
        headers = headers_for(added, shape)
        delimiter = "\t" if list_file.endswith(".tsv") else ","
        rows = [headers, *([row.get(header, "") for header in headers] for row in added)]
        return "".join(row_text(row, delimiter) for row in rows).encode()
    decoded = decode(before, list_file)
    table = open_table(decoded, list_file)
    text = rewritten(table, shape, added=added, changed=changes.changed, removed=changes.removed)
    if decoded.encoding == GUESS:
        with contextlib.suppress(UnicodeEncodeError):  # what is new may need UTF-8
            return text.encode(GUESS)
    return _encoded(text, before)


def _encoded(text: str, before: bytes | None) -> bytes:
    for mark, codec in _UTF16.items():
        if before and before.startswith(mark):
            return mark + text.encode(codec)
    return text.encode("utf-8-sig" if before and before.startswith(codecs.BOM_UTF8) else "utf-8")


def replace_list(path: Path, before: bytes | None, after: bytes) -> None:
    """Put the list's new content in place, if the file is what it was.

    Raises:
        AdvocacyError: somebody else has changed it, or it cannot be written.
    """
    try:
        like = None if before is None else path.lstat().st_mode & 0o777
        with new_file(path, like=like) as file:
            file.write(after)
            file.flush()
            if bytes_of(path) != before:
                raise AdvocacyError(
                    Problem(
                        "changed_meanwhile",
                        f"{path.name} was changed by somebody else meanwhile; nothing was written",
                        where=Where(path.name),
                        hint="run the same command again",
                    )
                )
    except OSError as error:
        raise cannot_write(error, path.name) from None


def bytes_of(path: Path) -> bytes | None:
    """What a list's file holds; None where there is none."""
    return read_bytes(path, path.name, MAX_BYTES) if os.path.lexists(path) else None


def list_path(workplace: Workplace, name: ListName) -> Path:
    """Where a list's file is.

    Raises:
        AdvocacyError: campaign.yaml cannot be used.
    """
    settings, problems = read_settings(workplace.root)
    if settings is None:
        raise AdvocacyError(problems)
    return workplace.root / list_file_of(settings.value, name)


def list_file_of(settings: Settings, name: ListName) -> str:
    """A list's file, relative to the campaign."""
    return settings.recipients if name == "recipients" else settings.senders


def entries_in(
    campaign: Campaign, name: ListName
) -> Mapping[str, Recipient] | Mapping[str, Sender]:
    """The usable entries of a list, by id."""
    return campaign.recipients if name == "recipients" else campaign.senders


def errors_in(file: str, problems: list[Problem]) -> list[Problem]:
    """The errors among the problems that lie in this file."""
    return [
        problem
        for problem in problems
        if problem.is_error and problem.where and problem.where.file == file
    ]
