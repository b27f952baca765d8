"""The spellings under which a person's name may stand in a text, as letters to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, permutations, product
from typing import TypeVar

from advocacy_cli.model import hangul
from advocacy_cli.model.cases import Person
from advocacy_cli.model.name_letters import is_caseless, words_of
from advocacy_cli.model.name_tables import COMMON, DOUBLE

T = TypeVar("T")

BRIEF = 6
"""Letters up to which a name may be words of a language as well, as `An Do`."""
PHRASE = 5
"""Letters that a name in an alphabet without capitals has at least, to be told from other words."""
_PART = 4
_ORDERED = 4
"""Words of a name up to which any order of them is looked for."""
_MOST = 10_000
"""Spellings of one name that are looked for at most."""

_COMMON = frozenset(COMMON.split())
_VOWELS = "аеёиіїоуыэюяьй"
_CYRILLIC = (
    *"аеиоуыюяі",
    *("ои", "еи", "ою", "ею", "ом", "ем", "ым", "им", "ому", "ого", "ові", "еві", "ую"),
)
"""Endings of nouns and adjectives, without the marks of letters."""
_LATIN = ("y", "i", "e", "o", "ii", "ie")
_GREEK = {"οσ": ("ο", "ου", "ε"), "ασ": ("α",), "ησ": ("η",), "α": ("ασ",), "η": ("ησ",), "ου": ()}
_DOUBLE = tuple(DOUBLE.split())


@dataclass(slots=True)
class Spellings:
    """What to look for of one person: letters alone, as `name_letters` makes them of a text.

    Attributes:
        whole: names that fill words, in scripts with capitals.
        brief: such names that may be other words as well; with capitals they count as names.
        parts: family or given names alone, counted with a capital.
        titled: names that tell something beside a title only, as `An` and `김`.
        within: names in scripts without capitals, where words stand unparted or bear endings.
        tight: such names of few letters, which other words may happen to spell.
        given: parts of such names.
    """

    whole: set[str] = field(default_factory=set)
    brief: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    titled: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    tight: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)


def names_of(person: Person) -> Iterator[str]:
    """The names of a person as the case has them, in every language."""
    for text in (person.name, person.known_as):
        yield from text.root.values() if text else ()
    yield from person.also


def spellings_of(person: Person) -> Spellings:
    """Everything under which a person may be named."""
    found = Spellings()
    for name in names_of(person):
        words = _words(name)
        if not words:
            continue
        if not is_caseless("".join(words)):
            _add_cased(found, words, [_joined(word) for word in name.split()])
        elif hangul.is_hangul("".join(words)):
            _add_hangul(found, words)
        else:
            _add_caseless(found, words)
    return found


def _words(name: str) -> list[str]:
    words = words_of(name)
    return [words.letters[one:other] for one, other in zip(words.starts, words.ends, strict=True)]


def _joined(text: str) -> str:
    return words_of(text).letters


def _add_cased(found: Spellings, words: Sequence[str], spaced: Sequence[str]) -> None:
    """A name in a script with capitals.

    Args:
        words: what signs and blanks part.
        spaced: what blanks alone part, so that `Chol-su` is one.
    """
    spaced = [word for word in spaced if word]
    letters = sum(map(len, words))
    if letters < _PART and (len(words) == 1 or letters < 3):
        _add_part(found, "".join(words))
        return
    brief = letters <= BRIEF or len(words) == 1
    forms = [_forms(word) if not brief and len(words) <= 3 else (word,) for word in words]
    for order in _orders(forms):
        (found.brief if brief else found.whole).update(
            "".join(one) for one in islice(product(*order), _MOST)
        )
    if len(spaced) > 1:
        for length in range(1, len(spaced)):
            for start in range(len(spaced) - length + 1):
                _add_part(found, "".join(spaced[start : start + length]))


def _add_part(found: Spellings, part: str) -> None:
    if len(part) < 3 or part in _COMMON:
        found.titled.add(part)
    else:
        found.parts.update(_forms(part) if len(part) >= _PART else (part,))


def _add_hangul(found: Spellings, words: Sequence[str]) -> None:
    """A name in Hangul, and in Latin letters as it may be written."""
    family, given = hangul.family_and_given(words[0])
    if len(words) > 1:
        family, given = words[0], "".join(words[1:])
    if not given:
        found.titled.add(family)
        return
    (found.within if len(family + given) > 2 else found.tight).update(
        (family + given, given + family)
    )
    for part in (family, given):
        (found.given if len(part) > 1 else found.titled).add(part)
    own = hangul.spellings(given)
    found.parts.update(one for one in own if len(one) > _PART)
    for one, other in islice(product(hangul.family_spellings(family), own), _MOST):
        into = found.brief if len(one + other) <= BRIEF else found.whole
        into.update((one + other, other + one))


def _add_caseless(found: Spellings, words: Sequence[str]) -> None:
    letters = "".join(words)
    if len(letters) == 1:
        found.titled.add(letters)
        return
    enough, part = (3, 2) if _is_chinese(letters) else (PHRASE, _PART)
    into = found.within if len(letters) >= enough else found.tight
    into.update("".join(order) for order in _orders(words))
    if _is_chinese(letters) and len(words) == 1:
        family = 2 if letters.startswith(_DOUBLE) or len(letters) > 3 else 1
        words = [letters[:family], letters[family:]]
        into.update(letters[length:] + letters[:length] for length in (1, 2))
    if len(words) > 1:
        found.given.update(word for word in words if len(word) >= part)
        found.titled.update(word for word in words if len(word) == 1)


def _is_chinese(text: str) -> bool:
    return all(
        "\u2e80" <= one <= "\u2fdf" or "\u3400" <= one <= "\u9fff" or one > "\uffff" for one in text
    )


def _orders(words: Sequence[T]) -> Iterator[Sequence[T]]:
    """The words in any order; many of them as they stand, or with either end at the other."""
    if len(words) <= _ORDERED:
        yield from permutations(words)
    else:
        yield from (words, [*words[1:], words[0]], [words[-1], *words[:-1]])


def _forms(word: str) -> tuple[str, ...]:
    """A word as languages decline it, beside what they merely put behind it."""
    if _is_cyrillic(word):
        stem = word[:-1] if word[-1] in _VOWELS else word
        stems = [stem]
        if len(stem) > 3 and stem == word and stem[-2] in "еоі":
            stems.append(stem[:-2] + stem[-1])  # Павел, Павла
        return tuple(dict.fromkeys([word, *(one + end for one in stems for end in _CYRILLIC)]))
    for end, others in _GREEK.items():
        if word.endswith(end):
            return (word, *(word.removesuffix(end) + other for other in others))
    if len(word) >= _PART and word[-1] == "a":
        return (word, *(word[:-1] + end for end in _LATIN))
    return (word,)


def _is_cyrillic(word: str) -> bool:
    return all("\u0400" <= letter <= "\u052f" for letter in word)
