"""Reports on paper."""

from __future__ import annotations

from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.sheets import stack


def set_report(html: str, css: str, language: str) -> bytes:
    """A report as a tagged PDF, in the faces of letters.

    Raises:
        AdvocacyError: a character has no glyph.
    """
    faces = f"html {{ font-family: {stack(language)} }}\n"
    pdf, _ = Typesetter(None).set_pages(html, faces + css, language)
    return pdf
