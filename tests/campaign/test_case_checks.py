from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.campaign.case_checks import case_findings
from advocacy_cli.campaign.cases import read_case
from advocacy_cli.errors import Severity
from cases import CASE, DAY, NAME, case, consent, person


def found(text: str) -> list[tuple[str, str, str]]:
    record, problems = read_case(text, "returned")
    assert record, problems
    return [(p.code, str(p.where), p.message) for p in case_findings(record.value, DAY)]


def codes(*persons: Any, **changes: Any) -> list[str]:
    return [problem.code for problem in case_findings(case(*persons, **changes), DAY)]


def test_a_sound_case_has_no_findings() -> None:
    assert found(CASE) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "message"),
    [
        ("2025-11-01", "2026-03-03", "future_date", "17:13", "`on` of a consent of p1, 2026-03-03"),
        (
            "[to_un]",
            "[to_un]\n        withdrawn: 2026-04-01",
            "future_date",
            "19:20",
            "`withdrawn` of a consent of p1, 2026-04-01, has not come yet",
        ),
        ("2025-10-09", "2026-04", "future_date", "10:21", "was last seen, 2026-04, has not come"),
        ("until: 2025-11", "until: 2027", "future_date", "22:12", "`until` of a fact, 2027,"),
        (
            "on: 2025-10\n    until: 2025-11",
            "on: 2027",
            "future_date",
            "21:9",
            "`on` of a fact, 2027,",
        ),
        ("The return of", f"{NAME} and", "names_person", "1:8", "read by: government, public"),
        ("A group of", f"{NAME} and", "names_person", "20:11", "read by: government, public"),
        (
            "    source: Frieda Grenzgang",
            "    source: x\n    protect: [route]\n    audience: [un, public]",
            "protected_fact",
            "29:15",
            "gives away a route, so it cannot be for public",
        ),
    ],
)
def test_errors_stand_at_their_place(
    old: str, new: str, code: str, place: str, message: str
) -> None:
    assert old in CASE
    hits = [hit for hit in found(CASE.replace(old, new, 1)) if hit[0] == code]
    (hit,) = hits
    assert hit[1] == f"cases/returned.yaml:{place}"
    assert message in hit[2]


def test_today_is_not_in_the_future() -> None:
    assert codes(person(consent("to_un", on=DAY), last_seen={"on": "2026"})) == []


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([], ["no_consent"]),
        ([{"by": "none"}], ["no_consent"]),
        ([consent("to_un", expires="2026-03-01")], ["expired_consent"]),
        ([consent("to_un", withdrawn="2026-03-01")], ["withdrawn_consent"]),
        ([consent("to_un", expires="2026-03-01"), consent("to_un")], []),
        ([consent("to_un", "public", expires="2026-03-01"), consent("to_un")], ["expired_consent"]),
    ],
)
def test_consents_that_do_not_hold_are_warned_of(
    records: list[dict[str, Any]], expected: list[str]
) -> None:
    findings = list(case_findings(case(person(*records)), DAY))
    assert [problem.code for problem in findings] == expected
    assert all(problem.severity is Severity.WARNING for problem in findings)


@pytest.mark.parametrize("changes", [{"minor": True}, {"protect": ["survivor"]}])
def test_a_place_agreed_to_for_a_protected_person_is_warned_of(changes: dict[str, Any]) -> None:
    assert codes(person(consent("public", "place"), **changes)) == ["protected_place"]
    assert codes(person(consent("public", "place"))) == []


def test_an_id_that_tells_the_name_is_warned_of() -> None:
    assert codes(person(consent("to_un"), id="ansuk-1")) == ["telling_id"]
    assert codes(person(consent("to_un")), id="case-of-beispiel") == ["telling_id"]


def test_a_fact_without_source_is_warned_of() -> None:
    assert codes(person(consent("to_un")), facts=[{"text": "x"}]) == ["no_source"]


def test_a_day_in_a_fact_that_finds_who_is_not_named_is_said() -> None:
    text = {"text": "She was returned with others on 9 October.", "source": "a paper"}
    facts = [{**text, "audience": ["un", "government"]}, {**text, "audience": ["un"]}]
    found = [one for one in case_findings(case(facts=facts), DAY) if one.code == "tells_day"]
    (message,) = (one.message for one in found)
    assert message.startswith("fact 1 of returned tells the audience government a day, 9 October,")
    named = case(person(consent("to_government")), facts=facts)
    assert "tells_day" not in {one.code for one in case_findings(named, DAY)}
