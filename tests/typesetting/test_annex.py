"""The list of signatories: pages counted beforehand, set in chunks, joined with their tags."""

from __future__ import annotations

import pytest

from advocacy_cli.typesetting import annex
from advocacy_cli.typesetting.annex import AnnexText, Named, chunks, set_chunk
from advocacy_cli.typesetting.joining import join_tagged
from advocacy_cli.typesetting.pages import Typesetter
from paper import page_sizes, structure, text


def annex_text(people: dict[str, list[str]], paper: str = "a4") -> AnnexText:
    return AnnexText(
        language="en",
        direction="ltr",
        paper=paper,
        title="Signatures",
        subject="A request",
        head="Annex to TST",
        page="Page {page} of {pages}",
        figures=(("All", "3"),),
        by_country="By country",
        countries=tuple((name, str(len(names))) for name, names in people.items()),
        none="Nobody.",
        root_label="Digest",
        root="0" * 64,
        named=tuple(
            (country, tuple(Named(name, "Town") for name in names))
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
    words = "\n".join(text(pdf, number) for number in range(pages))
    assert all(f"Country {n} 1" in words for n in range(249))
    assert round(page_sizes(pdf)[0][0]) == {"a4": 210, "letter": 216}[paper]
