"""LibreOffice: letters as flat text documents, converted in one call to tagged PDFs."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from given import MM_PER_PT, Words, given

PROFILE = "libreoffice-profile"
"""Kept in the folder of the letters: a user has a profile already."""
_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_AT_ONCE = 200
"""Files in one call: of 300 it was seen to make 247, without a word."""

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {
        "office": "office",
        "style": "style",
        "text": "text",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "meta": "meta",
    }.items()
)


def main() -> None:
    """Write the documents and convert them."""
    asked = given()
    layout = asked.layout()
    files = []
    for number, letter in enumerate(asked.letters()):
        file = asked.file(number).with_suffix(".fodt")
        file.write_text(_document(letter, layout), encoding="utf-8")
        files.append(file)
    profile = f"-env:UserInstallation={(asked.folder / PROFILE).resolve().as_uri()}"
    command: list[str | Path] = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        _FILTER,
        "--outdir",
        asked.out,
    ]
    for first in range(0, len(files), _AT_ONCE):
        subprocess.run([*command, *files[first : first + _AT_ONCE]], check=True)
    for file in files:
        file.unlink()


def _document(letter: Words, layout: dict[str, Any]) -> str:
    name, *contact = letter["sender"]
    blocks = [
        _line("text", block["text"])
        if block["kind"] == "p"
        else _line("entry", f"–\u2003{block['text']}")
        for block in letter["blocks"]
    ]
    info = [
        _line("info", letter["date"]),
        _line("label", letter["reference_label"]),
        _line("info", letter["reference"]),
    ]
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            (
                f'<office:document {_NAMESPACES} office:version="1.3"'
                ' office:mimetype="application/vnd.oasis.opendocument.text">'
            ),
            f"{_styles(letter, layout)}<office:body><office:text>",
            _frame(
                layout["letterhead"], [_line("name", name), _line("small", " · ".join(contact))]
            ),
            _frame(layout["address"], [_line("address", line) for line in letter["address"]]),
            _frame(layout["info"], info),
            '<text:h text:style-name="subject" text:outline-level="1">',
            f"{escape(letter['subject'])}</text:h>",
            _line("salutation", letter["salutation"]),
            *blocks,
            _line("closing", letter["closing"]),
            *(_line("plain", line) for line in letter["signature"]),
            "</office:text></office:body></office:document>",
        ]
    )


def _line(style: str, text: str) -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def _frame(box: dict[str, float], lines: list[str]) -> str:
    return (
        '<draw:frame draw:style-name="frame" text:anchor-type="page" text:anchor-page-number="1"'
        f' svg:x="{box["x"]}mm" svg:y="{box["y"]}mm" svg:width="{box["w"]}mm"'
        f' svg:height="{box["h"]}mm"><draw:text-box>{"".join(lines)}</draw:text-box></draw:frame>'
    )


def _styles(letter: Words, layout: dict[str, Any]) -> str:
    size, leading = letter["size"], letter["leading"]
    chinese = letter["language"].startswith("zh")
    flow = 'fo:text-align="start"' if chinese else 'fo:text-align="justify"'
    indent = f'fo:text-indent="{2 * size}pt"' if chinese else ""
    width, height = layout["page"]
    entry = f'fo:margin-left="{1.7 * size}pt" fo:text-indent="{-1.7 * size}pt"'
    styles = [
        _style("plain", size, leading),
        _style("subject", size, leading, after=1.5 * size, bold=True),
        _style("salutation", size, leading, after=0.75 * size),
        _style("text", size, leading, f"{flow} {indent}", after=0.7 * size, hyphens=not chinese),
        _style("entry", size, leading, f"{flow} {entry}", after=0.3 * size, hyphens=not chinese),
        _style("closing", size, leading, before=0.9 * size, after=15 / MM_PER_PT),
        _style("name", 14, 19),
        _style("small", 8.5, 12.5),
        _style("address", letter["address_size"], letter["address_leading"]),
        _style("info", 9.5, 13),
        _style("label", 8, 11, before=5),
    ]
    language, _, _ = letter["language"].partition("-")
    return (
        f'<office:meta/><office:styles><style:default-style style:family="paragraph">'
        f'<style:text-properties fo:font-family="Noto Serif"'
        f' style:font-family-asian="Noto Serif CJK SC" fo:language="{language}"'
        f' fo:country="{"CN" if chinese else "GB"}" style:language-asian="zh"'
        f' style:country-asian="CN"/></style:default-style>{"".join(styles)}'
        '<style:style style:name="frame" style:family="graphic"><style:graphic-properties'
        ' fo:border="none" fo:padding="0mm" style:vertical-rel="page" style:vertical-pos="from-top"'
        ' style:horizontal-rel="page" style:horizontal-pos="from-left"'
        ' style:wrap="run-through" style:run-through="foreground"/></style:style></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="page">'
        f'<style:page-layout-properties fo:page-width="{width}mm" fo:page-height="{height}mm"'
        f' fo:margin-top="{layout["text_y"]}mm" fo:margin-bottom="{layout["bottom"]}mm"'
        f' fo:margin-left="{layout["left"]}mm" fo:margin-right="{layout["right"]}mm"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="page"/>'
        "</office:master-styles>"
    )


def _style(  # noqa: PLR0913  what a style of a paragraph has
    name: str,
    size: float,
    leading: float,
    more: str = "",
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    hyphens: bool = False,
) -> str:
    weight = ' fo:font-weight="bold" style:font-weight-asian="bold"' if bold else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties'
        f' fo:line-height="{leading}pt" fo:margin-top="{before}pt" fo:margin-bottom="{after}pt"'
        f' {more}/><style:text-properties fo:font-size="{size}pt"'
        f' style:font-size-asian="{size}pt" fo:hyphenate="{str(hyphens).lower()}"'
        f"{weight}/></style:style>"
    )


if __name__ == "__main__":
    main()
