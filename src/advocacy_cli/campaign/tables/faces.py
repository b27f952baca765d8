"""How entries look to a table: as the list has them, and as its source and merged twins did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from advocacy_cli.campaign.tables.columns import Flat, Shape
from advocacy_cli.campaign.tables.evidence import Card, card_of
from advocacy_cli.campaign.tables.memory import Said, Source


@dataclass(frozen=True, slots=True)
class Face:
    """One way an entry looks.

    Attributes:
        said: what a row said of it; None of the entry as the list has it.
        is_own: as the list has it.
        by_source: as the source of this table said last.
        is_listed: the entry is in the list; one may have been taken out by hand.
    """

    number: int
    entry: str
    flat: Flat
    card: Card
    said: Said | None
    is_own: bool
    by_source: bool
    is_listed: bool

    @property
    def key(self) -> str:
        """What stood in the key column of the source."""
        return self.said.key if self.said else ""


class Faces:
    """All faces of a list's entries, found by what is on them; and which were met already."""

    def __init__(
        self,
        before: Mapping[str, Flat],
        source: Source,
        merged: Mapping[str, tuple[Flat, ...]],
        shape: Shape,
    ) -> None:
        self._shape = shape
        self.all: list[Face] = []
        self._by_title: dict[str, list[Face]] = defaultdict(list)
        self._by_email: dict[str, list[Face]] = defaultdict(list)
        self.by_key: dict[str, Face] = {}
        self.of: dict[str, list[Face]] = defaultdict(list)
        for name, rows in source.said.items():
            for said in rows:
                self._add(name, said.cells, said, before, by_source=True)
        for name, flats in merged.items():
            for flat in flats:
                self._add(name, flat, Said(flat), before)
        for name, flat in before.items():
            self._add(name, flat, None, before)
        self._used: set[int] = set()
        self._met: Counter[str] = Counter()

    def _add(
        self,
        name: str,
        flat: Flat,
        said: Said | None,
        before: Mapping[str, Flat],
        *,
        by_source: bool = False,
    ) -> None:
        card = card_of(flat, self._shape)
        face = Face(len(self.all), name, flat, card, said, said is None, by_source, name in before)
        self.all.append(face)
        self.of[name].append(face)
        for title in card.titles:
            self._by_title[title].append(face)
        if card.email:
            self._by_email[card.email].append(face)
        if face.key and face.is_listed:
            self.by_key.setdefault(face.key, face)

    def like(self, card: Card) -> Iterator[Face]:
        """The faces not met yet that share a folded name with a card."""
        return self._free(self.titled(card))

    def titled(self, card: Card) -> Iterator[Face]:
        """All faces that share a folded name with a card."""
        return (face for title in card.titles for face in self._by_title.get(title, ()))

    def with_email(self, card: Card) -> Iterator[Face]:
        """The faces not met yet with the e-mail address of a card."""
        return self._free(self._by_email.get(card.email, ()) if card.email else ())

    def is_met(self, name: str) -> bool:
        """Whether a row has been taken for an entry."""
        return bool(self._met[name])

    def meet(self, name: str, face: Face | None) -> Said | None:
        """Take a row for an entry; returns what its source, or a merged twin, said of it last."""
        if face is None or face.is_own:
            free = self._free(one for one in self.of[name] if one.by_source)
            face = next(free, face) or next((one for one in self.of[name] if one.is_own), None)
        self._met[name] += 1
        if face:
            self._used.add(face.number)
        return face.said if face else None

    def has_room(self, name: str) -> bool:
        """Whether one more row can be an entry's: after a merge there may be several."""
        if name not in self._met:
            return True
        by_source = sum(face.by_source for face in self.of[name])
        return self._met[name] < max(by_source, len(self.of[name]) - by_source, 1)

    def is_free(self, face: Face) -> bool:
        """Whether a row may still be taken for an entry by this face."""
        if face.number in self._used or (face.is_listed and not self.has_room(face.entry)):
            return False
        return not (face.is_own and self._is_said_already(face.entry))

    def _free(self, faces: Iterable[Face]) -> Iterator[Face]:
        return filter(self.is_free, faces)

    def _is_said_already(self, name: str) -> bool:
        """Whether the rows that stand for the entry itself, and no merged twin, have been met."""
        if name not in self._met:
            return False
        own = [face for face in self.of[name] if face.by_source or face.is_own]
        met = sum(face.number in self._used for face in own)
        return met >= max(1, sum(face.by_source for face in own))
