"""What speaks against a row's being about somebody new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from advocacy_cli.campaign.tables import doubts
from advocacy_cli.campaign.tables.columns import RECIPIENTS, Shape
from advocacy_cli.campaign.tables.decisions import Answers, Row
from advocacy_cli.campaign.tables.doubts import Doubt
from advocacy_cli.campaign.tables.entry_ids import said_id, slug_of, title_of
from advocacy_cli.campaign.tables.evidence import Sign, emails_agree, names_agree, places_agree
from advocacy_cli.campaign.tables.faces import Face, Faces
from advocacy_cli.campaign.tables.flat import areas_of
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.model.comparison import Agreement

_SLUGS = 9
"""How many ids made of a name are tried for that of a removed entry."""


class Doubting:
    """Holds rows that match nothing against what is like them."""

    def __init__(self, shape: Shape, faces: Faces, removals: Removals, answers: Answers) -> None:
        self._shape = shape
        self._faces = faces
        self._removals = removals
        self._answers = answers
        self._met: dict[str, list[Row]] = defaultdict(list)

    def has_met(self, row: Row) -> None:
        """Remember a row whose entry is known, or new."""
        for title in row.card.titles:
            self._met[title].append(row)

    def repeats(self, row: Row) -> int:
        """The line of an earlier row with this name and e-mail address; 0 where there is none."""
        for other in self._met_like(row):
            same_email = emails_agree(row.card, other.card) is Sign.SAME
            if same_email and names_agree(row.card, other.card) is Sign.SAME:
                return other.line
        return 0

    def against(self, row: Row) -> tuple[Doubt | None, str]:
        """Why the row is not taken for new; else the code of who comes back with it."""
        doubt = self._like_a_free_entry(row) or self._like_a_vanished_row(row)
        doubt = doubt or self._taken_out(row) or self._may_have_moved(row)
        if doubt:
            return doubt, ""
        doubt, code = self._removed(row)
        return doubt or self._twice(row), code

    def warning(self, row: Row) -> Doubt | None:
        """What to say of a row that is taken for new all the same."""
        shared = [
            face.entry
            for face in self._faces.with_email(row.card)
            if face.is_own and not self._faces.is_met(face.entry)
        ]
        if shared:
            return doubts.shared_email(row.title, tuple(dict.fromkeys(shared)))
        if self._shape is RECIPIENTS or said_id(row.flat):
            return None
        namesakes = [
            face.entry
            for face, place, email in self._namesakes(row)
            if face.is_own and not (place is Sign.OTHER and email is Sign.OTHER)
        ]
        return doubts.namesake(row.title, tuple(namesakes)) if namesakes else None

    def _namesakes(self, row: Row) -> Iterator[tuple[Face, Sign, Sign]]:
        """Entries that no row has met with the row's name, and how far the addresses agree."""
        for face in self._faces.like(row.card):
            if face.is_listed and names_agree(row.card, face.card) is Sign.SAME:
                yield face, places_agree(row.card, face.card), emails_agree(row.card, face.card)

    def _like_a_free_entry(self, row: Row) -> Doubt | None:
        offices = set()
        for face in self._faces.like(row.card):
            if not face.is_listed:
                continue
            place, email = places_agree(row.card, face.card), emails_agree(row.card, face.card)
            if Sign.SAME not in {place, email}:
                continue
            sign = names_agree(row.card, face.card)
            if sign is Sign.LIKELY:
                return doubts.likely(row.title, face.entry, title_of(face.flat))
            if sign is Sign.SAME and row.key and face.key and row.key != face.key:
                return doubts.other_key(row.title, face.entry)
            if sign is Sign.SAME and email is Sign.OTHER:
                return doubts.other_email(row.title, face.entry)
            if sign is Sign.HOLDER:
                offices.add(face.entry)
        return doubts.other_holder(row.title, offices.pop()) if len(offices) == 1 else None

    def _like_a_vanished_row(self, row: Row) -> Doubt | None:
        """The source had a row that it lacks now, and this one may have taken its place."""
        moved = tuple(
            face.entry
            for face, place, email in self._namesakes(row)
            if face.by_source and not (place is Sign.OTHER and email is Sign.OTHER)
        )
        if moved:
            return doubts.moved(row.title, moved)
        for face in self._faces.with_email(row.card):
            is_there = face.is_listed and not self._faces.is_met(face.entry)
            if face.by_source and is_there and places_agree(row.card, face.card) is Sign.SAME:
                return doubts.new_name(row.title, face.entry, title_of(face.flat))
        return None

    def _taken_out(self, row: Row) -> Doubt | None:
        for face in self._faces.like(row.card):
            signs = places_agree(row.card, face.card), emails_agree(row.card, face.card)
            is_same = names_agree(row.card, face.card) is Sign.SAME and Sign.SAME in signs
            if is_same and not face.is_listed:
                return doubts.taken_out(row.title, face.entry)
        return None

    def _may_have_moved(self, row: Row) -> Doubt | None:
        """An entry of the row's name: an office in that country, or somebody in that town."""
        is_office = self._shape is RECIPIENTS
        if is_office and said_id(row.flat):
            return None
        found = tuple(
            dict.fromkeys(
                face.entry
                for face, _, email in self._namesakes(row)
                if (is_office and _may_serve(row, face) and _in_one_country(row, face))
                or (email is Sign.UNKNOWN and _are_near(row, face))
            )
        )
        if not found:
            return None
        return (doubts.moved if row.card.place else doubts.name_only)(row.title, found)

    def _removed(self, row: Row) -> tuple[Doubt | None, str]:
        met = self._removals.met(row.flat, self._shape)
        if met is None:
            return None, ""
        removal, agreement = met
        if removal.code in self._answers.bring_back:
            return None, removal.code
        slug = slug_of(row.title)
        ids = [said_id(row.flat), slug, *(f"{slug}-{number}" for number in range(2, _SLUGS))]
        called = self._removals.named(removal, ids)
        exactly = agreement is Agreement.SAME
        return doubts.removed(row.title, called, removal, exactly=exactly), ""

    def _twice(self, row: Row) -> Doubt | None:
        for other in self._met_like(row):
            agree = names_agree(row.card, other.card) in {Sign.SAME, Sign.LIKELY}
            place, email = places_agree(row.card, other.card), emails_agree(row.card, other.card)
            if agree and place is Sign.SAME and email is not Sign.OTHER:
                return doubts.twice(row.title, other.line)
        return None

    def _met_like(self, row: Row) -> Iterator[Row]:
        """Earlier rows with a like name, unless keys say outright that they are others."""
        for title in row.card.titles:
            for other in self._met.get(title, ()):
                if not _keys_differ(row, other):
                    yield other


def _keys_differ(row: Row, other: Row) -> bool:
    return any(
        one and another and one != another
        for one, another in (
            (row.key, other.key),
            (said_id(row.flat), said_id(other.flat)),
            (row.flat.get("uid"), other.flat.get("uid")),
        )
    )


def _may_serve(row: Row, face: Face) -> bool:
    """Whether two posts may be one by the places they serve."""
    one, other = (areas_of(flat.get("serves", "")) for flat in (row.flat, face.flat))
    return not one or not other or bool(one & other)


def _in_one_country(row: Row, face: Face) -> bool:
    one, other = row.card.country, face.card.country
    return not one or not other or one == other


def _are_near(row: Row, face: Face) -> bool:
    """Whether the row has no address, or one that shares a line with the entry's."""
    return not row.card.place or bool(
        row.card.lines & face.card.lines and _in_one_country(row, face)
    )
