"""Whose a row is: an entry of the list, a new one, or nobody can say without asking.

What identifies is a `uid`, a column that was named as the source's key, an id of this list, or a
name together with an address or an e-mail address. A number, an e-mail address or a name alone
identifies nobody. Where signs contradict each other, or names agree in their folded form alone,
there is a doubt: a person can answer it, and a script is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from advocacy_cli.campaign.tables import doubts
from advocacy_cli.campaign.tables.columns import Flat
from advocacy_cli.campaign.tables.decisions import Answers, Decision, Listed, Row
from advocacy_cli.campaign.tables.doubting import Doubting
from advocacy_cli.campaign.tables.entry_ids import said_id, slug_of, title_of, uids_of
from advocacy_cli.campaign.tables.evidence import (
    Sign,
    card_of,
    emails_agree,
    may_be_near,
    names_agree,
    places_agree,
)
from advocacy_cli.campaign.tables.faces import Face, Faces
from advocacy_cli.errors import Problem, Where

_RANKS = 5
_NO_MATCH = _RANKS


class Matching:
    """Decides of all rows together: sure signs go first, so that their order decides nothing."""

    def __init__(self, listed: Listed, answers: Answers, file: str) -> None:
        self._listed = listed
        self._answers = answers
        self._file = file
        self.faces = Faces(listed)
        self._by_uid = {uid: name for name, flat in listed.before.items() for uid in uids_of(flat)}
        self._decisions: dict[int, Decision] = {}
        self._ranks: dict[int, list[tuple[Face, int]]] = {}
        self._lines: dict[str, int] = {}
        self._of_title: dict[str, list[Row]] = defaultdict(list)

    def decide(self, rows: Sequence[tuple[int, Flat, str]]) -> list[Decision]:
        """Whose each row is, given by line, text by column, and key."""
        read = [Row(line, flat, card_of(flat, self._listed.shape), key) for line, flat, key in rows]
        for row in read:
            for title in row.card.titles:
                self._of_title[title].append(row)
        ways: list[Callable[[Row], Decision | None]] = [self._as_answered, self._by_key]
        ways += [self._by_rank(rank) for rank in range(_RANKS)]
        ways.append(self._as_one_of_several)
        for way in ways:
            for row in read:
                if row.line not in self._decisions and (found := way(row)):
                    self._decisions[row.line] = found
        doubting = Doubting(self._listed.shape, self.faces, self._listed.removals, self._answers)
        for row in read:
            if row.line in self._decisions:
                doubting.has_met(row)
        for row in read:
            if row.line not in self._decisions:
                self._decisions[row.line] = self._as_new(row, doubting)
        return [self._decisions[row.line] for row in read]

    def _as_answered(self, row: Row) -> Decision | None:
        answer = self._answers.rows.get(row.line)
        if answer is None or answer in {doubts.NEW, doubts.SKIP}:
            return None
        return self._taken(row, answer, None, accepted=True)

    def _by_key(self, row: Row) -> Decision | None:
        """Of a row whose uid, key or id is known. A contradicting name is a doubt."""
        found = self._keyed(row)
        if not found:
            return None
        if len(found) > 1:
            return Decision(doubt=doubts.signs_contradict(tuple(found)))
        ((name, face),) = found.items()
        faces = [face] if face and _names(row, face) is Sign.SAME else self.faces.of[name]
        sign, face = min(
            ((_names(row, one), one) for one in faces), key=lambda pair: _BEST.index(pair[0])
        )
        if sign in {Sign.SAME, Sign.UNKNOWN}:
            return self._taken(row, name, face)
        return self._of_another_name(row, name)

    def _keyed(self, row: Row) -> dict[str, Face | None]:
        found: dict[str, Face | None] = {}
        if row.key in self.faces.by_key:
            face = self.faces.by_key[row.key]
            found[face.entry] = face
        uid = self._by_uid.get(row.flat.get("uid", ""))
        name = said_id(row.flat)
        name = self._listed.aliases.get(name, name)
        for one in (uid, name if name in self._listed.before else None):
            if one:
                found.setdefault(one, None)
        return found

    def _of_another_name(self, row: Row, name: str) -> Decision:
        """The row is the entry's by its key, but has another name."""
        own = next(face for face in self.faces.of[name] if face.is_own)
        other = next((f.entry for f in self.faces.like(row.card) if _rank(row, f) < 3), None)
        if other and other != name:
            return Decision(doubt=doubts.crossed(name, other))
        for title in own.card.titles:
            for rival in self._of_title[title]:
                if rival is not row and _rank(rival, own) < 3:
                    return Decision(doubt=doubts.swapped(name, rival.line))
        signs = {places_agree(row.card, own.card), emails_agree(row.card, own.card)}
        if self._answers.accept_renames and (Sign.SAME in signs or Sign.OTHER not in signs):
            return self._taken(row, name, None, accepted=True)
        return Decision(doubt=doubts.renamed(row.title, name, title_of(own.flat)))

    def _by_rank(self, rank: int) -> Callable[[Row], Decision | None]:
        def way(row: Row) -> Decision | None:
            found: dict[str, Face] = {}
            for face, of_face in self._ranked(row):
                if of_face == rank:
                    found.setdefault(face.entry, face)
            if len(found) == 1 or (found and rank == 0):
                name, face = next(iter(found.items()))
                return self._taken(row, name, face)
            return None

        return way

    def _as_one_of_several(self, row: Row) -> Decision | None:
        found = tuple(dict.fromkeys(face.entry for face, _ in self._ranked(row)))
        return Decision(doubt=doubts.ambiguous(row.title, found)) if found else None

    def _ranked(self, row: Row) -> Iterator[tuple[Face, int]]:
        """The faces not met yet that a row may be, and how surely."""
        if row.line not in self._ranks:
            self._ranks[row.line] = [
                (face, rank)
                for face in self.faces.titled(row.card)
                if face.is_listed and may_be_near(row.card, face.card)
                if (rank := _rank(row, face)) < _NO_MATCH
            ]
        return ((face, rank) for face, rank in self._ranks[row.line] if self.faces.is_free(face))

    def _as_new(self, row: Row, doubting: Doubting) -> Decision:
        """Of a row that matches nothing: a new entry, unless it is too likely none."""
        answer = self._answers.rows.get(row.line)
        repeated = 0 if answer == doubts.NEW else doubting.repeats(row)
        if repeated:
            return Decision(problem=self._repeated(row, "this person or office", repeated))
        doubt, brings_back = (None, "") if answer == doubts.NEW else doubting.against(row)
        if doubt:
            return Decision(doubt=doubt)
        if answer == doubts.SKIP:
            return Decision(doubt=doubting.warning(row) or doubts.left_out(row.title))
        name = self._free_id(row)
        if not name:
            problem = Problem(
                "missing_key",
                "`id` is missing, and there is no name to make an id of",
                where=Where(self._file, row.line),
            )
            return Decision(problem=problem)
        doubting.has_met(row)
        self._lines[name] = row.line
        warned = None if answer == doubts.NEW or brings_back else doubting.warning(row)
        return Decision(name, is_new=True, brings_back=brings_back, doubt=warned)

    def _free_id(self, row: Row) -> str:
        said = said_id(row.flat)
        if said and said not in self._lines:
            return said
        return next(
            (
                name
                for name in _numbered(row.title)
                if name not in self._lines
                and name not in self._listed.before
                and name not in self._listed.aliases
            ),
            "",
        )

    def _taken(self, row: Row, name: str, face: Face | None, *, accepted: bool = False) -> Decision:
        if self.faces.is_met(name) and not self.faces.has_room(name):
            return Decision(problem=self._repeated(row, name, self._lines[name]))
        said = self.faces.meet(name, face, None if accepted else row.card)
        self._lines.setdefault(name, row.line)
        return Decision(name, said=said, accepted=accepted)

    def _repeated(self, row: Row, what: str, first: int) -> Problem:
        return Problem(
            "repeated_row",
            f"{what} stands here a second time, the first is in line {first}",
            where=Where(self._file, row.line),
            hint="keep one of the two rows",
        )


