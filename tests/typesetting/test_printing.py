from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.printing import merge
from paper import page_sizes, text

Sample = Callable[..., ComposedLetter]
Letters = Callable[..., list[Path]]


@pytest.fixture
def letters(tmp_path: Path, typesetter: Typesetter, sample: Sample) -> Letters:
    """Makes one letter for each number of paragraphs."""

    def make(*paragraphs: int) -> list[Path]:
        files = []
        for number, count in enumerate(paragraphs):
            letter = sample(subject=f"Letter {number}", body="<p>Text.</p>" * count, max_pages=3)
            files.append(tmp_path / f"{number}.pdf")
            files[-1].write_bytes(typesetter.typeset(letter, layouts()["plain"]).pdf)
        return files

    return make


def test_letters_follow_each_other(letters: Letters, tmp_path: Path) -> None:
    target = tmp_path / "print.pdf"
    assert merge(letters(1, 1, 1), target) == 3
    pdf = target.read_bytes()
    assert [f"Letter {n}" in text(pdf, n) for n in range(3)] == [True, True, True]


def test_among_long_letters_each_begins_on_a_sheet_of_its_own(
    letters: Letters, tmp_path: Path
) -> None:
    target = tmp_path / "print.pdf"
    assert merge(letters(1, 40, 1), target) == 6
    pdf = target.read_bytes()
    starts = [page for page in range(6) if "Your Excellency" in text(pdf, page)]
    assert starts == [0, 2, 4]
    assert text(pdf, 1) == ""
    assert len({(round(width), round(height)) for width, height in page_sizes(pdf)}) == 1


def test_an_old_print_file_is_replaced_whole(letters: Letters, tmp_path: Path) -> None:
    target = tmp_path / "print.pdf"
    target.write_bytes(b"old")
    merge(letters(1), target)
    with pikepdf.Pdf.open(target) as opened:
        assert len(opened.pages) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.pdf", "print.pdf"]


def test_nothing_is_left_behind_when_it_cannot_be_written(letters: Letters, tmp_path: Path) -> None:
    target = tmp_path / "print.pdf"
    target.mkdir()
    with pytest.raises(OSError, match=r"print\.pdf"):
        merge(letters(1), target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.pdf", "print.pdf"]
