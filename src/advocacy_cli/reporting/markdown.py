"""A report as Markdown: CommonMark, with tables as GitHub has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from advocacy_cli.model.marks import in_words
from advocacy_cli.reporting import wording
from advocacy_cli.reporting.report import Line, OthersLetter, QuestionSet, Report, Story

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")


def markdown(report: Report) -> str:
    """The report; all that people wrote prints as they wrote it."""
    parts = [
        f"# {plain(report.name)}",
        wording.subtitle(report),
        wording.confidential(report),
        *_glance(report),
        *_questions(report),
        *_others(report),
        *_overdue(report),
        *_stories(report),
        *_lines("Recipients", "recipient", report.recipients),
        *_lines("Countries", "country", report.countries),
        *_timeline(report),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str) -> str:
    """A text of one line whose characters mean nothing to Markdown."""
    line = _MARKUP.sub(r"\\\1", " ".join(_CONTROL.sub("\ufffd", text).split()))
    number = re.match(r"\d{1,9}(?=[.)])", line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    return f"\\{line}" if line[:1] in {"#", "+", "-", "="} else line


def _glance(report: Report) -> Iterator[str]:
    yield "## At a glance"
    if not report.numbers.letters:
        yield "No letter to tell of."
        return
    rows = [(in_words(delivery), f"{number:,}") for delivery, number in report.deliveries]
    yield _table(("letters by state", "number"), rows, numbers=1)
    rows = [(wording.REPLIES[reply], f"{number:,}") for reply, number in report.replies]
    if rows:
        yield _table(("replies", "letters"), rows, numbers=1)
    yield "\n".join(f"- {what.capitalize()}: {how}." for what, how in wording.spreads(report))


def _questions(report: Report) -> Iterator[str]:
    if report.questions:
        yield "## Questions"
    for found in report.questions:
        yield f"### {plain(found.title)}: {wording.score(found)}"
        recipients = len(found.answers)
        if recipients == 1:
            yield f"To {plain(found.answers[0].name)}."
        yield "\n".join(
            f"{question.number}. {plain(question.text)}"
            f" **{wording.tally(question.counts, recipients)}**"
            for question in found.questions
        )
        if recipients > 1:
            yield _matrix(found)
        for quote in found.quotes:
            yield f"> {quote.number}. “{plain(quote.text)}” ({plain(wording.source(quote))})"


def _matrix(found: QuestionSet) -> str:
    rows = [
        (plain(answers.name), *(wording.CELLS[cell] for cell in answers.cells))
        for answers in found.answers
    ]
    return _table(("recipient", *(question.number for question in found.questions)), rows)


def _others(report: Report) -> Iterator[str]:
    if report.others:
        yield "## Letters of others"
        yield "\n".join(map(_others_letter, report.others))


def _others_letter(letter: OthersLetter) -> str:
    name = f"[{plain(letter.name)}](<{letter.url}>)" if letter.url else plain(letter.name)
    outcome = wording.outcome(letter).capitalize()
    return f"- {letter.on}: **{name}**. {plain(wording.sent_by(letter))} {outcome}."


def _overdue(report: Report) -> Iterator[str]:
    if not report.overdue.total:
        return
    yield "## Overdue"
    signs = any(late.sender for late in report.overdue.shown)
    rows = [
        (
            late.reference,
            plain(late.recipient),
            *([plain(late.sender)] if signs else []),
            late.sent_on,
            str(late.due_on),
            f"{late.days:,}",
        )
        for late in report.overdue.shown
    ]
    headers = ("reference", "recipient", *(["from"] if signs else []), "sent", "due")
    yield _table((*headers, "days late"), rows, numbers=1)
    yield wording.more(report.overdue, "advocacy status --overdue")


def _stories(report: Report) -> Iterator[str]:
    if report.stories.total:
        yield "## On the way"
        yield "\n".join(map(_story, report.stories.shown))
        yield wording.more(report.stories, "advocacy status")


def _story(story: Story) -> str:
    went = wording.went(story)
    way = f" ({plain(went)})" if went else ""
    note = f" “{plain(story.note)}”" if story.note else ""
    what = in_words(story.delivery)
    return f"- {story.on}: **{what}**, {plain(story.recipient)}{way}, {story.reference}.{note}"


def _lines(title: str, what: str, lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        return
    yield f"## {title}"
    rows = (
        (plain(line.name), *(f"{getattr(line.numbers, name):,}" for name in wording.COLUMNS))
        for line in lines
    )
    yield _table((what, *wording.COLUMNS), rows, numbers=len(wording.COLUMNS))


def _timeline(report: Report) -> Iterator[str]:
    periods = [one for one in report.timeline.periods if one.sent or one.replies]
    if not periods:
        return
    yield "## Timeline"
    rows = ((period.label, f"{period.sent:,}", f"{period.replies:,}") for period in periods)
    yield _table((report.timeline.unit.value, "sent", "replies"), rows, numbers=2)


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """A table; its last columns, so many, are numbers."""
    words = len(headers) - numbers
    rule = [*(["---"] * words), *(["---:"] * numbers)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (headers, rule, *rows))
