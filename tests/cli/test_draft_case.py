from __future__ import annotations

from pathlib import Path

import pytest

from campaigns import Clock, edit, write_campaign
from cases import CASE
from running import Run

FILE = "cases/returned.yaml"
CALL = "letter_templates/call/template.yaml"
TEXT = "In 2025: {{ person.naming }}, {{ person.place }}. Will you answer?\n"
FORM = """\
to: [president]
via: direct
subject: A submission
audience: un
per: person
requires:
  - {element: last_seen.place, source: "the form, element 3"}
  - consent
languages: {en: {reviewed: true}}
"""
SECOND = "  - id: p2\n    described: a man of 30\nfacts:\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A form with a letter for each person; the second person lacks what it requires."""
    files = {
        FILE: CASE.replace("facts:\n", SECOND, 1),
        "letter_templates/form/template.yaml": FORM,
        "letter_templates/form/en.md": TEXT,
    }
    return write_campaign(tmp_path / "campaign", files)


def test_each_person_has_a_letter_and_what_is_missing_is_told(run: Run) -> None:
    made = run("draft", "form", "--case", "returned", "--json")
    assert made.code == 3
    first, second = made.json["letters"]
    assert (first["case"], first["outcome"]) == ("returned/p1", "drafted")
    assert "p1" not in first["file"] and "returned" not in first["file"]
    assert (second["case"], second["outcome"]) == ("returned/p2", "failed")
    place, consent = second["problems"]
    assert place["message"] == (
        "there is no `last_seen.place` of p2 in the case returned, which form requires"
        " (the form, element 3)"
    )
    assert place["where"] == f"{FILE}:19:5"
    assert "no consent to `to_un` is in force" in consent["message"]
    assert {place["code"], consent["code"]} == {"missing_element"}


def test_one_person_can_be_chosen(run: Run) -> None:
    assert run("draft", "form", "--case", "returned/p1").code == 0
    (letter,) = run("status", "--json").json["letters"]
    assert letter["case"] == "returned/p1"
    shown = run("show", letter["reference"])
    assert "returned/p1" in shown.out
    assert run("show", letter["reference"], "--json").json["letter"]["case"] == "returned/p1"


def test_a_letter_stands_until_what_its_reader_may_know_changes(run: Run, root: Path) -> None:
    run("draft", "form", "--case", "returned/p1")
    again = run("draft", "form", "--case", "returned/p1", "--json").json["letters"]
    assert [letter["outcome"] for letter in again] == ["unchanged"]
    edit(root / FILE, "Klara Leise", "nobody")  # a note is for oneself
    assert run("status", "--json").json["totals"]["stale"] == 0
    edit(root / FILE, "Fischerdorf Elfen", "Elfendorf")
    assert run("status", "--json").json["totals"]["stale"] == 1


def test_a_withdrawn_consent_makes_a_draft_stale_and_refuses_its_mark(run: Run, root: Path) -> None:
    run("draft", "form", "--case", "returned/p1")
    edit(root / FILE, "scope: [to_un]", "scope: [to_un]\n        withdrawn: 2026-03-01")
    (letter,) = run("status", "--json").json["letters"]
    assert letter["stale"]
    refused = run("mark", "sent", letter["reference"])
    assert refused.code == 1
    assert "[consent_withdrawn]" in refused.err


def test_a_consent_counts_on_the_day_of_the_letter(run: Run, root: Path, clock: Clock) -> None:
    edit(root / FILE, "scope: [to_un]", "scope: [to_un]\n        expires: 2026-03-10")
    asked = ["preview", "form", "--case", "returned/p1", "--text"]
    assert "Ansuk Beispiel" in run(*asked).out
    late = run(*asked, "--date", "2026-03-11")
    assert "no consent to `to_un` is in force" in late.err and late.code == 1
    clock.pass_days(10)
    assert run(*asked).code == 1


@pytest.mark.slow
def test_letters_about_two_cases_have_two_references(run: Run, root: Path) -> None:
    edit(root / CALL, "to: [president]", "to: [president]\naudience: public")
    (root / "cases/other.yaml").write_text(CASE)
    asked = [[], ["--case", "returned"], ["--case", "other"]]
    letters = [run("draft", "call", *case, "--json").json["letters"][0] for case in asked]
    assert len({letter["reference"] for letter in letters}) == 3
    assert [letter["case"] for letter in letters] == [None, "returned", "other"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["call", "--case", "returned"], "no_audience", "write `audience: un`"),
        (["form"], "needs_case", "form speaks for a case, and none is named"),
        (["form", "--case", "retruned"], "unknown_case", "did you mean returned?"),
        (["form", "--case", "returned/p9"], "unknown_person", "the persons are p1, p2"),
    ],
)
def test_a_case_that_cannot_be_used_is_refused(
    run: Run, arguments: list[str], code: str, message: str
) -> None:
    for command in ("draft", "preview"):
        refused = run(command, *arguments)
        assert refused.code == 1 and refused.out == ""
        assert f"[{code}]" in refused.err and message in refused.err


@pytest.mark.parametrize("new", ["Sept 2025", "2026-04-01"])
def test_an_error_in_a_case_stops_its_own_letters_only(run: Run, root: Path, new: str) -> None:
    edit(root / FILE, "2025-10-09", new)
    assert run("draft", "form", "--case", "returned").code == 1
    assert run("draft", "call").code == 0


def test_check_wants_an_audience_where_a_case_is_spoken_of(run: Run, root: Path) -> None:
    edit(root / "letter_templates/form/template.yaml", "audience: un\n", "")
    found = {
        p["where"] for p in run("check", "--json").json["problems"] if p["code"] == "no_audience"
    }
    assert found == {"letter_templates/form/template.yaml:1:1", "letter_templates/form/en.md:1:13"}


def test_templates_show_tells_the_audience(run: Run) -> None:
    shown = run("templates", "show", "form", "--json").json
    assert (shown["audience"], shown["per"]) == ("un", "person")
    assert shown["requires"] == ["last_seen.place", "consent"]


def test_an_unknown_audience_or_element_is_refused(run: Run, root: Path) -> None:
    edit(root / "letter_templates/form/template.yaml", "- consent", "- consnet")
    edit(root / "letter_templates/form/template.yaml", "audience: un", "audience: press")
    messages = " ".join(p["message"] for p in run("check", "--json").json["problems"])
    assert "'press' is not one of 'un', 'government' or 'public'" in messages
    assert "'consnet' is not one of 'name'" in messages
