from __future__ import annotations

import stat
from pathlib import Path

import pytest

from advocacy_cli.cli.world import World
from campaigns import Clock
from reply_values import COMMUNICATION, EML, JPEG, PDF, PNG, TXT
from running import Run

pytestmark = pytest.mark.slow


@pytest.fixture
def letter(run: Run) -> str:
    """A letter that was sent on 2 March 2026."""
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", made["reference"])
    return str(made["reference"])


@pytest.fixture
def asked(run: Run) -> str:
    """A communication with three questions, sent on 5 November 2025."""
    return str(run(*COMMUNICATION, "--json").json["reference"])


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(PDF)
    return path


def standing(run: Run) -> tuple[str, str]:
    (letter,) = run("status", "--json").json["letters"]
    return letter["reply"], letter["clock"]


def test_a_reply_needs_reading_and_is_told_what_to_do(run: Run, letter: str) -> None:
    result = run("reply", "add", letter, "--on", "2026-03-02")
    assert result.out == f"{letter}  reply entered: needs reading\n"
    assert result.err == f"When it is read: advocacy reply assess {letter}\n"
    assert standing(run) == ("needs_reading", "none")


def test_its_file_is_kept_for_the_owner_under_its_digest(
    run: Run, root: Path, letter: str, scan: Path
) -> None:
    answer = run(
        *("reply", "add", letter, "--kind", "rejection", "--file", str(scan), "--pages", "2"),
        *("--paragraphs", "5", "--language", "ko", "--from", "The mission", "--note", "by fax"),
        "--json",
    ).json
    reply = answer["reply"]
    kept = root / reply["file"]
    assert kept.read_bytes() == PDF
    assert kept.name == f"{reply['sha256']}.pdf"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert (reply["size"], reply["media_type"]) == (len(PDF), "application/pdf")
    assert (reply["pages"], reply["paragraphs"], reply["language"]) == (2, 5, "ko")
    assert (reply["from"], reply["note"]) == ("The mission", "by fax")
    assert standing(run)[0] == "rejection"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(("a.PDF", PDF), ("a.png", PNG), ("a.jpg", JPEG), ("a.jpeg", JPEG)),
        *(("a.eml", EML), ("a.txt", TXT), ("a.txt", EML), ("a.txt", "漢字".encode())),
    ],
)
def test_kinds_of_files(run: Run, tmp_path: Path, letter: str, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert run("reply", "add", letter, "--file", str(tmp_path / name)).code == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", PNG, "a.pdf is not a PDF, as its name says, but a PNG"),
        ("a.png", PDF, "a.png is not a PNG, as its name says, but a PDF"),
        ("a.jpg", TXT, "a.jpg is not a JPEG, as its name says, but a text"),
        ("a.eml", TXT, "a.eml is not an e-mail, as its name says, but a text"),
        ("a.txt", b"MZ\x00\x01", "a.txt is not a text, as its name says"),
        ("a.exe", b"MZ\x00\x01", "a.exe is of no kind that is kept"),
        ("pdf", PDF, "pdf is of no kind that is kept"),
        ("a.pdf", b"", "a.pdf is empty"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(
    run: Run, root: Path, tmp_path: Path, letter: str, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("reply", "add", letter, "--file", str(tmp_path / name))
    assert result.code == 1
    assert message in result.err
    assert not (root / "replies").exists()
    assert standing(run)[0] == "none"


def test_a_scan_of_200_megabytes(run: Run, tmp_path: Path, letter: str) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(PDF)
        file.truncate(200_000_000)
    result = run("reply", "add", letter, "--file", str(large))
    assert result.code == 1
    assert "large.pdf is larger than 100 MB" in result.err
    assert "scan it again in grey" in result.err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path, letter: str) -> None:
    result = run("reply", "add", letter, "--file", str(tmp_path / "none.pdf"))
    assert (result.code, "cannot be read" in result.err) == (1, True)


def test_the_same_file_twice_says_so_and_changes_nothing(run: Run, letter: str, scan: Path) -> None:
    run("reply", "add", letter, "--file", str(scan))
    again = run("reply", "add", letter, "--file", str(scan), "--note", "once more")
    assert again.code == 0
    assert again.out == f"{letter}  this reply of 2026-03-02 is known: needs reading\n"
    assert run("reply", "add", letter, "--file", str(scan), "--json").json["new"] is False
    assert len(run("history", letter, "--json").json["events"]) == 3


def test_the_same_words_twice_are_one_reply_and_a_second_of_the_day_is_another(
    run: Run, letter: str
) -> None:
    run("reply", "add", letter, "--note", "by telephone")
    run("reply", "assess", letter, "--kind", "acknowledged")
    assert run("reply", "add", letter, "--note", "by telephone", "--json").json["new"] is False
    assert run("reply", "add", letter, "--kind", "referral", "--json").json["new"] is True


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (["--on", "2026-03-03"], "in_the_future", "2026-03-03 has not come yet"),
        (["--on", "2026-03-01"], "before_sending", "was sent on 2026-03-02, so no reply can"),
        (["--forwarded", "2026-03-03"], "in_the_future", "2026-03-03 has not come yet"),
        (["--forwarded", "2026-03-01"], "before_reply", "cannot have been passed on"),
        (["--language", "Korean"], "bad_value", "'Korean' is not a language tag"),
    ],
)
def test_days_and_words_that_cannot_be(
    run: Run, letter: str, more: list[str], code: str, message: str
) -> None:
    result = run("reply", "add", letter, *more, "--json")
    assert result.code == 1
    (problem,) = result.json["problems"]
    assert (problem["code"], message in problem["message"]) == (code, True)
    assert standing(run)[0] == "none"


