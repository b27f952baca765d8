"""Every letter is searched for the persons of all cases, and what is unsure is read by somebody."""

from __future__ import annotations

import sqlite3
from io import BytesIO
from json import loads
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from campaigns import edit, write_campaign
from running import Run

pytestmark = pytest.mark.slow

CASE = """\
title: The return of some people
persons:
  - id: the-teacher
    name: {en: Kim Chol-su, ko: 김철수}
    also: [Khim Tchel Sou]
    described: a teacher
    consent:
      - {by: family, on: 2026-01-01, scope: [to_un]}
"""
FILE = "letter_templates/call/en.md"
TEMPLATE = "letter_templates/call/template.yaml"


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 20)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {"cases/returned.yaml": CASE, "assets/map.png": picture()}
    return write_campaign(tmp_path / "campaign", files)


def drafted(root: Path) -> list[dict[str, Any]]:
    """What the ledger keeps of the drafts that were made, with who made each."""
    with sqlite3.connect(root / "ledger.sqlite") as ledger:
        rows = ledger.execute("SELECT actor, data FROM events WHERE kind = 'drafted' ORDER BY id")
        return [{"actor": actor, **loads(data)} for actor, data in rows]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FILE, "to ask", "to ask about Kim **Chol**-su"),
        (FILE, "to ask", "to ask about 김철수의 일"),
        (FILE, "to ask", "to ask about Khim Tchel-Sou1"),
        (FILE, "to ask", "to ask kim.cholsu@example.org"),
        (FILE, "to ask", "to ask [here](https://example.org/kim-chol-su)"),
        (FILE, "to ask", "![A map for 김 철수](assets/map.png) to ask"),
        (FILE, "to ask", '![A map](assets/map.png "of Chol-su Kim") to ask'),
        (TEMPLATE, "A request", "A request for Kim\u00a0Chol Su"),
        (TEMPLATE, "max_pages", "enclosures: [A picture of KIM CHOLSU]\nmax_pages"),
        ("senders.yaml", "name: Ada", "organisation: Friends of Cholsu Kim\n    name: Ada"),
        ("senders.yaml", "region:", "own_words: {en: I knew Kim Cheol-su.}\n    region:"),
    ],
)
def test_a_letter_about_no_case_names_nobody_of_any(
    run: Run, root: Path, file: str, old: str, new: str
) -> None:
    if "own_words" in new:
        edit(root / FILE, "Will you", "{{ own_words }}\n\nWill you")
    edit(root / file, old, new)
    made = run("draft", "call", "--json")
    assert made.code == 1
    (letter,) = made.json["letters"]
    (problem,) = letter["problems"]
    assert problem["code"] == "names_person" and "the case returned" in problem["message"]
    said = made.out + made.err
    assert "the-teacher" not in said and "Chol" not in said and "김철수" not in said
    assert not (root / "letters").exists() or not list((root / "letters").iterdir())
    shown = run("preview", "call", "--text")
    assert shown.code == 1 and shown.out == "" and "[names_person]" in shown.err


@pytest.mark.parametrize("name", ["drawing.svg", "photo.jpg"])
def test_a_picture_names_nobody(run: Run, root: Path, name: str) -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><text>{}</text></svg>'
    for said, code in (("A house", 0), ("Kim<tspan>Chol-su</tspan>", 1)):
        if name.endswith("svg"):
            (root / "assets" / name).write_text(drawn.format(said).replace("text>", "title>"))
        else:
            comment = said.replace("<tspan>", " ").encode()
            Image.new("RGB", (40, 20)).save(root / "assets" / name, comment=comment)
        edit(root / FILE, "to ask", f"![A picture](assets/{name}) to ask")
        made = run("draft", "call", "--json")
        assert made.code == code, made.out
        edit(root / FILE, f"![A picture](assets/{name}) to ask", "to ask")


