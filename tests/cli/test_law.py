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


def test_what_we_argue_is_told_under_its_own_name_alone(run: Run) -> None:
    for more in ([], ["--json"]):
        shown = " ".join(run("law", "show", "border-1986", *more).out.split())
        assert "hand over names" in shown and "displace" not in shown
        argued = " ".join(run("law", "argument", "border-1986", *more).out.split())
        assert "cannot displace" in argued and "hand over names" not in argued
    nothing = run("law", "argument", "cat-3")
    assert (nothing.code, "Nothing is argued from cat-3." in nothing.err) == (0, True)
    assert run("law", "argument", "cat3").code == 1


def test_a_letter_prints_what_we_argue_only_where_its_text_asks_for_it(
    run: Run, root: Path
) -> None:
    text = root / "letter_templates/call/en.md"
    (root / "letter_templates/call/annex.en.md").write_text("# Annex\n\n{{ law_annex }}\n")
    edit(text, "Will you", '{{ law("border-1986") }} Will you')
    shown = run("preview", "call", "--text").out
    assert "hand over names" in " ".join(shown.split()) and "displace" not in shown
    edit(text, "Will you", '{{ law_argument("border-1986") }} Will you')
    letter, _, annex = run("preview", "call", "--text").out.partition("\nAnnex")
    assert "displace" in letter and "displace" not in annex


def test_an_argument_that_is_not_there_is_found(run: Run, root: Path) -> None:
    text = root / "letter_templates/call/en.md"
    edit(text, "Will you", '{{ law_argument("cat-3") }} Will you')
    drafted = run("draft", "call")
    assert "nothing is argued from cat-3 [no_argument]" in " ".join(
        (drafted.out + drafted.err).split()
    )
    edit(text, "cat-3", "cat3")
    assert "there is no law 'cat3' [unknown_law]" in run("check").out
    edit(text, '"cat3"', '"cat-3", state="CN"')
    assert "[law_misused]" in run("check").out
