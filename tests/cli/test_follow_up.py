from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from campaigns import Clock, edit
from paper import text
from reply_values import COMMUNICATION
from running import Run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(root: Path) -> Path:
    """The small campaign, with the template for follow-ups that the program ships."""
    shutil.copytree(ROOT / "letter_templates/follow-up", root / "letter_templates/follow-up")
    return root


@pytest.fixture
def asked(run: Run) -> str:
    return str(run(*COMMUNICATION, "--json").json["reference"])


def paper(root: Path, letter: dict[str, str]) -> str:
    return " ".join(text((root / letter["file"]).read_bytes()).split())


def test_it_recalls_the_letter_its_open_questions_and_its_replies(
    run: Run, root: Path, asked: str
) -> None:
    run("reply", "add", asked, "--on", "2025-11-20", "--kind", "acknowledged")
    run("reply", "add", asked, "--on", "2025-11-21", "--kind", "auto_reply")
    run("reply", "assess", asked, "--reply", "1", "--answer", "2=answered")
    (made,) = run("follow-up", asked, "--json").json["letters"]
    assert (made["addressee"], made["via"], made["sender"]) == ("president", "direct", "ada")
    words = paper(root, made)
    assert (
        "about the letter that the United Nations made public on 5 January 2026: that of 5 November"
        " 2025, with the reference AL XXX 3/2025. I did not write it, and do not speak for those"
        " who did."
    ) in words
    assert "publication_not_entered" in {problem["code"] for problem in made["problems"]}
    assert "What came in reply on 20 November 2025 has been read with care" in words
    assert "Where are they? Do their families know?" in words
    assert words.endswith("1. 3.")  # the numbers of the list stand at the end of the page's text
    assert "Are they safe?" not in words


def test_before_it_is_public_no_door_leads_to_it(run: Run, root: Path, clock: Clock) -> None:
    reference = entered(run, "--ref", "AL XXX 4/2026", "--on", "2026-01-20")
    for more in ([], ["--again"], ["--date", "2026-12-01"], ["--dry-run"]):
        (problem,) = run("follow-up", reference, *more, "--json").json["problems"]
        assert problem["code"] == "not_public"
        assert "is confidential until 2026-03-22" in problem["message"]
    assert not (root / "letters").exists()
    clock.pass_days(20)
    assert run("follow-up", reference, "--date", "2026-03-21").code == 1
    (made,) = run("follow-up", reference, "--json").json["letters"]
    assert "made public on 22 March 2026" in paper(root, made)


def test_a_day_that_is_entered_ends_the_confidentiality_outright(run: Run, root: Path) -> None:
    reference = entered(run, "--ref", "On two people", "--mandate", "wgeid", "--on", "2025-01-10")
    assert "is not known to be public" in run("follow-up", reference).err
    told = ("communication", "edit", reference, "--url", "https://example.org/a")
    assert run(*told).code == 0
    assert "is not known to be public" in run("follow-up", reference).err
    clock = run(*told, "--public-on", "2026-02-01", "--json").json["clock"]
    assert clock["confidential_until"] == "2026-02-01"
    (made,) = run("follow-up", reference, "--json").json["letters"]
    assert "publication_not_entered" not in {problem["code"] for problem in made["problems"]}
    words = paper(root, made)
    assert "the letter that Example Working Group made public on 1 February 2026" in words
    assert "that of 10 January 2025. I did not" in words
    assert "It can be read at https://example.org/a" in words


@pytest.mark.parametrize(
    ("day", "code"), [("2026-03-03", "in_the_future"), ("2025-11-04", "bad_value")]
)
def test_a_day_on_which_it_cannot_have_been_made_public(
    run: Run, asked: str, day: str, code: str
) -> None:
    (problem,) = run("communication", "edit", asked, "--public-on", day, "--json").json["problems"]
    assert (problem["code"], "--public-on" in problem["hint"]) == (code, True)
    assert run(*COMMUNICATION, "--public-on", day).code == 1


def test_without_saying_again_when_it_was_sent_its_publication_can_be_added(run: Run) -> None:
    reference = entered(run, "--ref", "AL XXX 4/2026", "--on", "2026-01-20")
    same = ("--ref", "AL XXX 4/2026", "--from", "Example Working Group", "--to", "president")
    told = run("communication", "add", *same, "--public-on", "2026-02-01", "--json").json
    assert (told["reference"], told["communication"]["public_on"]) == (reference, "2026-02-01")


def test_a_draft_that_speaks_too_early_is_stale_and_marking_it_says_so(
    run: Run, asked: str
) -> None:
    (made,) = run("follow-up", asked, "--json").json["letters"]
    run(*COMMUNICATION, "--confidential-until", "2026-06-01")
    (stale,) = [one for one in run("status", "--json").json["letters"] if one["stale"]]
    assert stale["reference"] == made["reference"]
    problem, stale = run("mark", "sent", made["reference"], "--json").json["problems"]
    assert (problem["code"], stale["code"]) == ("not_public", "stale")
    assert "is confidential until 2026-06-01" in problem["message"]
    assert "destroy it" in problem["hint"]


