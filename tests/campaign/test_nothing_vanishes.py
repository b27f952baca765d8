"""What stands in a file is used, or there is an error that says why not."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.campaign.cases import read_case
from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.campaign.loading import list_in
from advocacy_cli.campaign.schema import read_entries, read_record
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, has_errors
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.cases import Case
from advocacy_cli.model.forms import FormOfAddress
from advocacy_cli.model.law import Law
from advocacy_cli.model.mandates import Mandate
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate

Make = Callable[[Mapping[str, str | bytes | None]], Path]

TEXTS = {"en": "Text", "ko": "글"}
ADDRESS = {"country": "GB", "lines": ["1 Road", "London N1"], "postcode": "N1"}
VALID: list[tuple[Any, dict[str, Any]]] = [
    (
        Recipient,
        {
            "id": "a",
            "form": "minister",
            "office": TEXTS,
            "holder": {"name": TEXTS, "style": TEXTS, "gender": "f", "as_of": "2026-01-01"},
            "represents": "CN",
            "tags": ["x", "y"],
            "serves": ["GB", {"region": "US-CA", "postcodes": ["90"]}],
            "address": ADDRESS,
            "do_not_contact": "asked",
        },
    ),
    (
        Sender,
        {
            "id": "a",
            "uid": "0123456789",
            "name": "Ada",
            "address": ADDRESS,
            "languages": ["en"],
            "own_words": TEXTS,
            "consents": {"print_name": "2026-01-01"},
        },
    ),
    (
        Case,
        {
            "title": TEXTS,
            "persons": [
                {
                    "id": "p1",
                    "described": TEXTS,
                    "name": TEXTS,
                    "known_as": TEXTS,
                    "last_seen": {"on": "2025-10", "place": TEXTS},
                    "steps": TEXTS,
                    "protect": ["survivor"],
                    "consent": [{"by": "self", "on": "2026-01-01", "scope": ["to_un"]}],
                }
            ],
            "facts": [{"text": TEXTS, "on": "2025-10", "audience": ["un"], "persons": ["p1"]}],
        },
    ),
    (
        LetterTemplate,
        {
            "to": ["a"],
            "subject": TEXTS,
            "enclosures": [TEXTS],
            "requires": ["name", {"element": "facts", "source": "x"}],
            "petition": {"text": TEXTS, "consent": TEXTS, "version": "1"},
            "questions": [TEXTS],
            "clock": {"reply_within": "60d", "remind": ["10d"]},
        },
    ),
    (
        FormOfAddress,
        {
            "description": "x",
            "source": "y",
            "wordings": {
                "en": {
                    "envelope": ["{name}"],
                    "unnamed": [{"any": "The {office}", "f": "x"}],
                    "salutation": {"any": "Dear,", "m": "Dear Sir,"},
                    "closing": "Yours",
                }
            },
        },
    ),
    (
        Law,
        {
            "citation": TEXTS,
            "says": TEXTS,
            "kind": "treaty",
            "parties": {"CN": {"how": "ratified", "since": "1988", "note": "x"}},
            "source": "x",
            "mark": "confirmed",
        },
    ),
    (Mandate, {"title": TEXTS, "email": "a@example.org", "source": "x"}),
    (
        Settings,
        {"name": "A", "code": "NKR", "act_by": "09-24", "checks": {"no_source": "off"}},
    ),
]
GIVEN: dict[Any, dict[str, Any]] = {
    Case: {"id": "a", "places": {}},
    LetterTemplate: {"id": "a", "texts": {}, "parts": {}},
}
BAD: list[Any] = [
    None,
    "",
    "x",
    [],
    {},
    [None],
    {"en": None},
    {"": "x"},
    [[]],
    {"zz": {"en": None}},
    "2026",
]


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value in it."""
    found = [path] if path else []
    if isinstance(data, dict | list):
        parts = data.items() if isinstance(data, dict) else enumerate(data)
        found += [inner for key, value in parts for inner in places(value, (*path, key))]
    return found


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Any, dict[str, Any]]:
    """What would be an entry, but for a few values taken out, emptied, or of the wrong kind."""
    model, data = draw(st.sampled_from(VALID))
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 4))):
        known = places(data)
        if not known:
            break
        *way, last = draw(st.sampled_from(known))
        holder = data
        for step in way:
            holder = holder[step]
        if draw(st.booleans()):
            holder[last] = copy.deepcopy(draw(st.sampled_from(BAD)))
        else:
            del holder[last]
    return model, data


def yaml_of(data: Any) -> str:
    """Flow style, with nothing where there is None, as after a key left empty."""
    if data is None:
        return ""
    if isinstance(data, dict):
        parts = ", ".join(f"{json.dumps(str(k))}: {yaml_of(v)}" for k, v in data.items())
        return f"{{{parts}}}"
    if isinstance(data, list):
        return f"[{', '.join(map(yaml_of, data))}]"
    return json.dumps(data, ensure_ascii=False)


@settings(deadline=None, max_examples=150)
@given(damaged())
def test_an_entry_is_read_or_there_is_an_error(entry: tuple[Any, dict[str, Any]]) -> None:
    model, data = entry
    tree, problems = read_yaml(yaml_of(data), "f")
    if tree is None:
        assert has_errors(problems)
        return
    record, found = read_record(model, tree, "f", **GIVEN.get(model, {}))
    assert (record is None) == has_errors([*problems, *found])
    assert all(problem.where and problem.where.line for problem in found)
    if model is Case:
        case, found = read_case(yaml_of(data), "a")
        assert (case is None) == has_errors(found)
    if model in {Recipient, Sender}:
        tree, problems = read_yaml(f"a: [{yaml_of(data)}]", "f")
        section, found = read_entries(model, tree, "f", "a")
        assert bool(section.records) != has_errors([*problems, *found])


