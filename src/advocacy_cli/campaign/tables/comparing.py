"""What an incoming table would change in a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from advocacy_cli.campaign.tables.columns import Flat, shape_of
from advocacy_cli.campaign.tables.comparison import (
    Asked,
    Bad,
    Comparison,
    Edited,
    Kind,
    Known,
    Wanted,
)
from advocacy_cli.campaign.tables.decisions import Decision, Listed
from advocacy_cli.campaign.tables.doubts import Doubt
from advocacy_cli.campaign.tables.entry_ids import said_id, uids_of
from advocacy_cli.campaign.tables.flat import flat_form, unflatten, validate
from advocacy_cli.campaign.tables.incoming import Incoming, Taken
from advocacy_cli.campaign.tables.matching import Matching
from advocacy_cli.campaign.tables.memory import Said
from advocacy_cli.campaign.tables.three_way import (
    LINES,
    NEVER_CHANGED,
    Conflict,
    ThreeWay,
    drop_stale_postcode,
    left_behind,
    numbered_lines,
    united_lines,
)
from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

_NOTHING, _PLAINLY = Known(), Wanted()


def compare(
    taken: Taken,
    existing: Mapping[str, Recipient] | Mapping[str, Sender],
    kind: Kind,
    *,
    known: Known = _NOTHING,
    wanted: Wanted = _PLAINLY,
) -> Comparison:
    """What the rows add to a list and change in it.

    Whose a row is, is decided in `matching`; what it changes there, in `three_way`. Columns that
    the table does not have are left alone, and so is what a person has changed since.

    Args:
        taken: the table.
        existing: the list's entries by id.
        kind: what they are.
        known: what is known of the list besides.
        wanted: how it is to be taken.
    """
    before = {name: flat_form(value) for name, value in existing.items()}
    listed = Listed(
        before,
        shape_of(kind.model),
        *(known.aliases, known.source, known.elsewhere, known.merged, known.removals),
    )
    return _Comparing(taken, listed, kind, wanted).result()


class _Comparing:
    def __init__(self, taken: Taken, listed: Listed, kind: Kind, wanted: Wanted) -> None:
        self._taken, self._listed, self._kind, self._wanted = taken, listed, kind, wanted
        self._three_way = ThreeWay(listed.shape, wanted.rules)
        self._entries: dict[str, Edited] = {}
        self._met: dict[str, None] = {}
        self._added: dict[str, Edited] = {}
        self._bad = [Bad(row, (row.problem,)) for row in taken.rows if row.problem]
        self._asked: list[Asked] = []
        self._conflicts: list[Conflict] = []
        self._warnings: list[Problem] = []
        self._said: dict[str, list[tuple[Said | None, Said]]] = defaultdict(list)
        self._brought_back: set[str] = set()

    def result(self) -> Comparison:
        sound = [row for row in self._taken.rows if not row.problem]
        keys = _keys(self._taken, sound, self._wanted.key)
        matching = Matching(self._listed, self._wanted.answers, self._taken.file)
        rows = [(row.line, row.flat, key) for row, key in zip(sound, keys, strict=True)]
        for row, key, decision in zip(sound, keys, matching.decide(rows), strict=True):
            self._take(row, key, decision)
        before = self._listed.before
        changed = {name: edited for name, edited in self._entries.items() if edited.columns}
        self._bad.sort(key=lambda found: found.row.line)
        return Comparison(
            added=self._added,
            changed=changed,
            same=tuple(name for name in self._met if name not in changed),
            missing=tuple(name for name in before if not matching.faces.is_met(name)),
            bad=tuple(self._bad),
            asked=tuple(self._asked),
            conflicts=tuple(self._conflicts),
            warnings=(*_numbers_in_id(self._taken, sound, self._wanted.key), *self._warnings),
            said=self._remembered(),
            brought_back=frozenset(self._brought_back),
        )

    def _take(self, row: Incoming, key: str, decision: Decision) -> None:
        if decision.problem:
            self._bad.append(Bad(row, (decision.problem,)))
            return
        if decision.doubt and not decision.entry:
            self._ask(row, decision.doubt)
            return
        problems = self._add(row, key, decision) if decision.is_new else []
        if not decision.is_new:
            problems = self._change(row, key, decision)
        if problems:
            self._bad.append(Bad(row, tuple(problems)))
        elif decision.doubt:
            self._ask(row, decision.doubt, is_new=True)

    def _ask(self, row: Incoming, doubt: Doubt, *, is_new: bool = False) -> None:
        entries = {name: self._listed.before[name] for name in doubt.candidates}
        self._asked.append(Asked(row.line, doubt, row.flat, entries, is_new=is_new))

    def _add(self, row: Incoming, key: str, decision: Decision) -> list[Problem]:
        flat = {name: text for name, text in row.flat.items() if text} | {"id": decision.entry}
        if self._kind.model is Sender and not flat.get("uid"):
            flat["uid"] = self._kind.new_uid()
        value, problems = self._valid(flat, row)
        if value is None:
            return problems
        after = flat_form(value)
        data = unflatten(after, self._listed.shape)
        self._added[decision.entry] = Edited(row.line, after, data)
        cells = _as_written(row.flat, after)
        self._said[decision.entry].append((None, _said(cells, key)))
        if decision.brings_back:
            self._brought_back.add(decision.brings_back)
        return []

    def _change(self, row: Incoming, key: str, decision: Decision) -> list[Problem]:
        name = decision.entry
        original = self._listed.before[name]
        edited = self._entries.get(name)
        known = edited.flat if edited else original
        if row.flat.get("uid") and row.flat["uid"] not in uids_of(known):
            return [_uid_changed(Where(self._taken.file, row.line))]
        if self._wanted.only_new:
            self._met[name] = None
            return []
        value, problems = self._valid(_overlaid(known, row.flat), row)
        if value is None:
            return problems
        cells = _as_written(row.flat, flat_form(value))
        outcome = self._three_way.apply(row.line, known, cells, decision)
        value, problems = self._valid(outcome.flat, row)
        if value is None:
            return problems
        after = flat_form(value)
        columns = {
            column: (original.get(column, ""), after.get(column, ""))
            for column in self._listed.shape.ordered([*original, *after])
            if original.get(column, "") != after.get(column, "")
        }
        data = unflatten(after, self._listed.shape)
        self._entries[name] = Edited(row.line, after, data, columns)
        self._met[name] = None
        self._conflicts += outcome.conflicts
        if outcome.said:
            self._said[name].append((decision.said, replace(outcome.said, key=key)))
        stays = list(left_behind(outcome, known, self._listed.shape))
        if outcome.place_changed and stays:
            self._warnings.append(_look_again(name, stays, Where(self._taken.file, row.line)))
        return []

    def _valid(self, flat: Flat, row: Incoming) -> tuple[Recipient | Sender | None, list[Problem]]:
        where = Where(self._taken.file, row.line)
        value, problems = validate(unflatten(flat, self._listed.shape), self._kind.model, where)
        if value is None:
            return None, problems
        problem = self._kind.extra_check(value, where)
        return (None, [problem]) if problem else (value, [])

    def _remembered(self) -> dict[str, tuple[Said, ...]]:
        """Of each entry all that the source has said: what this table says in place of the old."""
        found = {}
        for name, pairs in self._said.items():
            gone = [old for old, _ in pairs if old]
            kept = [said for said in self._listed.source.said.get(name, ()) if said not in gone]
            found[name] = (*(new for _, new in pairs), *kept)
        return found


def _keys(taken: Taken, rows: list[Incoming], header: str) -> list[str]:
    """What stands in the key column of each row."""
    if header not in taken.mapped.headers:
        return [""] * len(rows)
    at = taken.mapped.headers.index(header)
    return [row.original[at].strip() if at < len(row.original) else "" for row in rows]


def _overlaid(known: Flat, row: Flat) -> dict[str, str]:
    """The entry with all that a row says; lines of an address are replaced all together."""
    cells = {name: text for name, text in united_lines(row).items() if text}
    flat = united_lines(known) | {n: text for n, text in cells.items() if n not in NEVER_CHANGED}
    if LINES in cells:
        drop_stale_postcode(flat, cells)
    return numbered_lines(flat)


def _as_written(row: Flat, entry: Flat) -> dict[str, str]:
    """The row's cells as the list writes them; an empty one stays empty."""
    written = united_lines(entry)
    cells = {name: text and written.get(name, "") for name, text in united_lines(row).items()}
    return numbered_lines(cells) | {name: "" for name, text in cells.items() if not text}


