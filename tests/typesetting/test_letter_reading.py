from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pydyf
import pytest

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.letter_reading import LetterReader
from advocacy_cli.typesetting.page_sharing import Shelf
from advocacy_cli.typesetting.pdf_file import PdfFile
from advocacy_cli.typesetting.plates.pdf_file import PdfFiles
from advocacy_cli.typesetting.press import Press
from paper import page_sizes

Sample = Callable[..., ComposedLetter]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(PdfFile(BytesIO()))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The letters that were read as PDFs."""
    found: list[Any] = []
    before = pikepdf.Pdf.open

    def noting(pdf: Any) -> pikepdf.Pdf:
        found.append(pdf)
        return before(pdf)

    monkeypatch.setattr(pikepdf.Pdf, "open", noting)
    return found


def test_a_letter_reads_the_same_whatever_was_read_before_it(
    sample: Sample, shelf: Shelf, opened: list[Any]
) -> None:
    press, reader = Press(None), LetterReader(shelf)
    long = {"body": "<p>Text.</p>" * 40, "max_pages": 2}
    other_words = {"body": "<p>More.</p>" * 40, "max_pages": 2}
    kinds: list[dict[str, Any]] = [{}, {"language": "zh-Hans"}, long, other_words]
    letters = [
        press.print(sample(reference=f"NKR-0000-000{number}-Z", **kind), layouts()["uk-dl"]).pdf
        for number in range(3)
        for kind in kinds
    ]
    read = [list(reader.pages(letter)) for letter in letters]
    assert len(opened) == 3, "other words in the same fonts and tags are only other contents"
    assert [len(pages) for pages in read] == [len(page_sizes(letter)) for letter in letters]
    assert read == [list(LetterReader(shelf).pages(letter)) for letter in letters]
    assert len({page.content for pages in read for page in pages}) == sum(map(len, read))


def test_a_letter_that_uses_its_content_otherwise_is_read_itself(
    shelf: Shelf, opened: list[Any]
) -> None:
    document = pydyf.PDF()
    content = pydyf.Stream([b"/Me Do"], {"Type": "/XObject", "Subtype": "/Form"})
    document.add_object(content)
    resources = pydyf.Dictionary({"XObject": pydyf.Dictionary({"Me": content.reference})})
    document.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": document.pages.reference,
                "MediaBox": pydyf.Array([0, 0, 9, 9]),
                "Contents": content.reference,
                "Resources": resources,
            }
        )
    )
    files = PdfFiles(document, [content])
    reader = LetterReader(shelf)
    read = [
        list(reader.pages(files.write([bytes.fromhex(packed)], digit)[0]))
        for digit, packed in (("1", "789c030000000001"), ("2", "789c53000000210021"))
    ]
    assert len(opened) == 2
    assert read[0][0].resources != read[1][0].resources
