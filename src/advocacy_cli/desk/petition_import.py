"""Signatures from elsewhere: a table in, with a report of what it would change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.campaign.tables.lists import MAX_BYTES
from advocacy_cli.desk.bad_rows import write_bad_rows
from advocacy_cli.desk.country_names import country_code
from advocacy_cli.desk.petition_tables import Incoming, Row, read_table
from advocacy_cli.desk.petitions import Desk, petition_desk
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where
from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.model.petitions import Signature, Tally
from advocacy_cli.petition import store as stores
from advocacy_cli.petition.newcomers import Newcomers, newcomers
from advocacy_cli.petition.rows import CONSENT, Given, Reading, map_headers, read_row
from advocacy_cli.petition.sameness import Likely, likely_twins
from advocacy_cli.petition.tally import tally

SHOWN = 10
"""Lines named in one warning."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an import was asked for.

    Attributes:
        mapping: columns for headers, before anything is guessed.
        channel: where signatures were given whose row does not say.
        keep_good: take the good rows, and write the bad ones beside.
    """

    file: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    channel: str = "online"
    encoding: str | None = None
    keep_good: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found and did.

    Attributes:
        encoding, delimiter: as found or asked for; JSON Lines have no delimiter.
        columns: what each header was taken for; None where it was passed over.
        repeated, withdrawn: rows of people who had signed, or had withdrawn.
        likely: new signatures that may be somebody's second.
        bad: the rows that cannot be taken, and why.
        counts: of the petition, with the new signatures.
    """

    encoding: str
    delimiter: str | None
    columns: Mapping[str, str | None]
    new: tuple[Signature, ...]
    repeated: int
    withdrawn: int
    likely: tuple[Likely, ...]
    bad: tuple[Problem, ...]
    counts: Tally
    dry_run: bool
    written: bool
    bad_file: Path | None
    warnings: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether a bad row kept the good ones from being taken."""
        return bool(self.bad) and self.bad_file is None and not self.dry_run


def import_signatures(workplace: Workplace, name: str, wanted: Wanted) -> Imported:
    """Take a table's signatures into a petition.

    Raises:
        AdvocacyError: the table cannot be read, or the signatures not be written; nothing was
            written.
    """
    content = read_bytes(wanted.file, wanted.file.name, MAX_BYTES)
    with contextlib.nullcontext() if wanted.dry_run else workplace.alone():
        desk = petition_desk(workplace, name)
        table = read_table(content, wanted.file.name, wanted.encoding)
        columns = map_headers(table.headers, desk.petition, wanted.mapping)
        good, bad = _read(table.rows, columns, _reading(workplace, desk, wanted))
        found = newcomers(desk.store, good, workplace.random)
        likely = tuple(likely_twins(found.new, desk.store.signatures.values()))
        desk.store.signatures |= {signature.id: signature for signature in found.new}
        bad_file = None
        take = not wanted.dry_run and (wanted.keep_good or not bad)
        if take and bad:
            rows = [(row.cells, problem.message) for row, problem in bad]
            bad_file = write_bad_rows(wanted.file, table.headers, rows)
        if take and found.new:
            desk.write(map(stores.signed, found.new), add=True)
    return Imported(
        encoding=table.encoding,
        delimiter=table.delimiter,
        columns={header: columns.get(at) for at, header in enumerate(table.headers)},
        new=tuple(found.new),
        repeated=found.repeated,
        withdrawn=found.withdrawn,
        likely=likely,
        bad=tuple(problem for _, problem in bad),
        counts=tally(desk.store),
        dry_run=wanted.dry_run,
        written=bool(take and found.new),
        bad_file=bad_file,
        warnings=tuple(_warnings(table, columns.values(), found, wanted.file.name)),
    )


def _warnings(
    table: Incoming, columns: Iterable[str], found: Newcomers, file: str
) -> Iterable[Problem]:
    yield from table.warnings
    if not any(column.startswith(CONSENT) for column in columns):
        yield Problem(
            "no_consent_column",
            "no column tells what people agreed to, so they are counted only",
            severity=Severity.WARNING,
            where=Where(file),
            hint='name the column: --map "HEADER=consent_print_name"',
        )
    if found.shared:
        more = f" and {len(found.shared) - SHOWN} more" if len(found.shared) > SHOWN else ""
        lines = ", ".join(map(str, found.shared[:SHOWN]))
        yield Problem(
            "shared_address",
            f"an e-mail address that somebody of another name or place signed with is given again"
            f" on line {lines}{more}; it is not counted twice",
            severity=Severity.WARNING,
            where=Where(file, found.shared[0]),
            hint="if they are two people, empty the second one's e-mail cell and import it again",
        )


def _reading(workplace: Workplace, desk: Desk, wanted: Wanted) -> Reading:
    def country_of(text: str) -> str | None:
        return text.upper() if text.upper() in COUNTRIES else country_code(text)

    now = workplace.now().isoformat(timespec="seconds")
    return Reading(desk.petition, wanted.file.name, country_of, wanted.channel, now)


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
