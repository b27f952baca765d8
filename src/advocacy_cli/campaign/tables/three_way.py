"""What a row changes in its entry: where the table says something new, and nothing else."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from advocacy_cli.campaign.tables.columns import SENDERS, Flat, Shape
from advocacy_cli.campaign.tables.decisions import Decision
from advocacy_cli.campaign.tables.evidence import loosely_equal
from advocacy_cli.campaign.tables.memory import Said

LINES = "lines"
"""All lines of an address in one text, since they are replaced together."""
PLACE = "address"
NAME = "name"
_OF_A_PLACE = frozenset({LINES, "postcode", "country"})
_OF_A_HOME = frozenset({"region", "home_postcode"})
_OF_A_NAME = frozenset({"name", "organisation", "office"})
PROTECTING = frozenset({"do_not_contact", "paused", "contact_again_after"})
"""What keeps letters from somebody: a table may set it, and never lifts it."""
NEVER_CHANGED = frozenset({"id", "uid", "aliases", "first_id", "merged_uids"})
"""What the keys of letters are made of."""


class Prefer(enum.StrEnum):
    """Which of two values holds where table and list differ and it is not known which is newer."""

    TABLE = "table"
    LIST = "list"
    FILLED = "filled"
    """The table's where the list has none; else it is asked."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How rows change entries.

    Attributes:
        erase_empty: an empty cell takes away what the table said before.
        prefer: what to do about all conflicts.
        settled: what to do about single ones, by the row's line and what it is about.
    """

    erase_empty: bool = False
    prefer: Prefer | None = None
    settled: Mapping[tuple[int, str], Prefer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of a table and of the list that both may be right.

    Attributes:
        about: a column, or `address` with all that belongs to it.
        columns: by column the list's text, the table's, and what the table said last, if known.
        lifts: the table would lift what protects somebody; that is done by hand only.
    """

    entry: str
    line: int
    about: str
    columns: Mapping[str, tuple[str, str, str | None]]
    lifts: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of an entry.

    Attributes:
        flat: the entry with the changes.
        conflicts: what was left as it is.
        said: what is to be remembered; None where something was left.
        place_changed: it has another address.
    """

    flat: dict[str, str]
    conflicts: tuple[Conflict, ...]
    said: Said | None
    place_changed: bool


def united_lines(flat: Flat) -> dict[str, str]:
    """The row with the lines of its address in one cell, if it has any."""
    numbered = sorted(
        (int(name[4:]), text)
        for name, text in flat.items()
        if name.startswith("line") and name[4:].isdigit()
    )
    kept = {name: text for name, text in flat.items() if not _is_line(name)}
    if numbered:
        kept[LINES] = "\n".join(text for _, text in numbered if text)
    return kept


def _is_line(name: str) -> bool:
    return name.startswith("line") and name[4:].isdigit()


def numbered_lines(flat: Flat) -> dict[str, str]:
    """The row as tables have it, one line of an address to a cell."""
    kept = {name: text for name, text in flat.items() if name != LINES and text}
    lines = flat.get(LINES, "").split("\n")
    return kept | {f"line{number}": text for number, text in enumerate(lines, start=1) if text}


class ThreeWay:
    """Sets one row against its entry, and both against what the table said last."""

    def __init__(self, shape: Shape, rules: Rules) -> None:
        self._shape = shape
        self._rules = rules
        self._place = _OF_A_PLACE | (_OF_A_HOME if shape is SENDERS else frozenset())

    def apply(self, line: int, known: Flat, row: Flat, decision: Decision) -> Outcome:
        """The entry with what the row says anew.

        Args:
            line: the row's.
            known: the entry.
            row: the row's cells, written as the list would write them.
            decision: why it is this entry's, and what its source said last.
        """
        before, cells = united_lines(known), united_lines(row)
        last = united_lines(decision.said.cells) if decision.said else None
        after, conflicts, place_changed = dict(before), [], False
        for about, columns in self._units(cells).items():
            new = self._new(columns, before, cells, last)
            found = {
                name: (before.get(name, ""), text, None if last is None else last.get(name, ""))
                for name, text in new.items()
            }
            conflict = Conflict(decision.entry, line, about, found)
            agreed = decision.accepted and about in {NAME, PLACE}
            if any(self._lifts(name, *texts[:2]) for name, texts in found.items()):
                conflicts.append(replace(conflict, lifts=True))
                continue
            if not agreed and self._may_be_mended(about, columns, new, before, last):
                verdict = self._verdict(conflict)
                if verdict is None:
                    conflicts.append(conflict)
                if verdict is not Prefer.TABLE:
                    continue
            after.update(new)
            if new and about == PLACE:
                place_changed = True
                drop_stale_postcode(after, new)
        said = None if conflicts else self._remembered(cells, last)
        return Outcome(numbered_lines(after), tuple(conflicts), said, place_changed)

    def _remembered(self, cells: Flat, last: Flat | None) -> Said:
        """What the table has said by now: an empty cell says nothing, unless it is to erase."""
        filled = {n: text for n, text in cells.items() if text and n not in NEVER_CHANGED}
        erased = {n for n, text in cells.items() if not text and self._rules.erase_empty}
        kept = {name: text for name, text in (last or {}).items() if name not in erased}
        return Said(numbered_lines({**kept, **filled}))

    def _units(self, cells: Flat) -> dict[str, list[str]]:
        """The columns that change together. Half an old address and half a new one is none."""
        units: dict[str, list[str]] = {}
        for name in cells:
            if name not in NEVER_CHANGED:
                base = name.partition("[")[0]
                about = PLACE if name in self._place else NAME if base in _OF_A_NAME else name
                units.setdefault(about, []).append(name)
        return units

    def _new(
        self, columns: list[str], before: Flat, cells: Flat, last: Flat | None
    ) -> dict[str, str]:
        """What the table says anew, of columns where the list says something else."""
        return {
            name: cells[name]
            for name in columns
            if cells[name] != before.get(name, "")
            and (cells[name] or (self._rules.erase_empty and before.get(name)))
            and (last is None or cells[name] != last.get(name, "") or not cells[name])
        }

    def _may_be_mended(
        self, about: str, columns: list[str], new: Flat, before: Flat, last: Flat | None
    ) -> bool:
        """Whether somebody has changed the list since, or it is not known."""
        if about in PROTECTING and (not before.get(about) or about == "contact_again_after"):
            return False
        if last is None:
            return bool(new)
        names = {*columns, *(self._place & last.keys())} if about == PLACE else new
        return bool(new) and any(before.get(name, "") != last.get(name, "") for name in names)

    def _verdict(self, conflict: Conflict) -> Prefer | None:
        texts = conflict.columns.values()
        if all(loosely_equal(listed, new) for listed, new, _ in texts):
            return Prefer.LIST
        place = conflict.line, conflict.about
        verdict = self._rules.settled.get(place, self._rules.prefer)
        if verdict is not Prefer.FILLED:
            return verdict
        return None if any(listed for listed, _, _ in texts) else Prefer.TABLE

    @staticmethod
    def _lifts(name: str, before: str, after: str) -> bool:
        if name not in PROTECTING or not before:
            return False
        return not after or (name == "contact_again_after" and after < before)


def drop_stale_postcode(flat: dict[str, str], new: Flat) -> None:
    """Take away the old postcode where new lines do not have it and the row has none."""
    lines = flat.get(LINES, "")
    if "postcode" not in new and flat.get("postcode", "") not in lines:
        del flat["postcode"]


def left_behind(outcome: Outcome, known: Flat, shape: Shape) -> Iterator[str]:
    """Columns that were said of an address and stay while it changes."""
    names = (*sorted(_OF_A_HOME), "post") if shape is SENDERS else ("serves", "source", "as_of")
    for name in names:
        if known.get(name) and outcome.flat.get(name) == known[name]:
            yield name
