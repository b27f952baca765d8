"""Between an entry as the YAML files have it and its flat form, one text a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from advocacy_cli.campaign.complaints import message_of
from advocacy_cli.campaign.tables.columns import (
    RECIPIENTS,
    SENDERS,
    Column,
    Flat,
    Kind,
    Shape,
    shape_of,
)
from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.values import ANY_LANGUAGE

_LINE = "line"


def flat_form(value: Recipient | Sender) -> dict[str, str]:
    """The entry as one row."""
    data = value.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    return flatten(data, shape_of(type(value)))


def flatten(data: Mapping[str, Any], shape: Shape) -> dict[str, str]:
    """The flat form of an entry as the YAML file has it; what is no key of it keeps its name."""
    flat: dict[str, str] = {}
    for column in shape.columns:
        value: Any = data
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is not None:
            flat.update(_cells(column, value))
    return {name: text for name, text in flat.items() if text}


def unflatten(flat: Flat, shape: Shape) -> dict[str, Any]:
    """The entry as the YAML file has it. Names that are no columns must have been dealt with."""
    data: dict[str, Any] = {}
    lines: dict[int, str] = {}
    places, of_lines, of_text = _PLACES[shape.key], Kind.LINES, Kind.TEXT
    for name, text in flat.items():
        if not text:
            continue
        kind, index, holders, last = places[name]
        if kind is of_lines:
            lines[int(index)] = text
            continue
        holder = data
        for step in holders:
            holder = holder.setdefault(step, {})
        holder[last] = text if kind is of_text else _value(kind, text, index, holder.get(last))
    if lines:
        written = {"lines": [lines[number] for number in sorted(lines)]}
        address = data.get("address", {})
        country = {"country": address["country"]} if "country" in address else {}
        data["address"] = {**country, **written, **address}
    return data


def _quoted(column: str) -> str:
    return f"`{column}`" if column else ""


def validate(
    data: Mapping[str, Any],
    model: type[Recipient | Sender],
    where: Where,
    called: Callable[[str], str] = _quoted,
) -> tuple[Recipient | Sender | None, list[Problem]]:
    """The entry as a value, or what is wrong with it, said of its columns.

    Args:
        data: the entry as the YAML file has it.
        model: what it should be.
        where: its place.
        called: what problems call a column, or the entry where the column is empty.
    """
    try:
        return model.model_validate({**data, "where": where}), []
    except ValidationError as error:
        shape = shape_of(model)
        problems = []
        for details in error.errors(include_url=False):
            name = called(shape.column_at(details["loc"]))
            if details["type"] == "missing":
                message, code = f"{name} is missing", "missing_key"
            else:
                text = message_of(details)
                message, code = f"{name}: {text}" if name else text, "bad_value"
            problems.append(Problem(code, message, where=where))
        return None, list(dict.fromkeys(problems))


class _Places(dict[str, tuple[Kind, str, tuple[str, ...], str]]):
    """Of each column: what its cells hold, its index, and the way to the value, last key apart."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self._shape = shape

    def __missing__(self, name: str) -> tuple[Kind, str, tuple[str, ...], str]:
        found = self._shape.resolve(name)
        if found is None:
            raise ValueError(f"{name} is no column of {self._shape.key}")
        column, index = found
        self[name] = place = column.kind, index, column.path[:-1], column.path[-1]
        return place


_PLACES = {shape.key: _Places(shape) for shape in (RECIPIENTS, SENDERS)}


def _value(kind: Kind, text: str, index: str, before: Any) -> Any:
    match kind:
        case Kind.WORDS:
            return list(_words(text))
        case Kind.AREAS:
            return [_area(part) for part in _areas(text)]
        case Kind.CONSENTS:
            return {**(before or {}), index: text}
        case Kind.LOCALISED if index or before is not None:
            texts = {ANY_LANGUAGE: before} if isinstance(before, str) else before or {}
            return {**texts, index or ANY_LANGUAGE: text}
        case _:
            return text


@lru_cache(1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s,;]+", text.strip(" ,;")))


def areas_of(text: str) -> frozenset[str]:
    """The regions that a cell names."""
    return frozenset(part.partition(":")[0].strip() for part in _areas(text))


def _areas(text: str) -> list[str]:
    """Where postcodes are given, blanks may belong to them, so that only commas set apart."""
    parts = re.split(r"[,;]" if re.search(r"[,;:]", text) else r"\s+", text)
    return [part.strip() for part in parts if part.strip()]


def _area(text: str) -> str | dict[str, Any]:
    region, _, prefixes = text.partition(":")
    if not prefixes:
        return region.strip()
    return {
        "region": region.strip(),
        "postcodes": [prefix.strip() for prefix in prefixes.split("/") if prefix.strip()],
    }


def _cells(column: Column, value: Any) -> Iterator[tuple[str, str]]:
    name = column.name
    match column.kind:
        case Kind.LINES:
            for number, line in enumerate(value, start=1):
                yield f"{_LINE}{number}", str(line)
        case Kind.WORDS:
            yield name, " ".join(value)
        case Kind.AREAS:
            yield name, ", ".join(map(_area_cell, value))
        case Kind.CONSENTS:
            for purpose, day in value.items():
                yield f"{name}[{purpose}]", str(day)
        case Kind.LOCALISED if isinstance(value, Mapping):
            for language, text in value.items():
                yield (name if language == ANY_LANGUAGE else f"{name}[{language}]"), str(text)
        case _:
            yield name, _text(value)


def _area_cell(area: str | Mapping[str, Any]) -> str:
    if isinstance(area, str):
        return area
    prefixes = "/".join(area.get("postcodes") or ())
    return f"{area['region']}:{prefixes}" if prefixes else str(area["region"])


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
