from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from advocacy_cli.errors import Problem
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting import pages
from advocacy_cli.typesetting.layouts import Box, Layout, layouts
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.stylesheet import letter_css
from paper import around, font_names, glyphs_of, page_sizes, strokes, structure, text

pytestmark = pytest.mark.slow

Sample = Callable[..., ComposedLetter]

EVERY_LAYOUT = pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)
WINDOWS = pytest.mark.parametrize(
    "layout", [it for it in layouts().values() if it.id != "plain"], ids=lambda it: it.id
)
UK = layouts()["uk-dl"]
DIN = layouts()["din5008b"]
SIX_LINES_DO_NOT_FIT = "us-10"
LONG_OFFICE = (
    "The Consul General",
    "Consulate General of the People’s Republic of China in Los Angeles",
    "443 Shatto Place",
    "Los Angeles, CA 90020",
)


def typeset(typesetter: Typesetter, letter: ComposedLetter, layout: Layout = UK) -> bytes:
    made = typesetter.typeset(letter, layout)
    assert made.problems == ()
    return made.pdf


def refused(typesetter: Typesetter, letter: ComposedLetter, layout: Layout = UK) -> Problem:
    made = typesetter.typeset(letter, layout)
    assert made.pdf == b""
    (problem,) = made.problems
    assert problem.is_error
    assert problem.hint
    return problem


def assert_inside(boxes: list[Box], place: Box) -> None:
    box = around(boxes)
    assert box.x >= place.x
    assert box.y >= place.y
    assert box.right <= place.right
    assert box.bottom <= place.bottom


def address_for(layout: Layout, letter: ComposedLetter) -> ComposedLetter:
    """The letter, with its last line left out where the window is too low for six."""
    if layout.id != SIX_LINES_DO_NOT_FIT:
        return letter
    return replace(letter, address=letter.address[:-1])


