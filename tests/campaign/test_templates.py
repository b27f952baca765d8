from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from advocacy_cli.campaign.templates import read_templates
from advocacy_cli.errors import Problem
from advocacy_cli.model.templates import LetterTemplate

Make = Callable[[Mapping[str, str | bytes | None]], Path]
FOLDER = "letter_templates/call"


def read(root: Path) -> tuple[Mapping[str, LetterTemplate], list[Problem]]:
    section, problems = read_templates(root)
    return section.by_id, problems


def found(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.where)) for problem in problems]


def test_texts_and_parts(campaign: Make) -> None:
    root = campaign(
        {
            f"{FOLDER}/zh-Hans.md": "一\r\n",
            f"{FOLDER}/facts.md": "Facts.\n",
            f"{FOLDER}/parts/en.md": "Part.\n",
            f"{FOLDER}/notes.txt": b"\xff",
            f"{FOLDER}/.#en.md": b"\xff",
        }
    )
    templates, problems = read(root)
    assert problems == []
    template = templates["call"]
    assert list(template.texts) == ["en", "zh-Hans"]
    assert template.texts["en"].reviewed
    assert not template.texts["zh-Hans"].reviewed
    assert template.texts["zh-Hans"].source == "一\n"
    assert template.texts["zh-Hans"].file == f"{FOLDER}/zh-Hans.md"
    assert template.parts == {
        "en.md": "Please answer.\n",
        "zh-Hans.md": "一\n",
        "facts.md": "Facts.\n",
        "parts/en.md": "Part.\n",
    }
    assert str(template.where) == f"{FOLDER}/template.yaml:1:1"


def test_every_key_of_template_yaml(campaign: Make) -> None:
    text = """\
name: {en: A call}
description: |
  What it is for,
  in two lines.
to: [head, post]
via: tag:posts
subject: Plain
cc: [via, head]
enclosures: [{en: A list}, Another]
max_pages: 2
languages:
  en:
"""
    templates, problems = read(campaign({f"{FOLDER}/template.yaml": text}))
    assert problems == []
    template = templates["call"]
    assert template.description == "What it is for,\nin two lines."
    assert (template.to, template.via, template.cc) == (
        ("head", "post"),
        "tag:posts",
        ("via", "head"),
    )
    assert [enclosure.best("en") for enclosure in template.enclosures] == ["A list", "Another"]
    assert template.max_pages == 2
    assert not template.texts["en"].reviewed


@pytest.mark.parametrize(
    ("line", "code", "place", "said"),
    [
        ("languages: {ko: {reviewed: true}}", "missing_text", "2:13", "ko.md"),
        ("languages: {it: {reviewed: true}}", "unknown_language", "2:13", "'it'"),
        ("languages: {en: {reviewed: yes}}", "bad_value", "2:28", "neither true nor false"),
        ("languages: [en]", "wrong_kind", "2:12", "`languages`"),
        ("language: {}", "unknown_key", "2:1", "`language`"),
        ("texts: {}", "unknown_key", "2:1", "`texts`"),
        ("parts: {}", "unknown_key", "2:1", "`parts`"),
        ("id: x", "unknown_key", "2:1", "`id`"),
        ("max_pages: many", "bad_value", "2:12", "not a whole number"),
        ("max_pages: [1]", "wrong_kind", "2:12", "whole number"),
        ("max_pages: 0", "bad_value", "2:12", "1 or more"),
        ("max_pages: 51", "bad_value", "2:12", "50 or less"),
    ],
)
def test_refused_in_template_yaml(
    campaign: Make, line: str, code: str, place: str, said: str
) -> None:
    templates, [problem] = read(campaign({f"{FOLDER}/template.yaml": f"subject: x\n{line}\n"}))
    assert templates == {}
    assert (problem.code, str(problem.where)) == (code, f"{FOLDER}/template.yaml:{place}")
    assert said in problem.message


