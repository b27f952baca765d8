from __future__ import annotations

import datetime as dt

import pytest

from advocacy_cli.model.events import DRAFTED, Delivery, Event, LetterState, fold
from advocacy_cli.model.marks import Mark, already_there, contradiction

TODAY = dt.date(2026, 3, 10)
REF = "TST-0000-0000-0"


def event(number: int, kind: str, on: dt.date, **data: object) -> Event:
    moment = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    return Event(f"{number:032x}", REF, kind, on, moment, data=data)


DRAFT = event(
    1,
    DRAFTED,
    dt.date(2026, 3, 1),
    file="letters/x.pdf",
    sha256="00",
    pages=1,
    layout="plain",
    date="2026-03-01",
    inputs="00",
)


def after(*kinds: str) -> LetterState:
    marks = [event(n, kind, dt.date(2026, 3, n)) for n, kind in enumerate(kinds, start=2)]
    return fold([DRAFT, *marks])


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ([], "sent"),
        (["prevented"], "sent"),
        (["failed"], "sent"),
        (["sent"], "delivered"),
        (["sent"], "returned"),
        (["sent", "left_with_guard"], "delivered"),
        ([], "left_with_guard"),
        ([], "refused"),
        ([], "withdrawn"),
    ],
)
def test_marks_that_fit(known: list[str], state: str) -> None:
    assert contradiction(REF, after(*known), Mark(Delivery(state)), TODAY) is None


@pytest.mark.parametrize(
    ("known", "state"),
    [
        (["sent"], "sent"),
        (["sent", "returned"], "sent"),
        (["delivered"], "sent"),
        (["sent"], "withdrawn"),
        (["withdrawn"], "sent"),
        ([], "returned"),
        (["sent"], "prevented"),
    ],
)
def test_marks_that_contradict_what_is_known(known: list[str], state: str) -> None:
    problem = contradiction(REF, after(*known), Mark(Delivery(state)), TODAY)
    assert problem is not None
    assert problem.code == "contradiction"
    assert problem.hint


def test_days_that_cannot_be() -> None:
    state = after("sent")

    def code(on: dt.date, of: LetterState = state, kind: str = "delivered") -> str | None:
        problem = contradiction(REF, of, Mark(Delivery(kind), on), TODAY)
        return problem.code if problem else None

    assert code(dt.date(2026, 3, 11)) == "in_the_future"
    assert code(dt.date(2026, 3, 1)) == "before_last_entry"
    assert code(dt.date(2026, 2, 28), after(), "sent") == "before_drafting"
    assert code(dt.date(2026, 3, 2)) is None


def test_a_letter_never_drafted_cannot_be_marked() -> None:
    problem = contradiction(REF, LetterState(), Mark(Delivery.SENT), TODAY)
    assert problem is not None and problem.code == "not_drafted"


def test_the_same_mark_again() -> None:
    sent = fold([DRAFT, event(2, "sent", dt.date(2026, 3, 2), by="post", tracking="X1")])

    def same(**more: object) -> bool:
        return already_there(sent, Mark(Delivery.SENT, **more))  # type: ignore[arg-type]

    assert same()
    assert same(on=dt.date(2026, 3, 2), by="post", tracking="X1")
    assert not same(on=dt.date(2026, 3, 3))
    assert not same(by="hand")
    assert not same(tracking="X2")
    assert not already_there(after(), Mark(Delivery.SENT))


def test_an_earlier_mark_counts_where_the_new_one_could_only_repeat_it() -> None:
    delivered = after("sent", "delivered")
    assert already_there(delivered, Mark(Delivery.SENT))
    assert already_there(delivered, Mark(Delivery.SENT, dt.date(2026, 3, 2)))
    assert not already_there(delivered, Mark(Delivery.SENT, dt.date(2026, 3, 3)))
    assert not already_there(after("failed", "sent"), Mark(Delivery.FAILED))