class TestTheWindow:
    @pytest.mark.parametrize("language", ["en", "ar", "zh-Hans", "ko", "ru"])
    @EVERY_LAYOUT
    def test_every_glyph_of_the_address_lies_inside_the_field(
        self, typesetter: Typesetter, sample: Sample, layout: Layout, language: str
    ) -> None:
        letter = address_for(layout, sample(language))
        pdf = typeset(typesetter, letter, layout)
        glyphs = [glyph for line in letter.address for glyph in glyphs_of(pdf, line)]
        assert len(glyphs) > 100
        assert_inside(glyphs, layout.field)
        assert_inside(glyphs, layout.address)

    @EVERY_LAYOUT
    def test_an_arabic_addressee_fits_above_a_latin_address(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        address = ("وزير الخارجية", "49-51 Portland Place", "London W1B 1JL", "UNITED KINGDOM")
        pdf = typeset(typesetter, sample("ar", address=address), layout)
        for line in address[1:]:
            assert_inside(glyphs_of(pdf, line), layout.address)

    @EVERY_LAYOUT
    def test_address_lines_stand_below_each_other(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        letter = address_for(layout, sample())
        pdf = typeset(typesetter, letter, layout)
        lines = [around(glyphs_of(pdf, line)) for line in letter.address]
        assert all(above.y < below.y for above, below in pairwise(lines))
        assert {round(line.x) for line in lines} == {round(layout.address.x)}

    @WINDOWS
    def test_a_long_line_is_broken_rather_than_cut(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        pdf = typeset(typesetter, sample(address=LONG_OFFICE), layout)
        assert_inside(glyphs_of(pdf, "Consulate General of"), layout.field)
        assert_inside(glyphs_of(pdf, "in Los Angeles"), layout.field)

    @WINDOWS
    def test_a_domestic_address_is_set_in_10_pt(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        pdf = typeset(typesetter, sample(address=("The Ambassador", "1 Street", "Hhhhh")), layout)
        assert around(glyphs_of(pdf, "Hhhhh")).h == pytest.approx(10 * 0.76 * 25.4 / 72, abs=0.15)

    def test_lines_too_many_for_10_pt_are_set_in_9_pt(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        lines = ("One", "Two", "Three", "Four", "Hhhhh")
        pdf = typeset(typesetter, sample(address=lines), layouts()["us-10"])
        assert around(glyphs_of(pdf, "Hhhhh")).h == pytest.approx(9 * 0.76 * 25.4 / 72, abs=0.15)

    def test_the_short_form_serves_where_the_full_one_does_not_fit(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        letter = sample()
        letter = replace(letter, short_address=letter.address[1:])
        pdf = typeset(typesetter, letter, layouts()["us-10"])
        assert "His Excellency" not in text(pdf)
        assert_inside(glyphs_of(pdf, "UNITED KINGDOM"), layouts()["us-10"].field)

    @WINDOWS
    def test_eight_lines_are_refused(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        problem = refused(typesetter, sample(address=tuple("abcdefgh")), layout)
        assert problem.code == "address_does_not_fit"
        assert "8 lines" in problem.message
        assert "--layout plain" in problem.hint

    def test_eight_lines_fit_where_there_is_no_window(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        assert typeset(typesetter, sample(address=tuple("abcdefgh")), layouts()["plain"])

    @WINDOWS
    def test_a_name_that_cannot_be_broken_is_refused(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        problem = refused(typesetter, sample(address=("W" * 60, "Bern")), layout)
        assert problem.code == "address_does_not_fit"

    def test_the_return_address_stands_above_the_address(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        assert DIN.return_line is not None
        pdf = typeset(typesetter, sample(return_address="Sender in the window · Town"), DIN)
        line = glyphs_of(pdf, "Sender in the window")
        assert_inside(line, DIN.return_line)
        assert around(line).y > DIN.return_line.bottom - 5

    @pytest.mark.parametrize("language", ["en", "ar"])
    @EVERY_LAYOUT
    def test_text_begins_below_the_window(
        self, typesetter: Typesetter, sample: Sample, layout: Layout, language: str
    ) -> None:
        letter = address_for(layout, sample(language, subject="Hhhh", title="Hhhh"))
        box = around(glyphs_of(typeset(typesetter, letter, layout), "Hhhh"))
        assert layout.text_y < box.y < layout.text_y + 4

    def test_a_letterhead_that_would_run_into_the_window_is_refused(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        lines = ("Example Sender", *["An organisation with a long name"] * 20)
        assert refused(typesetter, sample(sender_lines=lines)).code == "does_not_fit"


class TestThePage:
    @EVERY_LAYOUT
    def test_pages_have_the_size_of_the_layout(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        letter = address_for(layout, sample(body="<p>Text.</p>" * 60, max_pages=3))
        sizes = page_sizes(typeset(typesetter, letter, layout))
        assert len(sizes) > 1
        assert sizes == [pytest.approx(layout.page, abs=0.05)] * len(sizes)

    @EVERY_LAYOUT
    def test_marks_lie_at_their_millimetre(
        self, typesetter: Typesetter, sample: Sample, layout: Layout
    ) -> None:
        pdf = typeset(typesetter, address_for(layout, sample()), layout)
        found = sorted(mark.y + mark.h / 2 for mark in strokes(pdf) if mark.x < 15)
        expected = sorted([*layout.folds, *([layout.hole] if layout.hole else [])])
        assert found == pytest.approx(expected, abs=0.2)

    def test_marks_are_only_on_the_first_page(self, typesetter: Typesetter, sample: Sample) -> None:
        pdf = typeset(typesetter, sample(body="<p>Text.</p>" * 60, max_pages=3), DIN)
        assert strokes(pdf, 1) == []

    def test_one_page_has_no_number(self, typesetter: Typesetter, sample: Sample) -> None:
        pdf = typeset(typesetter, sample())
        assert "Page 1" not in text(pdf)
        assert text(pdf).count("NKR-7K3M-2QXA-V") == 1

    def test_later_pages_have_reference_and_number(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        pdf = typeset(typesetter, sample(body="<p>Text.</p>" * 60, max_pages=3))
        assert "Page 1" not in text(pdf)
        assert "NKR-7K3M-2QXA-V" in text(pdf, 1)
        assert "Page 2 of 3" in text(pdf, 1)

    def test_a_letter_of_320_words_takes_one_page(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        sentence = "We ask your Government to tell the families where their relatives are now. "
        body = "".join(f"<p>{sentence * 5}</p>" for _ in range(5))
        for layout in layouts().values():
            made = typesetter.typeset(address_for(layout, sample(body=body)), layout)
            assert (made.problems, made.pages) == ((), 1)

    def test_a_letter_longer_than_allowed_is_refused(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        problem = refused(typesetter, sample(body="<p>Text.</p>" * 60))
        assert problem.code == "too_long"
        assert "3 pages" in problem.message
        assert "1 page" in problem.message

    @pytest.mark.parametrize("paragraphs", range(13, 22))
    def test_the_closing_is_never_alone_on_a_page(
        self, typesetter: Typesetter, sample: Sample, paragraphs: int
    ) -> None:
        pdf = typeset(typesetter, sample(body="<p>Some text.</p>" * paragraphs, max_pages=2))
        last = text(pdf, len(page_sizes(pdf)) - 1)
        assert "Some text." in last
        assert last.index("Some text.") < last.index("Yours respectfully,")
        assert last.index("Yours respectfully,") < last.index("Teacher")

    def test_there_is_room_to_sign(self, typesetter: Typesetter, sample: Sample) -> None:
        pdf = typeset(typesetter, sample(signatures=(("Signer",), ("Other signer",))))
        closing, first, second = (
            around(glyphs_of(pdf, line)) for line in ("Yours respectfully", "Signer", "Other")
        )
        assert first.y - closing.bottom >= 15
        assert second.y - first.bottom >= 15

    def test_specimen_is_printed_on_every_page(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        pdf = typeset(
            typesetter, sample(body="<p>Text.</p>" * 60, max_pages=3, specimen="SPECIMEN")
        )
        assert "SPECIMEN" in text(pdf)
        assert "SPECIMEN" in text(pdf, 1)
        assert "SPECIMEN" not in text(typeset(typesetter, sample()))

    def test_right_to_left_text_begins_at_the_right(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        pdf = typeset(typesetter, sample("ar", subject="Hhhh"), DIN)
        right_margin = DIN.page[0] - DIN.right
        assert around(glyphs_of(pdf, "Hhhh")).right == pytest.approx(right_margin, abs=0.5)
        assert around(glyphs_of(pdf, "Example Sender")).right == pytest.approx(right_margin, abs=1)


class TestWords:
    @pytest.mark.parametrize("name", ["O’Brien & <b>", "*a*", "{{ 7*7 }}", "[docs]", "[/x]"])
    def test_names_print_as_they_are(
        self, typesetter: Typesetter, sample: Sample, name: str
    ) -> None:
        letter = sample(
            address=(name, "Bern"), sender_lines=(name,), subject=name, signatures=((name, name),)
        )
        assert text(typeset(typesetter, letter)).count(name) == 5

    @pytest.mark.parametrize(
        ("language", "faces"),
        [
            ("en", {"Noto-Serif", "Noto-Serif-Bold"}),
            ("ru", {"Noto-Serif", "Noto-Serif-Bold"}),
            ("zh-Hans", {"Noto-Serif", "Noto-Serif-CJK-SC", "Noto-Serif-CJK-SC-Bold"}),
            ("ko", {"Noto-Serif", "Noto-Serif-CJK-KR", "Noto-Serif-CJK-KR-Bold"}),
            ("ar", {"Noto-Serif", "Noto-Naskh-Arabic", "Noto-Naskh-Arabic-Bold"}),
        ],
    )
    def test_each_language_has_its_face(
        self, typesetter: Typesetter, sample: Sample, language: str, faces: set[str]
    ) -> None:
        assert font_names(typeset(typesetter, sample(language))) == faces

    @pytest.mark.parametrize("name", ["习近平", "김예시", "ليلى", "Łukasz Žižek", "Ελένη"])
    def test_names_in_other_scripts_print_in_an_english_letter(
        self, typesetter: Typesetter, sample: Sample, name: str
    ) -> None:
        pdf = typeset(typesetter, sample(address=(name, "Bern")))
        assert all(font.startswith("Noto") for font in font_names(pdf))

    @pytest.mark.parametrize(
        ("sign", "code", "remedy"),
        [
            ("\U0001f54a", "U+1F54A", "emoji"),
            ("❤\ufe0f", "U+FE0F", "emoji"),
            ("Ꭰ", "U+13A0", "Latin"),
            ("\U00012000", "U+12000", "Latin"),
        ],
    )
    @pytest.mark.parametrize("place", ["body", "salutation", "page_label"])
    def test_what_has_no_glyph_is_refused_by_name(
        self, typesetter: Typesetter, sample: Sample, sign: str, code: str, remedy: str, place: str
    ) -> None:
        problem = refused(typesetter, sample(**{place: f"Peace {sign}"}))
        assert problem.code == "missing_glyphs"
        assert code in problem.message
        assert remedy in problem.hint


class TestTheFile:
    def test_it_is_a_tagged_pdf_ua_with_language_and_title(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        pdf = typeset(typesetter, sample("zh-Hans", title="O’Brien & <b>"))
        with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
            assert str(opened.Root.Lang) == "zh-Hans"
            assert bool(opened.Root.MarkInfo.Marked)
            assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
            metadata = opened.open_metadata()
            assert metadata["dc:title"] == "O’Brien & <b>"
            assert metadata["pdfuaid:part"] == "1"

    def test_it_is_read_in_the_order_of_a_letter(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        letter = sample(
            sender_lines=("Sender",),
            return_address="Return",
            address=("Addressee",),
            enclosures_label="Enclosures",
            enclosures=("A report",),
            copies_label="Copies to",
            copies=("A ministry",),
        )
        words = text(typeset(typesetter, letter, DIN))
        order = [
            "Sender",
            "Return",
            "Addressee",
            letter.date,
            letter.reference,
            letter.subject,
            letter.salutation,
            "I am a teacher",
            letter.closing,
            "Teacher",
            "A report",
            "A ministry",
        ]
        places = [words.index(part) for part in order]
        assert places == sorted(places)

    def test_its_tags_are_those_of_a_letter(self, typesetter: Typesetter, sample: Sample) -> None:
        body = "<p>We ask</p><ol><li>one</li><li>two</li></ol>"
        tags = structure(typeset(typesetter, sample(body=body)))
        assert tags[0] == "Document"
        assert tags.count("H1") == 1
        assert tags.count("L") == 1
        assert tags.count("LBody") == 2
        assert "Table" not in tags

    def test_it_says_nothing_of_the_machine(
        self, typesetter: Typesetter, sample: Sample, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("USER", "somebody")
        pdf = typeset(typesetter, sample(body='<p><a href="x">a link</a></p>'))
        with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
            assert set(opened.docinfo) <= {"/Producer", "/Title"}
            whole = b"".join(
                thing.read_bytes()
                for thing in opened.objects
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/XML"
            )
        assert str(Path.cwd()).encode() not in pdf + whole
        assert str(Path.home()).encode() not in pdf + whole
        assert b"file:" not in pdf + whole

    def test_the_same_letter_gives_the_same_bytes(self, sample: Sample) -> None:
        letter = sample(specimen="SPECIMEN")
        first = Typesetter(None)
        other = sample("ar", max_pages=2)
        expected = first.typeset(letter, UK).pdf
        first.typeset(other, DIN)
        assert first.typeset(letter, UK).pdf == expected
        assert Typesetter(None).typeset(letter, UK).pdf == expected

    def test_each_letter_has_an_identifier_of_its_own(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        identifiers = set()
        for letter in (sample(), sample(reference="NKR-0000-0000-0")):
            with pikepdf.Pdf.open(BytesIO(typeset(typesetter, letter))) as opened:
                identifiers.add(bytes(opened.trailer.ID[0]))
        assert len(identifiers) == 2

    def test_another_process_gives_the_same_bytes(self, sample: Sample) -> None:
        letter = sample()
        script = (
            "import pickle, sys, hashlib\n"
            "from advocacy_cli.typesetting.pages import Typesetter\n"
            "from advocacy_cli.typesetting.layouts import layouts\n"
            "letter = pickle.loads(sys.stdin.buffer.read())\n"
            "sys.stdout.buffer.write(Typesetter(None).typeset(letter, layouts()['uk-dl']).pdf)\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script],
            input=pickle.dumps(letter),
            capture_output=True,
            check=True,
        )
        assert ran.stdout == Typesetter(None).typeset(letter, UK).pdf


class TestPictures:
    @pytest.fixture
    def assets(self, tmp_path: Path) -> Path:
        folder = tmp_path / "assets"
        folder.mkdir()
        for name in ("map.png", "my map.png", "../secret.png"):
            Image.new("RGB", (4, 4), "navy").save(folder / name)
        (folder / "link.png").symlink_to(tmp_path / "secret.png")
        return folder

    @pytest.mark.parametrize("url", ["assets/map.png", "assets/my%20map.png", "assets/./map.png"])
    def test_a_picture_from_the_assets_is_printed(
        self, sample: Sample, assets: Path, url: str
    ) -> None:
        letter = sample(body=f'<p><img src="{url}" alt="A map"></p>')
        assert b"/Image" in typeset(Typesetter(assets), letter)

    @pytest.mark.parametrize(
        "url",
        [
            "http://example.org/x.png",
            "https://example.org/x.png",
            "ftp://example.org/x.png",
            "file:///etc/passwd",
            "FILE:///etc/passwd",
            "//example.org/x.png",
            "/etc/passwd",
            "../secret.png",
            "assets/../../secret.png",
            "assets/%2e%2e/secret.png",
            "assets/link.png",
            "data:image/png;base64,AAAA",
        ],
    )
    def test_every_other_address_is_refused(self, sample: Sample, assets: Path, url: str) -> None:
        problem = refused(Typesetter(assets), sample(body=f'<p><img src="{url}" alt="x"></p>'))
        assert problem.code == "forbidden_url"
        assert url.rpartition("/")[2] in problem.message

    def test_style_sheets_and_backgrounds_are_no_way_round(
        self, sample: Sample, assets: Path
    ) -> None:
        for body in (
            '<link rel="stylesheet" href="http://example.org/x.css">',
            "<style>@import url(file:///etc/passwd);</style>",
            '<p style="background: url(file:///etc/passwd)">x</p>',
            '<object data="file:///etc/passwd"></object>',
            '<base href="file:///etc/"><img src="passwd" alt="x">',
            '<img src="assets/map%00.png" alt="x">',
        ):
            assert refused(Typesetter(assets), sample(body=body)).code == "forbidden_url"

    def test_without_assets_there_are_no_pictures(
        self, typesetter: Typesetter, sample: Sample
    ) -> None:
        letter = sample(body='<p><img src="assets/map.png" alt="x"></p>')
        assert refused(typesetter, letter).code == "forbidden_url"

    def test_a_picture_that_is_not_there_is_named(self, sample: Sample, assets: Path) -> None:
        problem = refused(
            Typesetter(assets), sample(body='<p><img src="assets/none.png" alt="x"></p>')
        )
        assert problem.code == "cannot_read_asset"
        assert "assets/none.png" in problem.message

    @pytest.mark.parametrize(
        "body",
        [
            '<p><img src="assets/map.png"></p>',
            '<p style="colour: red">x</p>',
            '<p><img src="assets/broken.png" alt="x"></p>',
        ],
    )
    def test_what_the_typesetter_warns_of_is_not_printed(
        self, sample: Sample, assets: Path, body: str
    ) -> None:
        (assets / "broken.png").write_bytes(b"no picture")
        problem = refused(Typesetter(assets), sample(body=body))
        assert problem.code == "typesetting_warning"
        assert "letter.invalid" not in problem.message
        assert problem.message[-1] not in ": "

    def test_a_typesetter_that_does_not_know_our_style_is_blamed_instead_of_the_letter(
        self, sample: Sample, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        style = letter_css()
        monkeypatch.setattr(pages, "letter_css", lambda: f"{style}\np {{ margin-unheard-of: 1mm }}")
        problem = refused(Typesetter(None), sample(body='<p style="colour: red">x</p>'))
        assert problem.code == "typesetter_unfit"
        assert "margin-unheard-of" in problem.message
        assert "letter's text" not in problem.hint
