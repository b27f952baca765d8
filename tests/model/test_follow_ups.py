"""A letter of somebody else's is spoken of from the day on which it is public, and not before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.errors import AdvocacyError
from advocacy_cli.model.clocks import NO_RULES, Clock, clock_of
from advocacy_cli.model.events import LetterState, fold
from advocacy_cli.model.follow_ups import followed, publication_to_confirm
from advocacy_cli.model.letters import Followed, Published
from advocacy_cli.model.procedures import rules_of
from ledger_values import DAY, drafted, event, record
from reply_values import communicated, replied

ONE = dt.timedelta(days=1)


def told(today: dt.date, *more: Any, **changes: Any) -> Followed:
    """What a letter of that day says of somebody else's, which was sent on `DAY`."""
    state = fold([communicated(1, **changes), *more])
    return followed(record(), state, clock_at(state, today), today)


def clock_at(state: LetterState, on: dt.date) -> Clock:
    rules = rules_of(state.communication) if state.communication else NO_RULES
    return clock_of(state, rules, on, lambda _: True)


def refusal(today: dt.date, **changes: Any) -> str:
    with pytest.raises(AdvocacyError) as caught:
        told(today, **changes)
    (problem,) = caught.value.problems
    assert problem.code == "not_public" and "--public-on DATE" in problem.hint
    return problem.message


@pytest.mark.parametrize(
    ("changes", "last_day"),
    [
        ({}, DAY + dt.timedelta(days=60)),
        ({"un_ref": "OL XXX 1/2026"}, DAY + dt.timedelta(days=2)),
        ({"un_ref": "", "subject": "A call", "mandates": ("sr-vaw",)}, DAY + dt.timedelta(days=60)),
        ({"confidential_until": dt.date(2027, 6, 1)}, dt.date(2027, 5, 31)),
        ({"public_on": dt.date(2026, 12, 24)}, dt.date(2026, 12, 23)),
    ],
)
def test_it_is_refused_to_the_last_confidential_day_and_allowed_on_the_next(
    changes: dict[str, Any], last_day: dt.date
) -> None:
    for on in (DAY, last_day):
        assert f"is confidential until {last_day + ONE}" in refusal(on, **changes)
    published = told(last_day + ONE, **changes).published
    assert published and published.on == last_day + ONE


@pytest.mark.parametrize(
    "changes",
    [
        {"un_ref": "", "subject": "A case", "mandates": ("wgeid",)},
        {"un_ref": "", "subject": "A case", "mandates": ("wgad",)},
        {"un_ref": "", "subject": "A call", "author": "Somebody"},
        {"un_ref": "", "subject": "A call", "author": "Somebody", "url": "https://example.org"},
    ],
)
def test_what_no_day_makes_public_is_refused_on_every_day_until_one_is_entered(
    changes: dict[str, Any],
) -> None:
    assert "is not known to be public" in refusal(dt.date(2099, 1, 1), **changes)
    published = told(DAY + ONE, **changes, public_on=DAY + ONE).published
    assert published and published.is_entered and not published.of_un


def test_of_a_day_known_in_part_the_last_that_it_can_be_counts() -> None:
    changes = {"on": dt.date(2026, 10, 31), "dated": "2026-10"}
    refusal(dt.date(2026, 12, 30), **changes)
    published = told(dt.date(2026, 12, 31), **changes).published
    assert published and published.at_the_latest
    confirm = publication_to_confirm("TST", published)
    assert confirm and "on 2026-12-31 at the latest" in confirm.message


@given(st.dates(dt.date(2025, 1, 1), dt.date(2028, 1, 1)), st.integers(0, 400))
def test_never_before_the_day_that_the_clock_gives(sent: dt.date, days: int) -> None:
    on = sent + dt.timedelta(days=days)
    if days <= 60:
        refusal(on, on=sent)
    else:
        assert told(on, on=sent).published


def test_an_entered_day_needs_no_confirming_and_one_from_a_term_does() -> None:
    later = DAY + dt.timedelta(days=61)
    assert publication_to_confirm("TST", _published(told(later))) is not None
    entered = told(later, public_on=later)
    assert publication_to_confirm("TST", _published(entered)) is None


def _published(found: Followed) -> Published:
    assert found.published
    return found.published


def test_our_own_reference_is_not_taken_for_that_of_a_letter_without_one() -> None:
    found = told(DAY, un_ref="", subject="A call", author="Somebody", public_on=DAY)
    assert found.name == ""


def test_a_reply_that_was_kept_confidential_is_not_spoken_of() -> None:
    later = DAY + dt.timedelta(days=61)
    kept, open_ = replied(2, kind="confidential"), replied(3, kind="holding", on=DAY + ONE)
    assert [str(on) for on in told(later, kept, open_).replied_on] == [str(DAY + ONE)]


def test_our_own_letter_is_recalled_on_any_day_and_in_our_own_name() -> None:
    state = fold([drafted(1), event(2, "sent")])
    found = followed(record(), state, clock_at(state, DAY), DAY)
    assert (found.name, found.published) == (record().reference, None)


def test_a_draft_of_an_earlier_version_that_recalls_our_own_letter_goes_on_to_hold() -> None:
    state = fold([drafted(1), event(2, "sent")])
    found = followed(record(), state, clock_at(state, DAY), DAY)
    assert str(found) == (
        f"Followed(name={record().reference!r}, date=PartialDate(root='2026-11-24'),"
        " open_questions=(), replied_on=())"
    )
