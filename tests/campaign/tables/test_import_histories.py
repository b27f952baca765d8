"""Random histories of imports, hand edits, merges, removals and renames: nobody is harmed."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.campaign.tables.columns import SENDERS, Flat
from advocacy_cli.campaign.tables.comparing import compare
from advocacy_cli.campaign.tables.comparison import Comparison, Kind, Known, Wanted
from advocacy_cli.campaign.tables.flat import flat_form
from advocacy_cli.campaign.tables.incoming import Asked, take
from advocacy_cli.campaign.tables.memory import Memory
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.model.comparison import identity
from advocacy_cli.model.senders import Sender

COLUMNS = ("name", "line1", "line2", "country", "region", "email", "phone", "paused")
PLACE = {"line1", "line2", "country", "region"}
PEOPLE = (  # a couple with one e-mail address, two of one name, a name written in two ways
    {"name": "Max Muster", "line1": "1 Road", "line2": "Leeds", "email": "both@x.org"},
    {"name": "Erika Muster", "line1": "1 Road", "line2": "Leeds", "email": "both@x.org"},
    {"name": "John Smith", "line1": "2 Road", "line2": "Leeds", "email": "j1@x.org"},
    {"name": "John Smith", "line1": "3 Road", "line2": "York", "email": "j2@x.org"},
    {"name": "José Álvarez", "line1": "4 Road", "line2": "York", "email": ""},
)
BLANK = dict.fromkeys(COLUMNS, "") | {"country": "GB"}
SOURCES = ("one", "two")
_who = st.integers(0, len(PEOPLE) - 1)
_source = st.sampled_from(SOURCES)
_number = st.integers(1, 3)
_said = st.one_of(
    st.tuples(st.sampled_from(["phone", "region", "paused"]), st.sampled_from(["", "GB-ENG", "5"])),
    st.tuples(st.just("address"), _number),
    st.tuples(st.just("name"), st.sampled_from(["jose alvarez", "JOSÉ ÁLVAREZ"])),
)
_step = st.one_of(
    st.tuples(st.just("import"), _source),
    st.tuples(st.just("import"), _source),
    st.tuples(st.just("say"), _source, _who, _said),
    st.tuples(st.just("lack"), _source, _who),
    st.tuples(
        st.just("edit"), _who, st.sampled_from(["phone", "region", "paused", "name"]), _number
    ),
    st.tuples(st.just("merge"), _who, _who),
    st.tuples(st.just("remove"), _who),
    st.tuples(st.just("rename"), _who, _number),
)


@dataclass
class History:
    """A list, two tables, and who the entries really are."""

    rows: dict[str, dict[int, dict[str, str]]] = field(default_factory=dict)
    last: dict[tuple[str, int], dict[str, str]] = field(default_factory=dict)
    entries: dict[str, Sender] = field(default_factory=dict)
    owners: dict[str, set[int]] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    memory: Memory = field(default_factory=Memory)
    removals: Removals = field(default_factory=lambda: Removals("00" * 32))
    uids: int = 0

    def __post_init__(self) -> None:
        self.rows = {
            source: {who: {**BLANK, **person} for who, person in enumerate(PEOPLE)}
            for source in SOURCES
        }

    def entry_of(self, who: int) -> str | None:
        return next((name for name, owners in self.owners.items() if who in owners), None)

    def say(self, source: str, who: int, said: tuple[str, Any]) -> None:
        row = self.rows[source].setdefault(who, {**BLANK, **PEOPLE[who]})
        column, value = said
        if column == "address":
            if row.get("email"):  # who has neither e-mail address nor address any more is nobody
                row["line1"] = f"{value} Lane {who}"
        elif column == "name":
            if who == len(PEOPLE) - 1:
                row["name"] = value
        elif column != "region" or value != "5":
            row[column] = value

    def lack(self, source: str, who: int) -> None:
        self.rows[source].pop(who, None)

    def edit(self, who: int, column: str, number: int) -> None:
        name = self.entry_of(who)
        if name:
            value = {"region": f"GB-E{number}", "name": f"{PEOPLE[who]['name']} {'I' * number}"}
            data = self.entries[name].model_dump(mode="json", exclude_unset=True, exclude_none=True)
            data[column] = value.get(column, str(number))
            self.entries[name] = Sender.model_validate(data)

    def merge(self, who: int, other: int) -> None:
        keep, gone = self.entry_of(who), self.entry_of(other)
        if keep and gone and keep != gone:
            entry = flat_form(self.entries.pop(gone))
            self.memory = self.memory.merged_into(keep, gone, entry)
            self.owners[keep] |= self.owners.pop(gone)

    def remove(self, who: int) -> None:
        name = self.entry_of(who)
        if name:
            looks = [flat_form(self.entries.pop(name)), *self.memory.looks(name)]
            day = dt.date(2026, 1, 1)
            self.removals = self.removals.with_entry(name, looks, SENDERS, f"r{self.uids}", day)
            self.memory = self.memory.without([name])
            self.removed |= self.owners.pop(name)

    def rename(self, who: int, number: int) -> None:
        name = self.entry_of(who)
        if name:
            self.uids += 1
            new = f"renamed-{number}-{self.uids}"
            value = self.entries.pop(name).model_copy(update={"id": new})
            self.entries[new] = value
            self.owners[new] = self.owners.pop(name)
            self.memory = self.memory.renamed(name, new)

    def take(self, source: str) -> None:
        order = list(self.rows[source])
        before: dict[str, Flat] = {name: flat_form(value) for name, value in self.entries.items()}
        found = self._compared(source)
        lines = dict(enumerate(order, start=2))
        doubtful = {asked.line for asked in found.asked}
        self._require_no_harm(source, before, found)
        for name, edited in found.added.items():
            who = lines[edited.line]
            assert who not in self.removed, "who was removed came back"
            assert self.entry_of(who) is None or edited.line in doubtful, "a second letter"
            if self.entry_of(who) is None:
                self.owners[name] = {who}
            else:
                self.owners[name] = set()  # somebody was warned
        for name, edited in {**found.added, **found.changed}.items():
            self.entries[name] = Sender.model_validate(edited.data)
        for line, who in lines.items():
            owner = self.entry_of(who)
            has_conflict = any(one.line == line for one in found.conflicts)
            is_left = any(asked.line == line for asked in found.left)
            if owner and not has_conflict and not is_left:
                self.last[source, who] = dict(self.rows[source][who])
        known = self.memory.source(source)
        said = replace(known, said={**known.said, **found.said})
        self.memory = self.memory.with_source(source, source, said)

    def _compared(self, source: str) -> Comparison:
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(self.rows[source].values())
        taken = take(text.getvalue().encode(), f"{source}.csv", SENDERS, Asked())
        known = Known(
            source=self.memory.source(source),
            elsewhere=self.memory.elsewhere(source),
            merged=self.memory.merged,
            removals=self.removals,
        )
        return compare(taken, self.entries, Kind(Sender, self._uid), known=known, wanted=Wanted())

    def _uid(self) -> str:
        self.uids += 1
        return f"uid-{self.uids:06}"

    def _require_no_harm(self, source: str, before: dict[str, Flat], found: Comparison) -> None:
        assert not found.bad
        for name, edited in found.changed.items():
            for column, (old, new) in edited.columns.items():
                if column == "name":
                    assert identity(old) == identity(new), "a name was replaced"
                assert new or column in PLACE, "an empty cell erased something"
                changed = {
                    one
                    for who in self.owners[name]
                    for one in (PLACE if column in PLACE else {column})
                    if self._has_said_anew(source, who, one)
                }
                assert changed, f"{column} was changed, and the table did not change it"
            assert edited.flat["uid"] == before[name]["uid"]

    def _has_said_anew(self, source: str, who: int, column: str) -> bool:
        row = self.rows[source].get(who)
        last = self.last.get((source, who))
        if row is None:
            return False
        return column == "paused" or last is None or row.get(column) != last.get(column)


@settings(deadline=None, max_examples=200)
@given(st.lists(_step, min_size=3, max_size=14))
def test_nobody_is_replaced_reverted_doubled_or_brought_back(steps: list[tuple[Any, ...]]) -> None:
    history = History()
    for step, *what in steps:
        (history.take if step == "import" else getattr(history, step))(*what)
    for source in SOURCES:
        history.take(source)
        before = dict(history.entries)
        history.take(source)
        assert history.entries == before, "taking the same table in again changed something"
