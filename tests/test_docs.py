"""The documentation says what is so: its examples run, its reference is current, its links lead."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import examples
import generate_reference
import problem_codes
import pytest

from advocacy_cli.model.events import Delivery
from advocacy_cli.model.senders import Purpose
from petitions import ADA, HEADER, IVAN

ROOT = Path(__file__).parents[1]
TWIN = "Ada Lovelase,London,GB,,2026-03-01,,\n"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.slow
@pytest.mark.parametrize("name", examples.PAGES)
def test_the_examples_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    if "jq" in page and not shutil.which("jq"):
        pytest.skip("jq, which the scripts of this page call, is not installed")
    assert examples.refreshed(page, examples.Session(tmp_path)) == page, "run `make docs`"


def test_an_example_that_fails_is_found(tmp_path: Path) -> None:
    page = "```console\n$ advocacy recipients show nobody\n```\n"
    with pytest.raises(examples.ExampleError, match="there is no recipient"):
        examples.refreshed(page, examples.Session(tmp_path))


def test_an_example_that_prints_something_else_is_mended(tmp_path: Path) -> None:
    page = "```console\n$ advocacy --version\nadvocacy 0\n```\n"
    assert "advocacy 0\n" not in examples.refreshed(page, examples.Session(tmp_path))


def test_the_reference_is_current() -> None:
    written = generate_reference.REFERENCE.read_text(encoding="utf-8")
    assert generate_reference.reference() == written, "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_row_of_the_reference_says_something() -> None:
    rows = re.findall(r"^\| .* \|$", generate_reference.reference(), flags=re.MULTILINE)
    mute = [row for row in rows if row.split(" | ")[-1].strip(" |") == ""]
    assert mute == [f"| `{Delivery.DRAFTED}` | made, and not gone |  |"]


def test_problem_codes_are_found_however_they_are_made(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("""
def refuse(name, gone):
    message = f"there is no {name}"
    raise AdvocacyError(Problem("unknown_thing", message))
    yield Problem("gone" if gone else "hidden", f"{name} is away", severity=Severity.WARNING)
    yield warn("odd", "this " "is odd")

def warn(code, message):
    return Problem(code, message, severity=Severity.WARNING)
""")
    assert problem_codes.problem_codes(tmp_path) == [
        problem_codes.Code("gone", "warning", "… is away"),
        problem_codes.Code("hidden", "warning", "… is away"),
        problem_codes.Code("odd", "warning", "this is odd"),
        problem_codes.Code("unknown_thing", "error", "there is no …"),
    ]


@pytest.mark.slow
def test_json_is_what_the_page_says(tmp_path: Path) -> None:
    page = generate_reference.JSON.read_text(encoding="utf-8")
    session = examples.Session(tmp_path)

    def answer(command: str) -> Any:
        session.run(f"advocacy {command} --json > answer.json")
        found = json.loads((session.folder / "answer.json").read_text(encoding="utf-8"))
        _require_described(page, command, found)
        return found

    (letter,) = answer("draft call-on-xi-jinping")["letters"]
    reference = letter["reference"]
    for command in (
        "check",
        "doctor",
        "preview call-on-xi-jinping --text",
        "status",
        f"show {reference}",
        "report --audience internal",
        f"mark sent {reference}",
        f"undo {reference}",
        f"history {reference}",
        f"verify {letter['file']}",
        "init mine --name Ada --country GB --address-line London --region GB-ENG",
    ):
        answer(command)


@pytest.mark.slow
def test_json_of_lists_and_petitions_is_what_the_page_says(tmp_path: Path) -> None:
    page = generate_reference.JSON.read_text(encoding="utf-8")
    session = examples.Session(tmp_path)
    people, listed = session.folder / "people.csv", session.folder / "senders.yaml"
    people.write_text(_people("Teacher"), encoding="utf-8")
    session.run("advocacy senders import people.csv")
    by_hand = listed.read_text(encoding="utf-8").replace("Teacher", "Nurse", 1)
    listed.write_text(by_hand, encoding="utf-8")
    people.write_text(f"{_people('Doctor')}Bó Who,2 Road,GB,Doctor\n,,,\n", encoding="utf-8")
    (session.folder / "signed.csv").write_text(f"{HEADER}{ADA}{IVAN}{TWIN}", encoding="utf-8")
    template = "petition-to-xi-jinping"
    about = session.folder / "letter_templates" / template / "template.yaml"
    about.write_text(about.read_text("utf-8").replace("    example: true\n", ""), encoding="utf-8")
    for command, code in {
        "recipients export": 0,
        "senders export": 0,
        "senders import people.csv --keep-good": 3,
        "senders add --name Di --country GB --line Road --id di": 0,
        "senders remove di --yes": 0,
        f"petition sheet {template}": 0,
        f"petition import signed.csv --template {template}": 0,
        f"petition record-sheet 1 --count 3 --template {template}": 0,
        f"petition status {template}": 0,
        f"petition deliver {template}": 0,
        f"petition verify letters/*_manifest.json --template {template}": 0,
        f'petition withdraw --name "Ada Lovelace" --template {template}': 0,
    }.items():
        if command.startswith("petition status"):
            store = session.folder / "signatures" / f"{template}.jsonl"
            entries = map(json.loads, store.read_text(encoding="utf-8").splitlines())
            one = next(entry["id"] for entry in entries if entry["event"] == "signed")
            session.run(f"advocacy petition set-aside {one} --template {template} --reason joke")
        session.run(f"advocacy {command} --json > answer.json # exit code {code}")
        found = json.loads((session.folder / "answer.json").read_text(encoding="utf-8"))
        _require_described(page, command, found)


def _people(role: str) -> str:
    return f"name,line1,country,role\nBo Who,2 Road,GB,{role}\nCy Who,3 Road,GB,{role}\n"


def _require_described(page: str, command: str, found: Any) -> None:
    """The keys of the answer stand on the page, and those of its row are in the answer."""
    rows = {
        name: row
        for names, row in re.findall(r"^\| (`.*?`) \| (.*) \|$", page, flags=re.MULTILINE)
        for name in re.findall(r"`(.+?)`", names)
    }
    words = command.split()
    name = " ".join(words[:2]) if " ".join(words[:2]) in rows else words[0]
    keys = set(_keys(found))
    wanted = set(re.findall(r'"(\w+)"', rows[name].replace('"recipients" or "senders"', "")))
    assert wanted <= keys, name
    if not name.endswith(("export", "add")):  # these hold entries
        free = {*map(str, Delivery), *map(str, Purpose)}
        countries_and_days = {key for key in keys if re.match(r"[A-Z]|\d", key)}
        assert keys - free - countries_and_days <= set(re.findall(r'"(\w+)"', page)), name


def _keys(value: Any) -> Iterator[str]:
    """The keys of an answer, but for those of an event's data and the names of columns."""
    if isinstance(value, list):
        for item in value:
            yield from _keys(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key == "columns":
                yield from _keys(list(inner.values()))
            elif key != "data":
                yield from _keys(inner)
