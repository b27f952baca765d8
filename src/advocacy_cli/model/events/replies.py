"""Replies, and how they answer the questions that were asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from advocacy_cli.model.events.entries import Event
from advocacy_cli.model.kinds import ReplyKind, Treatment


class ReplyState(StrEnum):
    """Where a letter stands with its replies: a kind of reply, or that there is none to tell."""

    NONE = "none"
    NEEDS_READING = "needs_reading"
    ACKNOWLEDGED = "acknowledged"
    HOLDING = "holding"
    SUBSTANTIVE = "substantive"
    REJECTION = "rejection"
    REFERRAL = "referral"
    AUTO_REPLY = "auto_reply"
    CONFIDENTIAL = "confidential"


DECISIVE = frozenset({ReplyKind.SUBSTANTIVE, ReplyKind.REJECTION, ReplyKind.CONFIDENTIAL})
"""Kinds that end the waiting."""

_WEIGHT = {
    ReplyKind.AUTO_REPLY: 1,
    ReplyKind.ACKNOWLEDGED: 2,
    ReplyKind.HOLDING: 3,
    ReplyKind.REFERRAL: 4,
    **dict.fromkeys(DECISIVE, 5),
}


_BEST_LAST = list(Treatment)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a letter asks; `number` is `1`, `2` and so on."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply does with one question.

    Attributes:
        question: the question's number.
        reply: the id of the `replied` event.
        quote: the reply's own words, and `page` where they stand.
    """

    question: str
    treatment: Treatment
    reply: str
    quote: str = ""
    page: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the question stays open."""
        return self.treatment is Treatment.ANSWERED


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to a letter.

    Attributes:
        id: of its event.
        on: the day it came, or is dated; where that is not known, the last that it can have been.
        kind: what it is; None until somebody has read it.
        file: its file's path relative to the campaign, or empty; `sha256`, `size` in bytes and
            `media_type` belong to it.
        pages, paragraphs: how many it has.
        language: its language tag, or empty.
        sender: the office it came from, or empty.
        forwarded_on: the day somebody passed it on and our own term to answer began.
        dated: as much of the day as is known where that is less, as `2023` or `2023-10`.
        answers: what it does with the questions, by their numbers; as assessed last.
    """

    id: str
    on: dt.date
    kind: ReplyKind | None = None
    file: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    pages: int | None = None
    paragraphs: int | None = None
    language: str = ""
    sender: str = ""
    forwarded_on: dt.date | None = None
    note: str = ""
    dated: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def when(self) -> str:
        """As much of its day as is known."""
        return self.dated or str(self.on)

    @property
    def is_decisive(self) -> bool:
        """Whether it ends the waiting."""
        return self.kind in DECISIVE

    @property
    def data(self) -> dict[str, Any]:
        """What its event keeps besides the day."""
        forwarded = self.forwarded_on.isoformat() if self.forwarded_on else None
        given = {
            "kind": self.kind.value if self.kind else None,
            "file": self.file,
            "sha256": self.sha256,
            "size": self.size,
            "media_type": self.media_type,
            "pages": self.pages,
            "paragraphs": self.paragraphs,
            "language": self.language,
            "from": self.sender,
            "forwarded_on": forwarded,
            "note": self.note,
            "dated": self.dated,
        }
        return {name: value for name, value in given.items() if value}


def reply_of(event: Event) -> Reply:
    """The reply that a `replied` event tells of.

    Raises:
        KeyError, ValueError, TypeError: the event is not what `Reply.data` makes.
    """
    data: Mapping[str, Any] = event.data
    forwarded = data.get("forwarded_on")
    return Reply(
        id=event.id,
        on=event.on,
        kind=ReplyKind(data["kind"]) if data.get("kind") else None,
        file=str(data.get("file", "")),
        sha256=str(data.get("sha256", "")),
        size=int(data.get("size", 0)),
        media_type=str(data.get("media_type", "")),
        pages=data.get("pages"),
        paragraphs=data.get("paragraphs"),
        language=str(data.get("language", "")),
        sender=str(data.get("from", "")),
        forwarded_on=dt.date.fromisoformat(forwarded) if forwarded else None,
        note=str(data.get("note", "")),
        dated=str(data.get("dated", "")),
    )


def assessed(reply: Reply, event: Event) -> Reply:
    """The reply, read as an `assessed` event tells; what it does not tell stays.

    Raises:
        KeyError, ValueError, TypeError: the event makes no sense.
    """
    answers = {answer.question: answer for answer in reply.answers}
    for question, given in event.data.get("answers", {}).items():
        answers[question] = Answer(
            question=str(question),
            treatment=Treatment(given["answer"]),
            reply=reply.id,
            quote=str(given.get("quote", "")),
            page=given.get("page"),
        )
    kind = event.data.get("kind")
    ordered = tuple(answers[question] for question in sorted(answers, key=_by_number))
    return replace(reply, kind=ReplyKind(kind) if kind else reply.kind, answers=ordered)


def best_answers(replies: Iterable[Reply]) -> dict[str, Answer]:
    """The best answer to each question in all replies, by its number; the first of equal ones."""
    best: dict[str, Answer] = {}
    for reply in replies:
        for answer in reply.answers:
            known = best.get(answer.question)
            if known is None or _rank(answer) > _rank(known):
                best[answer.question] = answer
    return best


def weightiest(replies: Iterable[Reply]) -> Reply | None:
    """The reply that says where the letter stands; None without a reply.

    It is the latest that nobody has read, else of those that weigh most the latest.
    """
    return max(
        replies,
        key=lambda reply: (_WEIGHT[reply.kind] if reply.kind else 6, reply.on, reply.id),
        default=None,
    )


def _rank(answer: Answer) -> int:
    return _BEST_LAST.index(answer.treatment)


def _by_number(question: str) -> tuple[int, str]:
    return (int(question) if question.isdecimal() else 0, question)
