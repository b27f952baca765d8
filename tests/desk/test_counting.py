"""A report on letters that are counted together is the one on each by itself."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy_cli.desk.reporting import make_report
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.ledger import counting, store
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.reporting import listing
from advocacy_cli.reporting.forms import Readers
from campaigns import TEMPLATE, Clock, write_campaign
from cases import CASE
from histories import TODAY, Kind, Step, entries_of, letters_of, lots, steps
from ledger_values import drafted, event
from reply_values import communicated

FILES = {
    "cases/known.yaml": CASE,
    "letter_templates/call/template.yaml": TEMPLATE
    + "clock: {reply_within: 10d, long_overdue: 20d, confidential: 15d, answer_within: 5d}\n",
    "letter_templates/other/template.yaml": TEMPLATE + "clock: {reply_within: 9wd}\n",
    "letter_templates/other/en.md": "Words.\n",
}
LATELY = TODAY - dt.timedelta(days=14)
"""A letter of the template `call` that was sent then is still confidential."""
SPANS: list[tuple[dt.date | None, dt.date | None]] = [
    (None, None),
    (TODAY - dt.timedelta(days=15), None),
    (None, TODAY - dt.timedelta(days=16)),
]


def workplace_in(root: Path) -> Workplace:
    return Workplace(write_campaign(root, FILES), Clock(), os.urandom, "tester")


def fill(path: Path, lot: list[tuple[Kind, int]]) -> list[LetterRecord]:
    letters = letters_of(lot)
    with open_ledger(path) as ledger, ledger.writing() as writing:
        for place, (letter, kind) in enumerate(letters):
            writing.add_letter(letter)
            writing.add_all(entries_of(letter, kind, place))
    return [letter for letter, _ in letters]


def keep(path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch, open_ledger(path) as ledger:
        patch.setattr(store, "WORTH_KEEPING", 1)
        ledger.states()


def require_the_same_reports(
    workplace: Workplace, since: dt.date | None, until: dt.date | None
) -> None:
    for readers in Readers:
        together = make_report(workplace, readers, since, until)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "count_alike", lambda *_: None)
            assert together == make_report(workplace, readers, since, until)


@pytest.mark.slow
@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lots(), st.lists(st.tuples(st.integers(0, 24), steps), max_size=3), st.sampled_from(SPANS))
def test_the_report_is_that_of_each_letter_by_itself(
    tmp_path_factory: pytest.TempPathFactory,
    lot: list[tuple[Kind, int]],
    since: list[tuple[int, Step]],
    span: tuple[dt.date | None, dt.date | None],
) -> None:
    workplace = workplace_in(tmp_path_factory.mktemp("campaign"))
    letters = fill(workplace.ledger, lot)
    keep(workplace.ledger)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "MOST_SHOWN", 3)
        require_the_same_reports(workplace, *span)
        with open_ledger(workplace.ledger) as ledger, ledger.writing() as writing:
            for place, (number, step) in enumerate(since):
                letter = letters[number % len(letters)]
                writing.add_all(step(letter, 10_000 + 2 * place, "somebody-else"))
        require_the_same_reports(workplace, *span)


SENT = Kind(
    template="other",
    addressee="president",
    case="known/p1",
    language="en",
    follows_up=False,
    steps=(
        lambda letter, second, by: [drafted(second, letter, on=LATELY, actor=by)],
        lambda letter, second, by: [event(second, "sent", letter, on=LATELY, actor=by)],
    ),
)
CONFIDENTIAL = replace(SENT, template="call")


@pytest.mark.parametrize(
    "lot",
    [
        pytest.param([(SENT, 3), (replace(SENT, case="gone"), 3)], id="a case that is gone"),
        pytest.param([(SENT, 3), (replace(SENT, case="known"), 3)], id="the case of nobody"),
        pytest.param([(SENT, 3), (CONFIDENTIAL, 3)], id="other terms"),
        pytest.param(
            [(SENT, 3), (CONFIDENTIAL, 1), (replace(SENT, follows_up=True), 1)],
            id="a follow-up of what is confidential",
        ),
    ],
)
def test_what_is_confidential_is_told_apart(tmp_path: Path, lot: list[tuple[Kind, int]]) -> None:
    workplace = workplace_in(tmp_path)
    fill(workplace.ledger, lot)
    keep(workplace.ledger)
    require_the_same_reports(workplace, None, None)


@pytest.fixture
def late(tmp_path: Path) -> tuple[Workplace, list[LetterRecord]]:
    """Eight letters, all sent on one day whose replies are late; one is somebody else's."""
    workplace = workplace_in(tmp_path)
    letters = fill(workplace.ledger, [(Kind("call", "president", "", "en", False, ()), 8)])
    on = TODAY - dt.timedelta(days=16)
    with open_ledger(workplace.ledger) as ledger, ledger.writing() as writing:
        for place, letter in enumerate(letters[:-1]):
            writing.add(drafted(2 * place, letter, on=on))
            writing.add(event(2 * place + 1, "sent", letter, on=on))
        writing.add(communicated(20, letters[-1], on=on - dt.timedelta(days=90)))
    keep(workplace.ledger)
    return workplace, letters


def test_of_letters_alike_one_is_read(
    late: tuple[Workplace, list[LetterRecord]], monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace, letters = late
    monkeypatch.setattr(store, "read_all_states", lambda _: pytest.fail("all letters were read"))
    ours, others = sorted(one.reference for one in letters[:-1]), letters[-1].reference
    with open_ledger(workplace.ledger) as ledger, ledger.counting() as found:
        assert found.numbers == {ours[0]: 7, others: 1}
        assert set(found.states) == set(found.records) == {ours[0], others}
        assert [one.reference for one in found.alike(ours[0], 3)] == ours[:3]
        assert [one.reference for one in found.alike(others, 3)] == [others]
    made = make_report(workplace, Readers.INTERNAL)
    assert (made.numbers.letters, made.numbers.overdue) == (8, 8)
    assert [one.reference for one in made.overdue.shown] == [others, *ours]


def test_only_what_is_shown_is_asked_for(
    late: tuple[Workplace, list[LetterRecord]], monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace, letters = late
    asked: list[int] = []
    real = counting.Counting.alike

    def alike(self: counting.Counting, reference: str, most: int) -> list[LetterRecord]:
        asked.append(most)
        return real(self, reference, most)

    monkeypatch.setattr(counting.Counting, "alike", alike)
    monkeypatch.setattr(listing, "MOST_SHOWN", 3)
    overdue = make_report(workplace, Readers.INTERNAL).overdue
    assert (len(overdue.shown), overdue.total, asked) == (3, 8, [3, 2])
    senders = {one.reference: one.sender for one in letters}
    assert [one.sender for one in overdue.shown] == [
        senders[one.reference] for one in overdue.shown
    ]


def test_where_much_was_forgotten_all_is_kept_anew(
    late: tuple[Workplace, list[LetterRecord]], monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace, letters = late
    with open_ledger(workplace.ledger) as ledger, ledger.writing() as writing:
        for place, letter in enumerate(letters[:2]):
            writing.add(event(100 + place, "delivered", letter, on=TODAY))
    for most, numbers in ((3, [1, 1, 1, 5]), (2, [1] * 8), (2, [1, 2, 5])):
        monkeypatch.setattr(store, "WORTH_KEEPING", most)
        with open_ledger(workplace.ledger) as ledger, ledger.counting() as found:
            assert sorted(found.numbers.values()) == numbers
