"""Where the spellings of names stand among the words of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from typing import TypeAlias

from advocacy_cli.model import name_tables
from advocacy_cli.model.hangul import is_hangul
from advocacy_cli.model.name_letters import Words, is_caseless
from advocacy_cli.model.name_spellings import Spellings


class Certainty(IntEnum):
    """How sure it is that a text names somebody.

    Attributes:
        PART: a family or given name alone, which may be somebody else's.
        DOUBTFUL: the letters of the whole name, which may be another word or person.
        WHOLE: the whole name.
    """

    PART = 1
    DOUBTFUL = 2
    WHOLE = 3


Hit: TypeAlias = tuple[int, Certainty]
"""The number of a person, and how sure it is that the name stands there."""

_HEAD = 2
"""Letters by which it is seen whether any name can begin at a word."""
_OVERHANG = 4
"""Letters that an ending in a cased script may have."""
_ENDED = 9
"""Letters from which on a name may have any ending; one of fewer letters only an `s`."""
_TELLING = 5
"""Letters from which on a name may have an `s`."""
_SAYING = 6
"""Letters that a part of a name has at most, to be found with a capital only."""

_PARTICLES = tuple(name_tables.PARTICLES.split())
_HONOURS = tuple(name_tables.HONOURS.split())
_TITLES = frozenset(name_tables.TITLES.split())
_TITLES_AFTER = frozenset(name_tables.TITLES_AFTER.split())
_PREFIXES = frozenset(name_tables.PREFIXES.split())
_UNPARTED = ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u2e80", "\u9fff")
"""Scripts that set no blanks between words: Thai, Lao, Burmese, Khmer, Chinese and Japanese."""


_Numbers: TypeAlias = dict[str, set[int]]
"""Persons by the spellings of their names."""


class _Kind(Enum):
    """What a spelling is of; see `Spellings`."""

    WHOLE = auto()
    BRIEF = auto()
    PART = auto()
    TITLED = auto()


class CasedNames:
    """Names in scripts with capitals; they begin with a word and end with one, or its ending."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[tuple[int, _Kind], ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def add(self, number: int, spelt: Spellings) -> None:
        """Look for a person."""
        self.add_whole(number, spelt.whole)
        self._add(number, spelt.brief, _Kind.BRIEF)
        self._add(number, spelt.parts, _Kind.PART)
        self._add(number, spelt.titled, _Kind.TITLED)

    def add_whole(self, number: int, names: Iterable[str]) -> None:
        """Look for a person by whole names."""
        self._add(number, names, _Kind.WHOLE)

    def _add(self, number: int, names: Iterable[str], kind: _Kind) -> None:
        for name in names:
            self._names[name] = (*self._names.get(name, ()), (number, kind))
            lengths = self._lengths.get(name[:_HEAD], ())
            if len(name) not in lengths:
                self._lengths[name[:_HEAD]] = tuple(sorted((*lengths, len(name))))

    def find(self, words: Words) -> Iterator[Hit]:
        """The persons who are named among the words."""
        letters, known = words.letters, self._lengths
        for at, start in enumerate(words.starts):
            for length in known.get(letters[start : start + _HEAD], ()):
                end = start + length
                if end <= len(letters) and (names := self._names.get(letters[start:end])):
                    yield from _judged(words, at, end, names)


def _judged(words: Words, at: int, end: int, names: tuple[tuple[int, _Kind], ...]) -> Iterator[Hit]:
    """How sure it is that the letters from a word on are names."""
    start, last = words.starts[at], _word_at(words, end - 1)
    rest = words.letters[end : words.ends[last]]
    is_ended = not rest or (rest == "s" and end - start >= _TELLING)
    for number, kind in names:
        if kind is _Kind.WHOLE or kind is _Kind.BRIEF:
            if is_ended or (len(rest) <= _OVERHANG and end - start >= _ENDED):
                capitals = sum(words.capital[at : last + 1])
                is_sure = kind is _Kind.WHOLE or capitals >= min(2, last + 1 - at)
                yield number, Certainty.WHOLE if is_sure else Certainty.PART
        elif is_ended and _is_part(words, at, end, kind):
            yield number, Certainty.PART


