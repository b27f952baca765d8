"""A table set against a list: how it is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from advocacy_cli.campaign.tables.columns import Flat
from advocacy_cli.campaign.tables.decisions import Answers
from advocacy_cli.campaign.tables.doubts import NEW, Doubt
from advocacy_cli.campaign.tables.incoming import Incoming
from advocacy_cli.campaign.tables.memory import Said, Source
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.campaign.tables.three_way import Conflict, Rules
from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender


@dataclass(frozen=True, slots=True)
class Kind:
    """What the entries of a list are.

    Attributes:
        new_uid: makes a random uid for a new sender.
        extra_check: what else makes an entry unfit.
    """

    model: type[Recipient | Sender]
    new_uid: Callable[[], str]
    extra_check: Callable[[Recipient | Sender, Where], Problem | None] = lambda _value, _where: None


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry that rows add or change.

    Attributes:
        flat: the whole entry as a row.
        data: the whole entry as the YAML file would have it.
        columns: those that change, with the text before and after; of a new entry none.
    """

    line: int
    flat: Flat
    data: Mapping[str, Any]
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be taken, and why."""

    row: Incoming
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of which a person must say whose it is.

    Attributes:
        row: its cells.
        entries: those that it may be about, by id.
        is_new: it is taken for a new entry all the same, with a warning.
    """

    line: int
    doubt: Doubt
    row: Flat
    entries: Mapping[str, Flat]
    is_new: bool = False

    def problem(self, file: str) -> Problem:
        """As a warning about the table in `file`."""
        answers = (*self.doubt.candidates[:2], NEW)
        if not self.is_new:
            return self.doubt.problem(Where(file, self.line), answers)
        hint = "taken for somebody else; if they are one, merge the two with `dedupe`"
        return replace(self.doubt.problem(Where(file, self.line), ()), hint=hint)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a list besides its entries; see `matching.Listed`."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    source: Source = field(default_factory=Source)
    elsewhere: Mapping[str, Sequence[Flat]] = field(default_factory=dict)
    merged: Mapping[str, tuple[Flat, ...]] = field(default_factory=dict)
    removals: Removals = field(default_factory=Removals)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a table is to be taken into a list.

    Attributes:
        key: the header of the column that tells rows apart; empty where there is none.
        only_new: entries that are in the list stay as they are.
    """

    key: str = ""
    answers: Answers = field(default_factory=Answers)
    rules: Rules = field(default_factory=Rules)
    only_new: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table set against a list. Keys are ids.

    Attributes:
        missing: in the list only.
        asked: rows in doubt; those that are taken for new all the same are among `added` too.
        conflicts: where the list was left as it is.
        warnings: what else should be looked at.
        said: what the table said, to be remembered of its source.
        brought_back: codes of removed entries that have come back.
    """

    added: Mapping[str, Edited]
    changed: Mapping[str, Edited]
    same: tuple[str, ...]
    missing: tuple[str, ...]
    bad: tuple[Bad, ...]
    asked: tuple[Asked, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[Problem, ...] = ()
    said: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    brought_back: frozenset[str] = frozenset()

    @property
    def left(self) -> list[Asked]:
        """The rows that were left out until somebody answers."""
        return [asked for asked in self.asked if not asked.is_new]