def test_no_reply_to_a_letter_that_is_unknown_or_was_never_sent(run: Run) -> None:
    unknown = run("reply", "add", "TST-0000-0000-0")
    assert (unknown.code, "there is no letter TST-0000-0000-0" in unknown.err) == (1, True)
    (made,) = run("draft", "call", "--json").json["letters"]
    never = run("reply", "add", made["reference"])
    assert never.code == 1
    assert "has not been sent, so nothing can have come back" in never.err
    assert "first `advocacy mark sent" in never.err


def test_questions_are_assessed_by_flags(run: Run, asked: str) -> None:
    run("reply", "add", asked, "--on", "2026-01-02", "--paragraphs", "5", "--pages", "2")
    answer = run(
        *("reply", "assess", asked, "--kind", "rejection", "--answer", "1=refused"),
        *("--quote", "1=We  reject\nthis.", "--page", "1=2", "--rest", "not_addressed", "--json"),
    ).json
    assert [question["answer"] for question in answer["questions"]] == [
        "refused",
        "not_addressed",
        "not_addressed",
    ]
    assert (answer["questions"][0]["quote"], answer["questions"][0]["page"]) == (
        "We reject this.",
        2,
    )
    assert standing(run) == ("rejection", "met")
    again = run("reply", "assess", asked, "--kind", "rejection")
    assert again.out == f"{asked}  nothing new: rejection; 0 of 3 questions answered\n"


def test_a_reading_can_be_mended_and_keeps_its_words(run: Run, asked: str) -> None:
    run("reply", "add", asked, "--on", "2026-01-02")
    run("reply", "assess", asked, "--answer", "2=partly", "--quote", "2=They are well.")
    run("reply", "assess", asked, "--answer", "2=answered", "--page", "2=1")
    answer = run("reply", "assess", asked, "--kind", "substantive", "--json").json
    (second,) = [one for one in answer["questions"] if one["number"] == "2"]
    assert (second["answer"], second["quote"], second["page"]) == ("answered", "They are well.", 1)


@pytest.mark.parametrize(
    ("more", "code", "message", "hint"),
    [
        (["--answer", "4=answered"], "unknown_question", "asks no question 4", "1: Where are they"),
        (["--quote", "1=We deny."], "no_answer", "how the reply answers question 1", "--answer 1="),
        (["--page", "1=3", "--answer", "1=partly"], "no_such_page", "no page 3 of 2", "--page"),
        (["--reply", "2", "--kind", "holding"], "which_reply", "no reply 2", "1 of 2026-01-02"),
    ],
)
def test_readings_that_cannot_be(
    run: Run, asked: str, more: list[str], code: str, message: str, hint: str
) -> None:
    run("reply", "add", asked, "--on", "2026-01-02", "--pages", "2")
    result = run("reply", "assess", asked, *more, "--json")
    assert result.code == 1
    (problem,) = result.json["problems"]
    assert problem["code"] == code
    assert message in problem["message"] and hint in problem["hint"]
    assert standing(run)[0] == "needs_reading"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ([], "is needed where nobody can be asked"),
        (["--answer", "1"], "'1' is not NUMBER="),
        (["--answer", "1=maybe"], "'1=maybe' is not NUMBER="),
        (["--page", "1=two"], "'1=two' is not NUMBER="),
    ],
)
def test_wrong_usage(run: Run, asked: str, more: list[str], message: str) -> None:
    run("reply", "add", asked, "--on", "2026-01-02")
    result = run("reply", "assess", asked, *more)
    assert (result.code, message in " ".join(result.err.split())) == (2, True), result.err


