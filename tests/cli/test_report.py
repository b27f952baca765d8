"""The report, as a person at the shell meets it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from advocacy_cli.cli import report as command
from campaigns import TEMPLATE, Clock, edit, write_campaign
from cases import CASE, NAME
from reply_values import COMMUNICATION, QUESTIONS
from running import Run

pytestmark = pytest.mark.slow

FORMS = ("md", "html", "pdf", "json")
TALK = "This is what the public may read. For all of it: --audience internal\n"
ASKING = f"""{TEMPLATE}\
audience: government
clock: {{reply_within: 30d, confidential: 60d}}
questions: ["Where is {NAME}?", Are they well?]
"""


@pytest.fixture
def sent(run: Run) -> str:
    """A letter that was sent on 2 March 2026."""
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", made["reference"], "--by", "post", "--note", "by Ada's brother")
    return str(made["reference"])


@pytest.fixture
def asked(run: Run) -> str:
    """A communication with three questions of 5 November 2025, and a reply that answers none."""
    link = ("--url", "https://example.org/letter")
    reference = str(run(*COMMUNICATION, *link, "--json").json["reference"])
    run("reply", "add", reference, "--on", "2026-01-02", "--paragraphs", "5")
    run(
        *("reply", "assess", reference, "--kind", "rejection", "--rest", "not_addressed"),
        *("--answer", "1=refused", "--quote", "1=There is no such person.", "--page", "1=2"),
    )
    return reference


def texts(run: Run, folder: Path, *options: str) -> dict[str, str]:
    """The report in every form, as the text and everything else that can be read from it."""
    found = {}
    for form in FORMS:
        file = folder / f"report.{form}"
        assert run("report", "--out", str(file), *options).code == 0
        found[form] = _read(file)
    return found


def _read(file: Path) -> str:
    if file.suffix != ".pdf":
        return file.read_text(encoding="utf-8")
    with pypdfium2.PdfDocument(file) as pdf, pikepdf.open(file) as same:
        pages = " ".join(page.get_textpage().get_text_range() for page in pdf)
        assert not same.attachments
        return f"{pages} {pdf.get_metadata_dict()} {same.Root.get('/Metadata')}".replace(
            "\r\n", " "
        )


def test_it_is_markdown_for_the_public_unless_something_else_is_said(run: Run, sent: str) -> None:
    result = run("report")
    assert (result.code, result.err) == (0, TALK)
    assert result.out.startswith("# Test call\n\nAs of 2026-03-02.\n")
    assert "| Pat Example | 1 | 1 | 0 | 0 | 0 |" in result.out
    assert "internal: not to be published" in run("report", "--audience", "internal").out
    assert run("report", "--audience", "public").err == ""
    assert sent not in result.out


def test_its_form_is_the_ending_of_its_file_or_what_is_said(
    run: Run, tmp_path: Path, asked: str
) -> None:
    del asked
    for form in FORMS:
        file = tmp_path / f"a.{form}"
        result = run("report", "--out", str(file))
        assert (result.code, result.out, result.err) == (0, f"{file}\n", TALK)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (tmp_path / "a.html").read_text().startswith("<!DOCTYPE html>")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert json.loads((tmp_path / "a.json").read_text()) == run("report", "--json").json
    other = tmp_path / "a.txt"
    run("report", "--out", str(other), "--format", "html")
    assert other.read_text() == (tmp_path / "a.html").read_text()
    assert run("report", "--format", "html").out == other.read_text()


def test_the_json_has_the_matrix(run: Run, asked: str) -> None:
    answer = run("report", "--json").json
    assert (answer["version"], answer["audience"]) == (1, "public")
    assert answer["totals"] == {
        "letters": 1,
        "sent": 1,
        "replied": 1,
        "decided": 1,
        "overdue": 0,
        "confidential": 0,
    }
    (found,) = answer["questions"]
    assert (found["title"], found["asked"], found["answered"]) == ("AL XXX 3/2025", 3, 0)
    assert found["recipients"][0]["answers"] == ["refused", "not_addressed", "not_addressed"]
    assert found["quotes"][0]["text"] == "There is no such person."
    (other,) = answer["others"]
    assert (other["reference"], other["paragraphs"], other["reply"]) == (asked, 5, "rejection")
    assert answer["days_to_reply"]["first_reply"]["median"] == 58


def test_the_questions_and_their_fate_stand_in_every_form(
    run: Run, tmp_path: Path, asked: str
) -> None:
    del asked
    for form, text in texts(run, tmp_path).items():
        words = " ".join(text.split())
        for expected in (*QUESTIONS, "AL XXX 3/2025", "There is no such person."):
            assert expected in words, form
        assert "0 of 3" in words or '"answered": 0' in words, form


# What the public may not know


def test_a_confidential_letter_is_absent_before_its_day_and_present_from_it_on(
    run: Run, tmp_path: Path, clock: Clock
) -> None:
    entered = run(*COMMUNICATION, "--confidential-until", "2026-03-10", "--json").json
    secrets = ("AL XXX 3/2025", entered["reference"], "Example Working Group", *QUESTIONS)
    clock.pass_days(7)
    before = texts(run, tmp_path)
    assert [(form, word) for form in FORMS for word in secrets if word in before[form]] == []
    assert "1 confidential letter is not told of here" in before["md"]
    assert "2025-11" not in before["md"]
    internal = texts(run, tmp_path, "--audience", "internal")
    assert all("AL XXX 3/2025" in text for text in internal.values())
    clock.pass_days(1)
    after = texts(run, tmp_path)
    assert all("AL XXX 3/2025" in text for text in after.values())
    assert "confidential letter" not in after["html"]


@pytest.fixture
def about_a_case(run: Run, root: Path, clock: Clock) -> str:
    """A letter about a case whose questions, notes and quotations name its person."""
    write_campaign(
        root,
        {"cases/geheim.yaml": CASE, "letter_templates/call/template.yaml": ASKING},
    )
    edit(root / "campaign.yaml", "name: Test call", f"name: Bring {NAME} home")
    (made,) = run("draft", "call", "--case", "geheim", "--json").json["letters"]
    reference = str(made["reference"])
    run("mark", "sent", reference, "--note", f"for {NAME}")
    clock.pass_days(70)
    run("reply", "add", reference, "--note", NAME, "--from", "Minister Muster")
    run(
        *("reply", "assess", reference, "--kind", "rejection", "--answer", "2=refused"),
        *("--quote", f"2={NAME} is unknown here."),
    )
    return reference


def test_what_names_a_person_is_left_out_for_the_public(
    run: Run, root: Path, tmp_path: Path, about_a_case: str
) -> None:
    forbidden = (NAME, "안숙예", "Dorli", "geheim", "Ada Example", "uid-of-ada", "Minister Muster")
    public = texts(run, tmp_path)
    found = [
        (form, word)
        for form in FORMS
        for word in (*forbidden, str(root))
        if word.casefold() in public[form].casefold()
    ]
    assert found == []
    assert "left out: it names a person" in public["md"]
    assert "Are they well?" in public["md"]
    internal = run("report", "--audience", "internal").out
    assert f"{NAME} is unknown here." in internal
    assert about_a_case in run("history").out


def test_a_letter_whose_case_is_gone_is_confidential(
    run: Run, root: Path, about_a_case: str
) -> None:
    del about_a_case
    (root / "cases/geheim.yaml").unlink()
    answer = run("report", "--json").json
    assert (answer["totals"]["confidential"], answer["totals"]["letters"]) == (1, 0)


def test_the_public_learns_nothing_while_a_case_cannot_be_read(
    run: Run, root: Path, about_a_case: str
) -> None:
    del about_a_case
    edit(root / "cases/geheim.yaml", "scope: [to_un]", "scope: [to_everyone]")
    result = run("report")
    assert result.code == 1
    assert "# " not in result.out
    assert "cases/geheim.yaml:" in result.err
    assert run("report", "--audience", "internal").code == 0


def test_a_follow_up_of_a_confidential_letter_is_confidential_too(
    run: Run, root: Path, clock: Clock
) -> None:
    follow = {
        "letter_templates/follow-up/template.yaml": TEMPLATE.replace(
            "via: jurisdiction", "via: jurisdiction\nfollows_up: true"
        ),
        "letter_templates/follow-up/en.md": "On {{ followed.reference }}.\n",
        "letter_templates/call/template.yaml": f"{TEMPLATE}clock: {{confidential: 60d}}\n",
    }
    write_campaign(root, follow)
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "sent", made["reference"])
    clock.pass_days(10)
    (chase,) = run("follow-up", made["reference"], "--json").json["letters"]
    assert run("mark", "sent", chase["reference"]).code == 0
    assert run("report", "--json").json["totals"]["confidential"] == 2
    clock.pass_days(60)
    assert run("report", "--json").json["totals"]["confidential"] == 0


def test_a_confidential_letter_that_was_prevented_from_leaving_stays_so(
    run: Run, root: Path
) -> None:
    write_campaign(
        root, {"letter_templates/call/template.yaml": f"{TEMPLATE}clock: {{confidential: 60d}}\n"}
    )
    (made,) = run("draft", "call", "--json").json["letters"]
    run("mark", "prevented", made["reference"])
    answer = run("report", "--json").json
    assert (answer["totals"]["confidential"], answer["outcomes"]["total"]) == (1, 0)


# What cannot be


def test_an_end_before_the_beginning(run: Run) -> None:
    result = run("report", "--since", "2026-03-02", "--until", "2026-03-01")
    assert result.code == 1
    assert "would end on 2026-03-01, before it begins on 2026-03-02" in result.err
    assert "mend --since or --until" in result.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--since", "March"], "'March' is not a day; write it as 2026-09-24"),
        (["--audience", "press"], "'press' is not one of 'public', 'internal'"),
        (["--format", "docx"], "'docx' is not one of 'md', 'html', 'pdf', 'json'"),
    ],
)
def test_wrong_usage(run: Run, options: list[str], message: str) -> None:
    result = run("report", *options)
    assert (result.code, message in " ".join(result.err.replace("│", "").split())) == (2, True)


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("report", "--out", str(tmp_path / "no" / "report.md"))
    assert result.code == 1
    assert "name a file in a folder that is there" in result.err


def test_a_pdf_is_not_thrown_at_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen:
        @staticmethod
        def isatty() -> bool:
            return True

    monkeypatch.setattr(command, "sys", type("Sys", (), {"stdout": Screen}))
    result = run("report", "--format", "pdf")
    assert (result.code, result.out) == (2, "")
    assert "a terminal cannot show a PDF; name a file" in " ".join(result.err.split())


def test_a_campaign_without_letters(run: Run, tmp_path: Path) -> None:
    for text in texts(run, tmp_path).values():
        assert "No letter to tell of." in text or '"letters": 0' in text
