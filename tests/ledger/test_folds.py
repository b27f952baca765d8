from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from advocacy_cli.ledger import store
from advocacy_cli.ledger.rows import reached_by
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import ClockAction, LetterState, fold
from ledger_values import drafted, event, kept, record
from reply_values import assessed, clock_changed, communicated, linked, replied

STATE = TypeAdapter(LetterState)


@pytest.fixture(autouse=True)
def _keep_from_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WORTH_KEEPING", 1)
    monkeypatch.setattr(store, "MANY", 1)


def states(path: Path) -> dict[str, LetterState]:
    with open_ledger(path) as ledger:
        return ledger.states()


def refolded(path: Path) -> dict[str, LetterState]:
    with open_ledger(path) as ledger:
        return {name: fold(ledger.events(name)) for name in ledger.records()}


def require_the_same_order(path: Path) -> None:
    """The letters come in the order of their last drafting, whatever is kept."""
    with open_ledger(path) as ledger:
        last = {one.reference: one.id for one in ledger.events() if one.kind == "drafted"}
        assert list(ledger.records()) == sorted(last, key=lambda name: last[name])


def require_the_same_reach(path: Path) -> None:
    """Letters have left for the same recipients, however many states are kept."""
    out = [name for name, state in refolded(path).items() if state.is_out]
    for worth_keeping in (1, 3, 9):
        with pytest.MonkeyPatch.context() as patch, open_ledger(path) as ledger:
            patch.setattr(store, "WORTH_KEEPING", worth_keeping)
            assert ledger.reached() == reached_by(ledger.records(out).values())


def run_sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_every_kind_of_entry_comes_back_from_the_cache_as_it_was_folded() -> None:
    reply = replied(3, kind="holding", file="replies/a.pdf", size=3, forwarded_on="2026-11-24")
    history = [
        communicated(1),
        drafted(2),
        reply,
        assessed(4, reply, kind="rejection", q1={"answer": "refused", "quote": "No", "page": 1}),
        clock_changed(5, ClockAction.EXTEND, "3d"),
        linked(6, "TST-1"),
        event(7, "delivered", data={"by": "post", "note": "\u2028 ü"}),
    ]
    state = fold(history)
    assert STATE.validate_json(STATE.dump_json(state)) == state
    for event_ in history:
        one = fold([event_])
        assert STATE.validate_json(STATE.dump_json(one)) == one


def test_what_was_folded_is_kept_and_read(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = states(filled)
    assert kept(filled) == set(first)
    monkeypatch.setattr("advocacy_cli.ledger.rows.fold", lambda _events: pytest.fail("folded"))
    assert states(filled) == first


def test_an_entry_forgets_its_own_letter_alone(filled: Path) -> None:
    states(filled)
    with open_ledger(filled) as ledger, ledger.writing() as writing:
        writing.add(event(9, "sent", record(2)))
        assert [name for name, state in writing.states().items() if state.is_out] == [
            record(2).reference
        ]
    assert kept(filled) == {record(1).reference, record(3).reference}
    assert states(filled) == refolded(filled)
    assert kept(filled) == {record(number).reference for number in (1, 2, 3)}


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM folds",
        "DELETE FROM folds WHERE reference != ''",
        "DELETE FROM folds WHERE reference = ''",
        "UPDATE folds SET state = '0 ' WHERE reference = ''",
        "UPDATE folds SET state = 'x' WHERE reference != ''",
    ],
)
def test_it_can_be_dropped_and_is_built_again(filled: Path, harm: str) -> None:
    first = states(filled)
    run_sql(filled, harm)
    with open_ledger(filled) as ledger:
        assert ledger.states_not_out() == first
    run_sql(filled, harm)
    assert states(filled) == first == refolded(filled)
    assert kept(filled) == set(first)
    assert states(filled) == first


def test_entries_made_behind_its_back_are_seen(filled: Path) -> None:
    states(filled)
    new = event(9, "sent", record(1))
    run_sql(
        filled,
        "INSERT INTO events SELECT"
        f" '{new.id}', reference, 'sent', on_day, recorded_at, actor, run, '{{}}'"
        f" FROM events WHERE reference = '{new.reference}'",
    )
    assert states(filled)[new.reference].is_out
    assert states(filled) == refolded(filled)


def test_a_small_ledger_keeps_none(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WORTH_KEEPING", 4)
    states(filled)
    assert kept(filled) == set()


def test_letters_that_were_only_drafted_are_kept_when_they_are_many(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MANY", 4)
    states(filled)
    assert kept(filled) == set()
    with open_ledger(filled) as ledger, ledger.writing() as writing:
        first = next(iter(ledger.states()))
        writing.add(event(99, "sent", reference=first))
    states(filled)
    assert len(kept(filled)) == 3


def test_a_reader_that_may_not_write_reads_all_the_same(filled: Path) -> None:
    first = refolded(filled)
    with closing(sqlite3.connect(filled)) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_ledger(filled, seconds=0.01) as ledger:
            assert ledger.states() == first
    assert kept(filled) == set()


@pytest.mark.slow
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.sampled_from(["sent", "delivered", "drafted", "read"])),
        max_size=8,
    )
)
def test_it_never_differs_from_folding_anew(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    with open_ledger(path) as ledger, ledger.writing() as writing:
        for number in (1, 2, 3):
            writing.add_letter(record(number))
            writing.add(drafted(number, record(number)))
    for second, (number, step) in enumerate(steps, start=10):
        if step == "read":
            states(path)
            continue
        with open_ledger(path) as ledger, ledger.writing() as writing:
            letter = record(number)
            is_draft = step == "drafted"
            writing.add(drafted(second, letter) if is_draft else event(second, step, letter))
        require_the_same_order(path)
        require_the_same_reach(path)
    assert states(path) == refolded(path)
    require_the_same_order(path)
    require_the_same_reach(path)
