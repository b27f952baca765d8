"""Files of strangers are read where they can take neither all the memory nor all the time."""

from __future__ import annotations

import resource
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from advocacy_cli.desk import apart, workshop
from advocacy_cli.desk.apart import Apart
from advocacy_cli.desk.drafting import draft
from advocacy_cli.desk.looking import verify
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.print_file import print_letters
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.model.selection import Choice

FONT = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def pdf_with(page: bytes, *streams: bytes) -> bytes:
    """A PDF of one page, whose other objects are numbered from 4."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 612 792]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + page + b">>",
        *streams,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + end + trailer % (len(bodies) + 1, len(out))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def bomb() -> bytes:
    """A few hundred bytes that unpack, three times over, to gigabytes of text."""
    data = b"BT /F 9 Tf (x) Tj ET " * 8_000_000
    for _ in range(3):
        data = zlib.compress(data, 9)
    return pdf_with(FONT, stream(data, b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"))


def endless() -> bytes:
    """Forms that each draw the next one four times, thirty deep."""
    drawn = b"/X Do " * 4
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    forms = [
        stream(drawn, form + b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1))
        for number in range(5, 35)
    ]
    last = stream(b"", form)
    return pdf_with(b"/Resources<</XObject<</X 5 0 R>>>>", stream(drawn), *forms, last)


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workshop.BATCH  # It has read its deadline before this: letters keep theirs.
    monkeypatch.setattr(apart, "DEADLINE", 2.0)


def memory_taken() -> int:
    """The most bytes that this process has taken up so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.usefixtures("_soon")
@pytest.mark.parametrize("hostile", [endless, pytest.param(bomb, marks=pytest.mark.slow)])
def test_verify_of_a_hostile_pdf_ends(
    workplace: Workplace, tmp_path: Path, hostile: Callable[[], bytes]
) -> None:
    content = hostile()
    assert len(content) < 10_000
    file = tmp_path / "letter.pdf"
    file.write_bytes(content)
    before = memory_taken()
    with pytest.raises(AdvocacyError) as caught:
        verify(workplace, file)
    (problem,) = caught.value.problems
    assert problem.code in {"took_too_long", "took_too_much"}
    assert str(file) in problem.message
    assert memory_taken() - before < 100_000_000


@pytest.mark.slow
def test_verify_of_what_is_no_pdf(workplace: Workplace, tmp_path: Path) -> None:
    for content in (b"", b"no PDF", b"%PDF-1.7\n", pdf_with(b"")):
        file = tmp_path / "letter.pdf"
        file.write_bytes(content)
        assert verify(workplace, file).verdict == "unknown"


@pytest.mark.slow
def test_a_worker_has_no_more_memory_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "DEADLINE", 60.0)
    with Apart() as worker:
        assert worker.do(bytes, 10, "ten bytes") == bytes(10)
        with pytest.raises(AdvocacyError) as caught:
            worker.do(bytearray, 4 * 1024**3, "four gigabytes")
    assert caught.value.problems[0].code == "took_too_much"


@pytest.mark.slow
def test_a_letter_that_is_no_pdf_leaves_the_old_print_file(tmp_path: Path) -> None:
    target = tmp_path / "print.pdf"
    target.write_bytes(b"old")
    with pytest.raises(AdvocacyError) as caught:
        print_letters([("A", b"no PDF")], target)
    assert [problem.code for problem in caught.value.problems] == ["damaged_letter"]
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["print.pdf"]


@pytest.mark.slow
@pytest.mark.usefixtures("_soon")
def test_a_clone_with_a_hostile_letter_on_record_is_not_printed(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request(Choice("call", via="tag:missions"))
    draft(workplace, request)
    monkeypatch.setattr("advocacy_cli.desk.drafting.content_of", lambda *_: bomb())
    target = tmp_path / "print.pdf"
    report = draft(workplace, request, print_file=target)
    assert [problem.code for problem in report.problems] in (["took_too_long"], ["took_too_much"])
    assert not target.exists()
