"""A petition delivered: the letter, the list of those who signed, and the manifest."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from advocacy_cli.composing.countries import country_name
from advocacy_cli.composing.words import format_number, words
from advocacy_cli.desk.apart import bound
from advocacy_cli.desk.drafting import Report, draft, plan_run
from advocacy_cli.desk.files import write_whole
from advocacy_cli.desk.petition_names import AnnexNames
from advocacy_cli.desk.petitions import Desk, by_country, petition_desk
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.runs import Progress
from advocacy_cli.desk.workplace import LETTERS, Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem, Severity
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.name_search import NameSearch
from advocacy_cli.model.petitions import Signature, Tally
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.manifest import commitments, manifest, root
from advocacy_cli.petition.tally import tally
from advocacy_cli.petition.words import petition_words
from advocacy_cli.typesetting.annex import AnnexText, Chunk, Named, chunks, set_chunk
from advocacy_cli.typesetting.faces import missing_characters
from advocacy_cli.typesetting.joining import join_tagged
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.libraries import require_libraries
from advocacy_cli.typesetting.pages import Typesetter

SHOWN = 10
"""Ids named in a warning about names that cannot be printed."""


@dataclass(frozen=True, slots=True)
class _Accompanied:
    """The letter that a list goes with."""

    reference: str
    language: str
    layout: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Annex:
    """What goes with one letter; files are relative to the campaign.

    Attributes:
        named: how many names are printed.
    """

    reference: str
    file: str
    manifest: str
    pages: int
    named: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """The letters of a petition, what goes with each, and the counts they speak of."""

    letters: Report
    annexes: tuple[Annex, ...]
    counts: Tally
    problems: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """That of the letters."""
        return self.letters.exit_code


def deliver(
    workplace: Workplace,
    request: Request,
    *,
    dry_run: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Delivery:
    """Draft a petition's letters, each with its annex and its manifest.

    Raises:
        AdvocacyError: nobody has signed, signatures came in meanwhile, or the request cannot be
            met.
    """
    name = request.choice.template
    before = tally(petition_desk(workplace, name).store)
    if not before.total:
        hint = f"see `advocacy petition status {name}`"
        raise AdvocacyError(Problem("no_signatures", f"nobody has signed {name} yet", hint=hint))
    if dry_run:
        return Delivery(plan_run(workplace, request), (), before)
    report = draft(workplace, request)
    with workplace.alone():
        desk = petition_desk(workplace, name)
        if tally(desk.store) != before:
            raise AdvocacyError(
                Problem(
                    "changed_meanwhile",
                    "signatures were added or withdrawn while the letters were made",
                    hint="run the same command again",
                )
            )
        campaign, _ = workplace.campaign()
        search = NameSearch(campaign.searched_cases)
        names = AnnexNames(campaign, search, request.names_read)
        made, problems = _annexes(workplace, desk, report, names, progress)
    return Delivery(report, tuple(made), before, (*_consent_warnings(desk), *problems))


def _consent_warnings(desk: Desk) -> Iterator[Problem]:
    """What to know of the consents before the list goes out."""
    named = [one for one in desk.store.signatures.values() if one.is_named]
    if desk.store.signatures and not named:
        yield Problem(
            "nobody_named",
            "nobody who signed online agreed to be named, so the list holds counts only",
            severity=Severity.WARNING,
            hint=f"see `advocacy petition status {desk.template.id}`",
        )
    version = desk.petition.version
    others = Counter(text for one in named if (text := one.consents[Purpose.PRINT_NAME]) != version)
    for text, many in sorted(others.items()):
        yield Problem(
            "other_wording",
            f"{many} of those named agreed to wording {text!r}, not to {version!r}",
            severity=Severity.WARNING,
            where=desk.template.where,
            hint="deliver the list only if what they agreed to covers this addressee",
        )


def _annexes(
    workplace: Workplace, desk: Desk, report: Report, names: AnnexNames, progress: Progress
) -> tuple[list[Annex], list[Problem]]:
    made: list[Annex] = []
    problems: dict[Problem, None] = {}
    for entry in report.entries:
        draft, language = entry.on_paper, entry.language
        if draft is None or language is None:
            continue
        letter = _Accompanied(entry.reference, language, draft.layout, draft.date)
        agreed, unprinted = _named(desk, language)
        named, kept_back = names.kept(agreed, desk.template, entry.addressee, draft.date)
        annex = _annex(workplace, desk, letter, named, progress)
        made.append(annex)
        problems |= dict.fromkeys([*unprinted, *kept_back])
    return made, list(problems)


def _annex(
    workplace: Workplace,
    desk: Desk,
    letter: _Accompanied,
    named: Sequence[Signature],
    progress: Progress,
) -> Annex:
    text = _text(desk, letter, named)
    parts = list(_set(chunks(text), progress))  # The workers go before the parts are joined.
    pdf, pages = join_tagged(parts)
    reference = letter.reference
    files = (f"{LETTERS}/{reference}_annex.pdf", f"{LETTERS}/{reference}_manifest.json")
    proof = manifest(desk.store, desk.template.id, reference, letter.date, len(named))
    try:
        for file, content in zip(files, (pdf, proof), strict=True):
            write_whole(workplace.root / file, content)
    except OSError as error:
        raise cannot_write(error, LETTERS) from None
    return Annex(reference, *files, pages, len(named))


def _named(desk: Desk, language: str) -> tuple[list[Signature], list[Problem]]:
    """Those to be named. Who cannot be printed is counted only, and said to be."""
    agreed = [one for one in desk.store.signatures.values() if one.is_named]
    letters = {character for one in agreed for character in f"{one.name}{one.shown_city}"}
    missing = missing_characters("".join(letters), language)
    if not missing:
        return agreed, []
    left_out = [one for one in agreed if missing & set(f"{one.name}{one.shown_city}")]
    ids = ", ".join(one.id for one in left_out[:SHOWN])
    more = f" and {len(left_out) - SHOWN} more" if len(left_out) > SHOWN else ""
    problem = Problem(
        "missing_glyphs",
        f"no face here can print the names of {ids}{more}, so they are counted only",
        severity=Severity.WARNING,
        hint="see `advocacy doctor` for faces that are missing",
    )
    unprintable = {one.id for one in left_out}
    return [one for one in agreed if one.id not in unprintable], [problem]


def _text(desk: Desk, letter: _Accompanied, named: Sequence[Signature]) -> AnnexText:
    language, counts = letter.language, tally(desk.store)
    own, store = petition_words(language), desk.store

    def number(value: int) -> str:
        return format_number(value, language)

    countries = {code: country_name(code, language) for code in counts.by_country}
    in_order = sorted(countries, key=lambda code: _order(countries[code]))
    people = by_country(sorted(named, key=lambda one: _order(one.name)))
    width = layouts()[letter.layout].page[0]
    return AnnexText(
        language=language,
        direction=LANGUAGES[language].direction,
        paper="letter" if width > 212 else "a4",
        title=own.title,
        subject=desk.template.subject.best(language),
        head=own.annex.format(reference=letter.reference),
        page=words(language).page,
        figures=(
            (own.total, number(counts.total)),
            (own.online, number(counts.online)),
            (own.paper, number(counts.paper)),
            (own.named, number(len(named))),
        ),
        by_country=own.by_country,
        countries=tuple((countries[c], number(counts.by_country[c])) for c in in_order),
        some=own.some,
        none=own.no_names,
        root_label=own.root,
        root=root(commitments(store)) if store.signatures else "",
        named=tuple(
            (
                countries[code],
                tuple(Named(one.name, one.shown_city) for one in people[code]),
                number(len(people[code])),
            )
            for code in in_order
            if code in people
        ),
    )


def _order(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold())


def _set(parts: Sequence[Chunk], progress: Progress) -> Iterator[bytes]:
    """The parts as PDFs, in order, made by as many processes as there are cores."""
    require_libraries()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    workers = max(1, min(os.cpu_count() or 1, len(parts)))
    total = sum(part.pages for part in parts)
    done = 0
    progress(done, total)
    with ProcessPoolExecutor(workers, context, initializer=_begin) as pool:
        for part, made in zip(parts, pool.map(_make, parts), strict=True):
            if not isinstance(made, bytes):
                pool.shutdown(cancel_futures=True)
                raise AdvocacyError(made)
            done += part.pages
            progress(done, total)
            yield made


_bench: list[Typesetter] = []
"""In a worker: what it works with, once it has begun."""


def _begin() -> None:
    """Set up a worker."""
    bound()
    _bench[:] = [Typesetter(None)]


def _make(part: Chunk) -> bytes | tuple[Problem, ...]:
    try:
        return set_chunk(_bench[0], part)
    except AdvocacyError as error:
        return error.problems
