"""What a report says: plain values, already cut down to what its readers may know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from advocacy_cli.model.clocks import ClockStanding
from advocacy_cli.model.events import Delivery, ReplyState
from advocacy_cli.reporting.forms import Readers

T = TypeVar("T")


class Cell(StrEnum):
    """What became of a question, the best last. `OPEN`: no reply that was read deals with it."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"
    NOT_ADDRESSED = "not_addressed"
    REFUSED = "refused"
    PARTLY = "partly"
    ANSWERED = "answered"


class Unit(StrEnum):
    """How long the periods of a timeline are."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many letters there are, and what became of them.

    Attributes:
        sent: have left.
        replied: have a reply of any kind.
        decided: have a reply that ends the waiting, for or against.
        overdue: their reply is late.
    """

    letters: int = 0
    sent: int = 0
    replied: int = 0
    decided: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers of one recipient, or of one country.

    Attributes:
        id: the recipient's id, or the country's code.
        country: the name of the recipient's country, or empty.
    """

    id: str
    name: str
    country: str
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Period:
    """One day, month or year of a timeline: what left, and what came back."""

    label: str
    sent: int
    replies: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods from the first to the last in which something happened, in order."""

    unit: Unit = Unit.DAY
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How many days something took, in all the letters in which it came to pass.

    Attributes:
        letters: how many these are.
        lower, upper: quartiles.
    """

    letters: int
    lowest: int
    lower: float
    median: float
    upper: float
    highest: int


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, and how many recipients dealt with it in each way."""

    number: str
    text: str
    counts: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """How one recipient dealt with the questions of a set, in their order."""

    recipient: str
    name: str
    letters: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A reply's own words on a question."""

    number: str
    name: str
    text: str
    on: str
    page: int | None
    language: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions that were asked together, and what became of them.

    Attributes:
        title: what letter asks them.
        language: BCP 47 tag of the questions, or empty.
    """

    title: str
    language: str
    questions: tuple[AskedQuestion, ...]
    answers: tuple[Answers, ...]
    quotes: tuple[Quote, ...]

    @property
    def asked(self) -> int:
        """Of all questions to all recipients, how many there are."""
        return len(self.questions) * len(self.answers)

    @property
    def answered(self) -> int:
        """How many of them were answered whole."""
        return sum(row.cells.count(Cell.ANSWERED) for row in self.answers)


@dataclass(frozen=True, slots=True)
class OthersLetter:
    """A letter that somebody else sent, and whose reply is followed.

    Attributes:
        name: its own reference, or its subject.
        author, mandates: who sent it, so far as the readers may know.
        on, reply_on: as much of the day as is known.
        paragraphs: how many the reply has, where it was counted.
        due_on: the last day, or where `at_the_latest` the last that it can have been.
    """

    reference: str
    name: str
    on: str
    author: str
    mandates: tuple[str, ...]
    recipient: str
    url: str
    reply: ReplyState
    reply_on: str
    paragraphs: int | None
    clock: ClockStanding
    due_on: dt.date | None
    at_the_latest: bool
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Late:
    """A letter whose reply is late, by so many days.

    Attributes:
        sent_on: as much of the day as is known; `days` count from the last that it can have been.
        sender: who signed it; empty where the readers may not know.
    """

    reference: str
    recipient: str
    sent_on: str
    due_on: dt.date
    days: int
    reply: ReplyState
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What befell a letter on its way.

    Attributes:
        note: in the words of who was there; empty where the readers may not know.
    """

    reference: str
    recipient: str
    via: str
    delivery: Delivery
    on: dt.date
    channel: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The first entries of a list, and how many there are in all."""

    shown: tuple[T, ...] = ()
    total: int = 0

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


@dataclass(frozen=True, slots=True)
class Report:
    """A campaign at a glance, as it stands on the day the report is made.

    Attributes:
        since, until: the first and the last day of the letters it tells of; None has no bound.
        confidential: letters of these days of which nothing is told but that they are there.
        first_reply: days from sending to the first reply that no machine made, where both days
            are known.
        decision: days from sending to the reply that ended the waiting, likewise.
    """

    name: str
    code: str
    made_on: dt.date
    readers: Readers
    since: dt.date | None
    until: dt.date | None
    numbers: Numbers
    confidential: int
    deliveries: tuple[tuple[Delivery, int], ...]
    replies: tuple[tuple[ReplyState, int], ...]
    countries: tuple[Line, ...]
    recipients: tuple[Line, ...]
    timeline: Timeline
    first_reply: Spread | None
    decision: Spread | None
    questions: tuple[QuestionSet, ...]
    others: tuple[OthersLetter, ...]
    overdue: Listing[Late]
    stories: Listing[Story]
