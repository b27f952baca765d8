"""ReportLab Platypus, one document a letter; fonts and styles are kept. Its files have no tags."""

from __future__ import annotations

import subprocess
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

from given import Given, Words, given

REGULAR, BOLD = "Letter", "Letter-Bold"


def main() -> None:
    """Set the letters."""
    asked = given()
    for name, style in ((REGULAR, "Regular"), (BOLD, "Bold")):
        pdfmetrics.registerFont(TTFont(name, _font_file(style)))
    layout = asked.layout()
    for number, letter in enumerate(asked.letters()):
        _write(asked, number, letter, layout)


def _write(asked: Given, number: int, letter: Words, layout: dict[str, Any]) -> None:
    width, height = (side * mm for side in layout["page"])
    frame = Frame(
        layout["left"] * mm,
        layout["bottom"] * mm,
        width - (layout["left"] + layout["right"]) * mm,
        height - (layout["text_y"] + layout["bottom"]) * mm,
        *(0, 0, 0, 0),
    )

    def places(canvas: Canvas, _: object) -> None:
        _draw_places(canvas, letter, layout, height)

    page = BaseDocTemplate(
        str(asked.file(number)),
        pagesize=(width, height),
        title=letter["subject"],
        lang=letter["language"],
        pageTemplates=[PageTemplate(frames=[frame], onPage=places)],
    )
    page.build(_story(letter))


def _draw_places(canvas: Canvas, letter: Words, layout: dict[str, Any], height: float) -> None:
    name, *contact = letter["sender"]
    info: list[tuple[str, float, float]] = [
        (letter["date"], 9.5, 13),
        ("", 5, 5),
        (letter["reference_label"], 8, 11),
        (letter["reference"], 9.5, 13),
    ]
    address = [
        (line, letter["address_size"], letter["address_leading"]) for line in letter["address"]
    ]
    boxes: dict[str, list[tuple[str, float, float]]] = {
        "letterhead": [(name, 14, 19), (" · ".join(contact), 8.5, 12.5)],
        "address": address,
        "info": info,
    }
    for box, lines in boxes.items():
        y = height - layout[box]["y"] * mm
        for line, size, leading in lines:
            y -= leading
            canvas.setFont(REGULAR, size)
            canvas.drawString(layout[box]["x"] * mm, y + 0.25 * leading, line)


def _story(letter: Words) -> list[Flowable]:
    size, leading = letter["size"], letter["leading"]
    plain, bold, text, entry = _styles(size, leading)
    blocks = [
        Paragraph(escape(block["text"]), text)
        if block["kind"] == "p"
        else Paragraph(escape(block["text"]), entry, bulletText="–")
        for block in letter["blocks"]
    ]
    return [
        Paragraph(escape(letter["subject"]), bold),
        Paragraph(escape(letter["salutation"]), plain),
        Spacer(0, 0.75 * size),
        *blocks,
        Spacer(0, 0.9 * size),
        Paragraph(escape(letter["closing"]), plain),
        Spacer(0, 15 * mm),
        *(Paragraph(escape(line), plain) for line in letter["signature"]),
    ]


@cache
def _styles(size: float, leading: float) -> tuple[ParagraphStyle, ...]:
    plain = ParagraphStyle("plain", fontName=REGULAR, fontSize=size, leading=leading)
    bold = ParagraphStyle("bold", plain, fontName=BOLD, spaceAfter=1.5 * size)
    text = ParagraphStyle("text", plain, alignment=TA_JUSTIFY, spaceAfter=0.7 * size)
    entry = ParagraphStyle("entry", text, leftIndent=1.7 * size, spaceAfter=0.3 * size)
    return plain, bold, text, entry


def _font_file(style: str) -> str:
    command = ["fc-match", "--format", "%{file}", f"Noto Serif:style={style}:variable=False"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
