"""A petition delivered: the letter, the list of those who signed, and the manifest."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from advocacy_cli.composing.countries import country_name
from advocacy_cli.composing.words import format_number, words
from advocacy_cli.desk.apart import bound
from advocacy_cli.desk.drafting import Report, draft, plan_run
from advocacy_cli.desk.entries import Entry
from advocacy_cli.desk.files import write_whole
from advocacy_cli.desk.petition_names import AnnexNames
from advocacy_cli.desk.petition_naming import (
    WhoIsNamed,
    consent_warnings,
    lifted_countries,
    who_is_named,
)
from advocacy_cli.desk.petitions import Desk, by_country, petition_desk
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.runs import Progress
from advocacy_cli.desk.workplace import LETTERS, Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, ExitCode, Problem
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.name_search import NameSearch
from advocacy_cli.model.petitions import Signature, Tally
from advocacy_cli.petition.manifest import commitments, manifest, root
from advocacy_cli.petition.naming import printed_city
from advocacy_cli.petition.tally import tally
from advocacy_cli.petition.words import petition_words
from advocacy_cli.typesetting.annex import AnnexText, Chunk, Named, chunks, set_chunk
from advocacy_cli.typesetting.joining import join_tagged
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.libraries import require_libraries
from advocacy_cli.typesetting.pages import Typesetter


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
        held_back: how many agreed to be named, and live where nobody is; by country.
    """

    reference: str
    file: str
    manifest: str
    pages: int
    named: int
    held_back: Mapping[str, int]


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
    name_in: Iterable[str] = (),
    dry_run: bool = False,
    progress: Progress = lambda _done, _total: None,
) -> Delivery:
    """Draft a petition's letters, each with its annex and its manifest.

    Args:
        workplace: where.
        request: which letters.
        name_in: countries whose people are named although they would be held back.
        dry_run: only say what would be made.
        progress: is told of pages.

    Raises:
        AdvocacyError: nobody has signed, signatures came in meanwhile, or the request cannot be
            met.
    """
    name = request.choice.template
    lifted = lifted_countries(name_in)
    desk = petition_desk(workplace, name)
    before = tally(desk.store)
    if not before.total:
        hint = f"see `advocacy petition status {name}`"
        raise AdvocacyError(Problem("no_signatures", f"nobody has signed {name} yet", hint=hint))
    if dry_run:
        plan = plan_run(workplace, request)
        warnings = dict.fromkeys(
            problem
            for entry in plan.entries
            for problem in who_is_named(desk, entry, lifted, None).problems
        )
        return Delivery(plan, (), before, tuple(warnings))
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
        search = NameSearch(desk.campaign.searched_cases)
        choice = _Choice(lifted, AnnexNames(desk.campaign, search, request.names_read))
        made, problems = _annexes(workplace, desk, report, choice, progress)
    return Delivery(report, tuple(made), before, (*consent_warnings(desk), *problems))


@dataclass(frozen=True, slots=True)
class _Choice:
    """Chooses who is named: by consent, by where people live, and never a person of a case."""

    lifted: frozenset[str]
    names: AnnexNames

    def made(self, desk: Desk, entry: Entry, language: str, on: dt.date) -> WhoIsNamed:
        people = who_is_named(desk, entry, self.lifted, language)
        named, warnings = self.names.kept(people.named, desk.template, entry.addressee, on)
        problems = (*people.problems, *warnings)
        return replace(people, named=tuple(named), problems=problems)


def _annexes(
    workplace: Workplace, desk: Desk, report: Report, choice: _Choice, progress: Progress
) -> tuple[list[Annex], list[Problem]]:
    made: list[Annex] = []
    problems: dict[Problem, None] = {}
    for entry in report.entries:
        draft, language = entry.on_paper, entry.language
        if draft is None or language is None:
            continue
        letter = _Accompanied(entry.reference, language, draft.layout, draft.date)
        people = choice.made(desk, entry, language, draft.date)
        made.append(_annex(workplace, desk, letter, people, progress))
        problems |= dict.fromkeys(people.problems)
    return made, list(problems)


def _annex(
    workplace: Workplace,
    desk: Desk,
    letter: _Accompanied,
    people: WhoIsNamed,
    progress: Progress,
) -> Annex:
    named = people.named
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
    return Annex(reference, *files, pages, len(named), people.held_back)


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
                tuple(Named(one.name, printed_city(one)) for one in people[code]),
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
