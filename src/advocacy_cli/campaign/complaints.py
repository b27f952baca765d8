"""What is wrong with an entry, in our words and with its place, not in pydantic's."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from advocacy_cli.errors import Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from advocacy_cli.campaign.tree import Node, Steps

_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "text, or one text per language",
    "mapping_type": "keys with values",
    "model_type": "keys with values",
    "int_type": "a whole number",
}
_QUOTE = "if the text begins with [ or {, or a colon stands in it, put it in quotes"
_HINTS = {
    "text": _QUOTE,
    "text, or one text per language": _QUOTE,
    "a list": "write one item a line, each after a hyphen; or [one, two]",
    "keys with values": "write one `key: value` a line, indented",
}


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A hint at the nearest of `names`, or nothing if none is near."""
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {near[0]}?" if near else ""


def kind_of(node: Node) -> str:
    """What a node is, for people."""
    if node.content is None:
        return "empty"
    if isinstance(node.content, str):
        return "text"
    return "a list" if isinstance(node.content, tuple) else "keys with values"


def wrong_kind(name: str, expected: str, node: Node, file: str) -> Problem:
    """A value of another kind than `expected` (`text`, `a list`, `keys with values`)."""
    return Problem(
        "wrong_kind",
        f"`{name}` must be {expected}, but is {kind_of(node)}",
        where=node.place((), file),
        hint=_HINTS.get(expected, ""),
    )


def unknown_key(key: str, known: Iterable[str], node: Node, path: Steps, file: str) -> Problem:
    """A key that means nothing; `path` leads from `node` to it."""
    names = sorted(known)
    hint = did_you_mean(key, names) or f"the keys here are {', '.join(names)}"
    where = node.key_place(path, file)
    return Problem("unknown_key", f"`{key}` is not a key here", where=where, hint=hint)


def complaint(
    error: ErrorDetails, model: type[BaseModel], node: Node, file: str, given: Iterable[str]
) -> Problem | None:
    """The problem behind one finding of pydantic; None if another says it.

    Args:
        error: the finding, about data made from `node`.
        model: what the data was checked against.
        given: fields of the model that do not come from the file.
    """
    path = error["loc"]
    found = node.find(path)
    if found and found.faulty and found.content is None:
        return None
    if error["type"] == "too_short" and found and found.content:
        return None  # pydantic counts sound items only, and has reported the others
    if error["type"] == "missing":
        return _missing(node, path, file)
    if error["type"] == "extra_forbidden":
        known = _keys(model, path[:-1]) - (set(given) if len(path) == 1 else set())
        return unknown_key(str(path[-1]), known, node, path, file)
    name = _name(path if found else path[:-1])
    if found and error["type"] in _EXPECTED:
        return wrong_kind(name, _EXPECTED[error["type"]], found, file)
    message = f"`{name}`: {message_of(error)}" if name else message_of(error)
    return Problem("bad_value", message, where=node.place(path, file))


def _name(path: Steps) -> str:
    """The keys on the way to a value; for its place among others its line will do."""
    return ".".join(step for step in path if isinstance(step, str))


def _missing(node: Node, path: Steps, file: str) -> Problem:
    name = _name(path)
    if node.find(path):
        where = node.key_place(path, file)
        hint = "write a value after the colon"
        return Problem("missing_key", f"`{name}` is empty", where=where, hint=hint)
    where = node.place(path[:-1], file)
    return Problem("missing_key", f"`{name}` is missing", where=where, hint=f"add `{path[-1]}:`")


def message_of(error: ErrorDetails) -> str:
    """What pydantic has found, in our words, without the name of what it concerns."""
    limits: Mapping[str, Any] = error.get("ctx") or {}
    match error["type"]:
        case "value_error":
            return str(limits["error"])
        case "literal_error" | "enum":
            return f"{error['input']!r} is not one of {limits['expected']}"
        case "string_too_long":
            return f"is longer than {limits['max_length']} characters"
        case "too_short":
            return f"needs at least {limits['min_length']}"
        case "int_parsing" | "int_parsing_size" | "int_from_float":
            return f"{error['input']!r} is not a whole number"
        case "greater_than_equal":
            return f"must be {limits['ge']} or more"
        case "less_than_equal":
            return f"must be {limits['le']} or less"
        case _:
            return "cannot be used as it stands"


def _keys(model: type[BaseModel], path: Steps) -> set[str]:
    """The keys that may stand at `path` in data for `model`."""
    kind: Any = model
    for step in path:
        kind = _inside(_bare(kind), step)
    kind = _bare(kind)
    return set(kind.model_fields) if _is_model(kind) else set()


def _inside(kind: Any, step: str | int) -> Any:
    if _is_model(kind):
        name = "root" if issubclass(kind, RootModel) else str(step)
        field = kind.model_fields.get(name)
        annotation = field.annotation if field else None
        return _inside(annotation, step) if name == "root" else annotation
    arguments = get_args(kind)
    return arguments[0 if get_origin(kind) is tuple else -1] if arguments else None


def _bare(kind: Any) -> Any:
    """The type without `Annotated` and without the `None` of an optional one."""
    while get_origin(kind) in {Annotated, Union, types.UnionType}:
        kind = get_args(kind)[0]
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
