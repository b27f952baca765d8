from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from advocacy_cli.model.law import Law, Party


def law(kind: str = "treaty", **parties: Any) -> Law:
    return Law.model_validate(
        {
            "citation": "A treaty",
            "says": "Something.",
            "kind": kind,
            "parties": parties,
            "source": "invented",
            "mark": "confirmed",
        }
    )


@pytest.mark.parametrize(
    ("how", "bound"),
    [
        ({"how": "ratified", "since": "1988-10-04"}, True),
        ({"how": "acceded", "since": "1982"}, True),
        ({"how": "party"}, True),
        ({"how": "signed", "since": "1998-10-05"}, False),
        ({"how": "not_a_party"}, False),
    ],
)
def test_only_parties_are_bound_by_a_treaty(how: dict[str, str], bound: bool) -> None:
    assert law(CN=how).may_be_held_against("CN") is bound
    assert law(kind="bilateral", CN=how).may_be_held_against("CN") is bound


def test_of_a_state_that_is_not_listed_nothing_is_claimed() -> None:
    assert not law(CN={"how": "party"}).may_be_held_against("GB")


@pytest.mark.parametrize("kind", ["customary", "declaration", "report"])
def test_what_is_no_treaty_may_be_cited_to_any_state(kind: str) -> None:
    assert law(kind=kind).may_be_held_against("GB")


def test_an_act_needs_its_day_and_its_lack_has_none() -> None:
    with pytest.raises(ValidationError, match="`acceded` needs `since:`"):
        Party(how="acceded")
    with pytest.raises(ValidationError, match="`not_a_party` has no `since:`"):
        Party.model_validate({"how": "not_a_party", "since": "1990"})
