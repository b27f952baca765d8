"""The rules of letter writing, as `check` and `draft` tell them."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns import CAMPAIGN, RECIPIENTS, SENDERS, TEXT, edit
from running import Run

TEXT_FILE = "letter_templates/call/en.md"
JUDGE = """\
  - id: judge
    form: head-of-state
    office: Chief Justice
    represents: CN
"""
ONE_MORE = """\
  - id: {name}
    uid: uid-of-{name}-0001
    name: {name} Example
    address: {{country: GB, lines: [6 Sender Street, London N1 1AA]}}
"""


def write_text(root: Path, text: str) -> None:
    (root / TEXT_FILE).write_text(text, encoding="utf-8")


def weigh(root: Path, **checks: str) -> None:
    lines = "".join(f"  {code}: {weight}\n" for code, weight in checks.items())
    (root / "campaign.yaml").write_text(f"{CAMPAIGN}checks:\n{lines}", encoding="utf-8")


def test_check_tells_of_a_text_with_place_and_advice(root: Path, run: Run) -> None:
    write_text(root, f"{TEXT}\nYou are a tyrant.\n")
    result = run("check")
    assert result.code == 0
    assert f"{TEXT_FILE}:5:11" in result.out
    assert "'tyrant' may be read as an insult" in result.out
    assert "say what was done and to whom" in result.out
    (problem,) = run("check", "--json").json["problems"]
    assert (problem["code"], problem["severity"]) == ("insulting_word", "warning")


def test_a_letter_with_a_warning_is_drafted(root: Path, run: Run) -> None:
    write_text(root, f"{TEXT}\nYou are a tyrant.\n")
    (letter,) = run("draft", "call", "--json").json["letters"]
    assert letter["outcome"] == "drafted"
    assert [problem["code"] for problem in letter["problems"]] == ["insulting_word"]


@pytest.mark.slow
def test_a_letter_with_a_placeholder_is_not_drafted_but_can_be_looked_at(
    root: Path, run: Run, tmp_path: Path
) -> None:
    write_text(root, f"{TEXT}\n[Say what happened.]\n")
    assert run("check").code == 0
    result = run("draft", "call")
    assert result.code == 1
    assert "the en text of call still has a placeholder, [Say what happened.]" in result.err
    assert not list((root / "letters").glob("*.pdf"))
    picture = tmp_path / "seen.pdf"
    shown = run("preview", "call", "--out", str(picture))
    assert shown.code == 0
    assert picture.exists()
    assert "still has a placeholder" in shown.err


@pytest.mark.slow
def test_a_finding_weighs_what_the_campaign_says(root: Path, run: Run) -> None:
    write_text(root, f"{TEXT}\nYou are a tyrant.\n")
    weigh(root, insulting_word="error")
    assert run("check").code == 1
    result = run("draft", "call")
    assert result.code == 1
    assert "'tyrant' may be read as an insult" in result.err
    weigh(root, insulting_word="off")
    assert run("check", "--json").json["problems"] == []
    (letter,) = run("draft", "call", "--json").json["letters"]
    assert (letter["outcome"], letter["problems"]) == ("drafted", [])


def test_the_same_goes_for_findings_in_lists(root: Path, run: Run) -> None:
    edit(root / "recipients.yaml", "    source: invented\n    as_of: 2026-01-01\n", "")
    assert run("check").code == 0
    weigh(root, no_source="error")
    assert run("check").code == 1
    weigh(root, no_source="off")
    assert "no_source" not in run("check", "--json").out


@pytest.mark.parametrize(
    ("code", "hint"),
    [("insulting_words", "did you mean insulting_word?"), ("unknown_key", "choose from")],
)
def test_a_code_that_cannot_be_weighed(root: Path, run: Run, code: str, hint: str) -> None:
    weigh(root, **{code: "off"})
    result = run("check")
    assert result.code == 1
    assert "campaign.yaml:5:3" in result.out
    assert f"there is no finding '{code}' whose weight can be changed" in result.out
    assert hint in result.out


def test_a_weight_there_is_not(root: Path, run: Run) -> None:
    weigh(root, insulting_word="fatal")
    result = run("check")
    assert result.code == 1
    assert "campaign.yaml:5" in result.out
    assert "'warning'" in result.out


@pytest.fixture
def three_senders(root: Path) -> Path:
    more = "".join(ONE_MORE.format(name=name) for name in ("bob", "cy"))
    (root / "senders.yaml").write_text(f"{SENDERS}{more}", encoding="utf-8")
    return root


@pytest.mark.usefixtures("three_senders")
def test_letters_that_say_the_same_are_named_once_for_each_post(run: Run) -> None:
    report = run("draft", "call", "--sender", "all", "--json").json
    assert report["totals"]["drafted"] == 3
    (problem,) = report["problems"]
    assert (problem["code"], problem["severity"]) == ("too_similar", "warning")
    assert problem["message"] == (
        "3 letters of different senders to embassy-london say nearly the same"
    )
    assert "own_words" in problem["hint"]


def test_a_finding_about_the_run_may_be_an_error(three_senders: Path, run: Run) -> None:
    weigh(three_senders, too_similar="error")
    result = run("draft", "call", "--sender", "all")
    assert result.code == 3
    assert len(list((three_senders / "letters").glob("*.pdf"))) == 3


def test_own_words_make_letters_differ(three_senders: Path, run: Run) -> None:
    write_text(three_senders, f"{TEXT}\n{{% if own_words %}}{{{{ own_words }}}}{{% endif %}}\n")
    edit(
        three_senders / "senders.yaml",
        "    name: bob Example\n",
        "    name: bob Example\n    own_words: My grandmother left her village in winter and"
        " never told us how she crossed the river.\n",
    )
    (problem,) = run("draft", "call", "--sender", "all", "--json").json["problems"]
    assert problem["message"].startswith("2 letters of different senders")


def test_one_sender_may_write_the_same_to_several_at_one_post(root: Path, run: Run) -> None:
    edit(root / "letter_templates/call/template.yaml", "to: [president]", "to: [president, judge]")
    (root / "recipients.yaml").write_text(f"{RECIPIENTS}{JUDGE}", encoding="utf-8")
    report = run("draft", "call", "--json").json
    assert report["totals"]["drafted"] == 2
    assert report["problems"] == []
