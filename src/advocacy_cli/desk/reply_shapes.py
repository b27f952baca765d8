"""The JSON of communications, replies and clocks."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeAlias

from advocacy_cli.desk.clock_changes import ClockChanged
from advocacy_cli.desk.communications import Entered
from advocacy_cli.desk.replies import ReplyEntered
from advocacy_cli.model.clocks import Clock
from advocacy_cli.model.events import Communication, LetterState, Reply

Json: TypeAlias = dict[str, Any]


def entered_shape(entered: Entered) -> Json:
    """The answer of `communication add`."""
    communication = entered.state.communication
    return {
        "reference": entered.record.reference,
        "change": entered.change.value,
        "communication": communication_shape(communication) if communication else None,
        "about": list(entered.state.links),
        "clock": clock_shape(entered.clock),
    }


def communication_shape(communication: Communication) -> Json:
    """What is known of a letter that somebody else sent."""
    return {
        "un_ref": communication.un_ref or None,
        "kind": communication.kind.value if communication.kind else None,
        "subject": communication.subject or None,
        "on": communication.on.isoformat(),
        "dated": communication.dated or None,
        "author": communication.author,
        "mandates": list(communication.mandates),
        "url": communication.url or None,
        "public_on": _day(communication.public_on),
    }


def reply_entered_shape(entered: ReplyEntered) -> Json:
    """The answer of `reply add` and `reply assess`."""
    state = entered.state
    return {
        "reference": entered.reference,
        "new": entered.is_new,
        "reply": reply_shape(entered.reply),
        "state": state.reply.value,
        "questions": questions_shape(state),
    }


def reply_shape(reply: Reply) -> Json:
    """One reply."""
    return {
        "id": reply.id,
        "on": reply.on.isoformat(),
        "dated": reply.dated or None,
        "kind": reply.kind.value if reply.kind else None,
        "file": reply.file or None,
        "sha256": reply.sha256 or None,
        "size": reply.size or None,
        "media_type": reply.media_type or None,
        "pages": reply.pages,
        "paragraphs": reply.paragraphs,
        "language": reply.language or None,
        "from": reply.sender or None,
        "forwarded_on": _day(reply.forwarded_on),
        "note": reply.note or None,
    }


def questions_shape(state: LetterState) -> list[Json]:
    """The questions of a letter, each with the best answer to it."""
    answers = state.answers
    shaped = []
    for question in state.questions:
        answer = answers.get(question.number)
        shaped.append(
            {
                "number": question.number,
                "text": question.text,
                "answer": answer.treatment.value if answer else None,
                "quote": answer.quote or None if answer else None,
                "page": answer.page if answer else None,
                "reply_id": answer.reply if answer else None,
            }
        )
    return shaped


def clock_changed_shape(changed: ClockChanged) -> Json:
    """The answer of `clock`."""
    return {
        "reference": changed.reference,
        "new": changed.is_new,
        "clock": clock_shape(changed.clock),
    }


def clock_shape(clock: Clock) -> Json:
    """The days of a letter."""
    return {
        "state": clock.standing.value,
        "started_on": _day(clock.started_on),
        "at_the_latest": clock.is_reckoned,
        "due_on": _day(clock.due_on),
        "remind_on": [day.isoformat() for day in clock.remind_on],
        "long_overdue_on": _day(clock.long_overdue_on),
        "paused_on": _day(clock.paused_on),
        "met_on": _day(clock.met_on),
        "confidential_until": _day(clock.confidential_until),
        "never_public": clock.never_public,
        "answer_due_on": _day(clock.answer_due_on),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
