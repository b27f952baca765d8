"""Signature sheets made: paper to sign on, each with a number that no other has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from advocacy_cli.composing.words import format_date, words
from advocacy_cli.desk.petition_names import names_on_sheet
from advocacy_cli.desk.petitions import Desk, petition_desk
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.model.languages import FALLBACK, LANGUAGES
from advocacy_cli.model.petitions import (
    Controller,
    OnPaper,
    Petition,
    Printed,
)
from advocacy_cli.model.templates import LetterTemplate
from advocacy_cli.petition import lines
from advocacy_cli.petition.store import Store
from advocacy_cli.petition.words import PetitionWords, petition_words
from advocacy_cli.typesetting.libraries import require_libraries
from advocacy_cli.typesetting.sheets import PAPERS, SheetText, set_sheets

MOST_SHEETS = 500
MOST_NUMBER = 999_999
SHOWN = 10
"""Numbers named in one message."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Signature sheets made: the PDF, their language, and how many lines each has.

    Attributes:
        is_specimen: they are to look at: they say so, and their numbers are still free.
    """

    pdf: bytes
    language: str
    lines: int
    numbers: range
    is_specimen: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """The sheets asked for.

    Attributes:
        language: None for the usual one.
        first: the first number; None for the next that is free.
        return_by: when they are to be back; None for what template.yaml says.
    """

    language: str | None = None
    paper: str = "a4"
    count: int = 1
    first: int | None = None
    return_by: dt.date | None = None


def sheets(workplace: Workplace, name: str, order: SheetOrder) -> Sheets:
    """Signature sheets, ready to be printed; their numbers are given out from then on.

    Raises:
        AdvocacyError: they cannot be made; nothing was recorded.
    """
    _require_sense(order)
    with workplace.alone():
        desk = petition_desk(workplace, name)
        controller = _controller(desk)
        numbers = _numbers(desk.store, order)
        language = order.language or _sheet_language(desk.petition)
        text = _sheet_text(desk, controller, language, order)
        told = _names(desk, text, workplace.today)
        require_libraries()
        from advocacy_cli.typesetting.pages import Typesetter

        pdf, fit = set_sheets(Typesetter(None), text, order.paper, numbers)
        if not controller.example:
            made = Printed(numbers.start, order.count, fit, language, workplace.today)
            desk.write([lines.printed(made)], add=True)
    problems = (*told, *_sheet_problems(desk, controller, order))
    return Sheets(pdf, language, fit, numbers, controller.example, problems)


def _names(desk: Desk, text: SheetText, on: dt.date) -> list[Problem]:
    """What may name somebody of a case; a whole name that may not be public is refused."""
    said = (text.title, *text.paragraphs, *text.consent, *text.notice, text.wording)
    told = list(names_on_sheet(desk.campaign, "\n".join(said), on, desk.template.where))
    if errors := [problem for problem in told if problem.is_error]:
        raise AdvocacyError(errors)
    return told


def _require_sense(order: SheetOrder) -> None:
    if order.paper not in PAPERS:
        hint, message = f"choose one of {', '.join(PAPERS)}", f"there is no paper {order.paper!r}"
        raise AdvocacyError(Problem("unknown_paper", message, hint=hint))
    first = 1 if order.first is None else order.first
    if not 1 <= order.count <= MOST_SHEETS or not 1 <= first <= MOST_NUMBER:
        message = f"{order.count} sheets from number {first} cannot be made"
        hint = f"make 1 to {MOST_SHEETS} at once, numbered from 1 or higher"
        raise AdvocacyError(Problem("bad_number", message, hint=hint))


def _controller(desk: Desk) -> Controller:
    if desk.petition.controller is None:
        raise AdvocacyError(
            Problem(
                "no_controller",
                f"nothing says who collects the signatures of {desk.template.id}",
                where=desk.template.where,
                hint="add `controller: {name: ..., contact: ...}` below `petition:` in its"
                " template.yaml; the contact is where people write to withdraw",
            )
        )
    return desk.petition.controller


def _numbers(store: Store, order: SheetOrder) -> range:
    """The numbers of new sheets: none that was printed or came back."""
    given = {number for made in store.printed for number in made.numbers} | store.sheets.keys()
    free = max(given, default=0) + 1
    first = free if order.first is None else order.first
    numbers = range(first, first + order.count)
    taken = sorted(given.intersection(numbers))
    if taken:
        more = f" and {len(taken) - SHOWN} more" if len(taken) > SHOWN else ""
        raise AdvocacyError(
            Problem(
                "sheet_printed",
                f"sheets {', '.join(map(str, taken[:SHOWN]))}{more} are printed or came back",
                hint=f"no two sheets bear one number: leave --first out to begin with {free}",
            )
        )
    return numbers


def _sheet_problems(desk: Desk, controller: Controller, order: SheetOrder) -> Iterator[Problem]:
    """What to know before the sheets go out."""
    where = desk.template.where
    if controller.example:
        yield Problem(
            "specimen",
            "who collects is invented, so the sheets print SPECIMEN, and their numbers stay free",
            severity=Severity.WARNING,
            where=where,
            hint="write yourself below `petition: controller:` and take out `example: true`",
        )
    if not (order.return_by or desk.petition.return_by):
        yield Problem(
            "no_return_day",
            "nothing says by when sheets are to come back, so there is room to write it",
            severity=Severity.WARNING,
            where=where,
            hint="add `return_by:` below `petition:`, or say --return-by 2027-09-01",
        )
    if desk.store.sheets.keys() - {one for made in desk.store.printed for one in made.numbers}:
        yield Problem(
            "sheets_not_remembered",
            "earlier versions did not remember which sheets they printed",
            severity=Severity.WARNING,
            hint="begin above the highest number that is out: --first N",
        )


def _sheet_language(petition: Petition) -> str:
    return FALLBACK if petition.text.exactly(FALLBACK) else next(iter(petition.text.root))


def _sheet_text(desk: Desk, controller: Controller, language: str, order: SheetOrder) -> SheetText:
    template, petition = desk.template, desk.petition
    text, consent = petition.text.exactly(language), petition.consent.exactly(language)
    subject = template.subject.exactly(language)
    if language not in LANGUAGES or not (text and consent and subject):
        raise AdvocacyError(_no_text(template, petition, language))
    own = petition_words(language)
    asks = petition.names_on_paper is OnPaper.TYPED_IN
    day = order.return_by or petition.return_by
    return SheetText(
        language=language,
        direction=LANGUAGES[language].direction,
        title=subject,
        paragraphs=_paragraphs(text),
        consent=_paragraphs(consent),
        notice=tuple(_notice(petition, controller, own, _day(day, language, order.paper))),
        room="" if day else own.return_open,
        tick=own.tick,
        purposes=tuple(own.purposes[purpose] for purpose in petition.purposes) if asks else (),
        headers=(own.name, own.city, own.country, own.signature),
        sheet=own.sheet,
        wording=f"{template.id} · {petition.version} · {language}",
        specimen=words(language).specimen if controller.example else "",
    )


def _notice(
    petition: Petition, controller: Controller, own: PetitionWords, day: str
) -> Iterator[str]:
    """Who collects, what becomes of the sheet and its names, and how one withdraws."""
    is_counted = petition.names_on_paper is OnPaper.COUNTED
    becomes = own.handed_over if petition.sheets_handed_over else own.stays
    yield f"{becomes} {own.counted}" if is_counted else becomes
    collected = own.collected.format(name=_isolated(controller.name))
    if controller.contact != controller.name:
        collected += f" {own.reach.format(contact=_isolated(controller.contact))}"
    yield collected
    yield own.withdraw
    if day:
        yield own.return_by.format(day=_isolated(day))


def _isolated(text: str) -> str:
    """The text in a direction of its own (Unicode Bidirectional Algorithm, FSI and PDI)."""
    return f"\u2068{text}\u2069"


def _day(day: dt.date | None, language: str, paper: str) -> str:
    """The day in words, as where the paper is used: it decides how English writes it."""
    return format_date(day, language, "US" if paper == "letter" else "GB") if day else ""


def _no_text(template: LetterTemplate, petition: Petition, language: str) -> Problem:
    return Problem(
        "no_text_in_language",
        f"{template.id} has no petition in {language!r}",
        where=template.where,
        hint=f"its text is in {', '.join(petition.text.root)};"
        " subject, `petition: text` and `petition: consent` are needed",
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())
