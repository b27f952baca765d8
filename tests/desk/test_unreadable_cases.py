"""Where a case cannot be read, nothing goes out that could name its persons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advocacy_cli.desk.drafting import draft, plan_run
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.previewing import preview_text
from advocacy_cli.desk.reporting import make_report
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Severity
from advocacy_cli.model.selection import Choice
from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.report import Report
from campaigns import TEMPLATE, TEXT, edit, write_campaign
from cases import CASE, KNOWN_AS, NAME

FILE = "cases/returned.yaml"
CALL = Request(Choice("call", via=("direct",)))


def refusal(work: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(AdvocacyError) as caught:
        work()
    assert all(problem.is_error for problem in caught.value.problems)
    return [(problem.code, str(problem.where)) for problem in caught.value.problems]


UNCERTAIN = [
    CASE.replace("    name:", "    nmae:"),
    CASE.replace("persons:", "person:"),
    CASE.replace("persons:", "persons: []\nmore:"),
    CASE.replace(f"en: {NAME}", f"en: {NAME} #2"),
    CASE.replace(f"known_as: {KNOWN_AS}", f"known_as: [{KNOWN_AS}]"),
    CASE.replace("  - id: p1\n", "  - just text\n  - id: p1\n"),
    f"{CASE}---\n{CASE}",
    f"{CASE}: :",
    f"[{NAME}]",
    NAME,
    "",
]
CERTAIN = [
    CASE.replace("2025-10-09", "Sept 2025"),
    CASE.replace("scope: [to_un]", "scope: [to_everyone]"),
    CASE.replace("title: The return of invented people", "title:"),
    CASE.replace("id: p1", "id: P 1"),
    CASE.replace("described: a woman in her 40s", "described:\n      en:"),
    CASE.replace("audience: [un, government, public]", "audience: [all]"),
]


@pytest.mark.parametrize("text", UNCERTAIN)
def test_no_letter_is_made_while_it_is_not_certain_whom_it_may_not_name(
    workplace: Workplace, text: str
) -> None:
    write_campaign(workplace.root, {FILE: text})
    assert refusal(lambda: plan_run(workplace, CALL)) == [("unreadable_case", FILE)]
    assert refusal(lambda: preview_text(workplace, CALL)) == [("unreadable_case", FILE)]


@pytest.mark.parametrize("text", CERTAIN)
def test_a_case_whose_names_are_certain_stops_its_own_letters_only(
    workplace: Workplace, text: str
) -> None:
    write_campaign(workplace.root, {FILE: text})
    campaign, _ = workplace.campaign()
    assert campaign.cases == {}
    assert plan_run(workplace, CALL).totals["planned"] == 1


@pytest.mark.parametrize(
    ("name", "audience"),
    [(NAME, ""), ("안숙예", "audience: un\n"), ("beispiel ansuk", "audience: public\n")],
)
def test_a_letter_that_names_a_person_of_it_is_refused(
    workplace: Workplace, name: str, audience: str
) -> None:
    files = {
        FILE: CERTAIN[0],
        "letter_templates/call/template.yaml": TEMPLATE + audience,
        "letter_templates/call/en.md": f"{TEXT}\nWhere is {name}?\n",
    }
    write_campaign(workplace.root, files)
    with pytest.raises(AdvocacyError) as caught:
        preview_text(workplace, CALL)
    assert {problem.code for problem in caught.value.problems} == {"names_person"}
    assert NAME not in str(caught.value)


@pytest.mark.parametrize("text", [*CERTAIN, *UNCERTAIN])
def test_the_public_is_told_nothing_while_a_case_cannot_be_read(
    workplace: Workplace, text: str
) -> None:
    write_campaign(workplace.root, {FILE: text})
    assert {where.partition(":")[0] for _, where in refusal(lambda: public(workplace))} == {FILE}
    assert make_report(workplace, Readers.INTERNAL).readers is Readers.INTERNAL


@pytest.mark.parametrize("file", ["cases/a.yml", "cases/old/a.yaml", "cases/A.YAML"])
def test_a_case_under_another_name_counts_as_one_that_cannot_be_read(
    workplace: Workplace, file: str
) -> None:
    write_campaign(workplace.root, {file: CASE})
    assert refusal(lambda: public(workplace)) == [("ignored_file", file)]
    assert plan_run(workplace, CALL).totals["planned"] == 1
    if "old" in file:
        edit(workplace.root / "letter_templates/call/en.md", "Will you", f"Will {NAME}")
        assert draft(workplace, CALL).totals["failed"] == 1
    (workplace.root / file).write_text("a: [")
    assert refusal(lambda: plan_run(workplace, CALL)) == [("unreadable_case", file)]
    (workplace.root / file).unlink()
    assert public(workplace).readers is Readers.PUBLIC


def test_a_file_of_notes_beside_the_cases_stops_nothing(workplace: Workplace) -> None:
    write_campaign(workplace.root, {"cases/notes.txt": NAME, "cases/README.md": "How to"})
    assert public(workplace).readers is Readers.PUBLIC
    assert plan_run(workplace, CALL).totals["planned"] == 1
    _, problems = workplace.campaign()
    (problem,) = problems
    assert (problem.code, problem.severity) == ("ignored_file", Severity.WARNING)


def public(workplace: Workplace) -> Report:
    return make_report(workplace, Readers.PUBLIC)
