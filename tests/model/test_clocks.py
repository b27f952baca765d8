from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.model.clocks import (
    NO_RULES,
    Clock,
    ClockRules,
    ClockStanding,
    Term,
    Unit,
    clock_of,
    read_term,
)
from advocacy_cli.model.events import ClockAction, Event, fold
from ledger_values import DAY, drafted, event
from reply_values import assessed, clock_changed, communicated, replied

RULES = ClockRules.model_validate(
    {
        "reply_within": "60d",
        "remind": ["50d", "30d"],
        "long_overdue": "180d",
        "confidential": "60d",
        "answer_within": "6m",
    }
)
DUE = DAY + dt.timedelta(days=60)
terms = st.builds(Term, st.integers(min_value=1, max_value=400), st.sampled_from(list(Unit)))
days = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 1, 1))


def monday_to_friday(day: dt.date) -> bool:
    return day.weekday() < 5


def clock(*history: Event, today: dt.date = DAY, rules: ClockRules = RULES) -> Clock:
    return clock_of(fold([drafted(1), event(2, "sent"), *history]), rules, today, monday_to_friday)


def standing(days: int, *history: Event) -> ClockStanding:
    return clock(*history, today=DAY + dt.timedelta(days=days)).standing


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("60d", Term(60, Unit.DAYS)),
        ("10WD", Term(10, Unit.WORKING_DAYS)),
        (" 6 m ", Term(6, Unit.MONTHS)),
    ],
)
def test_terms_as_people_write_them(text: str, term: Term) -> None:
    assert read_term(text) == term


@settings(deadline=None)
@given(terms)
def test_a_term_reads_back(term: Term) -> None:
    assert read_term(str(term)) == term


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0d", "'0d' is over before it begins; it takes at least 1d"),
        ("-3d", "'-3d' is over before it begins"),
        ("60 parsecs", "there is no unit 'parsecs' in '60 parsecs'; write days as 60d"),
        ("two months", "'two months' is not a length of time"),
        ("60", "'60' is not a length of time"),
        ("", "'' is not a length of time"),
        ("36501d", "longer than a hundred years"),
        ("1201m", "longer than a hundred years"),
        ("9999999999d", "is not a length of time"),
    ],
)
def test_what_is_no_term(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
        read_term(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("day", "term", "end"),
    [
        ("2023-12-31", "1d", "2024-01-01"),
        ("2023-11-01", "60d", "2023-12-31"),
        ("2023-11-02", "60d", "2024-01-01"),
        ("2024-02-28", "1d", "2024-02-29"),
        ("2023-02-28", "1d", "2023-03-01"),
        ("2023-08-31", "6m", "2024-02-29"),
        ("2022-08-31", "6m", "2023-02-28"),
        ("2024-02-29", "12m", "2025-02-28"),
        ("2023-12-15", "1m", "2024-01-15"),
        ("2024-03-28", "2wd", "2024-04-01"),
        ("2024-03-30", "1wd", "2024-04-01"),
        ("9999-12-30", "60d", "9999-12-31"),
        ("9999-12-01", "1m", "9999-12-31"),
        ("9999-12-30", "10wd", "9999-12-31"),
    ],
)
def test_ends_of_terms(day: str, term: str, end: str) -> None:
    begin = dt.date.fromisoformat(day)
    assert read_term(term).after(begin, monday_to_friday) == dt.date.fromisoformat(end)


@settings(deadline=None)
@given(days, terms)
def test_a_term_ends_after_it_begins_and_working_days_end_on_one(day: dt.date, term: Term) -> None:
    end = term.after(day, monday_to_friday)
    assert end > day
    if term.unit is Unit.WORKING_DAYS:
        assert monday_to_friday(end)
        between = (day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1))
        assert sum(map(monday_to_friday, between)) == term.number


@settings(deadline=None)
@given(days, days, terms)
def test_a_later_day_never_gives_an_earlier_end(one: dt.date, two: dt.date, term: Term) -> None:
    early, late = sorted([one, two])
    assert term.after(early, monday_to_friday) <= term.after(late, monday_to_friday)


def test_nothing_runs_before_the_letter_is_sent_or_without_a_term() -> None:
    assert clock_of(fold([drafted(1)]), RULES, DAY, monday_to_friday) == Clock()
    assert clock(rules=NO_RULES) == Clock(started_on=DAY)


def test_the_days_of_a_clock() -> None:
    found = clock()
    assert found.due_on == DUE
    assert found.remind_on == (DAY + dt.timedelta(days=30), DAY + dt.timedelta(days=50))
    assert found.long_overdue_on == DAY + dt.timedelta(days=180)
    assert found.confidential_until == DUE + dt.timedelta(days=1)
    assert found.is_confidential(DUE) and not found.is_confidential(DUE + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (0, "running"),
        (45, "running"),
        (46, "due_soon"),
        (60, "due_soon"),
        (61, "overdue"),
        (180, "overdue"),
        (181, "long_overdue"),
    ],
)
def test_where_a_clock_stands(passed: int, expected: str) -> None:
    assert standing(passed) == expected


@pytest.mark.parametrize("kind", ["substantive", "rejection", "confidential"])
def test_a_reply_that_decides_ends_the_waiting(kind: str) -> None:
    found = clock(replied(3, kind=kind, on=DAY + dt.timedelta(days=9)), today=DUE)
    assert (found.standing, found.met_on) == (ClockStanding.MET, DAY + dt.timedelta(days=9))