def test_a_text_that_recalls_every_letter_as_its_own_is_refused(run: Run, root: Path) -> None:
    reference = str(run(*COMMUNICATION, "--json").json["reference"])
    text = root / "letter_templates/follow-up/en.md"
    text.write_text("I wrote on {{ followed.date }} ({{ followed.reference }}) and wait.\n")
    (letter,) = run("follow-up", reference, "--json").json["letters"]
    assert [problem["code"] for problem in letter["problems"]][-1] == "speaks_as_own"
    (own,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", own["reference"])
    assert run("follow-up", own["reference"]).code == 0


def entered(run: Run, *words: str) -> str:
    """The reference of a letter that somebody else sent."""
    told = ("--from", "Example Working Group", "--to", "president", *words)
    return str(run("communication", "add", *told, "--json").json["reference"])


def test_without_a_question_or_a_reply_it_says_so(run: Run, root: Path) -> None:
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", made["reference"])
    (chaser,) = run("follow-up", made["reference"], "--json").json["letters"]
    assert (chaser["via"], chaser["addressee"]) == (made["via"], made["addressee"])
    assert chaser["reference"] != made["reference"]
    words = paper(root, chaser)
    assert f"with the reference {made['reference']}. I know of no reply to it." in words
    assert "for an answer to that letter" in words
    shown = run("show", chaser["reference"], "--json").json
    assert shown["letter"]["about"] == made["reference"]
    assert shown["related"] == [made["reference"]]
    assert run("show", made["reference"], "--json").json["related"] == [chaser["reference"]]


def test_again_it_is_unchanged_until_a_reply_comes(run: Run, asked: str) -> None:
    run("follow-up", asked)
    assert run("follow-up", asked, "--json").json["totals"]["unchanged"] == 1
    run("reply", "add", asked, "--on", "2025-12-01")
    (stale,) = [one for one in run("status", "--json").json["letters"] if one["stale"]]
    assert stale["about"] == asked
    assert run("follow-up", asked, "--json").json["totals"]["drafted"] == 1


def test_when_one_has_left_another_needs_again(run: Run, asked: str) -> None:
    (first,) = run("follow-up", asked, "--json").json["letters"]
    run("mark", "sent", first["reference"])
    assert run("follow-up", asked, "--json").json["totals"]["skipped"] == 1
    (second,) = run("follow-up", asked, "--again", "--json").json["letters"]
    assert (second["outcome"], second["round"]) == ("drafted", 2)
    chased = run("follow-up", first["reference"])
    assert (chased.code, f"follows up {asked} itself" in chased.err) == (1, True)


def test_what_has_its_answer_is_not_followed_up_unless_again(run: Run, asked: str) -> None:
    run("reply", "add", asked, "--on", "2025-12-01", "--kind", "rejection")
    answered = run("follow-up", asked)
    assert answered.code == 1
    assert "was answered on 2025-12-01 (rejection)" in answered.err
    assert run("follow-up", asked, "--again").code == 0


def test_what_was_never_sent_is_not_followed_up(run: Run) -> None:
    (made,) = run("draft", "call", "--json").json["letters"]
    result = run("follow-up", made["reference"])
    assert (result.code, "so there is nothing to follow up" in result.err) == (1, True)


def test_a_dry_run_makes_nothing(run: Run, root: Path, asked: str) -> None:
    answer = run("follow-up", asked, "--dry-run", "--json").json
    assert (answer["dry_run"], answer["totals"]["planned"]) == (True, 1)
    assert not (root / "letters").exists()


def test_a_sender_who_is_gone(run: Run, root: Path) -> None:
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", made["reference"])
    edit(root / "senders.yaml", "uid-of-ada-0001", "uid-of-ada-0002")
    result = run("follow-up", made["reference"])
    assert result.code == 1
    assert "ada, who signed" in result.err and "say who signs with --sender" in result.err
    assert run("follow-up", made["reference"], "--sender", "ada").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["draft", "follow-up", "--to", "president"], "follow-up follows up a letter, and none"),
        (
            ["follow-up", "AL XXX 3/2025", "--template", "call"],
            "call is no template for follow-ups",
        ),
        (["follow-up", "TST-0000-0000-0"], "there is no letter TST-0000-0000-0"),
    ],
)
def test_what_cannot_be(run: Run, asked: str, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert asked and (result.code, message in result.err) == (1, True), result.err


def test_its_own_questions_are_stored_as_printed(run: Run, root: Path) -> None:
    edit(
        root / "letter_templates/call/template.yaml",
        "subject:",
        "questions: [Where are they?, {en: Are they safe?}]\nsubject:",
    )
    path = root / "letter_templates/call/en.md"
    assert "questions_not_printed" in run("check").out
    path.write_text(path.read_text() + "\n{{ questions }}\n")
    assert run("check").code == 0
    (made,) = run("draft", "call", "--json").json["letters"]
    assert "Where are they? Are they safe?" in paper(root, made)
    edit(root / "letter_templates/call/template.yaml", "Are they safe?", "Are they well?")
    shown = run("show", made["reference"], "--json").json
    assert shown["letter"]["stale"] is True
    assert [one["text"] for one in shown["questions"]] == ["Where are they?", "Are they safe?"]


def test_a_question_that_a_language_lacks(run: Run, root: Path) -> None:
    edit(
        root / "letter_templates/call/template.yaml",
        "subject:",
        "questions: [{de: Wo sind sie?}]\nsubject:",
    )
    result = run("check")
    assert result.code == 1
    assert "call has a text in en, but not its question 1 [missing_question]" in result.out
