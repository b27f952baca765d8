from __future__ import annotations

from collections.abc import Callable

import pypdfium2

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter


def test_an_annex_follows_the_signatures_on_a_page_of_its_own(
    sample: Callable[..., ComposedLetter], typesetter: Typesetter
) -> None:
    letter = sample(annex="<h2>Annex: law</h2><p>Article 3.</p>", max_pages=2)
    made = typesetter.typeset(letter, layouts()["plain"])
    assert made.problems == ()
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf)]
    assert len(pages) == made.pages == 2
    assert "Example Sender" in pages[0] and "Annex" not in pages[0]
    assert "Annex: law" in pages[1] and "Article 3." in pages[1]
    assert "NKR-7K3M-2QXA-V" in pages[1] and "Page 2 of 2" in pages[1]


def test_an_annex_counts_among_the_pages(
    sample: Callable[..., ComposedLetter], typesetter: Typesetter
) -> None:
    made = typesetter.typeset(sample(annex="<p>Article 3.</p>"), layouts()["plain"])
    assert [problem.code for problem in made.problems] == ["too_long"]