@pytest.mark.parametrize("kind", [None, "acknowledged", "holding", "referral", "auto_reply"])
def test_no_other_reply_does(kind: str | None) -> None:
    assert standing(61, replied(3, kind=kind)) is ClockStanding.OVERDUE


def test_a_reply_ends_the_waiting_once_it_is_read() -> None:
    reply = replied(3)
    assert standing(61, reply, assessed(4, reply, kind="rejection")) is ClockStanding.MET


@pytest.mark.parametrize("mark", ["returned", "refused"])
def test_what_never_arrived_has_no_clock(mark: str) -> None:
    assert standing(61, event(3, mark)) is ClockStanding.NONE


def test_a_clock_is_set_extended_and_moves_its_reminders_along() -> None:
    found = clock(
        clock_changed(3, ClockAction.WITHIN, "90d"), clock_changed(4, ClockAction.EXTEND, "10d")
    )
    assert found.due_on == DAY + dt.timedelta(days=100)
    assert found.remind_on == (DAY + dt.timedelta(days=70), DAY + dt.timedelta(days=90))
    assert found.long_overdue_on == DAY + dt.timedelta(days=220)
    assert found.confidential_until == DUE + dt.timedelta(days=1)


def test_the_last_setting_counts() -> None:
    found = clock(
        clock_changed(3, ClockAction.EXTEND, "10d"),
        clock_changed(4, ClockAction.UNTIL, "2027-01-31"),
    )
    assert found.due_on == dt.date(2027, 1, 31)


def test_a_clock_can_be_set_where_no_template_does() -> None:
    found = clock(clock_changed(3, ClockAction.WITHIN, "10wd"), rules=NO_RULES)
    assert (found.due_on, found.remind_on, found.long_overdue_on) == (
        dt.date(2026, 12, 8),
        (),
        None,
    )


def test_a_pause_stops_the_clock_and_its_days_are_given_back() -> None:
    paused = clock_changed(3, ClockAction.PAUSE, on=DAY + dt.timedelta(days=50))
    still = clock(paused, today=DAY + dt.timedelta(days=300))
    assert (still.standing, still.paused_on) == (ClockStanding.PAUSED, paused.on)
    resumed = clock_changed(4, ClockAction.RESUME, on=DAY + dt.timedelta(days=70))
    found = clock(paused, resumed, today=DAY + dt.timedelta(days=81))
    assert found.due_on == DUE + dt.timedelta(days=20)
    assert found.long_overdue_on == DAY + dt.timedelta(days=200)
    assert found.standing is ClockStanding.OVERDUE


def test_a_second_pause_and_a_second_resumption_change_nothing() -> None:
    first = clock_changed(3, ClockAction.PAUSE, on=DAY + dt.timedelta(days=5))
    second = clock_changed(4, ClockAction.PAUSE, on=DAY + dt.timedelta(days=6))
    end = clock_changed(5, ClockAction.RESUME, on=DAY + dt.timedelta(days=8))
    again = clock_changed(6, ClockAction.RESUME, on=DAY + dt.timedelta(days=9))
    assert clock(first, second, end, again).due_on == DUE + dt.timedelta(days=3)


def test_the_six_months_to_answer_begin_when_a_reply_was_passed_on() -> None:
    reply = replied(3, kind="rejection", forwarded_on="2026-08-31")
    assert clock(reply).answer_due_on == dt.date(2027, 2, 28)
    assert clock(replied(3, kind="rejection")).answer_due_on is None


def test_a_communication_brings_its_own_terms() -> None:
    own = communicated(1, reply_within="48d", confidential_until=dt.date(2026, 12, 1))
    found = clock_of(fold([own]), RULES, DAY, monday_to_friday)
    assert found.due_on == DAY + dt.timedelta(days=48)
    assert found.confidential_until == dt.date(2026, 12, 1)


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds(
                lambda second, n, unit: clock_changed(second, ClockAction.EXTEND, f"{n}{unit}"),
                st.integers(3, 40),
                st.integers(1, 90),
                st.sampled_from(list(Unit)),
            ),
            st.builds(
                lambda second, action, n: clock_changed(
                    second, action, on=DAY + dt.timedelta(days=n)
                ),
                st.integers(3, 40),
                st.sampled_from([ClockAction.PAUSE, ClockAction.RESUME]),
                st.integers(-5, 90),
            ),
            st.builds(
                lambda second, n: replied(second, kind="rejection", on=DAY + dt.timedelta(days=n)),
                st.integers(3, 40),
                st.integers(0, 90),
            ),
        ),
        max_size=8,
        unique_by=lambda event: event.id,
    ),
    st.integers(0, 400),
    st.randoms(use_true_random=False),
)
def test_order_and_repetition_do_not_matter(
    history: list[Event], passed: int, order: random.Random
) -> None:
    shuffled = history + [order.choice(history) for _ in history]
    order.shuffle(shuffled)
    today = DAY + dt.timedelta(days=passed)
    assert clock(*shuffled, today=today) == clock(*history, today=today)
    found = clock(*history, today=today)
    assert found.due_on is not None and found.due_on >= DUE
    assert found.long_overdue_on is not None and found.long_overdue_on >= found.due_on
    assert all(day < found.due_on for day in found.remind_on)
