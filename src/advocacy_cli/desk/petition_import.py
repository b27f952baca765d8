"""Signatures from elsewhere: a table in, with a report of what it would change."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.campaign.tables.lists import MAX_BYTES
from advocacy_cli.desk.bad_rows import write_bad_rows
from advocacy_cli.desk.country_names import country_code
from advocacy_cli.desk.petition_annexes import annexes_with
from advocacy_cli.desk.petition_import_warnings import import_warnings
from advocacy_cli.desk.petition_tables import Row, read_table
from advocacy_cli.desk.petitions import Desk, petition_desk
from advocacy_cli.desk.refusals import require_past
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem
from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.model.ids import RUN_RANDOM_BYTES, run_name
from advocacy_cli.model.petitions import Run, Signature, Tally
from advocacy_cli.petition import lines
from advocacy_cli.petition.newcomers import Bringing, Newcomers, Turned, newcomers
from advocacy_cli.petition.rows import Given, Reading, map_headers, read_row
from advocacy_cli.petition.sameness import Likely, likely_twins
from advocacy_cli.petition.tally import tally


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an import was asked for.

    Attributes:
        mapping: columns for headers, before anything is guessed.
        channel: where signatures were given whose row does not say.
        keep_good: take the good rows, and write the bad ones beside.
        newer: the day of which the table's answers are newer than those kept, if anybody says so.
        back: the lines to take although they look like a signature that was withdrawn.
    """

    file: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    channel: str = "online"
    encoding: str | None = None
    keep_good: bool = False
    dry_run: bool = False
    newer: dt.date | None = None
    back: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found and did.

    Attributes:
        encoding, delimiter: as found or asked for; JSON Lines have no delimiter.
        columns: what each header was taken for; None where it was passed over.
        repeated, withdrawn: rows of people who had signed, or had withdrawn.
        turned: how many consents of people who had signed it changes.
        likely: new signatures that may be somebody's second.
        bad: the rows that cannot be taken, and why.
        counts: of the petition as it is: without the new signatures, if none were taken.
        run: the name by which what was taken can be taken back; empty where nothing was.
        named_in: annexes made before that still print what is no longer agreed to.
        keeps_good: good rows are taken without the bad ones.
    """

    encoding: str
    delimiter: str | None
    columns: Mapping[str, str | None]
    new: tuple[Signature, ...]
    repeated: int
    withdrawn: int
    turned: Turned
    likely: tuple[Likely, ...]
    bad: tuple[Problem, ...]
    counts: Tally
    run: str
    named_in: tuple[str, ...]
    keeps_good: bool
    dry_run: bool
    bad_file: Path | None
    warnings: tuple[Problem, ...]

    @property
    def written(self) -> bool:
        """Whether anything was taken."""
        return bool(self.run)

    @property
    def is_refused(self) -> bool:
        """Whether a bad row kept the good ones from being taken, or would."""
        return bool(self.bad) and not self.keeps_good

    @property
    def exit_code(self) -> ExitCode:
        """Of a dry run: what the real run would end with."""
        if self.is_refused:
            return ExitCode.MENDABLE
        return ExitCode.PARTLY if self.bad else ExitCode.DONE


def import_signatures(workplace: Workplace, name: str, wanted: Wanted) -> Imported:
    """Take a table's signatures into a petition.

    Raises:
        AdvocacyError: the table cannot be read, or the signatures not be written; nothing was
            written.
    """
    if wanted.newer:
        require_past(wanted.newer, workplace.today, "--this-is-newer")
    content = read_bytes(wanted.file, wanted.file.name, MAX_BYTES)
    with contextlib.nullcontext() if wanted.dry_run else workplace.alone():
        desk = petition_desk(workplace, name)
        table = read_table(content, wanted.file.name, wanted.encoding)
        columns = map_headers(table.headers, desk.petition, wanted.mapping)
        good, bad = _read(table.rows, columns, _reading(workplace, desk, wanted))
        run = _new_run(workplace, desk)
        found = newcomers(desk.store, good, _bringing(workplace, wanted, run))
        likely = _likely(desk, found)
        bad_file, take = None, not wanted.dry_run and (wanted.keep_good or not bad)
        if take and bad:
            rows = [(row.cells, problem.message) for row, problem in bad]
            bad_file = write_bad_rows(wanted.file, table.headers, rows)
        is_written = take and bool(found.new or found.answered)
        if is_written:
            desk.write(_events(Run(run, workplace.today), found), add=True)
            desk.store.signatures |= found.after
        annexes = annexes_with(workplace, desk.store, found.turned_off)
    return Imported(
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns={header: columns.get(at) for at, header in enumerate(table.headers)},
        new=tuple(found.new),
        repeated=found.repeated,
        withdrawn=found.withdrawn,
        turned=found.turned,
        likely=likely,
        bad=tuple(problem for _, problem in bad),
        counts=tally(desk.store),
        run=run if is_written else "",
        named_in=annexes,
        keeps_good=wanted.keep_good,
        dry_run=wanted.dry_run,
        bad_file=bad_file,
        warnings=tuple(import_warnings(table, columns.values(), found, wanted.file.name)),
    )


def _new_run(workplace: Workplace, desk: Desk) -> str:
    """A name that no import of this petition has."""
    while True:
        name = run_name(workplace.today, workplace.random(RUN_RANDOM_BYTES))
        if name not in desk.store.runs:
            return name


def _events(run: Run, found: Newcomers) -> Iterator[str]:
    yield lines.imported(run)
    for signature in found.new:
        yield lines.signed(signature)
    for ident, given in found.answered.items():
        for answers in given:
            yield lines.answered(ident, answers)


def _likely(desk: Desk, found: Newcomers) -> tuple[Likely, ...]:
    """New signatures that may be somebody's second: of like names, or of one address."""
    twins = likely_twins(found.new, desk.store.signatures.values())
    pairs = {frozenset((pair.new.id, pair.known.id)): pair for pair in (*twins, *found.sharing)}
    return tuple(pairs.values())


def _bringing(workplace: Workplace, wanted: Wanted, run: str) -> Bringing:
    as_of = wanted.newer.isoformat() if wanted.newer else ""
    return Bringing(workplace.random, run, as_of, wanted.back)


def _reading(workplace: Workplace, desk: Desk, wanted: Wanted) -> Reading:
    def country_of(text: str) -> str | None:
        return text.upper() if text.upper() in COUNTRIES else country_code(text)

    return Reading(desk.petition, wanted.file.name, country_of, wanted.channel, workplace.today)


def _read(
    rows: Sequence[Row], columns: Mapping[int, str], reading: Reading
) -> tuple[list[Given], list[tuple[Row, Problem]]]:
    good: list[Given] = []
    bad: list[tuple[Row, Problem]] = []
    for row in rows:
        if row.problem:
            bad.append((row, row.problem))
            continue
        try:
            cells = {column: row.cells[at] for at, column in columns.items()}
            good.append(read_row(row.line, cells, reading))
        except AdvocacyError as error:
            bad.append((row, error.problems[0]))
    return good, bad
