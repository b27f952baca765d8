"""Lists out and in: the export, and the import with its report of changes."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.campaign.tables.columns import Shape, shape_of
from advocacy_cli.campaign.tables.flat import flat_form, unflatten
from advocacy_cli.campaign.tables.incoming import Asked, Taken, take
from advocacy_cli.campaign.tables.lists import MAX_BYTES, collector_at_rest
from advocacy_cli.campaign.tables.matching import Comparison, compare
from advocacy_cli.campaign.tables.writing import headers_for
from advocacy_cli.desk.bad_rows import write_bad_rows
from advocacy_cli.desk.list_files import (
    MODELS,
    ListChanges,
    ListName,
    bytes_of,
    entries_in,
    errors_in,
    list_file_of,
    list_path,
    replace_list,
    rewritten_list,
)
from advocacy_cli.desk.starting import UID_BYTES
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem, Where
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender


@dataclass(frozen=True)
class Export:
    """A list as a table and as entries; `problems` are errors that hide some of it."""

    headers: list[str]
    rows: list[dict[str, str]]
    entries: list[dict[str, Any]]
    problems: list[Problem]


@dataclass(frozen=True)
class Import:
    """How an import was asked for.

    Attributes:
        file: the table to take in.
        asked: how to read it.
        keep_good: take the good rows, and write the bad ones beside.
        dry_run: report only.
    """

    file: Path
    asked: Asked
    keep_good: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class Report:
    """What an import found and did.

    Attributes:
        list_file: the list's file, relative to the campaign.
        written: the list has been written.
        keeps_good: good rows are taken without the bad ones.
        bad_file: where the bad rows were written.
    """

    list_file: str
    taken: Taken
    comparison: Comparison
    keeps_good: bool
    dry_run: bool
    written: bool
    bad_file: Path | None

    @property
    def is_refused(self) -> bool:
        """Whether a bad row kept the good ones from being taken, or would."""
        return bool(self.comparison.bad) and not self.keeps_good

    @property
    def exit_code(self) -> ExitCode:
        """Of a dry run: what the real run would end with."""
        if self.is_refused:
            return ExitCode.MENDABLE
        return ExitCode.PARTLY if self.comparison.bad else ExitCode.DONE


def export(workplace: Workplace, name: ListName) -> Export:
    """The whole list.

    Raises:
        AdvocacyError: there is no usable campaign.yaml.
    """
    campaign, problems = workplace.campaign()
    file = list_file_of(campaign.settings, name)
    shape = shape_of(MODELS[name])
    rows = [flat_form(value) for value in entries_in(campaign, name).values()]
    return Export(
        headers=headers_for(rows, shape),
        rows=rows,
        entries=[unflatten(row, shape) for row in rows],
        problems=errors_in(file, problems),
    )


def import_list(workplace: Workplace, name: ListName, wanted: Import) -> Report:
    """Take a table into a list. Nothing is written if a row is bad, unless good ones are kept.

    Raises:
        AdvocacyError: the table cannot be read, the list has errors of its own, was changed
            meanwhile, or cannot be written; nothing was written.
    """
    content = read_bytes(wanted.file, wanted.file.name, MAX_BYTES)
    lock = contextlib.nullcontext() if wanted.dry_run else workplace.alone()
    with lock, collector_at_rest():
        path = list_path(workplace, name)
        before = bytes_of(path)
        campaign, problems = workplace.campaign()
        list_file = path.name
        errors = errors_in(list_file, problems) if before is not None else []
        if errors:
            raise AdvocacyError(errors)
        shape = shape_of(MODELS[name])
        taken = take(content, wanted.file.name, shape, wanted.asked)
        comparison = _compare(workplace, campaign, name, taken)
        good = comparison.added or comparison.changed
        kept = wanted.keep_good or not comparison.bad
        written, bad_file = False, None
        if kept and not wanted.dry_run:
            if comparison.bad:
                bad_file = _write_bad(wanted.file, taken, comparison)
            if good:
                replace_list(path, before, _rewritten(before, list_file, shape, comparison))
                written = True
    return Report(list_file, taken, comparison, wanted.keep_good, wanted.dry_run, written, bad_file)


def _compare(workplace: Workplace, campaign: Campaign, name: ListName, taken: Taken) -> Comparison:
    def form_is_known(value: Recipient | Sender, where: Where) -> Problem | None:
        if isinstance(value, Sender) or value.form in campaign.forms:
            return None
        return Problem(
            "unknown_form",
            f"there is no form of address {value.form!r}",
            where=where,
            hint=f"choose one of {', '.join(campaign.forms)}",
        )

    return compare(
        taken,
        entries_in(campaign, name),
        MODELS[name],
        new_uid=lambda: workplace.random(UID_BYTES).hex(),
        extra_check=form_is_known,
    )


def _rewritten(before: bytes | None, list_file: str, shape: Shape, comparison: Comparison) -> bytes:
    keys = {}
    for name, edited in comparison.changed.items():
        found = [shape.resolve(column) for column in edited.columns]
        keys[name] = tuple(column.path[0] for column, _ in filter(None, found))
    changed = {name: edited.flat for name, edited in comparison.changed.items()}
    added = [edited.flat for edited in comparison.added.values()]
    return rewritten_list(before, list_file, shape, ListChanges(added, changed, keys))


def _write_bad(file: Path, taken: Taken, comparison: Comparison) -> Path:
    rows = [
        (bad.row.original, "; ".join(problem.message for problem in bad.problems))
        for bad in comparison.bad
    ]
    return write_bad_rows(file, taken.mapped.headers, rows)
