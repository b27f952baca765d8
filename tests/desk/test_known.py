"""What is chosen in the database gives the same answers as looking at every letter."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from advocacy_cli.desk.looking import LATE, due, history, show, status, with_days
from advocacy_cli.desk.marking import kept_letters, mark
from advocacy_cli.desk.replies import add
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.ledger import store
from advocacy_cli.ledger.rows import read_records
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.clocks import read_term
from advocacy_cli.model.events import (
    CLOCK,
    COMMUNICATED,
    LINKED,
    REPLIED,
    ClockAction,
    ClockChange,
    Communication,
    CommunicationKind,
    Delivery,
    Event,
    Reply,
    ReplyKind,
)
from advocacy_cli.model.filters import Filter
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.marks import Mark
from advocacy_cli.model.references import LetterKey
from campaigns import TEMPLATE, Clock, write_campaign
from ledger_values import drafted, event

Make = Callable[[int], Event]
"""Makes an event that was entered at that second."""

TODAY = Clock().time.date()
TERMS = """
clock:
  reply_within: 20wd
  remind: [10d, 1m]
  long_overdue: 60d
  confidential: 30d
  answer_within: 1m
"""


def letter(number: int) -> LetterRecord:
    """Letter 4 follows up letter 1; letters 5 and 6 are somebody else's; 7 has no terms left."""
    others = number in {5, 6}
    key = LetterKey(
        campaign="TST",
        template="" if others else "gone" if number == 7 else "call",
        addressee="president" if number % 2 else "embassy-london",
        via="direct",
        sender_uid=f"uid-{number}",
        case=f"Subject {number}" if others else "",
        language="" if others else "en",
        round=1,
        about=letter(1).reference if number == 4 else "",
    )
    return LetterRecord(key, "ada")


NUMBERS = range(1, 8)
days = st.integers(0, 90).map(lambda ago: TODAY - dt.timedelta(days=ago))
kinds = st.none() | st.sampled_from(["acknowledged", "substantive", "rejection"])
numbers = st.sampled_from(NUMBERS)


def entry(kind: str, number: int, on: dt.date, data: Mapping[str, object]) -> Make:
    return lambda second: event(second, kind, letter(number), on=on, data=data)


def reply(number: int, on: dt.date, kind: str | None, forwarded: dt.date | None) -> Make:
    data = {"kind": kind, "forwarded_on": forwarded and forwarded.isoformat()}
    return entry(REPLIED, number, on, {name: value for name, value in data.items() if value})


def change(number: int, on: dt.date, action: ClockAction) -> Make:
    given = {"within": "12d", "extend": "15d", "until": TODAY.isoformat()}
    return entry(CLOCK, number, on, ClockChange(on, action, given.get(action.value, "")).data)


def communicate(
    number: int,
    on: dt.date,
    kind: CommunicationKind | None,
    mandates: tuple[str, ...],
    within: str | None,
    until: bool,
) -> Make:
    prefix = {CommunicationKind.OTHER_LETTER: "OL", CommunicationKind.URGENT_APPEAL: "UA"}
    said = Communication(
        on=on,
        author="Example",
        un_ref=f"{prefix[kind]} XXX 3/2019" if kind else "",
        subject="" if kind else "Words",
        mandates=mandates,
        reply_within=within,
        confidential_until=TODAY if until else None,
    )
    return entry(COMMUNICATED, number, on, said.data)


steps = st.one_of(
    st.builds(
        lambda number, kind, on: entry(kind, number, on, {}),
        st.sampled_from([1, 2, 3, 4, 7]),
        st.sampled_from(["sent", "sent", "delivered", "returned", "withdrawn"]),
        days,
    ),
    st.builds(reply, numbers, days, kinds, st.none() | days),
    st.builds(change, numbers, days, st.sampled_from(ClockAction)),
    st.builds(
        communicate,
        st.sampled_from([5, 6]),
        days,
        st.sampled_from([None, CommunicationKind.OTHER_LETTER, CommunicationKind.URGENT_APPEAL]),
        st.sampled_from([(), ("sr-dprk",), ("wgeid",), ("wgad",)]),
        st.none() | st.just("25d"),
        st.booleans(),
    ),
    st.builds(
        lambda number, to: entry(LINKED, number, TODAY, {"to": letter(to).reference}),
        numbers,
        numbers,
    ),
    st.builds(
        lambda number: lambda second: drafted(second, letter(number)),
        st.sampled_from([1, 2, 3, 4, 7]),
    ),
)


