from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.html import paper
from advocacy_cli.reporting.report import Cell, Report
from advocacy_cli.typesetting.reports import set_report
from ledger_values import DAY, event
from reply_values import assessed, communicated, replied
from report_values import OFFICES, WAITING, letter, reported, tracked


def full() -> Report:
    """A report with something in each of its parts, and every fate of a question."""
    fates: dict[str, Any] = {
        "q1": "answered",
        "q2": "partly",
        "q3": {"answer": "refused", "quote": "안 됩니다.", "page": 2},
    }
    one, two = letter(1), letter(2)
    first, second = replied(2, one, language="ko"), replied(2, two, kind="confidential")
    readings = [assessed(3, first, **fates), assessed(4, first, q4="not_addressed")]
    questions = ("One?", "Two?", "Three?", "Four?", "Five?")
    letters = [
        tracked(one, communicated(1, one, questions=questions), first, *readings),
        tracked(two, communicated(1, two, questions=questions), second),
    ]
    for number in range(3, OFFICES + 1):
        late = letter(number)
        on = DAY - dt.timedelta(days=40 * number)
        letters.append(tracked(late, event(1, "sent", late, on=on), rules=WAITING))
        refused = letter(number, round=2)
        letters.append(tracked(refused, event(1, "refused", refused)))
    return reported(letters)


@pytest.mark.slow
def test_every_part_of_a_report_can_be_set() -> None:
    report = full()
    assert {cell for row in report.questions[0].answers for cell in row.cells} == set(Cell)
    pdf = set_report(*paper(report))
    with pypdfium2.PdfDocument(pdf) as pages:
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
    for heading in ("At a glance", "Questions", "Letters of others", "Overdue", "On the way"):
        assert heading in text
    assert "안 됩니다." in text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "en"
    assert set_report(*paper(report)) == pdf


def test_insiders_notes_are_set_as_they_are() -> None:
    story = tracked(letter(), event(1, "refused", data={"note": "<b>no</b> & “нет”"}))
    pdf = set_report(*paper(reported([story], Readers.INTERNAL)))
    with pypdfium2.PdfDocument(pdf) as pages:
        assert "<b>no</b> & “нет”" in pages[0].get_textpage().get_text_range()