_BEST = (Sign.SAME, Sign.UNKNOWN, Sign.LIKELY, Sign.HOLDER, Sign.OTHER)


def _names(row: Row, face: Face) -> Sign:
    return names_agree(row.card, face.card)


def _rank(row: Row, face: Face) -> int:
    """How surely a row with the name of a face is its entry's; 0 is surest."""
    place, email = places_agree(row.card, face.card), emails_agree(row.card, face.card)
    lacks = not (row.card.place or face.card.place), not (row.card.email or face.card.email)
    if not all(lacks) and Sign.SAME not in {place, email}:
        return _NO_MATCH
    if (row.key and face.key and row.key != face.key) or _names(row, face) is not Sign.SAME:
        return _NO_MATCH
    if all(lacks):
        return 1 if row.card.kind == face.card.kind else _NO_MATCH
    if Sign.OTHER not in {place, email}:
        is_whole = all(
            sign is Sign.SAME or lack for sign, lack in zip((place, email), lacks, strict=True)
        )
        if is_whole and _says_the_same(row.flat, face.flat):
            return 0
        return 1 if is_whole else 2
    if place is Sign.OTHER:
        return 3
    return 4 if face.by_source else _NO_MATCH


def _says_the_same(row: Flat, flat: Flat) -> bool:
    skipped = {"id", "uid"}
    return all(flat.get(name) == text for name, text in row.items() if text and name not in skipped)


def _numbered(title: str) -> Iterator[str]:
    """Ids made of a name: the name alone, then with numbers."""
    if not title:
        return
    slug = slug_of(title)
    yield slug
    number = 1
    while True:
        number += 1
        yield f"{slug}-{number}"
