"""From a file's tree to the model's values, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from advocacy_cli.campaign.complaints import complaint, unknown_key, wrong_kind
from advocacy_cli.campaign.glimpses import glimpse
from advocacy_cli.campaign.tree import Node, Steps
from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.unusable import Unusable

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

V = TypeVar("V", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Record(Generic[V]):
    """A value and where its parts stand."""

    value: V
    node: Node
    file: str

    def at(self, *path: str | int) -> Where:
        """The place of the value at `path`, or of the nearest thing around it."""
        return self.node.place(path, self.file)

    def at_key(self, *path: str | int) -> Where:
        """The place of the last key of `path`."""
        return self.node.key_place(path, self.file)


@dataclass(frozen=True, slots=True)
class Section(Generic[V]):
    """The entries of one kind, by id, in the order of their file.

    Attributes:
        left_out: ids of entries that are there, but have errors.
        readable: whether the file could be read to its end.
        values: the values of the records by id, where they are kept so.
        file: the list's file; empty for what is no list.
        unusable: the entries of a list that are no records, as far as they can be read.
    """

    records: Mapping[str, Record[V]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    readable: bool = True
    values: Mapping[str, V] | None = None
    file: str = ""
    unusable: tuple[Unusable, ...] = ()

    @property
    def by_id(self) -> Mapping[str, V]:
        """The usable values by id."""
        if self.values is not None:
            return self.values
        return {name: record.value for name, record in self.records.items()}

    def may_have(self, name: str) -> bool:
        """Whether there is such an entry, or may be in what could not be read."""
        return name in self.records or name in self.left_out or not self.readable


def read_record(
    model: type[V], node: Node, file: str, **given: Any
) -> tuple[Record[V] | None, list[Problem]]:
    """Check a node against a model. A key with nothing after it counts as not given.

    So does a text in several languages where each of them is empty.

    Args:
        model: the value to make.
        node: what the file says of it.
        file: what problems call the file.
        given: fields that do not come from the file. If the model has a field `where` it is
            set to the node's place.

    Returns:
        None instead of a record if there is an error in it; then there is a problem as well, here
        or, where the node is faulty, among those of the file as YAML.
    """
    content = node.content
    if not isinstance(content, Mapping):
        problem = wrong_kind("the entry", "keys with values", node, file)
        return None, [] if node.faulty and content is None else [problem]
    if "where" in model.model_fields:
        given = {"where": node.place((), file), **given}
    known = model.model_fields.keys() - given.keys()
    problems = [unknown_key(key, known, node, (key,), file) for key in content if key in given]
    value, found = _validate(model, node, file, given)
    problems += found
    if value is not None and not problems and not node.faulty:
        return Record(value, node, file), []
    return None, problems if problems or node.faulty else [_unusable(node, file)]


def read_entries(
    model: type[V], tree: Node | None, file: str, key: str
) -> tuple[Section[V], list[Problem]]:
    """Read a file whose one key holds a list of entries with ids, such as `recipients`."""
    holder, problems = only_key(tree, file, key)
    if holder is None:
        return Section(readable=not problems), problems
    if not isinstance(holder.content, tuple):
        return Section(readable=False), [*problems, wrong_kind(key, "a list", holder, file)]
    records: dict[str, Record[V]] = {}
    lines: dict[str, int] = {}
    unusable: list[Unusable] = []
    for node in holder.content:
        record, found = read_record(model, node, file)
        problems += found
        id_node = node.child("id")
        name = id_node.content if id_node else None
        if isinstance(name, str) and name in lines:
            where = node.place(("id",), file)
            same = name in records and record is not None and is_same(record, records[name])
            problems.append(duplicate(name, where, lines[name], same=same))
            record = record if same else None
        elif isinstance(name, str):
            lines[name] = node.place(("id",), file).line or 1
            if record:
                records[name] = record
        if record is None:
            seen = glimpse(_plain(node), node.place((), file), model.model_fields)
            unusable.append(Unusable(seen.where, ids=seen.ids) if node.faulty else seen)
    left_out = frozenset(lines) - frozenset(records)
    return Section(records, left_out, file=file, unusable=tuple(unusable)), problems


def is_same(one: Record[V], other: Record[V]) -> bool:
    """Whether two entries say the same, wherever they stand."""
    return one.value.model_dump() == other.value.model_dump()


def only_key(tree: Node | None, file: str, key: str) -> tuple[Node | None, list[Problem]]:
    """The value of the one key a file has; None if nothing is written there."""
    if tree is None or tree.content is None:
        message = f"{file} has no key `{key}`"
        return None, [
            Problem("missing_key", message, where=Where(file, 1, 1), hint=f"add `{key}:`")
        ]
    if not isinstance(tree.content, Mapping):
        return None, [wrong_kind(file, "keys with values", tree, file)]
    problems = [
        unknown_key(other, [key], tree, (other,), file) for other in tree.content if other != key
    ]
    entry = tree.content.get(key)
    if entry is None:
        where = Where(file, tree.line, tree.column)
        message = f"{file} has no key `{key}`"
        problems.append(Problem("missing_key", message, where=where, hint=f"add `{key}:`"))
    return entry.value if entry and entry.value.content is not None else None, problems


def duplicate(name: str, where: Where, first: int, *, same: bool = False) -> Problem:
    """An id that stands in a list twice, first in the line `first`.

    Args:
        same: both entries say the same, so that it is known what is meant.
    """
    return Problem(
        "duplicate_id",
        f"the id {name} stands here a second time, the first is in line {first}",
        severity=Severity.WARNING if same else Severity.ERROR,
        where=where,
        hint="give one of the two another id, or take it out",
    )


def _validate(
    model: type[V], node: Node, file: str, given: Mapping[str, Any]
) -> tuple[V | None, list[Problem]]:
    data = {key: value for key, value in _plain(node).items() if key not in given}
    data |= given
    while True:
        try:
            return model.model_validate(data), []
        except ValidationError as error:
            details = error.errors(include_url=False)
        if not sum(_drop(data, found["loc"]) for found in details if _is_empty(found)):
            break
    problems = [complaint(found, model, node, file, given) for found in details]
    return None, [problem for problem in dict.fromkeys(problems) if problem]


def _is_empty(details: ErrorDetails) -> bool:
    """Whether nothing is given where a value should be, or nothing but empty keys."""
    if details["type"] == "too_short":
        return isinstance(details["input"], dict) and not details["input"]
    return details["input"] is None and details["type"] != "extra_forbidden"


def _unusable(node: Node, file: str) -> Problem:
    """What to say where nothing else says why an entry is left out: it never goes silently."""
    return Problem(
        "bad_value",
        "the entry cannot be used as it stands",
        where=node.place((), file),
        hint="look for keys with nothing after them",
    )


def _plain(node: Node) -> Any:
    """The node as text, lists and dictionaries; None where nothing is written."""
    content = node.content
    if content is None or isinstance(content, str):
        return content
    if isinstance(content, tuple):
        return [_plain(item) for item in content]
    return {key: _plain(entry.value) for key, entry in content.items()}


def _drop(data: Any, path: Steps) -> bool:
    """Take the key at `path` out of nested dictionaries, and say so; an item of a list stays."""
    for step in path[:-1]:
        data = data[step]
    if not isinstance(data, dict) or path[-1] not in data:
        return False
    del data[path[-1]]
    return True