def fill(path: Path, first: int, made: list[Make]) -> None:
    with open_ledger(path) as ledger, ledger.writing() as writing:
        for number in NUMBERS:
            writing.add_letter(letter(number))
        writing.add_all([make(first + place) for place, make in enumerate(made)])


def require_the_same_answers(workplace: Workplace, within: str) -> None:
    everything = status(workplace)
    _, found = due(workplace, read_term(within))
    until = TODAY + dt.timedelta(days=read_term(within).number)
    assert {(day.standing.record.reference, day.due, day.on) for day in found} == {
        (one.record.reference, what, on)
        for one in everything
        for what, on in one.clock.days
        if TODAY <= on <= until or (on < TODAY and what in LATE)
    }
    late = [one for one in everything if one.clock.is_overdue]
    assert status(workplace, Filter(overdue=True)) == late
    dated = [one for one in everything if one.clock.days]
    assert [one for one in with_days(workplace) if one.clock.days] == dated
    not_sent = [one for one in everything if not one.state.is_out]
    assert status(workplace, Filter(not_sent=True)) == not_sent
    english = [one for one in everything if one.record.key.language == "en"]
    assert status(workplace, Filter(language="en")) == english
    with open_ledger(workplace.ledger) as ledger:
        assert kept_letters(workplace, ledger, Filter(overdue=True)) == [
            one.record.reference for one in late
        ]
    for one in everything:
        assert show(workplace, one.record.reference).standing == one


@pytest.fixture(autouse=True)
def _keep_from_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WORTH_KEEPING", 3)


def place(root: Path) -> Workplace:
    files = {"letter_templates/call/template.yaml": TEMPLATE + TERMS}
    return Workplace(write_campaign(root, files), Clock(), os.urandom, "tester")


@pytest.mark.slow
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(steps, min_size=3, max_size=25),
    st.lists(steps, max_size=3),
    st.sampled_from(["1d", "14d", "40d"]),
)
def test_the_answers_are_those_of_all_letters(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[Make],
    since: list[Make],
    within: str,
) -> None:
    workplace = place(tmp_path_factory.mktemp("campaign"))
    fill(workplace.ledger, 0, before)
    require_the_same_answers(workplace, within)
    fill(workplace.ledger, 100, since)
    require_the_same_answers(workplace, within)


def test_one_letter_is_read_without_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace = place(tmp_path)
    on = TODAY - dt.timedelta(days=20)
    fill(
        workplace.ledger,
        0,
        [
            lambda second: drafted(second, letter(1), on=on),
            lambda second: drafted(second, letter(4), on=on),
            entry("sent", 1, on, {}),
            entry(LINKED, 2, on, {"to": letter(1).reference}),
            entry("sent", 2, on, {}),
        ],
    )
    name, others = letter(1).reference, {letter(2).reference, letter(4).reference}
    for function in ("read_all_states", "read_records_to"):
        monkeypatch.setattr(store, function, lambda *_: pytest.fail("all letters were read"))
    monkeypatch.setattr(
        store.Ledger, "references", lambda _: pytest.fail("all references were read")
    )

    def some(connection: Connection, references: Iterable[str] | None) -> dict[str, LetterRecord]:
        assert references is not None
        return read_records(connection, references)

    monkeypatch.setattr(store, "read_records", some)
    assert set(show(workplace, name).related) == others
    assert history(workplace, name)
    said = Reply("", TODAY, kind=ReplyKind.SUBSTANTIVE)
    assert add(workplace, name, said).is_new
    assert mark(workplace, Mark(Delivery.DELIVERED), [name]).changed == (name,)
    assert mark(workplace, Mark(Delivery.SENT), [letter(4).reference]).changed
