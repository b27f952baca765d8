from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.events import (
    MAY_FOLLOW,
    OUT,
    RETRACTED,
    Delivery,
    Event,
    LetterState,
    fold,
    standing,
)
from ledger_values import DAY, drafted, event, retracted

MARKS = sorted(MAY_FOLLOW)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """The events of one letter in the order of their ids, retractions of any earlier one too."""
    made: list[Event] = []
    for second in range(draw(st.integers(min_value=0, max_value=8))):
        kinds = ["drafted", *MARKS] + ([RETRACTED] if made else [])
        kind = draw(st.sampled_from(kinds))
        on = DAY + dt.timedelta(days=draw(st.integers(min_value=0, max_value=2)))
        actor = draw(st.sampled_from(["ada", "bo"]))
        if kind == RETRACTED:
            made.append(retracted(second, draw(st.sampled_from(made)), on=on, actor=actor))
        elif kind == "drafted":
            made.append(drafted(second, sha256=f"{second:064x}", on=on, actor=actor))
        else:
            made.append(event(second, kind, on=on, actor=actor))
    return made


def merged(*ledgers: list[Event]) -> list[Event]:
    """The union of ledgers: each event once."""
    return list({event.id: event for ledger in ledgers for event in ledger}.values())


@given(histories(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(history: list[Event], order: random.Random) -> None:
    shuffled = history + [order.choice(history) for _ in history]
    order.shuffle(shuffled)
    assert fold(shuffled) == fold(history)


@given(histories(), st.data())
def test_merging_is_set_union(history: list[Event], data: st.DataObject) -> None:
    parts = [[event for event in history if data.draw(st.booleans(), label=name)] for name in "abc"]
    one, two, three = parts
    assert fold(merged(one, two)) == fold(merged(two, one))
    assert fold(merged(merged(one, two), three)) == fold(merged(one, merged(two, three)))
    assert fold(merged(one, one)) == fold(one)


@given(histories())
def test_a_retraction_leaves_no_trace(history: list[Event]) -> None:
    extra = event(50, "withdrawn")
    assert fold([*history, extra, retracted(51, extra)]) == fold(history)


@given(histories())
def test_a_retraction_can_be_retracted(history: list[Event]) -> None:
    extra = event(50, "withdrawn")
    wrong = retracted(51, extra)
    assert fold([*history, extra, wrong, retracted(52, wrong)]) == fold([*history, extra])


def test_three_retractions_in_a_row() -> None:
    sent = event(2, "sent")
    first = retracted(3, sent)
    second = retracted(4, first)
    third = retracted(5, second)
    assert standing([sent, first, second, third]) == []


def test_nothing_is_known_of_a_letter_without_events() -> None:
    assert fold([]) == LetterState()


def test_a_draft_that_was_sent() -> None:
    sent = event(2, "sent", on=DAY + dt.timedelta(days=1), data={"by": "post"})
    state = fold([drafted(1), sent])
    assert state.delivery is Delivery.SENT
    assert state.delivery_on == state.sent_on == DAY + dt.timedelta(days=1)
    assert state.channel == "post"
    assert state.draft is not None
    assert state.draft.date == DAY
    assert state.marked_by == sent
    assert state.is_out
    assert not state.conflict


def test_what_came_of_it_keeps_the_day_and_the_channel_of_sending() -> None:
    later = DAY + dt.timedelta(days=9)
    sent = event(2, "sent", data={"by": "fax"})
    state = fold([drafted(1), sent, event(3, "delivered", on=later)])
    assert (state.sent_on, state.delivery_on, state.channel) == (DAY, later, "fax")


def test_a_letter_that_failed_has_not_gone_out() -> None:
    state = fold([drafted(1), event(2, "sent"), event(3, "failed")])
    assert state.sent_on is None
    assert not state.is_out


def test_the_last_draft_counts() -> None:
    state = fold([drafted(1, sha256="1" * 64), drafted(2, sha256="2" * 64)])
    assert state.draft is not None
    assert state.draft.sha256 == "2" * 64


def test_a_draft_made_after_the_letter_left_is_not_the_letter_that_left() -> None:
    history = [drafted(1, sha256="1" * 64), event(2, "sent")]
    assert fold([*history, drafted(3, sha256="2" * 64)]) == fold(history)


def test_a_draft_does_not_revive_a_letter_that_was_withdrawn() -> None:
    assert fold([drafted(1), event(2, "withdrawn"), drafted(3)]).delivery is Delivery.WITHDRAWN


def test_undoing_steps_back_one_mark_at_a_time() -> None:
    sent, delivered = event(2, "sent"), event(3, "delivered")
    history = [drafted(1), sent, delivered]
    undone = [*history, retracted(4, delivered)]
    assert fold(history).marked_by == delivered
    assert fold(undone).marked_by == sent
    twice = fold([*undone, retracted(5, sent)])
    assert (twice.marked_by, twice.delivery) == (None, Delivery.DRAFTED)


@pytest.mark.parametrize(
    ("actor", "day", "conflict"),
    [
        ("bo", DAY, True),
        ("ada", DAY + dt.timedelta(days=1), True),
        ("ada", DAY, False),
    ],
)
def test_sent_twice(actor: str, day: dt.date, conflict: bool) -> None:
    state = fold([drafted(1), event(2, "sent"), event(3, "sent", actor=actor, on=day)])
    assert state.conflict is conflict


def test_two_people_who_saw_it_delivered_agree() -> None:
    history = [drafted(1), event(2, "sent"), event(3, "delivered")]
    assert not fold([*history, event(4, "delivered", actor="bo")]).conflict


def test_a_conflict_ends_when_one_side_is_undone() -> None:
    other = event(3, "sent", actor="bo")
    history = [drafted(1), event(2, "sent"), other]
    assert fold(history).conflict
    assert fold(history).marked_by == other
    assert not fold([*history, retracted(4, other)]).conflict


@pytest.mark.parametrize(
    ("marks", "conflict"),
    [
        (["sent", "left_with_guard", "delivered", "returned"], False),
        (["sent", "refused", "returned"], False),
        (["left_with_guard", "refused"], False),
        (["prevented", "failed", "sent", "delivered"], False),
        (["sent", "failed", "sent"], False),
        (["delivered"], False),
        (["returned"], True),
        (["sent", "withdrawn"], True),
        (["withdrawn", "sent"], True),
        (["delivered", "prevented"], True),
        (["delivered", "sent"], True),
        (["returned", "delivered"], True),
        (["refused", "left_with_guard"], True),
    ],
)
def test_marks_that_agree_and_marks_that_contradict(marks: list[str], conflict: bool) -> None:
    history = [drafted(1), *(event(second, mark) for second, mark in enumerate(marks, start=2))]
    state = fold(history)
    assert state.conflict is conflict
    assert state.delivery == marks[-1]


def test_a_letter_that_is_out_cannot_be_withdrawn_or_sent_again() -> None:
    for mark in (Delivery.SENT, Delivery.WITHDRAWN, Delivery.PREVENTED):
        assert not MAY_FOLLOW[mark] & OUT
