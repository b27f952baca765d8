from __future__ import annotations

from pathlib import Path

import pytest

from campaigns import edit, write_campaign
from cases import CASE, NAME
from running import Run, answered

FILE = "cases/returned.yaml"
NEW = ["cases", "new", "other", "--title", "A title", "--described", "a man of 30"]
AGREED = ["--consent-by", "family", "--consent-on", "2026-02-01", "--scope", "to_un"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_campaign(tmp_path / "campaign", {FILE: CASE})


def test_a_new_case_is_a_sound_file_of_its_owner_alone(run: Run, root: Path) -> None:
    made = run(*NEW, "--name", '"O\'Brien" #1: <b>', *AGREED, "--scope", "place", "--json")
    assert (made.code, made.json["file"]) == (0, "cases/other.yaml")
    assert (root / "cases/other.yaml").stat().st_mode & 0o077 == 0
    (person,) = run("cases", "show", "other", "--json").json["persons"]
    assert person["name"] == '"O\'Brien" #1: <b>'
    assert person["consent"] == [{"by": "family", "on": "2026-02-01", "scope": ["to_un", "place"]}]
    assert run("check", "--json").json["problems"] == []


def test_a_new_case_needs_no_consent_and_check_says_so(run: Run) -> None:
    assert run(*NEW).code == 0
    (problem,) = run("check", "--json").json["problems"]
    assert (problem["code"], problem["where"]) == ("no_consent", "cases/other.yaml:9:5")


def test_a_person_is_asked_for_what_is_not_given(root: Path) -> None:
    answers = ["A title", "a man of 30", "Ben Muster", "family", "2020-02-01", "to_un, place"]
    assert answered(["-C", str(root), "cases", "new", "other"], answers)[0] == 0
    text = (root / "cases/other.yaml").read_text()
    assert 'name: "Ben Muster"' in text
    assert '\n        scope: ["to_un", "place"]\n' in text


def test_a_person_may_leave_open_what_is_not_known(root: Path) -> None:
    answers = ["A title", "a man of 30", "", ""]
    assert answered(["-C", str(root), "cases", "new", "other"], answers)[0] == 0
    text = (root / "cases/other.yaml").read_text()
    assert "# name:" in text and "\n    # consent:" in text


@pytest.mark.slow
def test_an_answer_that_is_none_of_those_offered_is_refused(root: Path) -> None:
    answers = ["A title", "a man of 30", "", "friend"]
    code, said = answered(["-C", str(root), "cases", "new", "other"], answers)
    assert code == 2 and "'friend' is none of these" in said
    assert not (root / "cases/other.yaml").exists()


def test_every_commented_key_of_a_new_case_can_be_used(run: Run, root: Path) -> None:
    run(*NEW)
    path = root / "cases/other.yaml"
    lines = path.read_text().splitlines()
    keys = ("name", "known_as", "birth_year", "sex", "nationality", "last_seen", "forces", "steps")
    wanted = [f"# {key}:" for key in (*keys, "minor", "protect", "consent", "  - by", "facts")]
    starts = (*wanted, "#     on:", "#     scope:", "#   - text", "#     source", "#     audience")
    opened = [
        line.replace("# ", "", 1) if line.strip().startswith(starts) else line for line in lines
    ]
    path.write_text("\n".join(opened).replace("    #   - by", "      - by") + "\n")
    problems = run("check", "--json").json["problems"]
    assert [p["message"] for p in problems if p["severity"] == "error"] == []
    shown = run("cases", "show", "other", "--json").json
    assert shown["persons"][0]["known_as"] == "another name"
    assert shown["persons"][0]["consent"] and shown["facts"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["cases", "new", "returned", *NEW[3:]], "already_there", "there is a case 'returned'"),
        (["cases", "new", "../x", *NEW[3:]], "bad_value", "'../x' is not an id"),
        ([*NEW, *AGREED, "--consent-on", "2026-03-03"], "future_date", "has not come yet"),
        ([*NEW, *AGREED, "--consent-on", "2026-02-30"], "bad_value", "there is no day 2026-02-30"),
        (["cases", "new", "other", "--title", "", "--described", "x"], "", "nobody can be asked"),
        ([*NEW, "--scope", "everywhere"], "", "is not one of"),
        ([*NEW, "--scope", "to_un"], "", "is needed with a day or a scope"),
        (["cases", "show", "returnd"], "unknown_case", "did you mean returned?"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    run: Run, root: Path, arguments: list[str], code: str, message: str
) -> None:
    refused = run(*arguments)
    assert refused.code == (1 if code else 2)
    assert message in " ".join(refused.err.replace("│", " ").split())
    assert f"[{code}]" in refused.err or not code
    assert [path.name for path in (root / "cases").iterdir()] == ["returned.yaml"]


def test_the_list_counts_persons_and_facts(run: Run) -> None:
    assert run("cases", "list", "--json").json["cases"] == [
        {"case": "returned", "title": "The return of invented people", "persons": 1, "facts": 2}
    ]
    assert run("cases", "list", "--csv").out.splitlines()[1].startswith("returned,1,2,The return")
    assert "returned" in run("cases", "list").out


def test_a_campaign_without_cases_says_how_to_begin(run: Run, root: Path) -> None:
    (root / FILE).unlink()
    assert "advocacy cases new ID" in run("cases", "list").err


def test_the_internal_view_says_what_would_print_for_whom(run: Run) -> None:
    shown = run("cases", "show", "returned")
    assert shown.out.startswith("INTERNAL: not to be passed on\n")
    assert f"en: {NAME}, ko: 안숙예 (name; name, known_as," in shown.out
    assert "to government  a woman in her 40s (description; nothing else)" in shown.out
    prints = run("cases", "show", "returned", "--json").json["persons"][0]["prints"]
    assert {name: printed["as"] for name, printed in prints.items()} == {
        "un": "name",
        "government": "description",
        "public": "description",
    }


def test_a_case_with_an_error_is_not_said_to_be_unknown(run: Run, root: Path) -> None:
    edit(root / FILE, "[to_un]", "[to_onu]")
    shown = run("cases", "show", "returned")
    assert shown.code == 1
    assert shown.err.startswith(f"{FILE}:18:17: error: ")
    assert "[unknown_case]" in run("cases", "show", "other").err


def test_the_view_of_an_audience_holds_what_it_may_read(run: Run) -> None:
    un = run("cases", "show", "returned", "--audience", "un").out
    public = run("cases", "show", "returned", "--audience", "public").out
    assert un.startswith("What is printed for: un\n")
    for hidden in (NAME, "Fischerdorf", "1981", "sister", "Jenseits", "Grenzgang", "Klara"):
        assert hidden not in public
        assert hidden in un or hidden == "Klara"
    assert run("cases", "show", "returned", "--audience", "nobody").code == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2025-10-09", "Sept 2025", "'Sept 2025' is not a date; write 2025-09"),
        ("2025-10-09", "2023-02-30", "there is no day 2023-02-30"),
        ("2025-10-09", "2026-03-03", "has not come yet"),
        ("[to_un]", "[to_onu]", "'to_onu' is not one of 'to_un', 'to_government', 'public',"),
        ("[to_un]", "[to_un]\n        expires: 2025-10-01", "is before the day it was given"),
        ("[to_un]", "[to_un]\n        expires: 2026-03-01", "expired on 2026-03-01"),
        ("[to_un]", "[to_un]\n        withdrawn: 2026-03-01", "was withdrawn on 2026-03-01"),
    ],
)
def test_check_covers_cases(run: Run, root: Path, old: str, new: str, message: str) -> None:
    edit(root / FILE, old, new)
    checked = run("check")
    assert message in checked.out
    assert checked.out.startswith("cases/returned.yaml:")
