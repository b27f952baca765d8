"""A composed letter as an HTML document, in the order in which it is read aloud."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from html import escape, unescape
from itertools import count

from advocacy_cli.model.direction import direction_of, joined
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.faces import SERIF, families
from advocacy_cli.typesetting.fitting import AddressStep
from advocacy_cli.typesetting.layouts import Layout

PARAGRAPH = "text-"
"""What the names of paragraphs begin with."""
_SEPARATOR = " · "
_PARAGRAPH = re.compile(r"<p>([^<>]+)</p>")
"""A paragraph that is nothing but text."""


def document(letter: ComposedLetter, layout: Layout, address: AddressStep) -> str:
    """The letter as HTML. Everything is escaped, except `body`, which is HTML already."""
    line = _Lines(letter)
    return "".join(
        [
            f'<!DOCTYPE html><html lang="{escape(letter.language)}" dir="{letter.direction}">',
            f'<head><meta charset="utf-8"><title>{escape(letter.title)}</title></head><body>',
            _sender(letter, line),
            _return_line(letter, layout, line),
            _address(letter, address.lines),
            _info(letter, line),
            line("h1", letter.subject, f'data-reference="{escape(letter.reference)}"'),
            line("p", letter.salutation, 'id="salutation"', name="salutation"),
            f'<div id="text">{_with_names(letter.body)}</div>',
            _end(letter, line),
            f'<div id="annex">{letter.annex}</div>' if letter.annex else "",
            "</body></html>",
        ]
    )


def named_lines(letter: ComposedLetter, layout: Layout) -> dict[str, str]:
    """The lines of a letter that stand alone and are written for it, by name, as printed.

    Each is the text of the element with that name as `data-line`; the address is the full one.
    """
    sender, *contact = letter.sender_lines
    return_line = letter.return_address if layout.return_line else ""
    signature, *_ = letter.signatures
    return {
        "sender": sender,
        **({"contact": joined(contact, _SEPARATOR)} if contact else {}),
        **({"return": return_line} if return_line else {}),
        **{f"address-{number}": text for number, text in enumerate(letter.address)},
        "date": letter.date,
        "reference": letter.reference,
        "salutation": letter.salutation,
        "closing": letter.closing,
        **{f"signature-{number}": text for number, text in enumerate(signature)},
    }


def named_paragraphs(body: str) -> dict[str, str]:
    """The paragraphs of a body that are nothing but text, by name, as printed but unbroken.

    Each is the text of the element with that name as `data-line`.
    """
    texts = (unescape(found[1]).replace("\n", " ") for found in _PARAGRAPH.finditer(body))
    return dict(zip(_names(), texts, strict=False))


def without_paragraphs(body: str, names: Collection[str], instead: str) -> str:
    """The body with something else in the place of each paragraph that is named."""
    own = _names()
    return _PARAGRAPH.sub(lambda found: instead if next(own) in names else found[0], body)


def _with_names(body: str) -> str:
    own = _names()
    return _PARAGRAPH.sub(lambda found: f'<p data-line="{next(own)}">{found[1]}</p>', body)


def _names() -> Iterator[str]:
    """The names of paragraphs, in their order."""
    return (f"{PARAGRAPH}{number}" for number in count())


class _Lines:
    """Makes the elements that hold one line of text each.

    A line that has no letters but Latin ones is set in the Latin face, in any letter; and a
    line runs in its own direction.
    """

    def __init__(self, letter: ComposedLetter, direction: str = "") -> None:
        """`direction` is the way the element around the lines runs, if not the letter's."""
        self._is_latin = families(letter.language)[0] == SERIF
        self._direction = direction or letter.direction

    def __call__(
        self, tag: str, text: str, identity: str = "", *, kind: str = "", name: str = ""
    ) -> str:
        own_face = self._is_latin or any(unicodedata.category(c) == "Lo" for c in text)
        classes = " ".join(filter(None, (kind, "" if own_face else "latin")))
        direction = direction_of(text)
        attributes = [
            identity,
            f'data-line="{name}"' if name else "",
            f'class="{classes}"' if classes else "",
            f'dir="{direction}"' if direction != self._direction else "",
        ]
        return f"<{' '.join([tag, *filter(None, attributes)])}>{escape(text)}</{tag}>"


def _sender(letter: ComposedLetter, line: _Lines) -> str:
    name, *contact = letter.sender_lines
    shown = line("p", name, kind="name", name="sender")
    if contact:
        shown += line("p", joined(contact, _SEPARATOR), kind="contact", name="contact")
    return f'<div id="sender">{shown}</div>'


def _return_line(letter: ComposedLetter, layout: Layout, line: _Lines) -> str:
    if layout.return_line is None or not letter.return_address:
        return ""
    return f'<div id="return">{line("p", letter.return_address, name="return")}</div>'


def _address(letter: ComposedLetter, lines: tuple[str, ...]) -> str:
    direction = direction_of(" ".join(lines))
    line = _Lines(letter, direction)
    shown = "".join(line("p", text, name=f"address-{number}") for number, text in enumerate(lines))
    return f'<div id="address" dir="{direction}">{shown}</div>'


def _info(letter: ComposedLetter, line: _Lines) -> str:
    label = line("p", letter.reference_label, kind="label")
    date = line("p", letter.date, name="date")
    return f'<div id="info">{date}{label}{line("p", letter.reference, name="reference")}</div>'


def _end(letter: ComposedLetter, line: _Lines) -> str:
    first, *others = letter.signatures
    closing = line("p", letter.closing, 'id="closing"', name="closing")
    co_signers = "".join(_signature(lines, line) for lines in others)
    return "".join(
        [
            f'<div id="end">{closing}{_signature(first, line, named=True)}</div>',
            f'<div id="co-signers">{co_signers}</div>' if co_signers else "",
            _notes(letter, line),
        ]
    )


def _signature(lines: tuple[str, ...], line: _Lines, *, named: bool = False) -> str:
    shown = "".join(
        line(
            "p",
            text,
            kind="more" if number else "name",
            name=f"signature-{number}" if named else "",
        )
        for number, text in enumerate(lines)
    )
    return f'<div class="signature">{shown}</div>'


def _notes(letter: ComposedLetter, line: _Lines) -> str:
    notes = (
        (letter.enclosures_label, letter.enclosures),
        (letter.copies_label, letter.copies),
    )
    shown = "".join(
        f'<p><span class="label">{escape(label)}</span> '
        f"{'; '.join(line('span', entry) for entry in entries)}</p>"
        for label, entries in notes
        if entries
    )
    return f'<div id="notes">{shown}</div>' if shown else ""
