"""Everything that a composed letter says, as text: what is printed, and what stands in its file."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from advocacy_cli.composing.lint import text_of
from advocacy_cli.model.letters import ComposedLetter

_SAID_BESIDE = re.compile(r'\s(?:alt|title|src)="([^"]*)"')
"""What HTML says of pictures; a PDF keeps their descriptions."""
_PICTURE = re.compile(r'<img\s[^>]*?src="([^"]*)"')


def lines_of_people(composed: ComposedLetter) -> tuple[str, str]:
    """The lines that say who writes, and to whom; the first of these as in the letterhead."""
    signatures = (line for signature in composed.signatures for line in signature)
    written_to = (composed.salutation, *composed.address, *composed.short_address, *composed.copies)
    return "\n".join((*composed.sender_lines, *signatures)), "\n".join(written_to)


def words_of_text(composed: ComposedLetter) -> tuple[str, ...]:
    """All else: title and subject, the text and its annex, descriptions of pictures, enclosures."""
    body = composed.body + composed.annex
    beside = _beside(body) if "<img" in body else ()
    notes = (composed.closing, *composed.enclosures, *beside)
    return (composed.title, composed.subject, text_of(composed), "\n".join(notes))


def pictures_of(composed: ComposedLetter) -> tuple[str, ...]:
    """The addresses of the pictures in the text and its annex."""
    body = composed.body + composed.annex
    return tuple(map(html.unescape, _PICTURE.findall(body))) if "<img" in body else ()


# Letters of one run mostly say the same.
@lru_cache(maxsize=64)
def _beside(body: str) -> tuple[str, ...]:
    return tuple(html.unescape(found[1]) for found in _SAID_BESIDE.finditer(body))
