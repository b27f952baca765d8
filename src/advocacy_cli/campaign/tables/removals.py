"""Who was removed from a list, kept as keyed digests that only tell whether somebody is met again.

A digest is of a name with a postcode, an address or an e-mail address; never of one of them
alone, since others share it. What is kept is pseudonymous, not anonymous: whoever has the key can
try names.
"""

from __future__ import annotations

import datetime as dt
import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from advocacy_cli.campaign.tables.columns import Flat, Shape
from advocacy_cli.campaign.tables.evidence import Card, card_of
from advocacy_cli.model.comparison import Agreement, folded, identity, rearranged

VERSION = 1
EDITION = 2
"""Of the rule by which digests are made now."""
_Forms = tuple[Callable[[str], str], ...]
_RULES: Mapping[int, tuple[_Forms, _Forms]] = {
    1: ((identity,), (folded,)),
    2: ((identity,), (folded, rearranged)),
}
"""By edition, the forms of a name of which digests are made: of those that tell who it is, and of
those that propose it. An old edition is never changed."""
_SHORTEST = 4
"""Characters of what may be a postcode in the lines of an address."""
_MADE_OF_DIGITS = re.compile(r"\w*\d\w*")


@dataclass(frozen=True, slots=True)
class Removal:
    """One entry that was removed.

    Attributes:
        code: what people call it by, since its id may be a name.
        day: when, as 2026-11-24.
        edition: of the rule by which the digests were made.
        id: digest of the id.
        same: digests of its name, with what goes with it.
        likely: those of the name as others may write it.
    """

    code: str
    day: str
    edition: int
    id: str
    same: tuple[str, ...]
    likely: tuple[str, ...]


@dataclass(frozen=True)
class Removals:
    """All that were removed from one list.

    Attributes:
        key: random and private, hexadecimal; without it no digest can be made.
    """

    key: str = ""
    removed: tuple[Removal, ...] = ()

    def met(self, flat: Flat, shape: Shape) -> tuple[Removal, Agreement] | None:
        """The removed entry that a row is, or may be in other writing; None where it is none."""
        if not self.removed:
            return None
        for edition in {removal.edition for removal in self.removed}:
            same, likely = self._digests(flat, shape, edition)
            for digests, index, found in (
                (same, self._same, Agreement.SAME),
                (likely, self._likely, Agreement.LIKELY),
            ):
                for digest in digests:
                    if digest in index:
                        return index[digest], found
        return None

    def named(self, removal: Removal, ids: Iterable[str]) -> str:
        """The first of the ids that is the removed entry's, or else its code."""
        return next((one for one in ids if self._keyed("id", one) == removal.id), removal.code)

    def called(self, name: str) -> Removal | None:
        """The removed entry with that code or id; of several with one id the last."""
        digest = self._keyed("id", name) if self.key else ""
        found = [one for one in self.removed if name == one.code or digest == one.id]
        return found[-1] if found else None

    def with_entry(
        self, name: str, looks: Iterable[Flat], shape: Shape, code: str, day: dt.date
    ) -> Removals:
        """With one more. There must be a key.

        Args:
            name: its id.
            looks: the entry, and all that tables said of it: they may write its name otherwise.
            shape: of its list.
            code: what to call it by.
            day: when it was removed.
        """
        found = [self._digests(flat, shape, EDITION) for flat in looks]
        same, likely = (
            tuple(dict.fromkeys(digest for pair in found for digest in pair[at])) for at in (0, 1)
        )
        entry = Removal(code, str(day), EDITION, self._keyed("id", name), same, likely)
        return replace(self, removed=(*self.removed, entry))

    def without(self, codes: Iterable[str]) -> Removals:
        """Without those that may come back."""
        gone = set(codes)
        return replace(self, removed=tuple(one for one in self.removed if one.code not in gone))

    @cached_property
    def _same(self) -> dict[str, Removal]:
        return {digest: one for one in self.removed for digest in one.same}

    @cached_property
    def _likely(self) -> dict[str, Removal]:
        return {digest: one for one in self.removed for digest in one.likely}

    def _digests(
        self, flat: Flat, shape: Shape, edition: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        card = card_of(flat, shape)
        names, beside = _names(card), list(_beside(flat, card))
        same, likely = (
            tuple(
                dict.fromkeys(
                    self._keyed(str(edition), form(name), *what)
                    for base, name in names
                    for form in forms
                    if form is not rearranged or base == "name"
                    for what in beside
                )
            )
            for forms in _RULES[edition]
        )
        return same, likely

    def _keyed(self, *parts: str) -> str:
        return hmac.new(bytes.fromhex(self.key), "\0".join(parts).encode(), "sha256").hexdigest()

    @classmethod
    def from_data(cls, data: Any) -> Removals:
        """From what `data` made.

        Raises:
            ValueError: it is nothing that `data` makes.
        """
        try:
            if data["version"] != VERSION:
                raise ValueError(f"version {data['version']}")
            removed = tuple(
                Removal(
                    str(one["code"]),
                    str(one["day"]),
                    int(one["edition"]),
                    str(one["id"]),
                    tuple(map(str, one["same"])),
                    tuple(map(str, one["likely"])),
                )
                for one in data["removed"]
            )
            unknown = {one.edition for one in removed} - _RULES.keys()
            if unknown:
                raise ValueError(f"edition {unknown.pop()}")
            return cls(bytes.fromhex(data["key"]).hex(), removed)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(str(error)) from error

    def data(self) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        return {
            "version": VERSION,
            "key": self.key,
            "removed": [
                {
                    "code": one.code,
                    "day": one.day,
                    "edition": one.edition,
                    "id": one.id,
                    "same": list(one.same),
                    "likely": list(one.likely),
                }
                for one in self.removed
            ],
        }


def _names(card: Card) -> list[tuple[str, str]]:
    """The names, each with its column; an office's title only where it has no other."""
    bases = [base for base in ("name", "organisation") if base in card.names] or list(card.names)
    return [(base, text) for base in bases for text in card.names[base].values()]


def _beside(flat: Flat, card: Card) -> Iterator[tuple[str, str]]:
    """What a name may be joined with."""
    if card.email:
        yield "email", card.email
    if card.place:
        yield "place", " ".join(card.place)
    for postcode in _postcodes(flat):
        yield "postcode", postcode


def _postcodes(flat: Flat) -> set[str]:
    """The postcodes: those that are said to be, and what may be one in the lines."""
    said = {_bare(flat[name]) for name in ("postcode", "home_postcode") if flat.get(name)}
    for name, text in flat.items():
        if name.startswith("line"):
            words = re.findall(r"\w+", text)
            pairs = [a + b for a, b in pairwise(words) if _digits(a) and _digits(b)]
            single = [word for word in words if _digits(word)]
            said |= {bare for word in (*single, *pairs) if len(bare := _bare(word)) >= _SHORTEST}
    return said


def _digits(word: str) -> bool:
    return _MADE_OF_DIGITS.fullmatch(word) is not None


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
