from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.errors import Severity

Make = Callable[[Mapping[str, str | bytes | None]], Path]
TEMPLATE = "letter_templates/call/template.yaml"
RECIPIENT = """\
recipients:
  - id: head
    form: minister
    represents: CN
    tags: [heads]
    address: {country: CN, lines: [x]}
    source: x
    as_of: 2026-11-01
"""
SENDER = """\
senders:
  - id: me
    uid: 0123456789abcdef
    name: Ada Example
    address: {country: GB, lines: [2 Example Street, London]}
"""
SUBJECT = "to: [head]\nlanguages: {en: {reviewed: true}}\nsubject: x\n"


@pytest.mark.parametrize(
    ("file", "text", "code", "place", "hint"),
    [
        ("campaign.yaml", "name: x\ncode: NK\nsender: mee\n", "unknown_sender", "3:9", "mean me?"),
        (
            "recipients.yaml",
            RECIPIENT.replace("minister", "ministr"),
            "unknown_form",
            "3:11",
            "minister?",
        ),
        ("senders.yaml", SENDER + "    post: haed\n", "unknown_recipient", "6:11", "mean head?"),
        (
            "senders.yaml",
            SENDER + "    co_signers: [you]\n",
            "unknown_sender",
            "6:18",
            "senders list",
        ),
        ("senders.yaml", SENDER + "    co_signers: [me]\n", "signs_twice", "6:18", ""),
        (
            "senders.yaml",
            SENDER + SENDER.removeprefix("senders:\n").replace("id: me", "id: you"),
            "shared_uid",
            "7:10",
            "random",
        ),
        (TEMPLATE, SUBJECT.replace("head", "haed"), "unknown_recipient", "1:6", "mean head?"),
        (TEMPLATE, SUBJECT + "cc: [via, haed]\n", "unknown_recipient", "4:11", "mean head?"),
        (TEMPLATE, SUBJECT + "via: haed\n", "unknown_recipient", "4:6", "mean head?"),
        (TEMPLATE, SUBJECT + "via: tag:head\n", "unknown_tag", "4:6", "mean heads?"),
        (TEMPLATE, SUBJECT.replace(": x", ": {ko: x}"), "no_subject", "3:10", "`en:`"),
    ],
)
def test_errors(campaign: Make, file: str, text: str, code: str, place: str, hint: str) -> None:
    root = campaign({"recipients.yaml": RECIPIENT, TEMPLATE: SUBJECT, file: text})
    _, [problem] = load_campaign(root)
    assert (problem.code, str(problem.where)) == (code, f"{file}:{place}")
    assert problem.severity is Severity.ERROR
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("file", "text", "code", "place"),
    [
        ("recipients.yaml", RECIPIENT.replace("    source: x\n", ""), "no_source", "6:14"),
        (
            "recipients.yaml",
            RECIPIENT + "  - {id: far, form: minister, represents: FR}\n",
            "unreachable",
            "9:5",
        ),
        ("recipients.yaml", RECIPIENT + "  - {id: far, form: minister}\n", "unreachable", "9:5"),
        (
            "recipients.yaml",
            RECIPIENT.replace("represents: CN", "serves: [GB]"),
            "serves_without_represents",
            "4:13",
        ),
        (
            "recipients.yaml",
            RECIPIENT + "    holder: {name: {zh: x}}\n",
            "unknown_language",
            "9:21",
        ),
        ("senders.yaml", SENDER + "    languages: [en, zh]\n", "unknown_language", "6:21"),
        (TEMPLATE, SUBJECT.replace(": x", ": {en: x, kr: y}"), "unknown_language", "3:18"),
        (TEMPLATE, SUBJECT + "enclosures: [a, {zh: x}]\n", "unknown_language", "4:18"),
        (TEMPLATE, SUBJECT.replace("true", "false"), "unreviewed", "2:12"),
    ],
)
def test_warnings(campaign: Make, file: str, text: str, code: str, place: str) -> None:
    root = campaign({"recipients.yaml": RECIPIENT, TEMPLATE: SUBJECT, file: text})
    loaded, [problem] = load_campaign(root)
    assert loaded
    assert (problem.code, str(problem.where)) == (code, f"{file}:{place}")
    assert problem.severity is Severity.WARNING


def test_an_office_reached_through_a_post_of_its_country_is_reachable(campaign: Make) -> None:
    text = RECIPIENT + "  - {id: other, form: minister, represents: CN}\n"
    assert load_campaign(campaign({"recipients.yaml": text}))[1] == []


def test_unreviewed_translations_are_named_in_one_line(campaign: Make) -> None:
    root = campaign({f"letter_templates/call/{tag}.md": "x\n" for tag in ("de", "ko")})
    (root / TEMPLATE).write_text("to: [head]\nsubject: x\n")
    _, [problem] = load_campaign(root)
    assert problem.message == "call has not been reviewed in en, de, ko"


def test_template_without_english_and_without_text(campaign: Make) -> None:
    root = campaign(
        {
            "letter_templates/call/en.md": None,
            TEMPLATE: "subject: x\nlanguages: {ko: {reviewed: true}}\n",
            "letter_templates/call/ko.md": "x\n",
            "letter_templates/none/template.yaml": "subject: x\n",
        }
    )
    problems = load_campaign(root)[1]
    assert [(problem.code, problem.is_error) for problem in problems] == [
        ("no_english", False),
        ("no_text", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "recipients:\n  - {id: head, form: minister, oops: 1}\n",
        "recipients: {\n",
        "recipient: []\n",
    ],
)
def test_what_may_be_in_a_broken_entry_or_file_is_not_called_unknown(
    campaign: Make, text: str
) -> None:
    root = campaign({"recipients.yaml": text, TEMPLATE: SUBJECT + "via: tag:posts\n"})
    problems = load_campaign(root)[1]
    assert {problem.where.file for problem in problems if problem.where} == {"recipients.yaml"}
