"""One letter to look at, made as `draft` would make it and recorded nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from advocacy_cli.desk.apart import apart
from advocacy_cli.desk.blame import with_places
from advocacy_cli.desk.files import write_whole
from advocacy_cli.desk.planning import Request, make_plan
from advocacy_cli.desk.workplace import Workplace, cannot_write
from advocacy_cli.desk.workshop import Workshop
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.letters import LOOKED_AT, Letter
from advocacy_cli.typesetting.images import pdf_to_png


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter made to be looked at.

    Attributes:
        pdf: the bytes that `draft` would write; empty where only text was asked for.
        text: the letter as plain text; empty where a PDF was asked for.
        others: how many more letters the same request would draft.
        problems: warnings, and what would keep `draft` from making it.
    """

    letter: Letter
    pdf: bytes
    pages: int
    text: str
    others: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _First:
    """The first letter of a plan; see `Preview`."""

    campaign: Campaign
    letter: Letter
    problems: tuple[Problem, ...]
    others: int


def preview(workplace: Workplace, request: Request) -> Preview:
    """The first letter that `request` asks for, as `draft` would make it.

    Raises:
        AdvocacyError: it cannot be made.
    """
    first = _first(workplace, request)
    with Workshop(first.campaign, workplace.root, 1) as workshop:
        ((_, made),) = workshop.make([first.letter])
    problems = with_places(made.problems, first.letter, first.campaign)
    if not made.pdf:
        raise AdvocacyError(problems)
    problems = [*first.problems, *problems]
    return Preview(first.letter, made.pdf, made.pages, "", first.others, tuple(problems))


def preview_text(workplace: Workplace, request: Request) -> Preview:
    """The same letter as plain text; nothing is typeset.

    Raises:
        AdvocacyError: it cannot be composed.
    """
    first = _first(workplace, request)
    with Workshop(first.campaign, workplace.root, 1) as workshop:
        text, found = workshop.text(first.letter)
    problems = (*first.problems, *with_places(found, first.letter, first.campaign))
    return Preview(first.letter, b"", 0, text, first.others, problems)


def _first(workplace: Workplace, request: Request) -> _First:
    with open_ledger(workplace.ledger, create=False) as ledger:
        plan = make_plan(workplace, ledger, replace(request, late=True))
        letters = plan.letters()
        refused: list[tuple[Problem, ...]] = []
        for one in letters:
            if one.letter is not None:
                others = len(refused) + sum(1 for _ in letters)
                letter = replace(one.letter, names_read=LOOKED_AT)
                problems = (*plan.problems, *one.entry.problems)
                return _First(plan.campaign, letter, problems, others)
            refused.append(one.entry.problems)
    raise AdvocacyError(replace(problem, severity=Severity.ERROR) for problem in refused[0])


def write(made: Preview, target: Path | None, *, as_picture: bool) -> list[Path]:
    """Write the PDF, or one PNG for each page, or the text; returns the files.

    Raises:
        AdvocacyError: the file cannot be written.
    """
    path = target or Path("preview.png" if as_picture else "preview.pdf")
    contents = {path: made.pdf or f"{made.text}\n".encode()}
    if as_picture:
        pictures = apart(pdf_to_png, made.pdf, "the letter as a picture")
        contents = {
            path.with_stem(path.stem + (f"-{number}" if len(pictures) > 1 else "")): picture
            for number, picture in enumerate(pictures, start=1)
        }
    for file, content in contents.items():
        try:
            write_whole(file, content)
        except OSError as error:
            raise cannot_write(error, str(file)) from None
    return list(contents)
