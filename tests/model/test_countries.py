from __future__ import annotations

import pytest

from advocacy_cli.model.countries import COUNTRIES, country_problem


def test_there_are_as_many_countries_as_iso_3166_assigns() -> None:
    assert len(COUNTRIES) == 249


@pytest.mark.parametrize("code", ["CN", "KP", "NO", "US", "ZW"])
def test_a_country(code: str) -> None:
    assert country_problem(code) is None


@pytest.mark.parametrize(
    ("code", "meant"), [("UK", "GB"), ("uk", "GB"), ("gb", "GB"), ("USA", "US"), ("EL", "GR")]
)
def test_a_mistake_that_many_make(code: str, meant: str) -> None:
    assert f"write {meant}" in (country_problem(code) or "")


@pytest.mark.parametrize("code", ["XX", "", "China", "EU", "日本"])
def test_no_country(code: str) -> None:
    problem = country_problem(code)
    assert problem is not None
    assert repr(code) in problem
    assert "write" not in problem
