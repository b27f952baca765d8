"""The list of signatories: pages counted beforehand, set in chunks, joined with their tags."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from advocacy_cli.errors import AdvocacyError
from advocacy_cli.typesetting import annex
from advocacy_cli.typesetting.annex import AnnexText, Named, chunks, set_chunk
from advocacy_cli.typesetting.joining import join_tagged
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.sheets import PAPERS
from paper import glyphs_of, page_of, page_sizes, structure, text

pytestmark = pytest.mark.slow


def annex_text(people: dict[str, list[str]], paper: str = "a4", language: str = "en") -> AnnexText:
    return AnnexText(
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        paper=paper,
        title="Signatures",
        subject="A request",
        head="Annex to TST",
        page="Page {page} of {pages}",
        figures=(("All", "3"),),
        by_country="By country",
        countries=tuple((name, str(len(names))) for name, names in people.items()),
        some="{named} of {total}",
        none="Nobody.",
        root_label="Digest",
        root="0" * 64,
        named=tuple(
            (country, tuple(Named(name, "Town") for name in names), str(len(names)))
            for country, names in people.items()
        ),
    )


def test_pages_are_numbered_through_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annex, "PAGES_TOGETHER", 2)
    people = {"Atlantis": [f"Name {n}" for n in range(600)], "Utopia": ["Last One"]}
    parts = chunks(annex_text(people))
    typesetter = Typesetter(None)
    pdf, pages = join_tagged(set_chunk(typesetter, part) for part in parts)
    assert len(parts) == 3
    assert pages == sum(part.pages for part in parts) == len(page_sizes(pdf))
    words = [text(pdf, number) for number in range(pages)]
    for number, page in enumerate(words, start=1):
        assert f"Page {number} of {pages}" in page
        assert "Annex to TST" in page
    assert "Atlantis – Utopia" in words[-1]
    everything = "\n".join(words).replace("\r\n", "\n").splitlines()
    shown = [line for line in everything if line.startswith("Name ")]
    assert sorted(shown) == sorted(f"Name {n} Town" for n in range(600))
    tags = structure(pdf)
    assert tags.count("LI") == 600 + 1 + 2
    assert tags.count("H1") == 1


@pytest.mark.parametrize(
    "name",
    ["W" * 300, "Wm " * 90, "国" * 200, "محمد " * 50, "Maximilian-Alexander von " * 8, "ﷺ" * 40],
)
def test_long_names_stay_on_their_pages(name: str) -> None:
    for part in chunks(annex_text({"Atlantis": [name] * 40})):
        assert set_chunk(Typesetter(None), part)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_country_has_its_count_on_the_cover(paper: str) -> None:
    people = {f"Country {n}": ["Somebody"] for n in range(249)}
    parts = chunks(annex_text(people, paper))
    pdf, pages = join_tagged(set_chunk(Typesetter(None), part) for part in parts)
    words = " ".join(" ".join(text(pdf, number) for number in range(pages)).split())
    assert all(f"Country {n} 1" in words for n in range(249))
    assert round(page_sizes(pdf)[0][0]) == {"a4": 210, "letter": 216}[paper]


def places_down_a_column(pdf: bytes, number: int) -> list[float]:
    """How far down the foot of each "Town" of the first column stands, in mm from the top."""
    found = []
    with page_of(pdf, number) as page:
        words, height = page.get_textpage(), page.get_height()
        search = words.search("Town")
        while place := search.get_next():
            left, low, _, _ = words.get_charbox(place[0])
            if left < 200:
                found.append((height - low) * 25.4 / 72)
        search.close()
    return sorted(found)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "name", ["محمد علي", "အောင်ဆန်း", "राम शर्मा", "ประภาส", "山田", "Ada Wright"]
)
def test_no_script_makes_lines_taller_than_they_are_counted(name: str, paper: str) -> None:
    (part,) = chunks(annex_text({"Atlantis": [name] * 400}, paper))
    pdf = set_chunk(Typesetter(None), part)
    down = places_down_a_column(pdf, 2)
    assert len(down) > 50
    assert all(abs(below - above - 4.2) < 0.01 for above, below in pairwise(down))
    assert down[-1] < PAPERS[paper][1] - 16


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_page_that_is_too_full_is_never_printed(
    paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annex, "_lines_for", lambda _label, _text: 1)
    (part,) = chunks(annex_text({"Atlantis": ["Maximilian-Alexander von " * 3] * 200}, paper))
    with pytest.raises(AdvocacyError) as raised:
        set_chunk(Typesetter(None), part)
    assert raised.value.problems[0].code == "list_does_not_fit"


def test_a_country_with_some_who_are_not_named_says_so() -> None:
    people = annex_text({"Atlantis": ["One"], "Utopia": ["Two"]})
    (part,) = chunks(replace(people, countries=(("Atlantis", "3"), ("Utopia", "1"))))
    words = " ".join(text(set_chunk(Typesetter(None), part), 1).split())
    assert "Atlantis 1 of 3 One Town Utopia 1 Two Town" in words


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("named", [True, False])
def test_a_long_subject_pushes_the_countries_down(language: str, named: bool) -> None:
    said = annex_text({"Atlantis": ["One"]}, language=language)
    said = replace(said, subject="A request of many words " * 20)
    (part,) = chunks(said if named else replace(said, named=()))
    pdf = set_chunk(Typesetter(None), part)
    root, countries = glyphs_of(pdf, "0" * 64), glyphs_of(pdf, "By country")
    assert countries[0].y - root[0].y > 5
