"""Draws letters that WeasyPrint laid out, so that each can be the plate of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf import generate_pdf

from advocacy_cli.typesetting.plates.alphabets import alphabet_for
from advocacy_cli.typesetting.plates.places import places
from advocacy_cli.typesetting.plates.plate import Plate
from advocacy_cli.typesetting.plates.shaping import Primer

VARIANT = "pdf/ua-1"
_OPTIONS = {**DEFAULT_OPTIONS, "pdf_variant": VARIANT, "pdf_version": "1.7", "pdf_tags": True}


def draw(rendered: Any, lines: Mapping[str, str], identifier: str, primer: Primer) -> Plate:
    """Draw a letter.

    Args:
        rendered: the document as laid out.
        lines: its loose lines, by name.
        identifier: hexadecimal digits that no other letter has.
    """
    found = places(rendered.pages, lines) if lines else None
    if found:
        styles = [place.style for place in found]
        primer.prime(rendered.fonts, styles, alphabet_for(lines.values()))
    pdf = generate_pdf(rendered, None, 1, **_OPTIONS)
    return Plate(pdf, rendered.fonts, found, lines, identifier)
