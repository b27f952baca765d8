"""How entries look to a table: as the list has them, and as its source and merged twins did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advocacy_cli.campaign.tables.columns import Flat
from advocacy_cli.campaign.tables.decisions import Listed
from advocacy_cli.campaign.tables.evidence import Card, Sign, card_of, names_agree
from advocacy_cli.campaign.tables.memory import Said


@dataclass(frozen=True, slots=True)
class Face:
    """One way an entry looks.

    Attributes:
        said: what this source said of it, or a twin that was merged into it was like; None of
            the entry as the list has it, and as other sources said.
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

    def __init__(self, listed: Listed) -> None:
        self._listed = listed
        self.all: list[Face] = []
        self._by_title: dict[str, list[Face]] = defaultdict(list)
        self._by_email: dict[str, list[Face]] = defaultdict(list)
        self.by_key: dict[str, Face] = {}
        self.of: dict[str, list[Face]] = defaultdict(list)
        for name, rows in listed.source.said.items():
            for said in rows:
                self._add(name, said.cells, said, by_source=True)
        for name, merged in listed.merged.items():
            for flat in merged:
                self._add(name, flat, Said(flat))
        for name, flat in listed.before.items():
            self._add(name, flat, None, is_own=True)
        for name, looks in listed.elsewhere.items():
            for flat in looks:
                self._add(name, flat, None)
        self._used: set[int] = set()
        self._met: Counter[str] = Counter()

    def _add(
        self,
        name: str,
        flat: Flat,
        said: Said | None,
        *,
        is_own: bool = False,
        by_source: bool = False,
    ) -> None:
        card, is_listed = card_of(flat, self._listed.shape), name in self._listed.before
        face = Face(len(self.all), name, flat, card, said, is_own, by_source, is_listed)
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
        found = (face for title in card.titles for face in self._by_title.get(title, ()))
        return iter({face.number: face for face in found}.values())

    def with_email(self, card: Card) -> Iterator[Face]:
        """The faces not met yet with the e-mail address of a card."""
        return self._free(self._by_email.get(card.email, ()) if card.email else ())

    def is_met(self, name: str) -> bool:
        """Whether a row has been taken for an entry."""
        return bool(self._met[name])

    def meet(self, name: str, face: Face | None, card: Card | None) -> Said | None:
        """Take a row for an entry; returns what its source, or a merged twin, said of it last.

        Args:
            name: the entry's id.
            face: the one that was met; None where a person says that the row is this entry's.
            card: of the row; None where it may have another name than its source said last.
        """
        if face is None or face.said is None:
            free = self._free(one for one in self.of[name] if one.by_source)
            face = next((one for one in free if card is None or _has_name(one, card)), face)
        self._met[name] += 1
        if face:
            self._used.add(face.number)
        return face.said if face else None

    def has_room(self, name: str) -> bool:
        """Whether one more row can be an entry's: after a merge there may be several."""
        if name not in self._met:
            return True
        by_source = sum(face.by_source for face in self.of[name])
        twins = sum(face.said is not None and not face.by_source for face in self.of[name])
        return self._met[name] < max(by_source, 1 + twins)

    def is_free(self, face: Face) -> bool:
        """Whether a row may still be taken for an entry by this face."""
        has_room = not face.is_listed or self.has_room(face.entry)
        return face.number not in self._used and has_room

    def _free(self, faces: Iterable[Face]) -> Iterator[Face]:
        return filter(self.is_free, faces)


def _has_name(face: Face, card: Card) -> bool:
    return names_agree(card, face.card) in {Sign.SAME, Sign.UNKNOWN}
