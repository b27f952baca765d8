"""No text that ships names a person, or describes one so that a search finds her.

Who holds an office and is addressed in it is named, as Xi Jinping is; nobody else is. A campaign
with the consent of a family names her through a case of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocacy_cli.model.days_in_text import day_told

ROOT = Path(__file__).parents[1]
TEXTS = [
    path
    for pattern in (
        *("letter_templates/**/*", "cases/*", "examples/**/*", "*.yaml"),
        "src/advocacy_cli/campaign/data/*.yaml",
    )
    for path in sorted(ROOT.glob(pattern))
    if path.is_file() and path.name != "recipients.yaml"
]
PAGES = [*TEXTS, *sorted(ROOT.glob("docs/*.md")), ROOT / "README.md", ROOT / "recipients.yaml"]

KNOWN = frozenset(
    (ROOT / "tests/fixtures/words_of_no_name.txt").read_text(encoding="utf-8").split()
)
"""Capitalised words that institutions, treaties, forms of address and invented people consist of.
A text that puts another beside a capitalised word adds it there, after somebody has looked whether
it is part of a person's name."""

_PAIR = re.compile(r"[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*(?: [A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*)+")
_KOREAN = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+\b")
_REFERENCE = re.compile(
    r"\b(?:UA|AL|OL|JUA|JAL|JOL) (?!XXX)[A-Z]{3} \d|\bUrgent Action \d|\bUA \d+/"
)
_DECISION = re.compile(
    r"opinion|decision|judge?ment|verdict|sentence|execut|arrest|convict|killed|died",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[str]:
    for part in re.split(r"\n\s*\n|(?<=[.!?:])\s|\n\s*- ", text):
        yield " ".join(part.split())


def names_in(text: str) -> set[str]:
    """Capitalised words beside each other of which one is not known."""
    return {pair[0] for pair in _PAIR.finditer(text) if not KNOWN.issuperset(pair[0].split())}


def finds_somebody(text: str) -> list[str]:
    """Sentences with a day and what was decided or happened to somebody on it."""
    return [one for one in sentences(text) if day_told(one) and _DECISION.search(one)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_names_a_person_or_says_by_a_day_who_she_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert names_in(text) == set()
    assert finds_somebody(text) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_bears_a_name_as_korean_names_are_written_or_leads_to_a_letter_about_somebody(
    path: Path,
) -> None:
    text = path.read_text(encoding="utf-8")
    assert _KOREAN.findall(text) == []
    if path.name != "reference.md":  # it shows the form of a reference with one that is public
        assert _REFERENCE.findall(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It names Pat Samplewoman among others.",
        "Kim Muster-nam was returned.",
        "The Working Group heard Professor Muster.",
    ],
)
def test_a_name_would_be_found(text: str) -> None:
    assert names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March 2024 it gave its opinion on the case of a woman.",
        "Two of them were executed on 2024-03-03.",
    ],
)
def test_a_day_with_a_decision_would_be_found(text: str) -> None:
    assert finds_somebody(text)
