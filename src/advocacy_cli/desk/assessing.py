"""Enter what somebody read in a reply: what it is, and what it does with the questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from advocacy_cli.desk.marking import known_reference
from advocacy_cli.desk.replies import ReplyEntered
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import (
    ASSESSED,
    LetterState,
    Question,
    Reply,
    ReplyKind,
    Treatment,
    assessed,
)
from advocacy_cli.model.values import one_line


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody read in a reply.

    Attributes:
        answers: what it does with the questions, by their numbers.
        quotes, pages: the reply's words and where they stand, likewise.
        rest: what it does with the questions that are not named and have not been read.
    """

    kind: ReplyKind | None = None
    answers: Mapping[str, Treatment] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    rest: Treatment | None = None


@dataclass(frozen=True, slots=True)
class ToRead:
    """A reply that is to be read, and the questions that were asked."""

    reference: str
    reply: Reply
    questions: tuple[Question, ...]


def to_read(workplace: Workplace, name: str, number: int | None = None) -> ToRead:
    """The reply that `assess` would be about.

    Raises:
        AdvocacyError: there is no such letter or reply.
    """
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        state = ledger.states([reference])[reference]
    return ToRead(reference, _chosen(reference, state, number), state.questions)


def assess(
    workplace: Workplace, name: str, reading: Reading, number: int | None = None
) -> ReplyEntered:
    """Enter what somebody read in a reply.

    Args:
        name: the letter's reference, as people write it.
        number: which reply, counted from 1 as `show` does; None takes the only one, or the only
            one that nobody has read.

    Raises:
        AdvocacyError: there is no such letter, reply or question, or nothing is said of them.
    """
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        with ledger.writing() as writing:
            state = writing.states([reference])[reference]
            reply = _chosen(reference, state, number)
            data = _data(reference, state, reply, reading)
            event_id = next(workplace.event_ids(writing.last_id()))
            event = workplace.event(event_id, reference, ASSESSED, data=data)
            read = assessed(reply, event)
            if read != reply:
                writing.add(event)
            state = writing.states([reference])[reference]
    return ReplyEntered(reference, read, state, is_new=read != reply)


def _chosen(reference: str, state: LetterState, number: int | None) -> Reply:
    replies = state.replies
    if not replies:
        raise AdvocacyError(
            Problem(
                "no_reply",
                f"{reference} has no reply",
                hint=f"enter it first: `advocacy reply add {reference} --on DATE`",
            )
        )
    if number is not None and 1 <= number <= len(replies):
        return replies[number - 1]
    unread = [reply for reply in replies if reply.kind is None]
    if number is None and len(replies) == 1:
        return replies[0]
    if number is None and len(unread) == 1:
        return unread[0]
    listed = ", ".join(
        f"{place} of {reply.when} ({reply.kind or 'not read'})"
        for place, reply in enumerate(replies, start=1)
    )
    raise AdvocacyError(
        Problem(
            "which_reply",
            f"{reference} has {len(replies)} replies"
            if number is None
            else f"{reference} has no reply {number}",
            hint=f"choose with --reply: {listed}",
        )
    )


def _data(reference: str, state: LetterState, reply: Reply, reading: Reading) -> dict[str, Any]:
    """What the entry keeps.

    Raises:
        AdvocacyError: a question is unknown, a quote has no answer, or nothing is said.
    """
    known = {answer.question: answer for answer in reply.answers}
    _require_known(reference, state, {*reading.answers, *reading.quotes, *reading.pages})
    treatments = {number: answer.treatment for number, answer in known.items()}
    treatments.update(reading.answers)
    named = dict.fromkeys([*reading.answers, *reading.quotes, *reading.pages])
    if reading.rest:
        unread = [one.number for one in state.questions if one.number not in treatments]
        treatments.update(dict.fromkeys(unread, reading.rest))
        named.update(dict.fromkeys(unread))
    answers = {}
    for number in named:
        if number not in treatments:
            raise _no_answer(number)
        page = reading.pages.get(number) or (known[number].page if number in known else None)
        quote = reading.quotes.get(number) or (known[number].quote if number in known else "")
        _require_page(reply, page)
        given = {"answer": treatments[number].value, "quote": _one_line(quote), "page": page}
        answers[number] = {name: value for name, value in given.items() if value}
    if not (answers or reading.kind or reading.rest):
        raise AdvocacyError(
            Problem(
                "nothing_read",
                "nothing is said of the reply",
                hint="say what it is with --kind, or what it answers with --answer 1=answered",
            )
        )
    data: dict[str, Any] = {"reply": reply.id}
    if reading.kind:
        data["kind"] = reading.kind.value
    return {**data, "answers": answers} if answers else data


def _one_line(quote: str) -> str:
    try:
        return one_line(quote) if quote else ""
    except ValueError as error:
        raise AdvocacyError(
            Problem("bad_value", f"the quote {error}", hint="mend --quote")
        ) from None


def _require_known(reference: str, state: LetterState, numbers: set[str]) -> None:
    questions = {question.number: question for question in state.questions}
    unknown = sorted(numbers - set(questions))
    if not unknown:
        return
    asked = "; ".join(f"{question.number}: {question.text}" for question in questions.values())
    raise AdvocacyError(
        Problem(
            "unknown_question",
            f"{reference} asks no question {', '.join(unknown)}",
            hint=f"it asks {asked}" if asked else "it asks no numbered questions",
        )
    )


def _require_page(reply: Reply, page: int | None) -> None:
    if page is not None and not 1 <= page <= (reply.pages or page):
        raise AdvocacyError(
            Problem(
                "no_such_page",
                f"the reply has no page {page}" + (f" of {reply.pages}" if reply.pages else ""),
                hint="mend --page",
            )
        )


def _no_answer(number: str) -> AdvocacyError:
    return AdvocacyError(
        Problem(
            "no_answer",
            f"nothing is said of how the reply answers question {number}",
            hint=f"add --answer {number}=answered, partly, not_addressed or refused",
        )
    )
