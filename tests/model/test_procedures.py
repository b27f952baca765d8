from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from advocacy_cli.model.clocks import NO_RULES, Clock, clock_of
from advocacy_cli.model.events import fold
from advocacy_cli.model.events.communications import Communication
from advocacy_cli.model.procedures import UNProcedure, procedure_of, rules_of
from reply_values import communicated

ON = dt.date(2026, 3, 2)
LONG_AFTER = dt.date(2036, 3, 2)
WGEID = "Working Group on Enforced or Involuntary Disappearances"


def clock(**changes: Any) -> Clock:
    """The clock of a letter of somebody else's, ten years later."""
    told = {"on": ON, "un_ref": "", "subject": "A case", **changes}
    state = fold([communicated(1, **told)])
    assert state.communication
    return clock_of(state, rules_of(state.communication), LONG_AFTER, lambda _: True)


@pytest.mark.parametrize(("kind", "days"), [("AL", 60), ("UA", 60), ("OL", 2), ("JOL", 2)])
def test_a_reference_tells_how_long_a_letter_is_confidential(kind: str, days: int) -> None:
    rules = rules_of(Communication(ON, "A mandate", un_ref=f"{kind} XXX 1/2026"))
    assert rules.confidential is not None and str(rules.confidential) == f"{days}d"


def test_a_letter_of_mandate_holders_without_a_reference_is_confidential_too() -> None:
    assert rules_of(Communication(ON, "Rapporteurs", mandates=("sr-vaw",))) == rules_of(
        Communication(ON, "Rapporteurs", un_ref="AL XXX 1/2026")
    )


def test_a_letter_of_somebody_else_has_no_terms_of_its_own() -> None:
    assert rules_of(Communication(ON, "An organisation", subject="A call")) == NO_RULES


@pytest.mark.parametrize(
    "who",
    [
        {"mandates": ("wgeid",)},
        {"mandates": ("WGEID",)},
        {"mandates": (WGEID,)},
        {"mandates": ("wgeid", "wgad")},
        {"mandates": ("Groupe de travail sur les disparitions forcées ou involontaires",)},
        {"mandates": (), "author": f"{WGEID}, Geneva"},
    ],
)
def test_a_case_of_a_disappearance_has_no_term_for_a_reply_and_is_never_public(
    who: dict[str, Any],
) -> None:
    found = clock(**who)
    assert (found.due_on, found.confidential_until, found.remind_on) == (None, None, ())
    assert found.never_public and found.is_confidential(LONG_AFTER)


@pytest.mark.parametrize("who", ["wgad", "Working Group on Arbitrary Detention"])
def test_a_case_of_arbitrary_detention_has_60_days_for_a_reply_and_no_day_to_be_public(
    who: str,
) -> None:
    found = clock(mandates=(who,))
    assert (found.due_on, found.confidential_until) == (dt.date(2026, 5, 1), None)
    assert found.is_confidential(LONG_AFTER)


@pytest.mark.parametrize("entered", ["public_on", "confidential_until"])
def test_a_case_is_public_from_the_day_that_somebody_entered(entered: str) -> None:
    day = dt.date(2026, 9, 1)
    found = clock(mandates=("wgeid",), **{entered: day})
    assert found.is_confidential(dt.date(2026, 8, 31)) and not found.is_confidential(day)


@pytest.mark.parametrize(
    ("un_ref", "mandates"),
    [("AL XXX 1/2026", ("wgeid",)), ("", ("wgeid", "sr-dprk")), ("UA XXX 1/2026", ("wgad",))],
)
def test_a_letter_that_a_working_group_joins_is_a_letter(
    un_ref: str, mandates: tuple[str, ...]
) -> None:
    told = Communication(ON, "Mandates", un_ref=un_ref, mandates=mandates)
    assert procedure_of(told) is UNProcedure.LETTER


def test_the_day_on_which_it_was_made_public_counts_before_any_other() -> None:
    found = clock(
        un_ref="AL XXX 1/2026",
        confidential_until=dt.date(2026, 12, 1),
        public_on=dt.date(2026, 6, 1),
    )
    assert found.confidential_until == dt.date(2026, 6, 1)