def test_of_several_replies_one_must_be_named_unless_one_is_unread(run: Run, asked: str) -> None:
    none = run("reply", "assess", asked, "--kind", "holding")
    assert (none.code, "has no reply" in none.err) == (1, True)
    run("reply", "add", asked, "--on", "2025-11-20", "--kind", "acknowledged")
    run("reply", "add", asked, "--on", "2026-01-02")
    assert run("reply", "assess", asked, "--kind", "rejection").code == 0
    several = run("reply", "assess", asked, "--kind", "holding")
    assert several.code == 1
    assert "1 of 2025-11-20 (acknowledged), 2 of 2026-01-02 (rejection)" in several.err
    assert run("reply", "assess", asked, "--reply", "2", "--kind", "substantive").code == 0
    assert standing(run) == ("substantive", "met")


def test_a_person_is_walked_through_the_questions(
    run: Run, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("reply", "add", asked, "--on", "2026-01-02")
    monkeypatch.setattr(World, "is_interactive", True)
    said = "what\nrej\nref\ncategorically rejects\n1\n\nans\n\n"
    result = run("reply", "assess", asked, stdin=f"{said}\n")
    assert result.code == 0, result.err
    assert "choose one of acknowledged, holding" in result.err
    assert "Question 2 of 3: Are they safe?" in result.err
    assert result.out.endswith(f"{asked}  reading entered: rejection; 1 of 3 questions answered\n")
    questions = run("reply", "assess", asked, "--kind", "rejection", "--json").json["questions"]
    assert [(one["answer"], one["quote"]) for one in questions] == [
        ("refused", "categorically rejects"),
        ("not_addressed", None),
        ("answered", None),
    ]


def test_undo_takes_back_the_reading_then_the_reply_then_the_mark(
    run: Run, letter: str, clock: Clock
) -> None:
    clock.pass_days(1)
    run("reply", "add", letter)
    run("reply", "assess", letter, "--kind", "holding")
    assert "assessed of 2026-03-03 taken back" in run("undo", letter).out
    assert standing(run)[0] == "needs_reading"
    assert "replied of 2026-03-03 taken back" in run("undo", letter).out
    assert standing(run)[0] == "none"
    assert "now drafted" in run("undo", letter).out


def test_a_reply_of_which_the_month_is_known(run: Run, asked: str) -> None:
    words = ("reply", "add", asked, "--on", "2026-01", "--kind", "rejection")
    reply = run(*words, "--json").json["reply"]
    assert (reply["on"], reply["dated"]) == ("2026-01-31", "2026-01")
    assert "reply of 2026-01 is known" in run(*words).out
    shown = run("show", asked).out
    assert "rejection (2026-01)" in shown
    assert "met by the reply of 2026-01;" in shown
    assert "1.  2026-01  rejection" in shown


@pytest.mark.parametrize(
    ("on", "more", "message"),
    [
        ("2025-10", [], "sent on 2025-11-05, so no reply can have come on 2025-10"),
        ("2027", [], "2027 has not come yet"),
        ("2026-01", ["--forwarded", "2025-12-31"], "the reply came on 2026-01, so it cannot"),
    ],
)
def test_months_that_cannot_be(
    run: Run, asked: str, on: str, more: list[str], message: str
) -> None:
    result = run("reply", "add", asked, "--on", on, *more)
    assert (result.code, message in result.err) == (1, True)


def test_what_may_have_been_is_taken(run: Run) -> None:
    asked = run(*COMMUNICATION, "--on", "2025-11", "--json").json["reference"]
    assert run("reply", "add", asked, "--on", "2025-11-20", "--kind", "holding").code == 0
    assert run("reply", "add", asked, "--on", "2026", "--forwarded", "2026-02-01").code == 0
    assert run("clock", asked, "--until", "2025-11-10").code == 0


def test_a_reply_that_is_known_is_called_by_its_own_kind(run: Run, asked: str) -> None:
    receipt = ("reply", "add", asked, "--on", "2025-12-01", "--kind", "acknowledged")
    run(*receipt)
    run("reply", "add", asked, "--on", "2025-12-02", "--kind", "rejection")
    assert run(*receipt).out == f"{asked}  this reply of 2025-12-01 is known: acknowledged\n"
