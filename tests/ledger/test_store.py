from __future__ import annotations

import datetime as dt
import stat
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import RowMapping

from advocacy_cli.errors import AdvocacyError
from advocacy_cli.ledger.rows import ASKED_AT_ONCE, event_of, event_row
from advocacy_cli.ledger.store import Ledger, open_ledger
from advocacy_cli.model.events import Delivery, Event, LetterState, fold
from ledger_values import DAY, SHA256, TIME, drafted, event, event_id, names, record, retracted


def code_of(error: pytest.ExceptionInfo[AdvocacyError]) -> str:
    (problem,) = error.value.problems
    assert problem.hint
    return problem.code


def test_a_new_ledger_is_one_file_for_its_owner_only(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert ledger.records() == {}
        assert ledger.states() == {}
    assert names(path.parent) == ["ledger.sqlite"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_nlink == 1


def test_without_create_a_missing_ledger_reads_as_empty(path: Path) -> None:
    with open_ledger(path, create=False) as ledger:
        assert ledger.records() == {}
        assert ledger.states() == {}
        assert ledger.events() == []
        assert ledger.drafted_file(SHA256) == []
        assert ledger.states(["x"]) == {"x": LetterState()}
    assert names(path.parent) == []


def test_nothing_can_be_entered_in_a_missing_ledger(path: Path) -> None:
    with (
        open_ledger(path, create=False) as ledger,
        pytest.raises(AdvocacyError) as caught,
        ledger.writing(),
    ):
        pass
    assert code_of(caught) == "no_ledger"


def test_what_was_entered_is_read_back(path: Path) -> None:
    zone = dt.timezone(dt.timedelta(hours=9))
    time = dt.datetime(2026, 11, 24, 1, 2, 3, 45, tzinfo=zone)
    entered = [
        drafted(1, recorded_at=time, actor="김 O'Brien \"%s:x", run="r1"),
        event(2, "sent", run=None, data={"by": "post", "note": "[/x] {{ 7*7 }} é\n習", "n": 1}),
    ]
    with open_ledger(path) as ledger:
        with ledger.writing() as writing:
            writing.add_letter(record())
            writing.add_all(entered)
        assert ledger.records() == {record().reference: record()}
        assert ledger.events() == entered
    with open_ledger(path) as ledger:
        assert ledger.events() == entered
        assert ledger.events()[0].recorded_at.utcoffset() == dt.timedelta(0)


@given(
    st.builds(
        Event,
        id=st.text(),
        reference=st.text(),
        kind=st.text(),
        on=st.dates(),
        recorded_at=st.datetimes(
            min_value=dt.datetime(2, 1, 1),  # noqa: DTZ001
            max_value=dt.datetime(9998, 1, 1),  # noqa: DTZ001
            timezones=st.timezones(),
        ),
        actor=st.text(),
        run=st.none() | st.text(),
        data=st.dictionaries(st.text(), st.integers() | st.text() | st.none()),
    )
)
def test_a_row_is_the_whole_event(event: Event) -> None:
    in_utc = replace(event, recorded_at=event.recorded_at.astimezone(dt.UTC))
    assert event_of(cast("RowMapping", event_row(event))) == in_utc


def test_a_time_without_a_zone_is_a_mistake() -> None:
    naive = replace(event(1, "sent"), recorded_at=TIME.replace(tzinfo=None))
    with pytest.raises(ValueError, match="without a zone"):
        event_row(naive)


def test_events_come_in_the_order_of_their_ids(filled: Path) -> None:
    late, early = event(30, "delivered"), event(20, "sent")
    with open_ledger(filled) as ledger:
        with ledger.writing() as writing:
            writing.add_all([late, early])
        assert [event.id for event in ledger.events()] == [
            *(event_id(second) for second in (1, 2, 3)),
            early.id,
            late.id,
        ]


def test_events_of_a_letter_and_of_a_run(filled: Path) -> None:
    with open_ledger(filled) as ledger:
        with ledger.writing() as writing:
            writing.add(drafted(9, record(2), run="another"))
        second = record(2).reference
        assert [entry.id for entry in ledger.events(second)] == [event_id(2), event_id(9)]
        assert [entry.id for entry in ledger.events(run="another")] == [event_id(9)]
        assert ledger.events(record(1).reference, run="another") == []


def test_states_are_folded_from_the_events_of_each_letter(filled: Path) -> None:
    one, two, three = (record(number).reference for number in (1, 2, 3))
    sent = event(10, "sent", record(1))
    with open_ledger(filled) as ledger:
        with ledger.writing() as writing:
            writing.add_all([sent, event(11, "sent", record(2))])
            writing.add(retracted(12, event(11, "sent", record(2))))
        states = ledger.states()
        assert states == {name: fold(ledger.events(name)) for name in (one, two, three)}
        assert [states[name].delivery for name in (one, two, three)] == [
            Delivery.SENT,
            Delivery.DRAFTED,
            Delivery.DRAFTED,
        ]
        assert ledger.states([one, "unknown"]) == {one: states[one], "unknown": LetterState()}


@pytest.mark.parametrize("more", [0, ASKED_AT_ONCE + 1])
def test_only_what_was_asked_for(filled: Path, more: int) -> None:
    asked = [record(2).reference, *(f"TST-{number}" for number in range(more))]
    with open_ledger(filled) as ledger:
        assert list(ledger.records(asked)) == [record(2).reference]
        assert list(ledger.states(asked)) == asked
        assert ledger.records([]) == {}
        assert ledger.states([]) == {}


def test_the_letter_drafted_last_comes_last(filled: Path) -> None:
    with open_ledger(filled) as ledger:
        with ledger.writing() as writing:
            writing.add(drafted(9, record(1)))
            writing.add(event(10, "sent", record(2)))
        names = [record(number).reference for number in (2, 3, 1)]
        assert list(ledger.records()) == names


def test_whose_file_it_is(filled: Path) -> None:
    again = drafted(9, record(1), sha256="12" * 32)
    with open_ledger(filled) as ledger:
        with ledger.writing() as writing:
            writing.add(again)
            writing.add(drafted(10, record(1)))
        assert ledger.drafted_file("12" * 32) == [(record(1).reference, again)]
        assert [entry.id for _, entry in ledger.drafted_file(SHA256)] == [
            event_id(second) for second in (10, 3, 2, 1)
        ]
        assert ledger.drafted_file("00") == []


def test_the_last_id(filled: Path) -> None:
    with open_ledger(filled) as ledger, ledger.writing() as writing:
        assert writing.last_id() == event_id(3)
        writing.add(event(8, "sent"))
        assert writing.last_id() == event_id(8)


def test_an_empty_ledger_has_no_last_id(path: Path) -> None:
    with open_ledger(path) as ledger, ledger.writing() as writing:
        assert not writing.last_id()


def test_a_transaction_sees_what_it_entered(filled: Path) -> None:
    name = record().reference
    with open_ledger(filled) as ledger, ledger.writing() as writing:
        assert writing.states([name])[name].delivery is Delivery.DRAFTED
        writing.add(event(8, "sent"))
        assert writing.states([name])[name].delivery is Delivery.SENT
        assert writing.states()[name].delivery is Delivery.SENT
        assert ledger.states([name])[name].delivery is Delivery.DRAFTED


@pytest.mark.parametrize("interruption", [RuntimeError, KeyboardInterrupt, AdvocacyError])
def test_a_transaction_that_is_interrupted_leaves_nothing(
    filled: Path, interruption: type[BaseException]
) -> None:
    def interrupted() -> None:
        with open_ledger(filled) as ledger, ledger.writing() as writing:
            writing.add_letter(record(7))
            writing.add(drafted(7, record(7)))
            writing.guard(record(7).reference, event_id(7))
            raise interruption(())

    with pytest.raises(interruption):
        interrupted()
    with open_ledger(filled) as ledger:
        assert record(7).reference not in ledger.records()
        assert len(ledger.events()) == 3
        with ledger.writing() as writing:
            writing.add_letter(record(7))
            writing.add(drafted(7, record(7)))
            writing.guard(record(7).reference, event_id(7))


def test_a_letter_that_is_known_stays_as_it_is(filled: Path) -> None:
    with open_ledger(filled) as ledger:
        with ledger.writing() as writing:
            writing.add_letter(record(1, sender="renamed"))
        assert ledger.records()[record(1).reference].sender == "ada"


def test_a_reference_belongs_to_one_letter(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = record(99)
    clash = record(1).reference
    monkeypatch.setattr(type(other.key), "reference", property(lambda _: clash))
    with (
        open_ledger(filled) as ledger,
        pytest.raises(AdvocacyError) as caught,
        ledger.writing() as writing,
    ):
        writing.add_letter(other)
    assert code_of(caught) == "reference_collision"
    assert clash in str(caught.value)


def test_an_event_of_an_unknown_letter_is_a_bug_and_not_a_problem(path: Path) -> None:
    with (
        open_ledger(path) as ledger,
        pytest.raises(Exception, match="FOREIGN KEY") as caught,
        ledger.writing() as writing,
    ):
        writing.add(event(1, "sent"))
    assert not isinstance(caught.value, AdvocacyError)


def send(ledger: Ledger, second: int) -> None:
    with ledger.writing() as writing:
        writing.add(event(second, "sent"))
        writing.guard(record().reference, event_id(second))


def test_a_letter_is_not_sent_twice(filled: Path) -> None:
    name = record().reference
    with open_ledger(filled) as ledger:
        send(ledger, 8)
        with pytest.raises(AdvocacyError) as caught:
            send(ledger, 9)
        assert code_of(caught) == "already_sent"
        assert f"{name} was marked sent on {DAY} by ada" in str(caught.value)
        assert ledger.events(name)[-1].id == event_id(8)


def test_a_guard_that_was_released_can_be_set_again(filled: Path) -> None:
    name = record().reference
    with open_ledger(filled) as ledger, ledger.writing() as writing:
        writing.release(name)
        writing.add_all([event(8, "sent"), event(9, "sent")])
        writing.guard(name, event_id(8))
        writing.release(name)
        writing.guard(name, event_id(9))


def test_adding_no_events_is_nothing(filled: Path) -> None:
    with open_ledger(filled) as ledger, ledger.writing() as writing:
        writing.add_all([])
        assert writing.last_id() == event_id(3)
