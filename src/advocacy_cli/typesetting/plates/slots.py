"""Which lines of a letter may be stamped, and what letters must share to share a plate."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.document import direction_of, named_lines
from advocacy_cli.typesetting.layouts import Layout
from advocacy_cli.typesetting.plates.alphabets import alphabet_for, is_plain


@dataclass(frozen=True)
class PlateKey:
    """What all letters on one plate have in common.

    Attributes:
        layout: the layout's id.
        alphabet: the number of the alphabet that their lines are written in.
        address_direction: which way the address runs.
        rest: the letter with nothing left where lines are stamped.
    """

    layout: str
    alphabet: int
    address_direction: str
    rest: ComposedLetter

    @cached_property
    def name(self) -> str:
        """16 hexadecimal digits that only this key has."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


_STAMPED = "\0"
"""In a key, where a line is stamped."""


def loose_lines(letter: ComposedLetter, layout: Layout) -> Mapping[str, str]:
    """The lines that may be stamped, by name; other lines belong to the plate."""
    return {name: text for name, text in named_lines(letter, layout).items() if is_plain(text)}


def plate_key(letter: ComposedLetter, layout: Layout, loose: Mapping[str, str]) -> PlateKey:
    """What a plate for the letter must agree with; `loose` are the letter's loose lines.

    The shorter form of the address has no part in it: plates are made of letters whose address
    is printed in full.
    """

    def kept(name: str, text: str) -> str:
        return _STAMPED if name in loose else text

    signature, *others = letter.signatures
    sender, *contact = letter.sender_lines
    return PlateKey(
        layout=layout.id,
        alphabet=alphabet_for(loose.values()),
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
            closing=kept("closing", letter.closing),
            signatures=(
                tuple(kept(f"signature-{n}", text) for n, text in enumerate(signature)),
                *others,
            ),
        ),
    )


def identifier_of(name: str, loose: Mapping[str, str]) -> str:
    """32 hexadecimal digits that only the letter with these lines on the plate `name` has."""
    return hashlib.sha256("\0".join((name, *loose.values())).encode()).hexdigest()[:32]
