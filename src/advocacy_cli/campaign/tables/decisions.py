"""What is held against rows, and what is decided of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from advocacy_cli.campaign.tables.columns import Flat, Shape
from advocacy_cli.campaign.tables.doubts import Doubt
from advocacy_cli.campaign.tables.entry_ids import title_of
from advocacy_cli.campaign.tables.evidence import Card
from advocacy_cli.campaign.tables.memory import Said, Source
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.errors import Problem


@dataclass(frozen=True, slots=True)
class Listed:
    """A list and what is known of it, as rows are held against it.

    Attributes:
        before: its entries as rows, by id.
        aliases: ids that entries had before, with the ids they have.
        source: what the table's source said before.
        elsewhere: what other sources said of entries.
        merged: entries that were merged into others, by the id that was kept.
        removals: who was removed.
    """

    before: Mapping[str, Flat]
    shape: Shape
    aliases: Mapping[str, str] = field(default_factory=dict)
    source: Source = field(default_factory=Source)
    elsewhere: Mapping[str, Sequence[Flat]] = field(default_factory=dict)
    merged: Mapping[str, tuple[Flat, ...]] = field(default_factory=dict)
    removals: Removals = field(default_factory=Removals)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with what tells whose it is.

    Attributes:
        key: what stands in the column that was named as the key.
    """

    line: int
    flat: Flat
    card: Card
    key: str

    @property
    def title(self) -> str:
        """What the row calls its person or office."""
        return title_of(self.flat)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose a row is.

    Attributes:
        entry: its id; empty where that is in doubt, or the row is bad.
        said: what the source said of the entry last, or a twin that was merged into it was like.
        accepted: a person has said yes to another name or address.
        brings_back: the code of the removed entry that comes back with it.
        doubt: why it is in doubt; of a new entry, what speaks against its being new.
    """

    entry: str = ""
    is_new: bool = False
    said: Said | None = None
    accepted: bool = False
    brings_back: str = ""
    doubt: Doubt | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said of rows.

    Attributes:
        rows: by line, an entry's id, `doubts.NEW` or `doubts.SKIP`.
        accept_renames: keys may give an entry another name, if its address does not change too.
        bring_back: codes of removed entries that may come back.
    """

    rows: Mapping[int, str] = field(default_factory=dict)
    accept_renames: bool = False
    bring_back: frozenset[str] = frozenset()
