from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.model.events import (
    ASSESSED,
    CLOCK,
    COMMUNICATED,
    DRAFTED,
    LINKED,
    REPLIED,
    RETRACTED,
    ClockAction,
    Delivery,
    Event,
    ReplyKind,
    ReplyState,
    Treatment,
    fold,
    read_un_reference,
)
from ledger_values import DAY, drafted, event, retracted
from reply_values import QUESTIONS, assessed, clock_changed, communicated, linked, replied

PLAIN = [DRAFTED, "sent", COMMUNICATED, REPLIED, CLOCK, LINKED]
KINDS = [None, *(kind.value for kind in ReplyKind)]


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """What may happen to one letter, replies, readings and retractions among it."""
    made: list[Event] = []
    for second in range(draw(st.integers(min_value=0, max_value=9))):
        replies = [event for event in made if event.kind == REPLIED]
        kinds = [*PLAIN, *([ASSESSED] if replies else []), *([RETRACTED] if made else [])]
        kind = draw(st.sampled_from(kinds))
        on = DAY + dt.timedelta(days=draw(st.integers(min_value=0, max_value=2)))
        reading = draw(st.sampled_from(KINDS))
        if kind == RETRACTED:
            made.append(retracted(second, draw(st.sampled_from(made))))
        elif kind == ASSESSED:
            treatment = draw(st.sampled_from(list(Treatment))).value
            read = draw(st.sampled_from(replies))
            made.append(assessed(second, read, kind=reading, q1=treatment))
        else:
            made.append(plain(kind, second, on, reading))
    return made


def plain(kind: str, second: int, on: dt.date, reading: str | None) -> Event:
    """An event that needs no other."""
    if kind == DRAFTED:
        return drafted(second, on=on)
    if kind == COMMUNICATED:
        return communicated(second, on=on)
    if kind == REPLIED:
        return replied(second, on=on, kind=reading)
    if kind == CLOCK:
        return clock_changed(second, ClockAction.EXTEND, "3d", on=on)
    return linked(second, f"to-{on}") if kind == LINKED else event(second, kind, on=on)


@settings(deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(history: list[Event], order: random.Random) -> None:
    shuffled = history + [order.choice(history) for _ in history]
    order.shuffle(shuffled)
    assert fold(shuffled) == fold(history)


@settings(deadline=None)
@given(histories())
def test_undoing_the_last_entry_leaves_no_trace_of_it(history: list[Event]) -> None:
    last = fold(history).last_entry
    if last is None:
        return
    undone = fold([*history, retracted(60, last)])
    assert undone == fold([event for event in history if event.id != last.id])


def test_a_reply_needs_reading_until_somebody_has_read_it() -> None:
    came = replied(3, on=DAY + dt.timedelta(days=4))
    history = [drafted(1), event(2, "sent"), came]
    state = fold(history)
    assert (state.reply, state.reply_on) == (ReplyState.NEEDS_READING, DAY + dt.timedelta(days=4))
    read = fold([*history, assessed(4, came, kind="rejection")])
    assert read.reply is ReplyState.REJECTION
    assert read.delivery is Delivery.SENT


def test_an_unread_reply_hides_what_is_known_of_the_others() -> None:
    known = replied(3, kind="substantive", on=DAY + dt.timedelta(days=9))
    assert fold([known, replied(4)]).reply is ReplyState.NEEDS_READING


@pytest.mark.parametrize(
    ("kinds", "weightiest"),
    [
        (["acknowledged", "auto_reply"], "acknowledged"),
        (["holding", "acknowledged"], "holding"),
        (["referral", "holding"], "referral"),
        (["rejection", "referral", "acknowledged"], "rejection"),
        (["substantive", "rejection"], "rejection"),
        (["rejection", "substantive"], "substantive"),
        (["confidential", "holding"], "confidential"),
    ],
)
def test_the_weightiest_reply_tells_and_of_equal_ones_the_latest(
    kinds: list[str], weightiest: str
) -> None:
    replies = [replied(second, kind=kind) for second, kind in enumerate(kinds, start=1)]
    assert fold(replies).reply == weightiest


def test_the_best_answer_in_any_reply_counts_and_the_last_reading_of_a_reply() -> None:
    first, second = replied(2, kind="acknowledged"), replied(3, kind="substantive")
    history = [
        communicated(1),
        first,
        second,
        assessed(4, first, q1="answered", q2="not_addressed"),
        assessed(5, second, q2={"answer": "refused", "quote": "We deny.", "page": 2}),
        assessed(6, first, q1="partly"),
    ]
    state = fold(history)
    assert {number: answer.treatment for number, answer in state.answers.items()} == {
        "1": Treatment.PARTLY,
        "2": Treatment.REFUSED,
    }
    refused = state.answers["2"]
    assert (refused.quote, refused.page, refused.reply) == ("We deny.", 2, second.id)
    assert [question.number for question in state.open_questions] == ["1", "2", "3"]


def test_only_a_question_answered_whole_is_closed() -> None:
    reply = replied(2)
    state = fold([communicated(1), reply, assessed(3, reply, q1="answered", q2="partly")])
    assert [question.text for question in state.open_questions] == list(QUESTIONS[1:])


def test_a_reading_falls_with_its_reply() -> None:
    reply = replied(2)
    state = fold([communicated(1), reply, assessed(3, reply, q1="answered"), retracted(4, reply)])
    assert (state.replies, state.answers) == ((), {})


def test_a_communication_counts_as_sent_on_its_day() -> None:
    state = fold([communicated(1)])
    assert (state.delivery, state.sent_on, state.is_out) == (Delivery.SENT, DAY, True)
    assert [question.number for question in state.questions] == ["1", "2", "3"]
    assert state.communication is not None
    assert (state.communication.name, state.communication.kind) == ("AL XXX 3/2019", "AL")


def test_what_was_entered_last_of_a_communication_holds_and_later_marks_stand() -> None:
    mended = communicated(3, on=DAY - dt.timedelta(days=1), url="https://example.org/a")
    state = fold([communicated(1), event(2, "delivered"), mended])
    assert state.delivery is Delivery.DELIVERED
    assert state.sent_on == DAY - dt.timedelta(days=1)
    assert state.communication is not None and state.communication.url == "https://example.org/a"


def test_the_questions_of_a_letter_are_those_it_was_printed_with() -> None:
    old, new = drafted(1), drafted(2)
    history = [
        drafted(1, data={**old.data, "questions": ["Old?"]}),
        drafted(2, data={**new.data, "questions": ["New?", "Also?"]}),
        event(3, "sent"),
        drafted(4, data={**new.data, "questions": ["Too late?"]}),
    ]
    assert [question.text for question in fold(history).questions] == ["New?", "Also?"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("AL KOR 3/2019", "AL KOR 3/2019"),
        (" ua  prk 2/2019 ", "UA PRK 2/2019"),
        ("OL OTH 12/2024", "OL OTH 12/2024"),
        ("Al Jazeera asks 3 ministers", None),
        ("An open letter", None),
    ],
)
def test_references_of_the_united_nations(text: str, read: str | None) -> None:
    assert read_un_reference(text) == read


@pytest.mark.parametrize("text", ["AL KOR 03/2019", "AL-KOR-3-2019", "JAL KR 3/2019", "AL KOR 3/"])
def test_what_looks_like_a_reference_and_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a reference such as AL KOR 3/2019"):
        read_un_reference(text)
