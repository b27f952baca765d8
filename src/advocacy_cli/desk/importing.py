"""A table taken into a list, with a report of what changes."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.campaign.tables.columns import Shape, shape_of
from advocacy_cli.campaign.tables.comparing import compare
from advocacy_cli.campaign.tables.comparison import Comparison, Kind, Known, Wanted
from advocacy_cli.campaign.tables.decisions import Answers
from advocacy_cli.campaign.tables.incoming import Asked, Taken, take
from advocacy_cli.campaign.tables.lists import MAX_BYTES, collector_at_rest
from advocacy_cli.campaign.tables.memory import Memory
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.campaign.tables.three_way import Rules
from advocacy_cli.desk.bad_rows import write_bad_rows
from advocacy_cli.desk.list_files import (
    MODELS,
    ListChanges,
    ListName,
    bytes_of,
    entries_in,
    errors_in,
    list_path,
    replace_list,
    rewritten_list,
)
from advocacy_cli.desk.private_files import (
    read_memory,
    read_removals,
    require_writable,
    write_memory,
    write_removals,
)
from advocacy_cli.desk.starting import UID_BYTES
from advocacy_cli.desk.table_origins import Origin, aliases_of, codes_of, origin_of, require_answers
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem, Where
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender


@dataclass(frozen=True)
class Import:
    """How an import was asked for.

    Attributes:
        file: the table to take in.
        asked: how to read it.
        keep_good: take the good rows, and write the bad ones beside.
        dry_run: report only.
        source: what the table's source is called; empty for what it was called last time, or
            else the name of the file.
        key: the header of the column that tells its rows apart; empty for the one it had last.
        answers: what a person said of rows, by line: an entry's id, `new` or `skip`.
        accept_renames: keys may give entries other names.
        bring_back: ids or codes of removed entries that may come back.
        only_new: leave alone what is in the list.
        rules: how rows change entries.
    """

    file: Path
    asked: Asked
    keep_good: bool = False
    dry_run: bool = False
    source: str = ""
    key: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)
    accept_renames: bool = False
    bring_back: tuple[str, ...] = ()
    only_new: bool = False
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True)
class Report:
    """What an import found and did.

    Attributes:
        list_file: the list's file, relative to the campaign.
        source, key: of the table, as they were given or remembered.
        written: the list has been written.
        keeps_good: good rows are taken without the bad ones.
        bad_file: where the bad rows were written.
    """

    list_file: str
    source: str
    key: str
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
    def warnings(self) -> list[Problem]:
        """What should be looked at, though it was done."""
        asked = self.comparison.asked
        doubtful = [one.problem(self.taken.file) for one in asked if one.is_new]
        return [*self.comparison.warnings, *doubtful]

    @property
    def exit_code(self) -> ExitCode:
        """Of a dry run: what the real run would end with."""
        found = self.comparison
        if self.is_refused:
            return ExitCode.MENDABLE
        if not (found.bad or found.left or found.conflicts):
            return ExitCode.DONE
        is_taken = found.bad or found.added or found.changed or found.same
        return ExitCode.PARTLY if is_taken else ExitCode.MENDABLE


def import_list(workplace: Workplace, name: ListName, wanted: Import) -> Report:
    """Take a table into a list. Nothing is written if a row is bad, unless good ones are kept.

    What is in doubt is left out. What the table said is remembered after the list is written.

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
        memory, removals = read_memory(workplace, name), read_removals(workplace, name)
        memory = memory if before is not None else memory.of_no_list()
        origin = origin_of(memory, taken, wanted.source, wanted.key)
        comparison = _compare(workplace, campaign, name, (taken, origin, memory, removals), wanted)
        report = Report(
            *(list_file, origin.name, origin.source.key, taken, comparison),
            *(wanted.keep_good, wanted.dry_run, False, None),
        )
        if wanted.dry_run or report.is_refused:
            return report
        source = replace(origin.source, said={**origin.source.said, **comparison.said})
        remembered = memory.with_source(origin.name, origin.file, source)
        if remembered != memory:
            require_writable(workplace, name, memory)
        if comparison.brought_back:
            write_removals(workplace, name, removals)
        bad_file = _write_bad(wanted.file, taken, comparison) if comparison.bad else None
        is_changed = bool(comparison.added or comparison.changed)
        if is_changed:
            replace_list(path, before, _rewritten(before, list_file, shape, comparison))
        if remembered != memory:
            write_memory(workplace, name, remembered)
        if comparison.brought_back:
            write_removals(workplace, name, removals.without(comparison.brought_back))
    return replace(report, written=is_changed, bad_file=bad_file)


def _compare(
    workplace: Workplace,
    campaign: Campaign,
    name: ListName,
    read: tuple[Taken, Origin, Memory, Removals],
    wanted: Import,
) -> Comparison:
    def form_is_known(value: Recipient | Sender, where: Where) -> Problem | None:
        if isinstance(value, Sender) or value.form in campaign.forms:
            return None
        return Problem(
            "unknown_form",
            f"there is no form of address {value.form!r}",
            where=where,
            hint=f"choose one of {', '.join(campaign.forms)}",
        )

    taken, origin, memory, removals = read
    entries = entries_in(campaign, name)
    require_answers(wanted.answers, taken, entries)
    answers = Answers(
        wanted.answers, wanted.accept_renames, frozenset(codes_of(wanted.bring_back, removals))
    )
    return compare(
        taken,
        entries,
        Kind(MODELS[name], lambda: workplace.random(UID_BYTES).hex(), form_is_known),
        known=Known(
            aliases_of(entries),
            origin.source,
            memory.elsewhere(origin.name),
            memory.merged,
            removals,
        ),
        wanted=Wanted(origin.source.key, answers, wanted.rules, wanted.only_new),
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
