"""The columns of a list as a table, and the keys they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from pydantic import BaseModel

from advocacy_cli.model.recipients import Recipient

Flat: TypeAlias = Mapping[str, str]
"""An entry as one row: columns and their text. A column without text is not there."""

_INDEXED = re.compile(r"([a-z_]+)\[([A-Za-z_-]+)\]")
_LINE = re.compile(r"line([1-9]\d?)")


class Kind(Enum):
    """How a cell holds a value."""

    TEXT = auto()
    LOCALISED = auto()
    """`office` for every language, `office[de]` for one."""
    WORDS = auto()
    """Words with blanks or commas between."""
    AREAS = auto()
    """`GB`, `US-CA:90/91` with the prefixes of postcodes; with blanks or commas between."""
    LINES = auto()
    """`line1`, `line2` and so on."""
    CONSENTS = auto()
    """`consent[print_name]` with the day it was given."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a family of them, and the way to its value in an entry of the YAML file."""

    name: str
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Shape:
    """What the tables of one list look like.

    Attributes:
        key: the key of the list in its YAML file: `recipients` or `senders`.
        columns: in the order in which they are written.
    """

    key: str
    columns: tuple[Column, ...]

    def resolve(self, name: str) -> tuple[Column, str] | None:
        """The column of that name, with what stands in its brackets or the line's number."""
        line = _LINE.fullmatch(name)
        indexed = _INDEXED.fullmatch(name)
        base, index = (indexed[1], indexed[2]) if indexed else (name, "")
        if line:
            base, index = "line", line[1]
        for column in self.columns:
            takes_index = column.kind in {Kind.LINES, Kind.CONSENTS}
            if column.name != base or (takes_index and not index):
                continue
            if index and not (takes_index or column.kind is Kind.LOCALISED):
                return None
            return column, index
        return None

    def ordered(self, names: Iterable[str]) -> list[str]:
        """The names of columns, each once, in the order in which they are written."""
        order = {column.name: number for number, column in enumerate(self.columns)}

        def place(name: str) -> tuple[int, int, str]:
            found = self.resolve(name)
            if found is None:
                return len(order), 0, name
            column, index = found
            number = int(index) if column.kind is Kind.LINES else 0
            return order[column.name], number, index

        return sorted(set(names), key=place)

    def column_at(self, path: Sequence[str | int]) -> str:
        """The name of the column that holds the value at `path` of an entry."""
        keys = tuple(step for step in path if isinstance(step, str))
        for column in sorted(self.columns, key=lambda column: -len(column.path)):
            if keys[: len(column.path)] != column.path:
                continue
            rest = keys[len(column.path) :]
            if column.kind is Kind.LINES:
                return f"line{next((s for s in path if isinstance(s, int)), 0) + 1}"
            indexed = rest and column.kind in {Kind.LOCALISED, Kind.CONSENTS} and rest[0] != "und"
            return f"{column.name}[{rest[0]}]" if indexed else column.name
        return ".".join(keys)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, (name,)) for name in names)


def _localised(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, (name,), Kind.LOCALISED) for name in names)


_ADDRESS = (
    Column("line", ("address", "lines"), Kind.LINES),
    Column("postcode", ("address", "postcode")),
    Column("country", ("address", "country")),
)
_FORMER = (Column("aliases", ("aliases",), Kind.WORDS), Column("first_id", ("first_id",)))

RECIPIENTS = Shape(
    "recipients",
    (
        *_texts("id", "form"),
        Column("name", ("holder", "name"), Kind.LOCALISED),
        Column("style", ("holder", "style"), Kind.LOCALISED),
        Column("gender", ("holder", "gender")),
        Column("name_as_of", ("holder", "as_of")),
        *_localised("office", "short_office", "organisation"),
        *_ADDRESS,
        *_texts("represents"),
        Column("tags", ("tags",), Kind.WORDS),
        Column("serves", ("serves",), Kind.AREAS),
        *_localised("salutation", "closing"),
        *_texts("email", "source", "as_of", "note"),
        *_texts("do_not_contact", "paused", "contact_again_after"),
        *_texts("closed_on", "succeeded_by"),
        *_FORMER,
    ),
)

SENDERS = Shape(
    "senders",
    (
        *_texts("id", "uid", "name"),
        *_ADDRESS,
        *_texts("region"),
        Column("home_postcode", ("postcode",)),
        Column("languages", ("languages",), Kind.WORDS),
        *_texts("organisation", "role", "email", "phone", "post", "example"),
        Column("co_signers", ("co_signers",), Kind.WORDS),
        *_localised("own_words"),
        Column("consent", ("consents",), Kind.CONSENTS),
        *_texts("paused"),
        *_FORMER,
        Column("merged_uids", ("merged_uids",), Kind.WORDS),
    ),
)


def shape_of(model: type[BaseModel]) -> Shape:
    """What tables of that model look like."""
    return RECIPIENTS if issubclass(model, Recipient) else SENDERS