@pytest.mark.parametrize(
    ("stem", "hint"),
    [("it", "the languages are"), ("zh-CN", "zh-Hans"), ("zh-hans", "zh-Hans"), ("EN", "en")],
)
def test_a_text_in_an_unknown_language_is_reported(campaign: Make, stem: str, hint: str) -> None:
    _, [problem] = read(campaign({f"{FOLDER}/{stem}.md": "x\n"}))
    assert (problem.code, str(problem.where)) == ("unknown_language", f"{FOLDER}/{stem}.md")
    assert hint in problem.hint


@pytest.mark.parametrize("stem", ["facts", "law", "my-text", "who-we-are"])
def test_other_names_are_parts(campaign: Make, stem: str) -> None:
    templates, problems = read(campaign({f"{FOLDER}/{stem}.md": "x\n"}))
    assert problems == []
    assert f"{stem}.md" in templates["call"].parts


def test_empty_text_is_reported(campaign: Make) -> None:
    _, problems = read(campaign({f"{FOLDER}/en.md": " \n"}))
    assert found(problems) == [("empty_file", f"{FOLDER}/en.md")]


def test_latin_1_text_is_reported(campaign: Make) -> None:
    _, problems = read(campaign({f"{FOLDER}/en.md": "Café".encode("latin-1")}))
    assert found(problems) == [("not_utf8", f"{FOLDER}/en.md:1:4")]


def test_folders_with_bad_names_are_reported(campaign: Make) -> None:
    root = campaign({"letter_templates/My Call/template.yaml": "subject: x\n"})
    templates, [problem] = read(root)
    assert list(templates) == ["call"]
    assert str(problem.where) == "letter_templates/My Call"
    assert "'My Call' is not an id" in problem.message


def test_a_folder_without_settings_is_reported_and_others_are_read(campaign: Make) -> None:
    root = campaign({"letter_templates/other/en.md": "x\n", "letter_templates/README.md": "x"})
    templates, problems = read(root)
    assert list(templates) == ["call"]
    assert found(problems) == [("missing_file", "letter_templates/other/template.yaml")]


def test_links_that_leave_the_folder_are_refused(campaign: Make, tmp_path: Path) -> None:
    root = campaign({"letter_templates/other/en.md": "x\n"})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.md").write_text("secret")
    folder = root / FOLDER
    (folder / "passwd.md").symlink_to("/etc/passwd")
    (folder / "sibling.md").symlink_to("../other/en.md")
    (folder / "parts").symlink_to(tmp_path / "outside")
    (folder / "again.md").symlink_to("en.md")
    templates, problems = read(root)
    assert "call" not in templates
    assert [item for item in found(problems) if item[0] == "outside_folder"] == [
        ("outside_folder", f"{FOLDER}/parts"),
        ("outside_folder", f"{FOLDER}/passwd.md"),
        ("outside_folder", f"{FOLDER}/sibling.md"),
    ]


def test_a_link_inside_the_folder_is_a_part_and_a_linked_folder_is_not(campaign: Make) -> None:
    root = campaign({f"{FOLDER}/sub/x.md": "x\n"})
    (root / FOLDER / "again.md").symlink_to("en.md")
    assert read(root)[0]["call"].parts["again.md"] == "Please answer.\n"
    (root / FOLDER / "linked").symlink_to("sub")
    assert found(read(root)[1]) == [("linked_folder", f"{FOLDER}/linked")]


def test_a_template_folder_that_leads_out_is_refused(campaign: Make, tmp_path: Path) -> None:
    root = campaign({})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "template.yaml").write_text("subject: x\n")
    (root / "letter_templates" / "evil").symlink_to(tmp_path / "outside")
    templates, problems = read(root)
    assert list(templates) == ["call"]
    assert found(problems) == [("outside_folder", "letter_templates/evil")]


def test_no_folder_is_a_warning(tmp_path: Path) -> None:
    templates, [problem] = read(tmp_path)
    assert templates == {}
    assert (problem.code, problem.is_error) == ("no_templates", False)
