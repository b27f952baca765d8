"""Finds persons of cases in a text by their names, as it stands before its readers.

A whole name counts wherever it stands, however it is spaced, joined, turned about, inflected or
disguised. A family or given name alone may be somebody else's: it is told apart from whole ones.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.cases import Case, Person
from advocacy_cli.model.consent import Element, may_print
from advocacy_cli.model.name_letters import look_alikes_of, looks_like, unencoded, words_of
from advocacy_cli.model.name_matching import CasedNames, CaselessNames, Certainty, Hit
from advocacy_cli.model.name_spellings import spellings_of

_KEPT = 2_000
"""Pieces of texts whose findings are kept."""
_ASIDE = re.compile(r"\([^()]{1,60}\)|\[[^\[\]]{1,60}\]|（[^（）]{1,60}）|〔[^〔〕]{1,60}〕")
"""What stands in brackets: a name may go on behind it."""
_SHORT = 80
"""Characters up to which a paragraph is looked at together with the next."""
_SEAM = 6
"""Words of a name that a paragraph may end with, while the next begins with the others."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a text names.

    Attributes:
        case: the id of the case.
    """

    case: str
    person: Person
    certainty: Certainty

    def is_open_to(self, audience: Audience, on: dt.date) -> bool:
        """Whether the audience may read the name in a letter of that day."""
        return may_print(self.person, Element.NAME, audience, on)


class NameSearch:
    """Looks for the persons of cases. What it looks for is worked out once."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._people = [(case.id, person) for case in cases for person in case.persons]
        self._cased, self._looks, self._caseless = CasedNames(), CasedNames(), CaselessNames()
        for number, (_, person) in enumerate(self._people):
            spelt = spellings_of(person)
            self._cased.add(number, spelt)
            self._caseless.add(number, spelt)
            self._looks.add_whole(number, map(looks_like, (*spelt.whole, *spelt.brief)))
        self._known: dict[str, tuple[Hit, ...]] = {}

    def find(self, text: str) -> tuple[Named, ...]:
        """The persons whom a text names, in the order of the cases, each once."""
        if not self._people:
            return ()
        found: dict[int, Certainty] = {}
        for piece in _pieces(text):
            for number, certainty in self._known_hits(piece):
                found[number] = max(certainty, found.get(number, certainty))
        return tuple(Named(*self._people[number], found[number]) for number in sorted(found))

    def _known_hits(self, piece: str) -> tuple[Hit, ...]:
        hits = self._known.get(piece)
        if hits is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            hits = self._known[piece] = self._hits_as_read(piece)
        return hits

    def _hits(self, text: str) -> tuple[Hit, ...]:
        words, looks = words_of(text), look_alikes_of(text)
        found = [*self._cased.find(words), *self._caseless.find(words)]
        found += self._looks.find(looks) if looks else ()
        outside = _ASIDE.sub(" ", text)
        return (*found, *(self._hits(outside) if outside != text else ()))

    def _hits_as_read(self, text: str) -> tuple[Hit, ...]:
        read = unencoded(text)
        return (*self._hits(text), *(self._hits(read) if read != text else ()))


def _pieces(text: str) -> Iterator[str]:
    """The paragraphs of a text, short ones together, and what stands where two meet.

    Letters of one run mostly share theirs, so that they are looked at once.
    """
    pieces = [""]
    for line in text.split("\n"):
        pieces[-1] += f"\n{line}"
        if len(pieces[-1]) > _SHORT:
            pieces.append("")
    yield from pieces
    yield from (_seam(one, other) for one, other in pairwise(pieces))


@lru_cache(maxsize=4096)
def _seam(one: str, other: str) -> str:
    return " ".join((*one.split()[-_SEAM:], *other.split()[:_SEAM]))


def named_against_consent(
    search: NameSearch, audience: Audience, on: dt.date, text: str
) -> Iterator[Person]:
    """The persons whom a text names, though the audience may not read their names.

    Names that may be other words count; parts of names do not.
    """
    for named in search.find(text):
        if named.certainty > Certainty.PART and not named.is_open_to(audience, on):
            yield named.person
