"""What `model.alike` leaves of a letter is all that a report looks at."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.model.alike import counted
from advocacy_cli.model.clocks import NO_RULES, ClockRules, clock_of
from advocacy_cli.model.events import LetterState, fold
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.reporting.discretion import Tracked
from advocacy_cli.reporting.figures import Scope, report
from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.report import Listing, Report
from cases import case, person
from histories import TODAY, Kind, entries_of, kinds, letters_of
from report_values import campaign

spans = st.none() | st.sampled_from([TODAY - dt.timedelta(days=ago) for ago in (0, 15)])
CAMPAIGN = campaign(case(person()))
RULES = {
    "call": ClockRules.model_validate(
        {"reply_within": "10d", "long_overdue": "20d", "answer_within": "5d"}
    ),
    "other": ClockRules.model_validate({"reply_within": "9wd"}),
}


def tracked(letter: LetterRecord, state: LetterState) -> Tracked:
    rules = RULES.get(letter.key.template, NO_RULES)
    return Tracked(letter, state, clock_of(state, rules, TODAY, lambda day: day.weekday() < 5))


def reported(letters: list[Tracked], scope: Scope) -> Report:
    return report(CAMPAIGN, letters, scope, str)


def nameless(made: Report) -> Report:
    """The report without what tells one letter from another that is counted alike."""
    late = tuple(replace(one, reference="", sender="") for one in made.overdue.shown)
    told = tuple(replace(one, reference="") for one in made.stories.shown)
    return replace(
        made,
        overdue=Listing(late, made.overdue.total),
        stories=Listing(told, made.stories.total),
    )


scopes = st.builds(Scope, st.just(TODAY), st.sampled_from(Readers), spans)


@pytest.mark.slow
@settings(max_examples=500)
@given(kinds, scopes)
def test_what_is_left_of_a_letter_gives_the_same_report(kind: Kind, scope: Scope) -> None:
    _, (letter, _) = letters_of([(kind, 2)])
    state = fold(entries_of(letter, kind, 3))
    left = counted(letter.key, state)
    if left is None:
        assert state.communication or letter.key.about
        return
    key, reduced = left
    assert counted(*left) == left
    assert nameless(reported([tracked(letter, state)], scope)) == nameless(
        reported([tracked(LetterRecord(key, ""), reduced)], scope)
    )


@settings(max_examples=200)
@given(kinds, scopes)
def test_letters_that_are_alike_are_counted_at_once_as_one_by_one(kind: Kind, scope: Scope) -> None:
    letters = [
        tracked(letter, fold(entries_of(letter, kind, place)))
        for place, (letter, _) in enumerate(letters_of([(kind, 3)]))
    ]
    letters.sort(key=lambda one: one.record.reference)
    first = letters[0]
    left = counted(first.record.key, first.state)
    if left is None or any(counted(one.record.key, one.state) != left for one in letters):
        return
    together = replace(first, number=3, alike=lambda most: [one.record for one in letters[:most]])
    assert reported([together], scope) == reported(letters, scope)