def test_what_was_agreed_to_for_the_readers_may_be_said(run: Run, root: Path) -> None:
    edit(root / FILE, "to ask", "to ask about Kim Chol-su")
    for scope in ("public", "to_government"):
        edit(root / "cases/returned.yaml", "[to_un]", f"[{scope}]")
        assert run("draft", "call", "--json").code == 0
        edit(root / "cases/returned.yaml", f"[{scope}]", "[to_un]")
        assert run("draft", "call", "--json").code == 1
    edit(root / TEMPLATE, "max_pages", "audience: un\nmax_pages")
    assert run("draft", "call", "--json").code == 0


def test_those_who_write_and_are_written_to_may_bear_the_name(run: Run, root: Path) -> None:
    edit(root / "senders.yaml", "Ada Example", "김철수")
    edit(root / "recipients.yaml", "Pat Example", "Kim Chol-su")
    edit(root / FILE, "I am {{ sender.name }}, and ", "")
    made = run("draft", "call", "--json")
    assert made.code == 0 and made.json["letters"][0]["problems"] == []


def test_in_the_text_somebody_says_who_is_meant(run: Run, root: Path) -> None:
    edit(root / "senders.yaml", "Ada Example", "Kim Chol-su")
    refused = run("draft", "call", "--json")
    assert refused.code == 1
    (problem,) = refused.json["letters"][0]["problems"]
    assert problem["code"] == "may_name_person" and "--names-read" in problem["hint"]
    shown = run("preview", "call", "--text")  # so that it can be read
    assert shown.code == 0 and "I am Kim Chol-su" in shown.out
    assert "warning" in shown.err and "[may_name_person]" in shown.err
    assert run("draft", "call", "--names-read").code == 0
    assert run("draft", "call", "--json").json["letters"][0]["outcome"] == "unchanged"
    edit(root / FILE, "to ask", "to ask you")  # what was read is not what stands there now
    assert run("draft", "call").code == 1


def test_a_part_of_a_name_is_to_be_read_and_that_is_recorded(run: Run, root: Path) -> None:
    edit(root / FILE, "in 2025", "to Mr Kim in 2025")
    made = run("draft", "call", "--json", environ={"ADVOCACY_ACTOR": "ada"})
    assert made.code == 0
    (problem,) = made.json["letters"][0]["problems"]
    assert (problem["code"], problem["severity"]) == ("names_part", "warning")
    assert "the-teacher" not in made.out
    reference = made.json["letters"][0]["reference"]

    again = run("draft", "call", "--json").json["letters"][0]
    assert again["outcome"] == "unchanged"
    assert [one["code"] for one in again["problems"]] == ["names_unread"]

    read = run("draft", "call", "--names-read", "--json", environ={"ADVOCACY_ACTOR": "berta"})
    assert read.json["letters"][0]["problems"] == []
    first, second = drafted(root)
    assert first["sha256"] == second["sha256"] and "names_read" not in first
    assert second["names_read"]["text"] == first["unsure"] and second["names_read"]["by"] == "berta"
    assert run("draft", "call", "--json").json["letters"][0]["problems"] == []

    edit(root / FILE, "one thing", "one answer")
    changed = run("draft", "call", "--json").json["letters"][0]
    assert [one["code"] for one in changed["problems"]] == ["names_part"]
    assert "[names_unread]" in run("mark", "sent", reference).err


def test_a_whole_name_is_not_lifted_by_having_been_read(run: Run, root: Path) -> None:
    edit(root / FILE, "to ask", "to ask Kim Chol-su")
    assert run("draft", "call", "--names-read").code == 1


def test_who_is_to_be_kept_back_after_the_drafting_is_looked_for(run: Run, root: Path) -> None:
    edit(root / "cases/returned.yaml", "[to_un]", "[public]")
    edit(root / FILE, "to ask", "to ask about Kim Chol-su")
    made = run("draft", "call", "--json").json["letters"][0]
    edit(root / "cases/returned.yaml", "[public]", "[to_un]")
    assert "[not_searched]" in run("mark", "sent", made["reference"]).err
    assert run("undo", made["reference"]).code == 0
    refused = run("draft", "call", "--json")
    assert refused.code == 1
    assert [one["code"] for one in refused.json["letters"][0]["problems"]] == ["names_person"]
