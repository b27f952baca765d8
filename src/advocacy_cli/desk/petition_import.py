"""Signatures from elsewhere: a table in, with a report of what it would change."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.campaign.tables.decoding import Decoded, decode
from advocacy_cli.campaign.tables.headers import ERROR
from advocacy_cli.campaign.tables.incoming import JSON_LINES
from advocacy_cli.campaign.tables.lists import MAX_BYTES, open_table
from advocacy_cli.campaign.tables.writing import row_text
from advocacy_cli.desk.bad_rows import write_bad_rows
from advocacy_cli.desk.country_names import country_code
from advocacy_cli.desk.petitions import Desk, petition_desk
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.model.petitions import Signature, Tally
from advocacy_cli.petition import store as stores
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
    """

    file: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    channel: str = "online"
    encoding: str | None = None
    keep_good: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Sequence[str]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found and did.

    Attributes:
        columns: what each header was taken for; None where it was passed over.
        repeated, withdrawn: rows of people who had signed, or had withdrawn.
        likely: new signatures that may be somebody's second.
        bad: the rows that cannot be taken, and why.
        counts: of the petition, with the new signatures.
    """

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
        decoded = decode(content, wanted.file.name, wanted.encoding)
        headers, rows = _table(decoded, wanted.file.name)
        columns = map_headers(headers, desk.petition, wanted.mapping)
        good, bad = _read(rows, columns, _reading(workplace, desk, wanted))
        new, repeated, withdrawn = _new(desk.store, good, workplace.random)
        likely = tuple(likely_twins(new, desk.store.signatures.values()))
        desk.store.signatures |= {signature.id: signature for signature in new}
        take = not wanted.dry_run and (wanted.keep_good or not bad)
        bad_file = _write_bad(wanted.file, headers, bad) if take and bad else None
        if take and new:
            desk.write(map(stores.signed, new), add=True)
    return Imported(
        columns={header: columns.get(at) for at, header in enumerate(headers)},
        new=tuple(new),
        repeated=repeated,
        withdrawn=withdrawn,
        likely=likely,
        bad=tuple(problem for _, problem in bad),
        counts=tally(desk.store),
        dry_run=wanted.dry_run,
        written=bool(take and new),
        bad_file=bad_file,
        warnings=decoded.warnings,
    )


def _reading(workplace: Workplace, desk: Desk, wanted: Wanted) -> Reading:
    def country_of(text: str) -> str | None:
        return text.upper() if text.upper() in COUNTRIES else country_code(text)

    now = workplace.now().isoformat(timespec="seconds")
    return Reading(desk.petition, wanted.file.name, country_of, wanted.channel, now)


def _read(
    rows: Iterator[_Row], columns: Mapping[int, str], reading: Reading
) -> tuple[list[Given], list[tuple[_Row, Problem]]]:
    good: list[Given] = []
    bad: list[tuple[_Row, Problem]] = []
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


def _new(
    store: stores.Store, rows: Sequence[Given], random: Callable[[int], bytes]
) -> tuple[list[Signature], int, int]:
    """Those who sign for the first time; how many had signed already, how many had withdrawn.

    The same e-mail address is the same person. The same name and place is, too, unless both
    gave an e-mail address, and not the same.
    """
    gone = {mark for withdrawal in store.withdrawals for mark in withdrawal.marks}
    emails: set[str] = set()
    with_email: dict[str, bool] = {}

    def know(marks: tuple[str, ...]) -> None:
        person, *email = marks
        emails.update(email)
        with_email[person] = with_email.get(person, True) and bool(email)

    for signature in store.signatures.values():
        know(signature.marks)
    new: list[Signature] = []
    repeated = withdrawn = 0
    for row in rows:
        marks = store.marks_of(row.name, row.city, row.country, row.email)
        person, *email = marks
        if emails.intersection(email) or (person in with_email and not _differs(
            email, with_email[person]
        )):  # fmt: skip
            repeated += 1
        elif gone.intersection(marks):
            withdrawn += 1
        else:
            ident = random(stores.ID_BYTES).hex()
            new.append(
                Signature(
                    ident, row.name, row.city, row.country, row.consents, row.channel, row.at, marks
                )
            )
            know(marks)
    return new, repeated, withdrawn


def _differs(email: Sequence[str], known_by_email: bool) -> bool:
    return bool(email) and known_by_email


def _table(decoded: Decoded, file: str) -> tuple[Sequence[str], Iterator[_Row]]:
    if file.endswith(JSON_LINES):
        return _json_lines(decoded.text, file)
    table = open_table(decoded, file)
    return table.head.headers, (_Row(row.line, row.cells, row.problem) for row in table)


def _json_lines(text: str, file: str) -> tuple[Sequence[str], Iterator[_Row]]:
    objects: list[tuple[int, Mapping[str, object] | None]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        objects.append((number, value if isinstance(value, dict) else None))
    headers = list(dict.fromkeys(key for _, value in objects for key in value or ()))
    return headers, (_json_row(number, value, headers, file) for number, value in objects)


def _json_row(
    line: int, value: Mapping[str, object] | None, headers: Sequence[str], file: str
) -> _Row:
    cells = value or {}
    bad = value is None or any(isinstance(cell, dict | list) for cell in cells.values())
    texts = [_text(cells.get(header)) for header in headers]
    problem = Problem(
        "bad_json_line",
        "the line is not one JSON object of plain values",
        where=Where(file, line),
        hint='write one object a line: {"name": "...", "country": "..."}',
    )
    return _Row(line, texts, problem if bad else None)


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _write_bad(file: Path, headers: Sequence[str], bad: Sequence[tuple[_Row, Problem]]) -> Path:
    """Write the bad rows beside the table, with what is wrong."""
    lines = [row_text([*headers, ERROR])]
    for row, problem in bad:
        cells = [*row.cells, *[""] * len(headers)][: len(headers)]
        lines.append(row_text([*cells, problem.message]))
    return write_bad_rows(file, "".join(lines))
