"""Whether two signatures may be one person's."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advocacy_cli.model.petitions import Signature

ALIKE = 90
"""How like two names must be, of 100, to be shown: one letter in ten."""
_SHORTEST = 6
"""Letters below which one other letter makes another name."""
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Marks that writers leave out at will: Latin, Greek, Cyrillic, Hebrew and Arabic ones."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Two signatures from one place with nearly one name; `new` came with an import."""

    new: Signature
    known: Signature


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text without case, width, blanks, punctuation and accents, to compare by.

    Vowel signs stay where they are letters (as in Indic scripts, Thai and Japanese): without them
    two people would be one. What has no letters is compared as it is.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(filter(_tells_apart, folded))
    return unicodedata.normalize("NFC", letters) or folded.strip()


def _tells_apart(character: str) -> bool:
    if unicodedata.category(character) in {"Mn", "Mc"}:
        return _ACCENTS.match(character) is None
    return character.isalnum()


def likely_twins(new: Iterable[Signature], known: Iterable[Signature]) -> Iterator[Likely]:
    """Pairs with the same country and city and like names, in whatever order of their parts.

    Of several with one name the first is shown.
    """
    from rapidfuzz import fuzz, process

    groups: dict[tuple[str, ...], dict[str, Signature]] = defaultdict(dict)
    names: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for signature in known:
        group, name = _group(signature), _sorted(signature.name)
        groups[group].setdefault(name, signature)
        names[group][name] = name
    for signature in new:
        group, name = _group(signature), _sorted(signature.name)
        alike = ALIKE if len(name) >= _SHORTEST else 100
        near: Sequence[tuple[str, float, str]] = process.extract(
            name, names[group], scorer=fuzz.ratio, score_cutoff=alike, limit=3
        )
        yield from (Likely(signature, groups[group][other]) for _, _, other in near)
        groups[group].setdefault(name, signature)
        names[group][name] = name


def _group(signature: Signature) -> tuple[str, ...]:
    """Signatures in different groups are not compared: place, and the initials of the name."""
    initials = sorted(plain(part)[:1] for part in signature.name.split())
    return (signature.country, plain(signature.city), *initials)


def _sorted(name: str) -> str:
    return " ".join(sorted(filter(None, map(plain, name.split()))))
