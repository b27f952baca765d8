from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.images import pdf_to_png, pdf_words
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter

Sample = Callable[..., ComposedLetter]


def test_every_page_becomes_a_picture(typesetter: Typesetter, sample: Sample) -> None:
    letter = sample(address=("The Ambassador",), body="<p>Text.</p>" * 40, max_pages=2)
    pictures = pdf_to_png(typesetter.typeset(letter, layouts()["us-10"]).pdf, dpi=50)
    assert len(pictures) == 2
    for picture in pictures:
        opened = Image.open(BytesIO(picture))
        assert opened.format == "PNG"
        assert opened.size == (425, 550)
        assert min(opened.convert("L").tobytes()) < 100


def test_words_are_read_in_order(typesetter: Typesetter, sample: Sample) -> None:
    words = list(pdf_words(typesetter.typeset(sample(), layouts()["plain"]).pdf))
    assert "NKR-7K3M-2QXA-V" in words
    assert words.index("Excellency") < words.index("NKR-7K3M-2QXA-V") < words.index("teacher,")


def test_what_is_no_pdf_has_no_words() -> None:
    assert list(pdf_words(b"not a PDF")) == []
    assert list(pdf_words(b"")) == []
