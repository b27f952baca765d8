"""Which texts of a letter may be stamped, and what letters must share to share a plate."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from advocacy_cli.model.direction import direction_of
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.document import (
    PARAGRAPH,
    named_lines,
    named_paragraphs,
    without_paragraphs,
)
from advocacy_cli.typesetting.fitting import TextStep, text_steps
from advocacy_cli.typesetting.layouts import Layout
from advocacy_cli.typesetting.plates.alphabets import alphabet_for, beyond, is_plain


@dataclass(frozen=True)
class PlateKey:
    """What all letters on one plate have in common.

    Attributes:
        layout: the layout's id.
        alphabet: the number of the alphabet that their lines are written in.
        signs: the characters that their paragraphs have beyond that alphabet.
        first_size: the largest size in which they are tried.
        address_direction: which way the address runs.
        rest: the letter with nothing left where texts are stamped.
    """

    layout: str
    alphabet: int
    signs: str
    first_size: TextStep
    address_direction: str
    rest: ComposedLetter

    @cached_property
    def name(self) -> str:
        """16 hexadecimal digits that only this key has."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


_STAMPED = "\0"
"""In a key, where a text is stamped."""


def loose_texts(letter: ComposedLetter, layout: Layout) -> Mapping[str, str]:
    """The lines and paragraphs that may be stamped, by name; all others belong to the plate."""
    lines = {name: text for name, text in named_lines(letter, layout).items() if is_plain(text)}
    return {**lines, **_taken_apart(letter.body).paragraphs}


@dataclass(frozen=True, slots=True)
class _Body:
    """A body: its loose paragraphs, by name; what they are written in; and the rest of it."""

    paragraphs: Mapping[str, str]
    characters: frozenset[str]
    rest: str


# Most letters of a run say the same.
@lru_cache(maxsize=64)
def _taken_apart(body: str) -> _Body:
    loose = {name: text for name, text in named_paragraphs(body).items() if is_plain(text)}
    rest = without_paragraphs(body, loose.keys(), _STAMPED)
    return _Body(loose, frozenset().union(*loose.values()), rest)


def is_paragraph(name: str) -> bool:
    """Whether the text with that name is a paragraph, which may be broken into lines."""
    return name.startswith(PARAGRAPH)


def plate_key(letter: ComposedLetter, layout: Layout, loose: Mapping[str, str]) -> PlateKey:
    """What a plate for the letter must agree with; `loose` are the letter's loose texts.

    The shorter form of the address has no part in it: plates are made of letters whose address
    is printed in full.
    """

    def kept(name: str, text: str) -> str:
        return _STAMPED if name in loose else text

    signature, *others = letter.signatures
    sender, *contact = letter.sender_lines
    body = _taken_apart(letter.body)
    alphabet = alphabet_for(text for name, text in loose.items() if not is_paragraph(name))
    return PlateKey(
        layout=layout.id,
        alphabet=alphabet,
        signs=beyond(body.characters, alphabet),
        first_size=text_steps(letter, layout)[0],
        address_direction=direction_of(" ".join(letter.address)),
        rest=replace(
            letter,
            return_address=kept("return", letter.return_address) if layout.return_line else "",
            sender_lines=(
                kept("sender", sender),
                *([_STAMPED] if "contact" in loose else contact),
            ),
            address=tuple(
                kept(f"address-{number}", text) for number, text in enumerate(letter.address)
            ),
            short_address=(),
            date=kept("date", letter.date),
            reference=kept("reference", letter.reference),
            salutation=kept("salutation", letter.salutation),
            body=body.rest,
            closing=kept("closing", letter.closing),
            signatures=(
                tuple(kept(f"signature-{n}", text) for n, text in enumerate(signature)),
                *others,
            ),
        ),
    )


def identifier_of(name: str, loose: Mapping[str, str]) -> str:
    """32 hexadecimal digits that only the letter with these texts on the plate `name` has."""
    return hashlib.sha256("\0".join((name, *loose.values())).encode()).hexdigest()[:32]
