"""The matrix of questions against recipients: who answered what."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from advocacy_cli.model.events import LetterState, Reply
from advocacy_cli.model.events.replies import best_answers
from advocacy_cli.reporting.discretion import Discretion, Tracked
from advocacy_cli.reporting.report import Answers, AskedQuestion, Cell, QuestionSet, Quote

_RANK = {cell: number for number, cell in enumerate(Cell)}


@dataclass
class _Row:
    name: str
    letters: int = 0
    cells: list[Cell] = field(default_factory=list)


@dataclass
class _Set:
    """Questions asked together, as far as letters were looked at; `since` they were first sent."""

    title: str
    language: str
    texts: tuple[str, ...]
    since: dt.date
    rows: dict[str, _Row] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)


class Matrix:
    """Takes letter by letter, and keeps of each recipient the best that was said to a question."""

    def __init__(self, discretion: Discretion) -> None:
        self._discretion = discretion
        self._sets: dict[tuple[str, ...], _Set] = {}

    def add(self, tracked: Tracked, title: str, name: str) -> None:
        """Take a letter; `title` says which it is, and `name` whom it went to."""
        state, key = tracked.state, tracked.record.key
        source = state.communication or state.draft
        texts = source.questions if source else ()
        if not texts or state.sent_on is None:
            return
        known = self._sets.setdefault(
            (title, key.language, *texts), _Set(title, key.language, texts, state.sent_on)
        )
        known.since = min(known.since, state.sent_on)
        row = known.rows.setdefault(key.addressee, _Row(name, 0, [Cell.OPEN] * len(texts)))
        row.letters += tracked.number
        if not state.replies:
            return
        said = [reply for reply in state.replies if not self._discretion.keeps_to_itself(reply)]
        cells = _cells(len(texts), said, state)
        row.cells = [
            max(pair, key=_RANK.__getitem__) for pair in zip(row.cells, cells, strict=True)
        ]
        known.quotes += self._quotes(said, name, len(texts)) * tracked.number

    def sets(self) -> tuple[QuestionSet, ...]:
        """What was found, those questions first that were sent first."""
        return tuple(map(self._made, sorted(self._sets.values(), key=_in_time)))

    def _quotes(self, replies: list[Reply], name: str, questions: int) -> list[Quote]:
        by_id = {reply.id: reply for reply in replies}
        quotes = []
        for number, answer in best_answers(replies).items():
            text = self._discretion.text(answer.quote, "")
            if text and _is_asked(number, questions):
                reply = by_id[answer.reply]
                quotes.append(Quote(number, name, text, reply.when, answer.page, reply.language))
        return quotes

    def _made(self, found: _Set) -> QuestionSet:
        rows = sorted(found.rows.items(), key=lambda row: (row[1].name.casefold(), row[0]))
        questions = []
        for index, text in enumerate(found.texts):
            counts = Counter(row.cells[index] for _, row in rows)
            in_order = tuple((cell, counts[cell]) for cell in reversed(Cell) if counts[cell])
            shown = self._discretion.text(text)
            questions.append(AskedQuestion(str(index + 1), shown, in_order))
        return QuestionSet(
            title=found.title,
            language=found.language,
            questions=tuple(questions),
            answers=tuple(
                Answers(recipient, row.name, row.letters, tuple(row.cells))
                for recipient, row in rows
            ),
            quotes=tuple(sorted(found.quotes, key=_by_question)),
        )


def answered(state: LetterState, discretion: Discretion) -> int:
    """How many of a letter's questions were answered whole, so far as the readers may know."""
    said = [reply for reply in state.replies if not discretion.keeps_to_itself(reply)]
    return _cells(len(state.questions), said, state).count(Cell.ANSWERED)


def _cells(questions: int, said: list[Reply], state: LetterState) -> list[Cell]:
    """What became of each question of one letter."""
    open_, told = Cell.OPEN, best_answers(said)
    if len(said) < len(state.replies):
        open_ = Cell.CONFIDENTIAL
    numbers = map(str, range(1, questions + 1))
    return [Cell(told[number].treatment.value) if number in told else open_ for number in numbers]


def _in_time(found: _Set) -> tuple[dt.date, str, str, tuple[str, ...]]:
    return (found.since, found.title, found.language, found.texts)


def _by_question(quote: Quote) -> tuple[int, str, str, str, int, str]:
    page = -1 if quote.page is None else quote.page
    return (int(quote.number), quote.name, quote.on, quote.text, page, quote.language)


def _is_asked(number: str, questions: int) -> bool:
    return number.isdecimal() and 1 <= int(number) <= questions