def test_what_is_not_damaged_is_read() -> None:
    for model, data in VALID:
        tree, problems = read_yaml(yaml_of(data), "f")
        assert tree
        record, found = read_record(model, tree, "f", **GIVEN.get(model, {}))
        assert (problems, found) == ([], [])
        assert record


COLUMNS = (
    "id",
    "form",
    "office",
    "office[en]",
    "represents",
    "serves",
    "line1",
    "country",
    "as_of",
)
CELLS = ["", " ", "a", "minister", "GB", "CN", "US-CA:9/1", "2026-01-01", "[", "x,y", ":", ";"]


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True),
    st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=10), min_size=1, max_size=3),
)
def test_a_row_is_read_or_there_is_an_error(headers: list[str], rows: list[list[str]]) -> None:
    lines = [",".join(headers), *(",".join(f'"{c}"' if "," in c else c for c in r) for r in rows)]
    text = "\n".join(lines)
    try:
        section, problems = list_in(text.encode(), "f.csv", "recipients", Recipient)
    except AdvocacyError as error:
        found = has_errors(error.problems)
    else:
        filled = sum(any(cell.strip() for cell in row) for row in rows)
        found = len(section.records) == filled or bool(problems)
    assert found


PERSON_TO_BE = """\
senders:
  - id: me
    uid: 0123456789
    name: A
    address: {country: GB, lines: [x]}
    own_words:
      en:
"""


@pytest.mark.parametrize(
    ("kind", "file", "text"),
    [
        (
            "recipients",
            "recipients.yaml",
            "recipients: [{id: head, form: minister, office: {en: }}]",
        ),
        ("senders", "senders.yaml", PERSON_TO_BE),
        ("templates", "letter_templates/call/template.yaml", "subject: A\nname:\n  en:\n"),
        ("cases", "cases/a.yaml", "title: A\npersons: [{id: p, described: x, known_as: {en: }}]"),
    ],
)
def test_a_text_with_nothing_in_its_languages_counts_as_not_given(
    campaign: Make, kind: str, file: str, text: str
) -> None:
    loaded, problems = load_campaign(campaign({file: text}))
    assert loaded
    assert getattr(loaded, kind)
    assert {where.partition(":")[0] for _, where in errors(problems)} <= {
        "letter_templates/call/template.yaml"
    } - {file}


def errors(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.where)) for problem in problems if problem.is_error]


def test_a_text_that_must_be_there_is_missed_at_its_place(campaign: Make) -> None:
    text = "title:\n  en:\npersons:\n  - {id: p1, described: {en: , ko: }}\n"
    loaded, problems = load_campaign(campaign({"cases/a.yaml": text}))
    assert loaded
    assert loaded.cases == {}
    assert errors(problems) == [
        ("missing_key", "cases/a.yaml:1:1"),
        ("missing_key", "cases/a.yaml:4:14"),
    ]


@pytest.mark.parametrize(
    "file",
    [
        *("cases/a.yml", "cases/a.YAML", "cases/A.Yml", "cases/old/a.yaml", "cases/a.yaml.txt"),
        *("cases/.a.yaml", "cases/a.txt", "cases/a", "cases/a.yaml.bak", "cases/a.json"),
        *("law.yml", "Law.yaml", "FORMS_OF_ADDRESS.YAML", "Cases/a.yaml", "senders.yml"),
        *("letter_templates/other.yaml", "letter_templates/notes.md"),
        *("letter_templates/call/ko.txt", "letter_templates/call/ko.MD"),
    ],
)
def test_a_file_under_another_name_is_told(campaign: Make, file: str) -> None:
    _, problems = load_campaign(campaign({file: "x: y\n"}))
    shown = file.partition("/")[0] if file.startswith("Cases") else file
    assert ("ignored_file", shown) in {(p.code, str(p.where)) for p in problems}


@pytest.mark.parametrize(
    "file",
    [
        "cases/README.md",
        "cases/scan.pdf",
        "cases/._a.yaml",
        "cases/.#a.yaml",
        "letter_templates/README.md",
    ],
)
def test_what_nobody_means_to_be_read_is_not_told(campaign: Make, file: str) -> None:
    _, problems = load_campaign(campaign({file: "x: y\n"}))
    assert "ignored_file" not in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        ("# nothing\n", "empty_file"),
        ("- a\n", "wrong_kind"),
        ("text\n", "wrong_kind"),
        ("title: A\npersons: [{id: p1, described: x}]\n---\ntitle: B\n", "several_documents"),
        ("---\n...\n---\ntitle: B\n", "several_documents"),
    ],
)
@pytest.mark.parametrize("file", ["cases/a.yaml", "letter_templates/call/template.yaml"])
def test_a_file_of_another_shape_is_an_error(
    campaign: Make, file: str, text: str, code: str
) -> None:
    _, problems = load_campaign(campaign({file: text}))
    assert code in {problem.code for problem in problems if problem.is_error}


def test_a_case_that_is_no_file_is_told(campaign: Make) -> None:
    root = campaign({})
    (root / "cases/a.yaml").mkdir(parents=True)
    (root / "cases/b.yaml").symlink_to("nowhere")
    loaded, problems = load_campaign(root)
    assert errors(problems) == [("not_a_file", "cases/b.yaml")]
    assert loaded and [one.where.file for one in loaded.unreadable_cases] == ["cases/b.yaml"]
