"""Petitions: sheets to sign on, signatures that come back, and their counts."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.desk.files import PRIVATE_FOLDER, write_whole
from advocacy_cli.desk.scans import read_scan
from advocacy_cli.desk.workplace import SIGNATURES, Workplace, cannot_write
from advocacy_cli.disk.reading import read_whole
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.languages import FALLBACK, LANGUAGES
from advocacy_cli.model.petitions import Petition, Run, Sheet, Signature, Tally
from advocacy_cli.model.selection import choose_template
from advocacy_cli.model.templates import LetterTemplate
from advocacy_cli.petition import lines as lines_
from advocacy_cli.petition import store as stores
from advocacy_cli.petition.manifest import Verdict, verify
from advocacy_cli.petition.tally import tally
from advocacy_cli.petition.words import petition_words
from advocacy_cli.typesetting.libraries import require_libraries
from advocacy_cli.typesetting.sheets import PAPERS, SheetText, set_sheets

MOST_SHEETS = 500
MOST_ON_A_SHEET = 100
SCANS = "scans"
MAX_MANIFEST = 500_000_000


@dataclass(frozen=True, slots=True)
class Sheets:
    """Signature sheets made: the PDF, their language, and how many lines each has."""

    pdf: bytes
    language: str
    lines: int
    numbers: range


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """The sheets asked for: language (None for the usual one), paper, how many, first number."""

    language: str | None = None
    paper: str = "a4"
    count: int = 1
    first: int = 1


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
        replaced: the scan that stood in its place and is still there, relative to the campaign,
            or empty.
    """

    sheet: Sheet
    counts: Tally
    replaced: str = ""


@dataclass(frozen=True)
class Desk:
    """One petition: its template, where its signatures are kept, and what they are."""

    template: LetterTemplate
    petition: Petition
    path: Path
    file: str
    store: stores.Store

    def write(self, lines: Iterable[str], *, add: bool) -> None:
        """Put lines into the store: after those there are, or in their place.

        Raises:
            AdvocacyError: it cannot be written; it stays what it was.
        """
        try:
            is_there = os.path.lexists(self.path)
            before = read_whole(self.path, stores.MAX_BYTES) if add and is_there else b""
            before += b"\n" if before and not before.endswith(b"\n") else b""
            begun = [] if before or not add else [lines_.begun(self.store.key)]
            content = before + "".join([*begun, *lines]).encode()
            write_whole(self.path, content, make=PRIVATE_FOLDER)
        except OSError as error:
            raise cannot_write(error, self.file) from None


def petition_desk(workplace: Workplace, name: str) -> Desk:
    """The petition of a letter template.

    Raises:
        AdvocacyError: there is no such template, it is no petition, or the signatures cannot be
            read.
    """
    campaign, problems = workplace.campaign()
    file = f"{SIGNATURES}/{name}.jsonl"
    errors = [problem for problem in problems if problem.is_error and _is_about(problem, name)]
    if errors:
        raise AdvocacyError(errors)
    template = choose_template(campaign, name)
    if template.petition is None:
        raise AdvocacyError(
            Problem(
                "not_a_petition",
                f"{name} is a letter without signatures",
                where=template.where,
                hint="add `petition:` with text, consent and version to its template.yaml",
            )
        )
    store = stores.read_store(workplace.root / file, file)
    if not store.key:
        store.key = workplace.random(stores.KEY_BYTES).hex()
    return Desk(template, template.petition, workplace.root / file, file, store)


def _is_about(problem: Problem, template: str) -> bool:
    file = problem.where.file if problem.where else ""
    return file.startswith((f"letter_templates/{template}/", f"{SIGNATURES}/{template}."))


def sheets(workplace: Workplace, name: str, order: SheetOrder) -> Sheets:
    """Signature sheets, ready to be printed; nothing is recorded.

    Raises:
        AdvocacyError: they cannot be made.
    """
    desk = petition_desk(workplace, name)
    paper, count, first = order.paper, order.count, order.first
    if paper not in PAPERS:
        hint = f"choose one of {', '.join(PAPERS)}"
        raise AdvocacyError(Problem("unknown_paper", f"there is no paper {paper!r}", hint=hint))
    if not 1 <= count <= MOST_SHEETS or first < 1:
        message = f"{count} sheets from number {first} cannot be made"
        hint = f"make 1 to {MOST_SHEETS} at once, numbered from 1 or higher"
        raise AdvocacyError(Problem("bad_number", message, hint=hint))
    chosen = order.language or _sheet_language(desk.petition)
    text = _sheet_text(desk.template, desk.petition, chosen)
    require_libraries()
    from advocacy_cli.typesetting.pages import Typesetter

    numbers = range(first, first + count)
    pdf, lines = set_sheets(Typesetter(None), text, paper, numbers)
    return Sheets(pdf, chosen, lines, numbers)