def _said(cells: Flat, key: str) -> Said:
    return Said({n: text for n, text in cells.items() if text and n not in NEVER_CHANGED}, key)


def _uid_changed(where: Where) -> Problem:
    return Problem(
        "uid_changed",
        "the row has another `uid` than the sender it belongs to",
        where=where,
        hint="a uid never changes: take the cell out, or give the row an id of its own",
    )


def _look_again(name: str, columns: list[str], where: Where) -> Problem:
    shown = ", ".join(f"`{column}`" for column in columns)
    return Problem(
        "address_changed",
        f"{name} has a new address, and {shown} stayed as before",
        Severity.WARNING,
        where,
        "see whether that still holds",
    )


def _numbers_in_id(taken: Taken, rows: list[Incoming], key: str) -> list[Problem]:
    """A warning where the `id` column holds what can be no id of a list."""
    strange = [row for row in rows if row.flat.get("id") and not said_id(row.flat)]
    if not strange:
        return []
    header = taken.mapped.headers[taken.mapped.columns.index("id")]
    if header == key:
        return []
    return [
        Problem(
            "no_ids",
            f"the column {header!r} holds no ids of this list, so it tells nobody apart",
            Severity.WARNING,
            Where(taken.file, strange[0].line),
            f"if it never changes and belongs to one person or office, say --key {header!r}",
        )
    ]
