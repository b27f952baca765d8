"""The typesetter: the only door to WeasyPrint."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from advocacy_cli.disk.reading import read_whole
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.letters import ComposedLetter, TypesetLetter
from advocacy_cli.typesetting.checks import (
    address_problem,
    crowded_problems,
    face_problems,
    lowest,
    stands_inside,
    too_long_problem,
)
from advocacy_cli.typesetting.document import document
from advocacy_cli.typesetting.faces import glyphs_problem, missing_characters
from advocacy_cli.typesetting.fitting import Fit, address_steps, text_steps
from advocacy_cli.typesetting.layouts import Layout
from advocacy_cli.typesetting.plates.drawing import VARIANT, draw
from advocacy_cli.typesetting.plates.plate import Plate
from advocacy_cli.typesetting.plates.shaping import Primer
from advocacy_cli.typesetting.plates.slots import loose_texts, plate_key
from advocacy_cli.typesetting.stylesheet import layout_css, letter_css
from advocacy_cli.typesetting.warnings import collected, no_warnings

_SHEETS = 64
"""Style sheets kept; each serves the letters of one layout, language and size."""

# Where relative addresses lead: a place that does not exist, so that no path of this machine
# can get into a PDF. Its folders let `../x` stay recognisable.
_HOST = "http://letter.invalid"
_FOLDER = "/campaign/folder"
_BASE = f"{_HOST}{_FOLDER}/"
_ASSETS = "assets"
MAX_PICTURE = 100_000_000
"""Bytes."""


def subsets_quickly() -> bool:
    """Whether HarfBuzz-Subset is there; without it every letter takes three times as long."""
    return ffi.harfbuzz_subset is not None


class Typesetter:
    """Turns composed letters into PDFs. One serves many letters, one after the other.

    Args:
        assets: the only folder that pictures may come from, or None for no pictures.
    """

    def __init__(self, assets: Path | None) -> None:
        self._fetcher = _AssetFetcher(assets)
        self._fonts = FontConfiguration()
        self._sheets: dict[str, Any] = {}
        self._primer = Primer()

    def typeset(self, letter: ComposedLetter, layout: Layout) -> TypesetLetter:
        """Set a letter as a tagged PDF/UA-1 and check it.

        The same letter gives the same bytes, with the same versions of libraries and fonts.
        What is wrong with a letter is in `problems`; then there are no bytes.
        """
        try:
            return self.plate(letter, layout).letter
        except AdvocacyError as error:
            return TypesetLetter(b"", 0, error.problems)

    def plate(self, letter: ComposedLetter, layout: Layout) -> Plate:
        """Set a letter and check it; what comes of it can also print letters much like it.

        Raises:
            AdvocacyError: what is wrong with the letter.
        """
        with no_warnings(_BASE, lambda message: message in self._own_warnings(letter, layout)):
            rendered, fit = self._fitted(letter, layout)
            pages = len(rendered.pages)
            if pages > letter.max_pages:
                raise AdvocacyError(too_long_problem(pages, letter))
            crowded = tuple(crowded_problems(rendered.pages[0], letter, layout))
            if crowded:
                raise AdvocacyError(crowded)
            texts = loose_texts(letter, layout)
            key = plate_key(letter, layout, texts)
            # Where address or text takes a second choice, other lines might allow the first.
            is_first_address = fit.address == address_steps(letter, layout)[0]
            plate = draw(
                rendered,
                texts if is_first_address else {},
                key,
                self._primer,
                paragraphs_change=fit.text == key.first_size,
            )
        unsuitable = tuple(face_problems(rendered.fonts.values()))
        if unsuitable:
            raise AdvocacyError(unsuitable)
        return plate

    def set_pages(self, html: str, css: str, language: str) -> tuple[bytes, list[float]]:
        """Set a document that is no letter as a tagged PDF/UA-1.

        Returns:
            The PDF, and for each page how far down its text reaches, in mm from the top.

        Raises:
            AdvocacyError: a character has no glyph, or the typesetter gave a warning.
        """
        with no_warnings(_BASE, lambda _message: True):
            source = HTML(string=html, base_url=_BASE, url_fetcher=self._fetcher)
            missing = missing_characters("".join(source.etree_element.itertext()), language)
            if missing:
                raise AdvocacyError(glyphs_problem(missing, language))
            rendered = source.render(
                font_config=self._fonts, stylesheets=[self._sheet(css)], pdf_variant=VARIANT
            )
            identifier = hashlib.sha256(f"{css}\n{html}".encode()).hexdigest()[:32]
            pdf = rendered.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier.encode())
        unsuitable = tuple(face_problems(rendered.fonts.values()))
        if unsuitable:
            raise AdvocacyError(unsuitable)
        return pdf, [lowest(page) for page in rendered.pages]

    def _fitted(self, letter: ComposedLetter, layout: Layout) -> tuple[Any, Fit]:
        """The letter laid out in the largest sizes in which it fits, and those sizes.

        Raises:
            AdvocacyError: the address does not fit at all, or a character has no glyph.
        """
        texts = iter(text_steps(letter, layout))
        addresses = iter(address_steps(letter, layout))
        text, address = next(texts), next(addresses, None)
        while address is not None:
            html = document(letter, layout, address)
            fit = Fit(address, text)
            rendered = self._render(letter, html, layout, fit)
            if not stands_inside(rendered.pages[0], "address", layout.address):
                address = next(addresses, None)
            elif len(rendered.pages) > letter.max_pages and (smaller := next(texts, None)):
                text = smaller
            else:
                return rendered, fit
        raise AdvocacyError(address_problem(letter, layout))

    def _own_warnings(self, letter: ComposedLetter, layout: Layout) -> list[str]:
        """What WeasyPrint warns of in the same letter without the texts its author wrote."""
        bare = replace(letter, body="", annex="")
        fit = Fit(address_steps(bare, layout)[0], text_steps(bare, layout)[0])
        with collected(_BASE) as messages:
            self._sheets.clear()  # A style sheet is warned of once, when it is read.
            self._render(bare, document(bare, layout, fit.address), layout, fit)
        return messages

    def _render(self, letter: ComposedLetter, html: str, layout: Layout, fit: Fit) -> Any:
        source = HTML(string=html, base_url=_BASE, url_fetcher=self._fetcher)
        words = "".join(source.etree_element.itertext()) + letter.page_label + letter.specimen
        missing = missing_characters(words, letter.language)
        if missing:
            raise AdvocacyError(glyphs_problem(missing, letter.language))
        sheets = [self._sheet(letter_css()), self._sheet(layout_css(letter, layout, fit))]
        try:
            return source.render(font_config=self._fonts, stylesheets=sheets, pdf_variant=VARIANT)
        except _RefusedError as refused:
            raise AdvocacyError(refused.problem) from None

    def _sheet(self, text: str) -> Any:
        """The parsed style sheet. Old ones are forgotten, so that memory stays bounded."""
        if text not in self._sheets:
            while len(self._sheets) >= _SHEETS:
                del self._sheets[next(iter(self._sheets))]
            self._sheets[text] = CSS(string=text, font_config=self._fonts)
        return self._sheets[text]


class _RefusedError(FatalURLFetchingError):  # type: ignore[misc]
    """A picture was refused. WeasyPrint lets no other error through from a fetcher."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files below one folder; refuses every other address."""

    def __init__(self, assets: Path | None) -> None:
        super().__init__(allowed_protocols=set(), fail_on_errors=True)
        self._root = assets.resolve() if assets else None

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Answer with the file that `url` names.

        Raises:
            _RefusedError: it is not a file below the assets folder.
        """
        path = self._path(url)
        if path is None:
            raise _RefusedError(
                Problem(
                    "forbidden_url",
                    f"the letter asks for {_as_written(url)}, which is not a file in assets/",
                    hint="put the picture into the campaign's assets/ folder and write assets/NAME",
                )
            )
        try:
            content = read_whole(path, MAX_PICTURE)
        except OSError as error:
            raise _RefusedError(
                Problem(
                    "cannot_read_asset",
                    f"{_as_written(url)} cannot be read ({error.strerror})",
                    hint="check the name",
                )
            ) from None
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def _path(self, url: str) -> Path | None:
        prefix = f"{_BASE}{_ASSETS}/"
        if self._root is None or not url.startswith(prefix):
            return None
        name = unquote(urlsplit(url).path.removeprefix(urlsplit(prefix).path))
        try:
            path = (self._root / name).resolve()
        except (OSError, RuntimeError, ValueError):  # links in a circle; a NUL in the name
            return None
        return path if path.is_relative_to(self._root) else None


def _as_written(url: str) -> str:
    """A URL as the text of the letter has it."""
    if not url.startswith(_HOST):
        return url
    path = urlsplit(url).path
    return posixpath.relpath(path, _FOLDER) if path.startswith("/campaign/") else path
