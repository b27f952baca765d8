"""The rules by which marks are made, each under its edition.

A mark is kept where a name is not: of somebody who withdrew. So the rule that made it must stay as
it is for as long as there are such marks. A better rule is a new edition; never change an old one.

1. The first stores: name and city without case, width, blanks, punctuation and accents.
2. Now: name and city by their identity (`model.comparison`), and beside that mark the one of
   edition 1, which keeps out who withdrew and is written in another way.
"""

from __future__ import annotations

import re
import unicodedata

from advocacy_cli.model.comparison import identity

_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")


def person_1(name: str, city: str, country: str) -> tuple[str, ...]:
    """What edition 1 knows a person by."""
    return ("person", _plain(name), _plain(city), country)


def person_2(name: str, city: str, country: str) -> tuple[str, ...]:
    """What edition 2 knows a person by."""
    return ("person 2", identity(name), identity(city), country)


def email(address: str) -> tuple[str, ...]:
    """What both editions know an e-mail address by."""
    return ("email", unicodedata.normalize("NFKC", address).strip().casefold())


def _plain(text: str) -> str:
    """How edition 1 wrote a name or a city; `model.comparison.folded` may go other ways."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(filter(_tells_apart, folded))
    return unicodedata.normalize("NFC", letters) or folded.strip()


def _tells_apart(character: str) -> bool:
    if unicodedata.category(character) in {"Mn", "Mc"}:
        return _ACCENTS.match(character) is None
    return character.isalnum()
