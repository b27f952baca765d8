from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from advocacy_cli.campaign.cases import read_cases
from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.errors import Problem, Severity
from advocacy_cli.model.audiences import Giver, Scope
from advocacy_cli.model.cases import Case
from cases import CASE

Make = Callable[[Mapping[str, str | bytes | None]], Path]
FILE = "cases/returned.yaml"


def read(root: Path) -> tuple[Mapping[str, Case], list[Problem]]:
    section, problems = read_cases(root)
    return section.by_id, problems


def test_a_campaign_without_cases_lacks_nothing(campaign: Make) -> None:
    assert read(campaign({})) == ({}, [])


def test_a_case_is_read_with_the_places_of_its_parts(campaign: Make) -> None:
    cases, problems = read(campaign({FILE: CASE, "cases/scan.pdf": b"\xff"}))
    assert problems == []
    case = cases["returned"]
    (person,) = case.persons
    assert person.consent[0].by is Giver.FAMILY and person.consent[0].scope == (Scope.TO_UN,)
    assert str(person.last_seen.on) == "2025-10-09"
    assert str(case.at("persons", 0, "last_seen", "on")) == f"{FILE}:10:21"
    assert str(case.at("persons", 0, "protect")) == f"{FILE}:3:5"


def test_the_campaign_has_its_cases(campaign: Make) -> None:
    loaded, problems = load_campaign(campaign({FILE: CASE}))
    assert problems == []
    assert loaded and list(loaded.cases) == ["returned"]


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "message"),
    [
        ("[to_un]", "[to_onu]", "bad_value", "18:17", "'to_onu' is not one of 'to_un', "),
        ("2025-10-09", "2023-02-30", "bad_value", "10:21", "there is no day 2023-02-30"),
        ("2025-10-09", "Sept 2023", "bad_value", "10:21", "is not a date; write 2023-09"),
        ("2025-11\n", "2025-09\n", "bad_value", "20:5", "its end 2025-09 is before its beginning"),
        ("[to_un]", "[]\n        expires: 2025-10-01", "bad_value", "15:9", "`expires` 2025-10-01"),
        ("by: family", "by: friend", "bad_value", "15:13", "'self', 'family', 'lawyer' or 'none'"),
        ("    described: a woman in her 40s\n", "", "missing_key", "3:5", "`persons.described`"),
        ("1981", "19x1", "bad_value", "7:17", "'19x1' is not a whole number"),
        ("1981", "2026", "bad_value", "3:5", "before the birth year 2026"),
        ("    sex:", "    gender:", "unknown_key", "8:5", "`gender` is not a key here"),
        ("  - text: They", "  - persons: [p2]\n    text: They", "unknown_person", "25:15", "'p2'"),
        ("facts:", "  - {id: p1, described: x}\nfacts:", "duplicate_id", "19:10", "second time"),
        ("facts:", "places: x\nfacts:", "unknown_key", "19:1", "`places` is not a key here"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    campaign: Make, old: str, new: str, code: str, place: str, message: str
) -> None:
    assert old in CASE
    cases, problems = read(campaign({FILE: CASE.replace(old, new, 1)}))
    assert cases == {}
    (problem,) = problems
    assert (problem.code, str(problem.where)) == (code, f"{FILE}:{place}")
    assert message in problem.message


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("cases/Returned.yaml", "bad_value", Severity.ERROR),
        ("cases/returned.yml", "ignored_file", Severity.WARNING),
        ("cases/old/returned.yaml", "ignored_file", Severity.WARNING),
    ],
)
def test_a_file_that_is_no_case_does_not_go_unnoticed(
    campaign: Make, name: str, code: str, severity: Severity
) -> None:
    cases, problems = read(campaign({name: CASE}))
    assert cases == {}
    assert [(p.code, p.severity, str(p.where)) for p in problems] == [(code, severity, name)]


def test_an_empty_file_is_a_problem(campaign: Make) -> None:
    assert [problem.code for problem in read(campaign({FILE: "# nothing\n"}))[1]] == ["empty_file"]


def test_a_language_of_no_letter_is_noticed_in_a_fact(campaign: Make) -> None:
    text = CASE.replace("text: They were held in a village hall.", "text: {en: x, xx: y}")
    _, problems = load_campaign(campaign({FILE: text}))
    assert [(p.code, str(p.where)) for p in problems] == [("unknown_language", f"{FILE}:25:19")]