def _sheet_language(petition: Petition) -> str:
    return FALLBACK if petition.text.exactly(FALLBACK) else next(iter(petition.text.root))


def _sheet_text(template: LetterTemplate, petition: Petition, language: str) -> SheetText:
    text, consent = petition.text.exactly(language), petition.consent.exactly(language)
    subject = template.subject.exactly(language)
    if language not in LANGUAGES or not (text and consent and subject):
        raise AdvocacyError(
            Problem(
                "no_text_in_language",
                f"{template.id} has no petition in {language!r}",
                where=template.where,
                hint=f"its text is in {', '.join(petition.text.root)};"
                " subject, `petition: text` and `petition: consent` are needed",
            )
        )
    words = petition_words(language)
    return SheetText(
        language=language,
        direction=LANGUAGES[language].direction,
        title=subject,
        paragraphs=_paragraphs(text),
        consent=_paragraphs(consent),
        tick=words.tick,
        purposes=tuple(words.purposes[purpose] for purpose in petition.purposes),
        headers=(words.name, words.city, words.country, words.signature),
        sheet=words.sheet,
        wording=f"{template.id} · {petition.version} · {language}",
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


def record_sheet(workplace: Workplace, name: str, returned: Returned) -> Recorded:
    """Record how many signed a sheet, and keep its scan.

    Raises:
        AdvocacyError: the sheet is recorded already, the numbers or the scan are not right.
    """
    number, count, scan = returned.number, returned.count, returned.scan
    if number < 1 or not 0 <= count <= MOST_ON_A_SHEET:
        message = f"sheet {number} with {count} signatures cannot be recorded"
        hint = f"sheets are numbered from 1, and hold {MOST_ON_A_SHEET} signatures at most"
        raise AdvocacyError(Problem("bad_number", message, hint=hint))
    content = read_scan(scan) if scan else b""
    with workplace.alone():
        desk = petition_desk(workplace, name)
        known = desk.store.sheets.get(number)
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
        desk.write([lines_.sheet(recorded)], add=True)
        desk.store.sheets[number] = recorded
    before = known.file if known else ""
    is_there = before not in {"", recorded.file} and (workplace.root / before).exists()
    return Recorded(recorded, tally(desk.store), before if is_there else "")


def _keep_scan(workplace: Workplace, name: str, sheet: Sheet, suffix: str, content: bytes) -> Sheet:
    digest = hashlib.sha256(content).hexdigest()
    folder = f"{SIGNATURES}/{SCANS}"
    file = f"{folder}/{name}-{sheet.number:04}-{digest[:8]}{suffix}"
    try:
        write_whole(workplace.root / file, content, make=PRIVATE_FOLDER)
    except OSError as error:
        raise cannot_write(error, folder) from None
    return replace(sheet, scan=digest, file=file)


@dataclass(frozen=True, slots=True)
class ImportCount:
    """An import, and how many of the signatures it brought are there."""

    run: Run
    signatures: int


@dataclass(frozen=True, slots=True)
class Status:
    """The counts, the imports they came with, and what does not count for now."""

    counts: Tally
    imports: tuple[ImportCount, ...]
    set_aside: tuple[Signature, ...]


def status(workplace: Workplace, name: str) -> Status:
    """How a petition stands.

    Raises:
        AdvocacyError: it is no petition, or its signatures cannot be read.
    """
    store = petition_desk(workplace, name).store
    brought = Counter(one.run for one in store.signatures.values())
    return Status(
        tally(store),
        tuple(ImportCount(run, brought[run.name]) for run in store.runs.values()),
        tuple(one for one in store.signatures.values() if one.set_aside),
    )


def check_manifest(workplace: Workplace, name: str, file: Path) -> Verdict:
    """Set a manifest against the signatures kept here.

    Raises:
        AdvocacyError: it is no manifest.
    """
    content = read_bytes(file, file.name, MAX_MANIFEST)
    return verify(content, petition_desk(workplace, name).store, file.name)


def by_country(signatures: Iterable[Signature]) -> Mapping[str, list[Signature]]:
    """The signatures, by country."""
    found: dict[str, list[Signature]] = {}
    for signature in signatures:
        found.setdefault(signature.country, []).append(signature)
    return found
