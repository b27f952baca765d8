"""Draws letters that WeasyPrint laid out, so that each can be the plate of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf import generate_pdf

from advocacy_cli.typesetting.plates.places import places
from advocacy_cli.typesetting.plates.plate import Plate
from advocacy_cli.typesetting.plates.shaping import Primer
from advocacy_cli.typesetting.plates.slots import PlateKey, identifier_of

VARIANT = "pdf/ua-1"
_OPTIONS = {**DEFAULT_OPTIONS, "pdf_variant": VARIANT, "pdf_version": "1.7", "pdf_tags": True}


def draw(
    rendered: Any,
    texts: Mapping[str, str],
    key: PlateKey,
    primer: Primer,
    *,
    paragraphs_change: bool,
) -> Plate:
    """Draw a letter.

    Args:
        rendered: the document as laid out.
        texts: its loose texts, by name; empty where no letter can be stamped on it.
        key: its key.
        paragraphs_change: whether letters with other paragraphs can be stamped on it, if these
            have as many lines.
    """
    found = places(rendered.pages, texts) if texts else None
    if found and not paragraphs_change:
        found = replace(found, paragraphs=())
    styles = [place.style for place in found.lines] if found else []
    styles += [place.style for place in found.paragraphs] if found else []
    primed = primer.prime(rendered.fonts, styles, key.alphabet, key.signs)
    pdf = generate_pdf(rendered, None, 1, **_OPTIONS)
    return Plate(pdf, primed, found, texts, identifier_of(key.name, texts))