def _is_part(words: Words, at: int, end: int, kind: _Kind) -> bool:
    is_said = words.capital[at] or end - words.starts[at] > _SAYING
    return is_said if kind is _Kind.PART else words.capital[at] and _has_title(words, at)


def _has_title(words: Words, at: int) -> bool:
    before = _word(words, at - 1) if at else ""
    after = _word(words, at + 1) if at + 1 < len(words.starts) else ""
    return before in _TITLES or after in _TITLES_AFTER


@dataclass(slots=True)
class CaselessNames:
    """Names in scripts without capitals, where endings and other words may adjoin them."""

    within: _Numbers = field(default_factory=dict)
    tight: _Numbers = field(default_factory=dict)
    given: _Numbers = field(default_factory=dict)
    titled: _Numbers = field(default_factory=dict)

    def add(self, number: int, spelt: Spellings) -> None:
        """Look for a person."""
        for index, names in (
            (self.within, spelt.within),
            (self.tight, spelt.tight),
            (self.given, spelt.given),
            (self.titled, [name for name in spelt.titled if is_caseless(name)]),
        ):
            for name in names:
                index.setdefault(name, set()).add(number)

    def find(self, words: Words) -> Iterator[Hit]:
        """The persons who are named among the words."""
        if not is_caseless(words.letters):
            return
        for index, judge in (
            (self.within, _within),
            (self.tight, _tight),
            (self.given, _given),
            (self.titled, _titled),
        ):
            for name, numbers in index.items():
                for place in _places(words, name, beside_title=index is self.titled):
                    if how := judge(place):
                        yield from ((number, how) for number in numbers)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the letters of a name stand.

    Attributes:
        before, after: the letters that precede and follow them in the same words.
        is_one_word: whether they stand within one word.
    """

    name: str
    before: str
    after: str
    is_one_word: bool

    @property
    def is_unparted(self) -> bool:
        """Whether its script sets no blanks between words."""
        return any(low <= self.name[0] <= high for low, high in _UNPARTED)

    @property
    def is_bounded(self) -> bool:
        """Whether a word begins with it and ends with it, but for what is written with names."""
        if is_hangul(self.name):
            return not self.before and (not self.after or self.after.startswith(_PARTICLES))
        return (not self.before or self.before in _PREFIXES) and not self.after


def _within(place: _Place) -> Certainty | None:
    if place.is_one_word or place.is_unparted or place.is_bounded:
        return Certainty.WHOLE
    is_joined = not is_hangul(place.name) and max(len(place.before), len(place.after)) <= _OVERHANG
    return Certainty.WHOLE if is_joined else None


def _tight(place: _Place) -> Certainty | None:
    if not (place.is_unparted or place.is_bounded):
        return None
    if place.after.startswith(_HONOURS):
        return Certainty.WHOLE
    if is_hangul(place.name) or place.is_unparted:
        return Certainty.DOUBTFUL if place.is_one_word else Certainty.PART
    return Certainty.DOUBTFUL if place.is_one_word else Certainty.WHOLE


def _given(place: _Place) -> Certainty | None:
    is_there = place.is_one_word and (place.is_unparted or place.is_bounded)
    return Certainty.PART if is_there else None


def _titled(place: _Place) -> Certainty | None:
    return Certainty.PART if place.is_unparted or not place.before else None


def _places(words: Words, name: str, *, beside_title: bool) -> Iterator[_Place]:
    """Wherever the letters of a name stand, or only where an honorific follows."""
    start = -1
    while (start := words.letters.find(name, start + 1)) >= 0:
        end = start + len(name)
        if beside_title and not words.letters.startswith(_HONOURS, end):
            continue
        first, last = _word_at(words, start), _word_at(words, end - 1)
        yield _Place(
            name,
            words.letters[words.starts[first] : start],
            words.letters[end : words.ends[last]],
            first == last,
        )


def _word_at(words: Words, place: int) -> int:
    return bisect_right(words.starts, place) - 1


def _word(words: Words, number: int) -> str:
    return words.letters[words.starts[number] : words.ends[number]]
