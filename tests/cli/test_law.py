from __future__ import annotations

from pathlib import Path

from campaigns import edit
from running import Run


def test_law_is_listed_by_the_name_it_is_cited_with(run: Run) -> None:
    answer = run("law", "list", "--json").json
    assert answer["version"] == 1
    (law,) = [one for one in answer["law"] if one["law"] == "cat-3"]
    assert law["kind"] == "treaty"
    assert law["citation"].startswith("Convention against Torture")
    assert "cat-3" in run("law", "list").out
    assert run("law", "list", "--csv").out.startswith("law,kind,citation\n")


def test_one_law_says_who_is_bound_since_when_and_who_says_so(run: Run) -> None:
    law = run("law", "show", "iccpr-7", "--json").json
    assert law["parties"]["CN"]["how"] == "signed"
    assert law["source"]
    shown = " ".join(run("law", "show", "iccpr-7").out.split())
    assert "CN: signed 1998-10-05 (not ratified: write `as a signatory`)" in shown
    assert "KP: party 1981" in shown


def test_law_that_is_not_there_is_told_with_a_suggestion(run: Run) -> None:
    result = run("law", "show", "cat3")
    assert result.code == 1
    assert "error: there is no law 'cat3' [unknown_law]" in result.err
    assert "did you mean cat-3?" in result.err


def test_check_finds_law_that_is_not_there(run: Run, root: Path) -> None:
    edit(root / "letter_templates/call/en.md", "Will you", '{{ law("icpr-7") }} Will you')
    result = run("check")
    assert result.code == 1
    assert "en.md:3:4: error: there is no law 'icpr-7' [unknown_law]" in result.out
    assert "did you mean iccpr-7?" in result.out


def test_draft_refuses_to_call_binding_what_is_not(run: Run, root: Path) -> None:
    edit(root / "letter_templates/call/en.md", "Will you", '{{ law("icpped-16") }} Will you')
    result = run("draft", "call")
    assert result.code == 1
    assert (
        "letter_templates/call/en.md:3: error: China is not a party to icpped-16, so is not bound"
        " by it [not_bound]"
    ) in result.err + result.out
    assert not list((root / "letters").glob("*.pdf"))
    edit(root / "letter_templates/call/en.md", '"icpped-16"', '"icpped-16", binding=false')
    assert run("draft", "call").code == 0
