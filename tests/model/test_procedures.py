from __future__ import annotations

import datetime as dt

import pytest

from advocacy_cli.model.clocks import NO_RULES
from advocacy_cli.model.events import Communication
from advocacy_cli.model.procedures import rules_of

ON = dt.date(2026, 3, 2)


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
