from __future__ import annotations

import datetime as dt

import pytest

from advocacy_cli.model.alike import counted
from advocacy_cli.model.events import Event, LetterState, fold
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey
from ledger_values import DAY, drafted, event, record
from reply_values import assessed, communicated, linked, replied
from report_values import letter

ONE, OTHER = letter(1), letter(1, sender_uid="another", via="office-2", round=2)
LATER = DAY + dt.timedelta(days=1)


def of(one: LetterRecord, *events: Event) -> tuple[LetterKey, LetterState] | None:
    found = counted(one.key, fold(events))
    assert found
    return found


def test_who_signed_a_letter_and_what_was_written_beside_it_does_not_count() -> None:
    first, second = replied(3, kind="holding", file="a", note="One."), replied(8, kind="holding")
    assert of(
        ONE,
        drafted(1),
        event(2, "sent", on=DAY, actor="ada", data={"by": "post"}),
        first,
        assessed(4, first, q1="refused"),
    ) == of(
        OTHER,
        drafted(5, sha256="ef" * 32, on=LATER),
        drafted(6, on=LATER),
        event(7, "sent", on=DAY, actor="bob", data={"by": "hand"}),
        second,
        assessed(9, second, q1="refused"),
        linked(10, "TST-1"),
    )


@pytest.mark.parametrize(
    ("events", "others"),
    [
        ([event(2, "sent")], [event(2, "delivered")]),
        ([event(2, "sent")], [event(2, "sent", on=LATER)]),
        ([event(2, "sent")], [event(2, "sent", data={"note": "In person."})]),
        ([event(2, "refused")], [event(2, "refused", data={"by": "hand"})]),
        ([event(2, "sent")], [event(2, "sent"), replied(3)]),
        ([replied(3)], [replied(3, on=LATER)]),
        (
            [replied(3, kind="substantive"), replied(4, kind="rejection")],
            [replied(3, kind="rejection"), replied(4, kind="substantive")],
        ),
    ],
)
def test_what_happened_counts(events: list[Event], others: list[Event]) -> None:
    assert of(ONE, drafted(1), *events) != of(ONE, drafted(1), *others)


def test_the_way_of_a_letter_counts_where_it_is_told() -> None:
    assert of(ONE, event(1, "sent")) == of(OTHER, event(1, "sent"))
    assert of(ONE, event(1, "returned")) != of(OTHER, event(1, "returned"))


def test_what_is_looked_at_by_itself() -> None:
    assert counted(ONE.key, fold([communicated(1)])) is None
    assert counted(letter(1, about=record(2).reference).key, fold([event(1, "sent")])) is None
