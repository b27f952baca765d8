from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pydyf
import pytest

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.plates.pdf_file import END, ROW, STREAM_END
from advocacy_cli.typesetting.plates.stencils import Stencil
from advocacy_cli.typesetting.press import Press

Sample = Callable[..., ComposedLetter]


@pytest.fixture(scope="module")
def stamped(sample: Callable[..., ComposedLetter]) -> list[bytes]:
    """Letters of one plate, of two pages each."""
    press = Press(None)
    letters = [
        sample(reference=f"NKR-0000-000{number}-Z", body="<p>Text.</p>" * 40, max_pages=2)
        for number in range(3)
    ]
    return [press.print(letter, layouts()["uk-dl"]).pdf for letter in letters]


def contents_of(pdf: bytes) -> dict[int, bytes]:
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        streams = [page.Contents for page in opened.pages]
        return {stream.objgen[0]: stream.read_bytes() for stream in streams}


def test_letters_of_one_plate_are_of_one_stencil(stamped: list[bytes]) -> None:
    stencil = Stencil.of(stamped[0])
    assert stencil
    for pdf in stamped:
        contents, pages = stencil.contents(pdf), contents_of(pdf)
        assert contents
        assert contents == {number: pages[number] for number in stencil.numbers}


def test_a_letter_of_another_plate_is_not_taken_for_one(
    sample: Sample, stamped: list[bytes]
) -> None:
    stencil = Stencil.of(stamped[0])
    other = Press(None).print(sample(body="<p>Other.</p>"), layouts()["uk-dl"]).pdf
    assert stencil
    assert stencil.contents(other) is None


def test_another_byte_anywhere_says_nothing_else_of_the_pages(stamped: list[bytes]) -> None:
    stencil = Stencil.of(stamped[0])
    assert stencil
    pdf = stamped[1]
    contents, identifier, taken = stencil.contents(pdf), pdf.rindex(b"/ID[<"), []
    for place, byte in enumerate(pdf):
        changed = stencil.contents(pdf[:place] + bytes([byte ^ 1]) + pdf[place + 1 :])
        assert changed in (None, contents)
        if changed:
            taken.append(place)
    assert taken
    assert all(identifier < place < identifier + 80 for place in taken)


def test_objects_that_stand_elsewhere_are_seen(stamped: list[bytes]) -> None:
    pdf = stamped[1]
    start = int(pdf.split()[-2])
    head, _, packed = pdf[start:].partition(b"\nstream\n")
    table = zlib.decompress(packed)
    rows = [table[at : at + ROW.size] for at in range(0, len(table), ROW.size)]
    for kept in (rows, [rows[0], rows[2], rows[1], *rows[3:]]):
        again = zlib.compress(b"".join(kept))
        entries = head.rpartition(b"/Length")[0]
        stream = b"%b/Length %d>>\nstream\n%b%b" % (entries, len(again), again, STREAM_END)
        changed = pdf[:start] + stream + END % start
        stencil = Stencil.of(stamped[0])
        assert stencil
        assert (stencil.contents(changed) is not None) == (kept is rows)
        assert stencil.contents(changed[:-1]) is None


@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode.__members__))
def test_files_of_other_writers_have_no_stencil(stamped: list[bytes], mode: str) -> None:
    with pikepdf.Pdf.open(BytesIO(stamped[0])) as opened:
        written = BytesIO()
        opened.save(written, object_stream_mode=pikepdf.ObjectStreamMode[mode])
    drawn = BytesIO()
    document = pydyf.PDF()
    document.write(drawn, compress=True, identifier=True)
    for pdf in (written.getvalue(), drawn.getvalue(), b"", stamped[0][:-1], stamped[0] + b"\n"):
        assert Stencil.of(pdf) is None
