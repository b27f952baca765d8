from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.clocks import ClockRules, IsWorkingDay, clock_of, read_term
from advocacy_cli.model.events import Communication, Delivery, LetterState, Reply, ReplyKind
from advocacy_cli.model.starts import Sent, any_day, awaits_reply, due, has_days_of_its_own, late

DAY = dt.date(2026, 11, 24)
ONE = dt.timedelta(days=1)


def never_on_sunday(day: dt.date) -> bool:
    return day.weekday() < 6


def rarely(day: dt.date) -> bool:
    return day.day % 7 == 0


CALENDARS: list[IsWorkingDay] = [never_on_sunday, rarely]
days = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
terms = st.builds("{}{}".format, st.integers(1, 40), st.sampled_from(["d", "wd", "m"]))


@given(terms, days, days, st.sampled_from(CALENDARS))
def test_the_bounds_are_neither_too_narrow_nor_wider_than_one_calendar_asks(
    term: str, today: dt.date, start: dt.date, calendar: IsWorkingDay
) -> None:
    (found,) = late(ClockRules(reply_within=term), today, [calendar])
    assert found.last
    assert (read_term(term).after(start, calendar) < today) == (start <= found.last)


@given(terms, days, st.integers(0, 60), st.sampled_from(CALENDARS))
def test_a_term_can_end_between_two_days_only_if_it_began_between_two_others(
    term: str, today: dt.date, length: int, calendar: IsWorkingDay
) -> None:
    until = today + dt.timedelta(days=length)
    rules = ClockRules(confidential=term)
    (found,) = due(rules, today, until, [calendar])
    assert found.first and found.last and not found.awaited
    for start in (found.first - ONE, found.first, found.last, found.last + ONE):
        end = read_term(term).after(start, calendar) + ONE
        assert (today <= end <= until) == (found.first <= start <= found.last)


@given(
    st.builds(
        lambda reply, remind, overdue, secret: ClockRules(
            reply_within=reply, remind=remind, long_overdue=overdue, confidential=secret
        ),
        st.none() | terms,
        st.lists(terms, max_size=2).map(tuple),
        st.none() | terms,
        st.none() | terms,
    ),
    days,
    days,
    st.integers(0, 60),
    st.booleans(),
    st.sampled_from(CALENDARS),
)
def test_no_letter_with_such_a_day_is_left_out(
    rules: ClockRules,
    sent_on: dt.date,
    today: dt.date,
    length: int,
    is_answered: bool,
    calendar: IsWorkingDay,
) -> None:
    until = today + dt.timedelta(days=length)
    replies = (Reply("1", sent_on, kind=ReplyKind.SUBSTANTIVE),) if is_answered else ()
    state = LetterState(delivery=Delivery.SENT, sent_on=sent_on, replies=replies)
    clock = clock_of(state, rules, today, calendar)
    assert awaits_reply(state) != is_answered

    def chosen(sent: list[Sent]) -> bool:
        return any(
            (awaits_reply(state) or not one.awaited)
            and (one.first or sent_on) <= sent_on <= (one.last or sent_on)
            for one in sent
        )

    if clock.is_overdue:
        assert chosen(late(rules, today, CALENDARS))
        assert chosen(due(rules, today, until, CALENDARS))
    if any(today <= on <= until for _, on in clock.days):
        assert chosen(due(rules, today, until, CALENDARS))
    if clock.days:
        assert chosen(any_day(rules))


@pytest.mark.parametrize(
    ("term", "end", "start"),
    [
        ("1m", "2026-02-28", "2026-01-31"),
        ("1m", "2026-03-30", "2026-02-28"),
        ("1m", "2026-04-29", "2026-03-29"),
        ("60d", "2026-11-24", "2026-09-25"),
        ("1200m", "0001-02-01", "0001-01-01"),
        ("36500d", "0001-02-01", "0001-01-01"),
    ],
)
def test_the_last_day_from_which_a_term_is_over(term: str, end: str, start: str) -> None:
    today = dt.date.fromisoformat(end) + ONE
    (found,) = late(ClockRules(reply_within=term), today, [never_on_sunday])
    assert found.last == dt.date.fromisoformat(start)


def test_a_communication_with_days_of_its_own_is_told() -> None:
    said = Communication(on=DAY, author="Example", reply_within="30d")
    assert has_days_of_its_own(LetterState(sent_on=DAY, communication=said))
    assert not has_days_of_its_own(
        LetterState(sent_on=DAY, communication=Communication(on=DAY, author="Example"))
    )


@pytest.mark.parametrize("delivery", [Delivery.REFUSED, Delivery.RETURNED])
def test_nothing_is_awaited_from_where_a_letter_never_arrived(delivery: Delivery) -> None:
    assert not awaits_reply(LetterState(delivery=delivery, sent_on=DAY))
