"""One letter whole, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from advocacy_cli.cli.terminal import Terminal
from advocacy_cli.desk.looking import Shown
from advocacy_cli.model.clocks import Clock, ClockStanding
from advocacy_cli.model.events import Answer, Communication, Draft, Event, LetterState, Reply
from advocacy_cli.model.marks import in_words

Fact = tuple[str, str]


def show(terminal: Terminal, shown: Shown) -> None:
    """What a letter is, where it stands, what it asks and what came back, and its entries."""
    state = shown.standing.state
    terminal.facts(list(_facts(shown)))
    if state.questions:
        terminal.answer()
        terminal.answer("Questions")
        terminal.facts(list(_questions(state)))
    if state.replies:
        terminal.answer()
        terminal.answer("Replies")
        terminal.facts([(f"{n}.", _reply(reply)) for n, reply in enumerate(state.replies, start=1)])
    terminal.answer()
    for event in shown.events:
        terminal.answer(entry(event))


def _facts(shown: Shown) -> Iterator[Fact]:
    standing, key, state = shown.standing, shown.standing.record.key, shown.standing.state
    yield "letter", standing.record.reference
    if state.communication:
        yield from _communication(state.communication)
    else:
        yield "template", f"{key.template} ({key.language})"
    yield "addressee", key.addressee
    yield "via", key.via
    yield "sender", standing.record.sender
    yield "round", str(key.round)
    if key.case and not state.communication:
        yield "case", key.case
    if state.draft:
        yield from _draft(state.draft)
    if state.series:
        yield "series", state.series
    if shown.related:
        yield "belongs with", ", ".join(shown.related)
    delivery = in_words(state.delivery)
    delivery += f" on {state.delivery_when}" if state.delivery_on else ""
    delivery += f" by {state.channel}" if state.channel else ""
    yield "delivery", delivery
    if standing.stale:
        yield "stale", "its text, addressee, sender or case has changed: draft it again"
    if state.conflict:
        yield "conflict", "its entries contradict each other: see below"
    if state.replies:
        yield "reply", f"{state.reply.value.replace('_', ' ')} ({state.reply_when})"
    yield from _clock(standing.clock, state)


def _communication(communication: Communication) -> Iterator[Fact]:
    yield "known as", communication.name
    if communication.mandates:
        yield "mandates", "; ".join(communication.mandates)
    if communication.url:
        yield "published", communication.url


def _draft(draft: Draft) -> Iterator[Fact]:
    pages = f"{draft.pages} page{'s' if draft.pages > 1 else ''}, layout {draft.layout}"
    yield "dated", str(draft.date)
    yield "file", f"{draft.file} ({pages})"
    yield "sha-256", draft.sha256


def _clock(clock: Clock, state: LetterState) -> Iterator[Fact]:
    latest = " at the latest" if clock.is_reckoned else ""
    if clock.standing is not ClockStanding.NONE:
        words = clock.standing.value.replace("_", " ")
        met = next((reply for reply in state.replies if reply.is_decisive), None)
        words += f" by the reply of {met.when}" if met else ""
        words += f" since {clock.paused_on}" if clock.paused_on else ""
        is_due = "was due" if met else "is due"
        words += f"; a reply {is_due} by {clock.due_on}{latest}" if clock.due_on else ""
        yield "clock", words
    if clock.answer_due_on:
        yield "our answer", f"due by {clock.answer_due_on}"
    if clock.confidential_until:
        yield "confidential", f"until {clock.confidential_until}"
    elif clock.never_public:
        yield "confidential", "without an end: no day was entered on which it was made public"


def _questions(state: LetterState) -> Iterator[Fact]:
    answers = state.answers
    for question in state.questions:
        yield f"{question.number}.", question.text
        yield "", _answer(answers.get(question.number))


def _answer(answer: Answer | None) -> str:
    if answer is None:
        return "-> open"
    words = f"-> {answer.treatment.value.replace('_', ' ')}"
    words += f": \u201c{answer.quote}\u201d" if answer.quote else ""
    return words + (f" (page {answer.page})" if answer.page else "")


def kind_in_words(reply: Reply) -> str:
    """What a reply is, or that nobody has read it."""
    return reply.kind.value.replace("_", " ") if reply.kind else "needs reading"


def _reply(reply: Reply) -> str:
    kind = kind_in_words(reply)
    counted = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for number, word in ((reply.pages, "page"), (reply.paragraphs, "paragraph"))
        if number
    ]
    parts = [f"{reply.when}  {kind}", *counted]
    parts += [f"from {reply.sender}"] if reply.sender else []
    parts += [f"passed on on {reply.forwarded_on}"] if reply.forwarded_on else []
    parts += [part for part in (reply.language, reply.file, reply.note) if part]
    return ", ".join(parts)


def entry(event: Event) -> str:
    """One entry of the ledger on one line."""
    kept = {"by": "by ", "tracking": "no. ", "action": "", "value": "", "to": "to ", "kind": ""}
    kept |= {"un_ref": "", "subject": "", "file": "", "note": ""}
    data = [f"{word}{event.data[name]}" for name, word in kept.items() if event.data.get(name)]
    data += [f"run {event.run}"] if event.run else []
    data += [f"entered by {event.actor}"] if event.actor else []
    return "  ".join([event.when, f"{event.kind.replace('_', ' '):15}", ", ".join(data)]).rstrip()
