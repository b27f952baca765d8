"""How names and other words that people type are compared: in lists, tables, petitions and cases.

There are two forms. Whether two texts are the same is decided by their *identity*: every letter
and sign of a script tells apart. The *folded* form leaves out what writers leave out at will;
texts that agree in it alone may be the same, which somebody has to say.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from functools import lru_cache

from advocacy_cli.model.name_tables import TITLES

_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Marks that writers leave out at will: Latin, Greek, Cyrillic, Hebrew and Arabic ones."""


_BETWEEN_WORDS = re.compile(r"[\s,.;\u2010-\u2015-]+")


class Agreement(enum.Enum):
    """How far two texts agree."""

    SAME = "same"
    LIKELY = "likely"
    """In the folded form alone: a question, never an answer."""
    NONE = "none"


@lru_cache(maxsize=4096)
def identity(text: str) -> str:
    """What makes a text itself: NFC, without case, one blank between two words.

    `Trần` and `Trân`, `रीमा` and `रमा` are different. Full-width letters differ from others, as
    do hyphens from blanks: those belong to `folded`.
    """
    cased = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", cased).split())


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text without case, width, blanks, punctuation and accents: proposes, never decides.

    Vowel signs stay where they are letters (as in Indic scripts, Thai and Japanese): without them
    most names of a place would be alike. What has no letters is compared as it is.
    """
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(filter(_tells_apart, bare))
    return unicodedata.normalize("NFC", letters) or bare.strip()


def agreement(one: str, other: str) -> Agreement:
    """How far two texts agree; an empty one agrees with nothing."""
    if not one.strip() or not other.strip():
        return Agreement.NONE
    if identity(one) == identity(other):
        return Agreement.SAME
    return Agreement.LIKELY if folded(one) == folded(other) else Agreement.NONE


def name_agreement(one: str, other: str) -> Agreement:
    """How far the names of two persons agree; what people turn round or leave out is likely."""
    found = agreement(one, other)
    if found is Agreement.NONE and one.strip() and rearranged(one) == rearranged(other):
        return Agreement.LIKELY
    return found


@lru_cache(maxsize=4096)
def rearranged(name: str) -> str:
    """The folded words of a person's name, sorted, without titles and initials: proposes only.

    `García, José`, `Mr José García` and `José M. García` are one. Where fewer than two words
    would be left, all are kept: Mr and Mrs Smith are two.
    """
    words = sorted(folded(word) for word in _BETWEEN_WORDS.split(name) if word)
    kept = [word for word in words if word not in _folded_titles() and not _is_initial(word)]
    return " ".join(kept if len(kept) > 1 else words)


@lru_cache(maxsize=1)
def _folded_titles() -> frozenset[str]:
    return frozenset(map(folded, TITLES.split()))


def _is_initial(word: str) -> bool:
    """Whether a word is one letter; scripts without case write whole words so."""
    return len(word) == 1 and word.upper() != word.lower()


def _tells_apart(character: str) -> bool:
    if unicodedata.category(character) in {"Mn", "Mc"}:
        return _ACCENTS.match(character) is None
    return character.isalnum()
