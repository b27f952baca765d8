"""Lines of text as glyphs, by the same Pango and in the same way as WeasyPrint draws them."""

from __future__ import annotations

import copy
import struct
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout as PangoLayout
from weasyprint.text.line_break import line_size

from advocacy_cli.typesetting.plates.alphabets import ALPHABETS, LIGATURES

Fonts: TypeAlias = MutableMapping[int, Any]
"""WeasyPrint's fonts of one document, by its own key."""

_GLYPH = struct.Struct("<Iiii4x")
"""A `PangoGlyphInfo`: glyph, width, offset to the right and upwards, in Pango's units."""


@dataclass(frozen=True, slots=True)
class PrimedFonts:
    """The fonts of a document, and the glyphs put into each before it was drawn, by its key.

    Other letters, typeset as wholes, have no other glyphs in texts that may be stamped.
    """

    fonts: Fonts
    glyphs: Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line in one font.

    Attributes:
        item: Pango's own item.
        font: Pango's own font.
        glyphs: glyph number, width, and offsets to the right and upwards of each.
    """

    item: Any
    font: Any
    glyphs: tuple[tuple[int, int, int, int], ...]


class Shaper:
    """Shapes lines in one style, which is that of a box WeasyPrint has laid out."""

    def __init__(self, style: Any) -> None:
        self._style = style
        self._layout = PangoLayout(style)

    def shape(self, text: str, spacing: float = 0) -> tuple[list[Run], float]:
        """The runs of a line that is not broken, and its width in CSS pixels.

        Args:
            spacing: what is added to each blank, in CSS pixels.
        """
        # Pango's attributes for the spacing of one text would hold for the next.
        layout = PangoLayout(self._style, spacing) if spacing else self._layout
        layout.set_text(text, justify=True)
        line = pango.pango_layout_get_line_readonly(layout.layout, 0)
        width, _ = line_size(line, self._style)
        return list(_runs(line)), width


class LineSetter:
    """Sets other texts in the place of a line that was drawn in a single font.

    Args:
        style: the style of the line's box.
        primed: the fonts it was drawn in.
        drawn: the text that was drawn.
        suffix: the end of it that every other text has as well.
    """

    def __init__(self, style: Any, primed: PrimedFonts, drawn: str, suffix: str = "") -> None:
        self._shaper = Shaper(style)
        runs, _ = self._shaper.shape(drawn)
        self._pango_font = runs[0].font
        self._font, self._size = _font(primed.fonts, self._pango_font)
        glyphs = primed.glyphs.get(get_pango_font_key(self._pango_font)[0], frozenset())
        of_suffix = self._shaper.shape(suffix)[0] if suffix else []
        self._glyphs = glyphs.union(glyph for run in of_suffix for glyph, *_ in run.glyphs)
        self._tokens: dict[tuple[int, int, int], str] = {}

    def set(self, text: str, spacing: float = 0) -> tuple[bytes, float] | None:
        """The operator that shows the text, and its width in CSS pixels.

        Args:
            spacing: what is added to each blank, in CSS pixels.

        Returns:
            None where the text needs what the plate does not have: another font, a glyph that
            is not primed, a glyph that stands higher or lower.
        """
        runs, width = self._shaper.shape(text, spacing)
        parts = []
        for run in runs:
            part = self._shown(run)
            if part is None:
                return None
            parts.append(part)
        return f"[{''.join(parts)}] TJ".encode("ascii"), width

    def _shown(self, run: Run) -> str | None:
        if run.font != self._pango_font:
            return None
        parts = ["<"]
        for glyph, advance, right, up in run.glyphs:
            if up or glyph not in self._glyphs:
                return None
            key = (glyph, advance, right)
            token = self._tokens.get(key)
            if token is None:
                token = self._tokens[key] = self._token(*key)
            parts.append(token)
        shown = "".join(parts)
        return shown[:-1] if shown[-1] == "<" else f"{shown}>"

    def _token(self, glyph: int, advance: int, right: int) -> str:
        """One glyph and the move after it, written as `weasyprint.draw.text` writes them."""
        offset = right / self._size
        kerning = self._font.widths[glyph] + offset - advance * 1000 * FROM_UNITS / self._size
        before = f">{-offset}<" if offset else ""
        after = f">{int(kerning)}<" if kerning else ""
        return f"{before}{glyph:04x}{after}"


class Primer:
    """Puts the characters of an alphabet into the fonts of a document before it is drawn."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Fonts] = {}

    def prime(self, fonts: Fonts, styles: Iterable[Any], alphabet: int, signs: str) -> PrimedFonts:
        """Add what texts in these styles may need to `fonts`, in the order of the styles.

        Args:
            fonts: of a document that is not drawn yet.
            signs: characters that they may have beyond the alphabet.
        """
        for style in styles:
            for key, primed in self._primed(style, alphabet, signs).items():
                font = fonts.get(key)
                if font is None:
                    # Writing a document cuts the font down, so each has a copy of its own.
                    font = fonts[key] = copy.copy(primed)
                    font.widths, font.to_unicode, font.missing = {}, {}, {}
                font.widths = {**primed.widths, **font.widths}
                font.to_unicode = {**primed.to_unicode, **font.to_unicode}
        return PrimedFonts(fonts, {key: frozenset(f.to_unicode) for key, f in fonts.items()})

    def _primed(self, style: Any, alphabet: int, signs: str) -> Fonts:
        face = (*(style[name] for name in _FACE), str(style["letter_spacing"]))
        key = (*face, style["hyphenate_character"], alphabet, signs)
        if key not in self._known:
            shaper = Shaper(style)
            fonts: Fonts = {}
            hyphen = style["hyphenate_character"]
            for text in (ALPHABETS[alphabet] + signs + hyphen, *LIGATURES):
                runs, _ = shaper.shape(text)
                for run in runs:
                    # No second face is embedded for a rare sign.
                    if run.font == runs[0].font and not run.item.item.analysis.level % 2:
                        _learn(fonts, run, text)
            self._known[key] = fonts
        return self._known[key]


_FACE = (
    *("font_family", "font_size", "font_style", "font_stretch", "font_weight"),
    *("font_variant_numeric", "font_variant_ligatures", "font_kerning", "lang"),
)


def _runs(line: Any) -> Iterator[Run]:
    node = line.runs
    while node != ffi.NULL:
        item, glyphs = node.data.item, node.data.glyphs
        raw = ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _GLYPH.size)
        yield Run(node.data, item.analysis.font, tuple(_GLYPH.iter_unpack(raw)))
        node = node.next


def _font(fonts: Fonts, pango_font: Any) -> tuple[Any, float]:
    """WeasyPrint's font for one of Pango's, and the size of the latter."""
    key, description, size = get_pango_font_key(pango_font)
    if key not in fonts:
        fonts[key] = Font(pango_font, description, size)
    return fonts[key], size


def _learn(fonts: Fonts, run: Run, text: str) -> None:
    """Note the width and the characters of each glyph, as if it had been drawn."""
    font, size = _font(fonts, run.font)
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    clusters, start = run.item.glyphs.log_clusters, run.item.item.offset
    ends = [*(clusters[n] for n in range(1, len(run.glyphs))), run.item.item.length]
    raw = text.encode()
    for number, (glyph, *_) in enumerate(run.glyphs):
        if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG or glyph == pango.PANGO_GLYPH_EMPTY:
            continue
        if glyph not in font.to_unicode:
            said = raw[start + clusters[number] : start + ends[number]]
            font.to_unicode[glyph] = said.decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(run.font, glyph, ink, logical)
            font.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / size)
