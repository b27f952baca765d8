"""The state of a letter, folded from its events.

Any order and any repetition of them gives the same state, so that merging ledgers is set union.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from advocacy_cli.model.events.communications import Communication, communication_of
from advocacy_cli.model.events.drafts import Draft, draft_of
from advocacy_cli.model.events.entries import (
    ASSESSED,
    CLOCK,
    COMMUNICATED,
    DRAFTED,
    LINKED,
    MAY_FOLLOW,
    OUT,
    REPLIED,
    Delivery,
    Event,
    standing,
)
from advocacy_cli.model.events.replies import (
    Answer,
    Question,
    Reply,
    ReplyState,
    assessed,
    best_answers,
    reply_of,
    weightiest,
)


class ClockAction(StrEnum):
    """What can be done to a clock."""

    WITHIN = "within"
    UNTIL = "until"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A change of one letter's clock.

    Attributes:
        on: the day it was made, or holds from (`pause`, `resume`).
        value: a term (`within`: from the letter's start; `extend`: beyond what was due), a day
            (`until`), or empty.
    """

    on: dt.date
    action: ClockAction
    value: str = ""
    note: str = ""

    @property
    def data(self) -> dict[str, str]:
        """What its event keeps besides the day."""
        given = {"action": self.action.value, "value": self.value, "note": self.note}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class LetterState:
    """What the events of one letter add up to.

    Attributes:
        delivery_on: the day of the entry that gave `delivery`.
        sent_on: the day it went out, if it did; where that is not known, the last that it can
            have been.
        draft: the last draft; of a letter that is out, the one that left.
        marks: the marks that still hold, oldest first.
        conflict: the marks contradict each other, as when two people each sent it. The same
            mark for the same day is no conflict, unless two people say they sent it.
        communication: what is known of it, if somebody else sent it.
        replies: what came back, oldest first.
        clock_changes: in the order they were entered.
        links: references of letters it belongs to, in order.
        last_entry: what `undo` would take back: the last entry that still holds, drafts apart.
    """

    delivery: Delivery = Delivery.NONE
    delivery_on: dt.date | None = None
    channel: str | None = None
    sent_on: dt.date | None = None
    draft: Draft | None = None
    marks: tuple[Event, ...] = ()
    conflict: bool = False
    communication: Communication | None = None
    replies: tuple[Reply, ...] = ()
    clock_changes: tuple[ClockChange, ...] = ()
    links: tuple[str, ...] = ()
    last_entry: Event | None = None

    @property
    def marked_by(self) -> Event | None:
        """The last mark that still holds."""
        return self.marks[-1] if self.marks else None

    @property
    def is_out(self) -> bool:
        """Whether the letter has left, so that drafting must not touch it."""
        return self.delivery in OUT

    @property
    def sent_dated(self) -> str:
        """As much of the day it went out as is known, where that is less than the day."""
        return self.communication.dated if self.communication else ""

    @property
    def sent_when(self) -> str:
        """As much of the day it went out as is known; empty if it did not."""
        return self.sent_dated or (str(self.sent_on) if self.sent_on else "")

    @property
    def delivery_when(self) -> str:
        """As much as is known of the day of the entry that gave `delivery`, if there is any."""
        if self.delivery_on is None:
            return ""
        return str(self.delivery_on) if self.marks else self.sent_dated or str(self.delivery_on)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions it asks."""
        source = self.communication or self.draft
        texts = source.questions if source else ()
        return tuple(Question(str(number), text) for number, text in enumerate(texts, start=1))

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The best answer that any reply gives to each question, by the question's number."""
        return best_answers(self.replies)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that no reply has answered whole."""
        answers = self.answers
        return tuple(
            question
            for question in self.questions
            if question.number not in answers or not answers[question.number].is_whole
        )

    @property
    def reply(self) -> ReplyState:
        """Where it stands with its replies."""
        reply = weightiest(self.replies)
        if reply is None:
            return ReplyState.NONE
        return ReplyState(reply.kind) if reply.kind else ReplyState.NEEDS_READING

    @property
    def reply_when(self) -> str:
        """As much as is known of the day of the reply that `reply` speaks of, if there is any."""
        reply = weightiest(self.replies)
        return reply.when if reply else ""

    @property
    def reply_on(self) -> dt.date | None:
        """The day of the reply that `reply` speaks of."""
        reply = weightiest(self.replies)
        return reply.on if reply else None

    @property
    def series(self) -> str:
        """The history it belongs to, or empty."""
        source = self.communication or self.draft
        return source.series if source else ""


def fold(events: Iterable[Event]) -> LetterState:
    """The state of one letter, from all of its events in any order."""
    state = LetterState()
    holding = standing(events)
    for event in holding:
        state = _STEPS.get(event.kind, _marked)(state, event)
    last = next((event for event in reversed(holding) if event.kind != DRAFTED), None)
    return replace(state, last_entry=last) if last else state


def _drafted(state: LetterState, event: Event) -> LetterState:
    """A draft made after the letter had left, as on another machine, is not the letter sent."""
    draft = draft_of(event, state.draft)
    if state.is_out:
        return state
    if state.delivery in {Delivery.NONE, Delivery.DRAFTED}:
        return replace(state, draft=draft, delivery=Delivery.DRAFTED, delivery_on=event.on)
    return replace(state, draft=draft)


def _communicated(state: LetterState, event: Event) -> LetterState:
    """What was entered last of a communication holds, but what became of it since stands."""
    state = replace(state, communication=communication_of(event), sent_on=event.on)
    if state.marks:
        return state
    return replace(state, delivery=Delivery.SENT, delivery_on=event.on)


def _marked(state: LetterState, event: Event) -> LetterState:
    delivery = Delivery(event.kind)
    out = delivery in OUT
    return replace(
        state,
        delivery=delivery,
        delivery_on=event.on,
        channel=event.data.get("by") or state.channel,
        sent_on=(state.sent_on or event.on) if out else None,
        marks=(*state.marks, event),
        conflict=state.conflict or _contradicts(state, event),
    )


def _contradicts(state: LetterState, event: Event) -> bool:
    allowed = MAY_FOLLOW.get(Delivery(event.kind))
    if allowed is None or state.delivery in allowed:
        return False
    last = state.marked_by
    if last is None or (last.kind, last.on) != (event.kind, event.on):
        return True
    return event.kind == Delivery.SENT and last.actor != event.actor


def _replied(state: LetterState, event: Event) -> LetterState:
    replies = sorted((*state.replies, reply_of(event)), key=lambda reply: (reply.on, reply.id))
    return replace(state, replies=tuple(replies))


def _assessed(state: LetterState, event: Event) -> LetterState:
    """An assessment of a reply that was taken back says nothing."""
    read = str(event.data["reply"])
    replies = (assessed(reply, event) if reply.id == read else reply for reply in state.replies)
    return replace(state, replies=tuple(replies))


def _clock_changed(state: LetterState, event: Event) -> LetterState:
    data = event.data
    change = ClockChange(
        event.on,
        ClockAction(data["action"]),
        str(data.get("value", "")),
        str(data.get("note", "")),
    )
    return replace(state, clock_changes=(*state.clock_changes, change))


def _linked(state: LetterState, event: Event) -> LetterState:
    return replace(state, links=tuple(sorted({*state.links, str(event.data["to"])})))


_STEPS: Mapping[str, Callable[[LetterState, Event], LetterState]] = {
    DRAFTED: _drafted,
    COMMUNICATED: _communicated,
    REPLIED: _replied,
    ASSESSED: _assessed,
    CLOCK: _clock_changed,
    LINKED: _linked,
}
