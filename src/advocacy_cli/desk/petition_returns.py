"""Signature sheets that come back: how many signed each, and its scan."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy_cli.desk.files import PRIVATE_FOLDER, write_whole
from advocacy_cli.desk.petition_sheets import MOST_NUMBER
from advocacy_cli.desk.petitions import petition_desk
from advocacy_cli.desk.scans import read_scan
from advocacy_cli.desk.workplace import SIGNATURES, Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.model.petitions import Sheet, Tally
from advocacy_cli.petition import lines
from advocacy_cli.petition.store import Store
from advocacy_cli.petition.tally import tally

MOST_ON_A_SHEET = 100
SCANS = "scans"


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that came back: how many signed it, when (None for today), and its scan.

    Attributes:
        again: correct what was recorded of it.
    """

    number: int
    count: int
    on: dt.date | None = None
    scan: Path | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sheet that was recorded, and the counts since.

    Attributes:
        before: what was recorded of it, and is corrected now.
        replaced: the scan that stood in its place and is still there, relative to the campaign,
            or empty.
    """

    sheet: Sheet
    counts: Tally
    before: Sheet | None = None
    replaced: str = ""
    problems: tuple[Problem, ...] = ()


def record_sheet(workplace: Workplace, name: str, returned: Returned) -> Recorded:
    """Record how many signed a sheet, and keep its scan.

    Raises:
        AdvocacyError: the sheet is recorded already, the numbers or the scan are not right.
    """
    number, count, scan = returned.number, returned.count, returned.scan
    if not 1 <= number <= MOST_NUMBER or not 0 <= count <= MOST_ON_A_SHEET:
        message = f"sheet {number} with {count} signatures cannot be recorded"
        hint = f"sheets are numbered from 1, and hold {MOST_ON_A_SHEET} signatures at most"
        raise AdvocacyError(Problem("bad_number", message, hint=hint))
    content = read_scan(scan) if scan else b""
    with workplace.alone():
        desk = petition_desk(workplace, name)
        known = desk.store.sheets.get(number)
        problems = tuple(_fits(desk.store, returned))
        if known and not returned.again:
            raise AdvocacyError(
                Problem(
                    "sheet_recorded",
                    f"sheet {number} was recorded on {known.on} with {known.count} signatures",
                    hint="to correct it, say --replace",
                )
            )
        recorded = Sheet(number, count, returned.on or workplace.today)
        if scan:
            recorded = _keep_scan(workplace, name, recorded, scan.suffix.lower(), content)
        elif known:
            recorded = replace(recorded, scan=known.scan, file=known.file)
        desk.write([lines.sheet(recorded)], add=True)
        desk.store.sheets[number] = recorded
    before = known.file if known else ""
    is_there = before not in {"", recorded.file} and (workplace.root / before).exists()
    return Recorded(recorded, tally(desk.store), known, before if is_there else "", problems)


def _fits(store: Store, returned: Returned) -> Iterator[Problem]:
    """What to know of a sheet that comes back.

    Raises:
        AdvocacyError: more people cannot have signed than it has lines.
    """
    made = next((one for one in store.printed if returned.number in one.numbers), None)
    if made is None:
        yield Problem(
            "sheet_not_printed",
            f"nothing tells that sheet {returned.number} was printed here",
            severity=Severity.WARNING,
            hint="look at its number again; what earlier versions printed was not remembered",
        )
    elif returned.count > made.lines:
        raise AdvocacyError(
            Problem(
                "more_than_lines",
                f"sheet {returned.number} has {made.lines} lines, so {returned.count} people cannot"
                " have signed it",
                hint="look at the number of the sheet, and count again",
            )
        )


def _keep_scan(workplace: Workplace, name: str, sheet: Sheet, suffix: str, content: bytes) -> Sheet:
    digest = hashlib.sha256(content).hexdigest()
    folder = f"{SIGNATURES}/{SCANS}"
    file = f"{folder}/{name}-{sheet.number:04}-{digest[:8]}{suffix}"
    try:
        write_whole(workplace.root / file, content, make=PRIVATE_FOLDER)
    except OSError as error:
        raise cannot_write(error, folder) from None
    return replace(sheet, scan=digest, file=file)
