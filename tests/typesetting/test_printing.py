from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from weasyprint import HTML

from advocacy_cli.disk.writing import new_file
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.press import Press
from advocacy_cli.typesetting.printing import Printing
from paper import page_of, page_sizes, text

Sample = Callable[..., ComposedLetter]
Letters = Callable[..., list[Path]]


def merge(files: list[Path], target: Path) -> int:
    with new_file(target) as out:
        printing = Printing(out)
        for file in files:
            printing.add(file.stem, file.read_bytes())
        return printing.finish()


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


Make = Callable[[ComposedLetter, str], Path]


@pytest.fixture
def make(tmp_path: Path, typesetter: Typesetter) -> Make:
    """Typesets a letter in a layout and writes it to a file."""
    folder = tmp_path / "letters"
    folder.mkdir()

    def write(letter: ComposedLetter, layout: str = "uk-dl") -> Path:
        file = folder / f"{len(list(folder.iterdir())):03}.pdf"
        made = typesetter.typeset(letter, layouts()[layout])
        assert not made.problems
        file.write_bytes(made.pdf)
        return file

    return write


def _looks(pdf: bytes, number: int) -> tuple[bytes, str]:
    with page_of(pdf, number) as page:
        return page.render(scale=2).to_pil().tobytes(), text(pdf, number)


def _same_fonts(files: list[Path]) -> None:
    """Give letters the fonts of the first, as letters that are set from one plate have them."""
    with pikepdf.Pdf.open(files[0]) as first:
        for file in files[1:]:
            with pikepdf.Pdf.open(file, allow_overwriting_input=True) as letter:
                letter.pages[0].Resources.Font = letter.copy_foreign(
                    first.make_indirect(first.pages[0].Resources.Font)
                )
                letter.save(file)


def _forms(target: Path) -> int:
    with pikepdf.Pdf.open(target) as opened:
        return sum(
            isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
            for thing in opened.objects
        )


@pytest.mark.slow
def test_every_page_looks_and_reads_as_in_the_letter(
    make: Make, sample: Sample, tmp_path: Path
) -> None:
    long = "<p>Some <b>bold</b>, <u>underlined</u> words and a <a href='https://example.org'>link</a>.</p>"
    files = [
        make(sample(language, **more), layout)
        for layout in ("uk-dl", "din5008b", "plain")
        for language, more in (
            ("en", {}),
            ("en", {"reference": "NKR-2222-2222-2"}),
            ("zh-Hans", {}),
            ("zh-Hans", {"reference": "NKR-2222-2222-2"}),
            ("ar", {}),
            ("en", {"body": long * 30, "max_pages": 5}),
        )
    ]
    target = tmp_path / "print.pdf"
    merge(files, target)
    printed, number = target.read_bytes(), 0
    for file in files:
        letter = file.read_bytes()
        pages = len(page_sizes(letter))
        for page in range(pages):
            assert _looks(printed, number + page) == _looks(letter, page), (file, page)
        number += pages + pages % 2
    with pikepdf.Pdf.open(target) as opened:
        assert opened.check_pdf_syntax() == []
        assert len(opened.pages) == number


def test_letters_of_one_plate_share_what_is_the_same(
    make: Make, sample: Sample, tmp_path: Path
) -> None:
    order = ["1234567", "2345671", "3456712", "4567123", "5671234", "6712345"]
    files = [make(sample(salutation=f"Office {digits},"), "uk-dl") for digits in order]
    _same_fonts(files)
    target = tmp_path / "print.pdf"
    merge(files, target)
    printed = target.read_bytes()
    for number, file in enumerate(files):
        assert _looks(printed, number) == _looks(file.read_bytes(), 0)
        assert f"Office {order[number]}," in text(printed, number)
    assert _forms(target) == 2
    with pikepdf.Pdf.open(target) as opened:
        later = [page.Contents.read_bytes() for page in list(opened.pages)[1:]]
    assert all(content.count(b" TJ") == 1 for content in later)


def test_pages_are_labelled_with_the_names_of_the_letters(letters: Letters, tmp_path: Path) -> None:
    target = tmp_path / "print.pdf"
    merge(letters(1, 40), target)
    with pikepdf.Pdf.open(target) as opened:
        assert [page.label for page in opened.pages] == ["0 1", "0 2", "1 1", "1 2"]


def test_a_resource_that_refers_to_itself_is_carried(tmp_path: Path) -> None:
    file, target = tmp_path / "circle.pdf", tmp_path / "print.pdf"
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        form = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
        pdf.save(file)
    merge([file], target)
    with pikepdf.Pdf.open(target) as opened:
        circle = opened.pages[0].Resources.XObject.Me
        assert circle.Resources.XObject.Me.objgen == circle.objgen


@pytest.mark.slow
def test_letters_of_any_origin_are_printed_together(
    make: Make, sample: Sample, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    Image.new("RGB", (8, 8), (200, 30, 30)).save(tmp_path / "seal.png")
    page = (
        '<html lang="en"><style>@page { size: A5 landscape }</style><body>'
        '<p style="font-family: Noto Sans">Direct <img src="seal.png" alt=""></p></body></html>'
    )
    press = Press(None)
    for number in range(3):
        reference = f"NKR-0000-000{number}-Z"
        stamped = folder / f"{number}.pdf"
        stamped.write_bytes(press.print(sample(reference=reference), layouts()["uk-dl"]).pdf)
        with pikepdf.Pdf.open(stamped) as opened:
            mode = pikepdf.ObjectStreamMode.disable
            opened.save(folder / f"{number}-old.pdf", object_stream_mode=mode)
        direct = HTML(string=page.replace("Direct", f"Direct {number}"), base_url=str(tmp_path))
        direct.write_pdf(folder / f"{number}-weasyprint.pdf")
        make(sample(body="<p>Text.</p>" * 40, max_pages=3, reference=reference), "plain")
    files = sorted(folder.iterdir(), key=lambda file: file.name[::-1])
    files = [*files, *files[::-1]]
    target = tmp_path / "print.pdf"
    merge(files, target)
    printed, number = target.read_bytes(), 0
    sizes = page_sizes(printed)
    for file in files:
        pdf = file.read_bytes()
        pages = page_sizes(pdf)
        for place, size in enumerate(pages):
            assert _looks(printed, number + place) == _looks(pdf, place), (file, place)
            assert sizes[number + place] == size
        number += len(pages) + len(pages) % 2
    assert len(sizes) == number
