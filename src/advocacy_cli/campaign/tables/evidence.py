"""What speaks for and against two rows or entries being one person or one office."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from advocacy_cli.campaign.tables.columns import SENDERS, Flat, Shape
from advocacy_cli.model.comparison import (
    Agreement,
    agreement,
    folded,
    identity,
    name_agreement,
    rearranged,
)

_NAMES = ("name", "organisation", "office")
_OTHER_WORD = re.compile(r"[^\s,;.:/()#'’\"–—-]+")
_LINE = re.compile(r"line\d+")
_ANY = ""
"""The index of a text that is good for every language."""


class Sign(enum.Enum):
    """What one thing that two have, or have not, says of them."""

    SAME = "same"
    LIKELY = "likely"
    """In the folded form of the name alone, or turned round, or with a title or an initial."""
    HOLDER = "holder"
    """An office of the same name, held by somebody else."""
    OTHER = "other"
    UNKNOWN = "unknown"
    """One of the two does not say it."""


@dataclass(frozen=True, slots=True)
class Card:
    """What tells a person or an office from others.

    Attributes:
        names: texts by language, for each of name, organisation and office that there is.
        place: the words of the address, folded and sorted: where a line breaks, or whether the
            postcode stands before the town, makes no other address.
        words: each word once.
        lines: the folded lines of the address, and the postcode; what two neighbours may share.
        kind: form of address, the country represented.
    """

    names: Mapping[str, Mapping[str, str]]
    place: tuple[str, ...]
    words: frozenset[str]
    lines: frozenset[str]
    country: str
    email: str
    kind: tuple[str, str]

    @property
    def titles(self) -> set[str]:
        """The folded names by which it is looked up; the office's only where it has no other."""
        bases = [base for base in _NAMES[:2] if base in self.names] or list(self.names)
        found = {folded(text) for base in bases for text in self.names[base].values()}
        return found | {rearranged(text) for text in self.names.get("name", {}).values()}


def card_of(flat: Flat, shape: Shape) -> Card:
    """The card of an entry or row. What a person belongs to is no name of theirs."""
    bases = _NAMES[:1] if shape is SENDERS else _NAMES
    names: dict[str, dict[str, str]] = {}
    for column, text in flat.items():
        base, _, index = column.partition("[")
        if text and base in bases:
            names.setdefault(base, {})[index.rstrip("]")] = text
    lines = [text for column, text in flat.items() if text and _LINE.fullmatch(column)]
    place = _words("\n".join(lines))
    return Card(
        names,
        place,
        frozenset(place),
        frozenset(map(folded, filter(None, (*lines, flat.get("postcode", ""))))),
        flat.get("country", ""),
        flat.get("email", "").casefold(),
        (flat.get("form", ""), flat.get("represents", "")),
    )


def names_agree(one: Card, other: Card) -> Sign:
    """Whether the names are one. An office is known by organisation and office, then its holder."""
    signs = {
        base: _texts_agree(
            one.names[base],
            other.names[base],
            name_agreement if base == "name" else agreement,
        )
        for base in _NAMES
        if base in one.names and base in other.names
    }
    found = [sign for sign in signs.values() if sign is not Sign.UNKNOWN]
    if not found:
        return Sign.UNKNOWN if not one.names or not other.names else Sign.OTHER
    if _differ(one.kind[1], other.kind[1]):
        return Sign.OTHER
    if Sign.OTHER in found:
        rest = [sign for base, sign in signs.items() if base != "name"]
        return Sign.HOLDER if rest and all(sign is Sign.SAME for sign in rest) else Sign.OTHER
    if Sign.LIKELY in found or _differ(one.kind[0], other.kind[0]):
        return Sign.LIKELY
    return Sign.SAME


def places_agree(one: Card, other: Card) -> Sign:
    """Whether the addresses are one; the shorter may lack words of the longer."""
    if not one.place or not other.place:
        return Sign.UNKNOWN
    if _differ(one.country, other.country):
        return Sign.OTHER
    if one.place == other.place:
        return Sign.SAME
    if not _share_words(one, other):
        return Sign.OTHER
    shorter = min(one.words, other.words, key=len)
    return Sign.SAME if len(shorter) > 1 and any(map(_has_digit, shorter)) else Sign.OTHER


def emails_agree(one: Card, other: Card) -> Sign:
    """Whether the e-mail addresses are one."""
    if not one.email or not other.email:
        return Sign.UNKNOWN
    return Sign.SAME if one.email == other.email else Sign.OTHER


def may_be_near(one: Card, other: Card) -> bool:
    """Whether address or e-mail address may agree, or both say nothing: a quick first look."""
    if one.email or other.email:
        return one.email == other.email or _share_words(one, other)
    return _share_words(one, other) or not (one.place or other.place)


def _share_words(one: Card, other: Card) -> bool:
    return one.words <= other.words or other.words <= one.words


def loosely_equal(one: str, other: str) -> bool:
    """Whether two cells say the same: case, blanks and the order of address words apart."""
    return identity(one) == identity(other) or (
        "\n" in one + other and sorted(identity(one).split()) == sorted(identity(other).split())
    )


def _texts_agree(
    one: Mapping[str, str],
    other: Mapping[str, str],
    agree: Callable[[str, str], Agreement],
) -> Sign:
    common = one.keys() & other.keys()
    if common:
        return _worst(agree(one[index], other[index]) for index in common)
    if _ANY not in one and _ANY not in other:
        return Sign.UNKNOWN
    found = {agree(first, second) for first in one.values() for second in other.values()}
    if Agreement.SAME in found:
        return Sign.SAME
    return Sign.LIKELY if Agreement.LIKELY in found else Sign.OTHER


def _worst(found: Iterable[Agreement]) -> Sign:
    kinds = set(found)
    if Agreement.NONE in kinds:
        return Sign.OTHER
    return Sign.LIKELY if Agreement.LIKELY in kinds else Sign.SAME


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@lru_cache(4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(_each_word(text)))


def _each_word(text: str) -> Iterator[str]:
    for word in _OTHER_WORD.findall(text):
        yield folded(word)
