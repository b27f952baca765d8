"""A letter's values as its text sees them: it can look at them, and at nothing behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from advocacy_cli.composing.template_failures import UnknownNameError
from advocacy_cli.composing.variables import Variables


@dataclass(frozen=True, slots=True)
class Record:
    """A value with parts (`sender.name`). It has no methods for a text to reach."""

    name: str
    parts: Mapping[str, Any] = field(repr=False)


class Missing(StrictUndefined):
    """What a text names and no letter has: every use of it is an error that knows the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] | None = None,
    ) -> None:
        super().__init__(hint, obj, name, exc or UndefinedError)
        if exc is None and hint is None and (obj is missing or isinstance(obj, Record)):
            owner = obj.name if isinstance(obj, Record) else None
            self._undefined_exception = partial(UnknownNameError, name=name or "", owner=owner)  # type: ignore[assignment]


class Absent(Missing):
    """What this very letter does not have. It may be asked for in conditions, not printed."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self._undefined_exception = partial(UnknownNameError, name=name, owner=None, absent=True)  # type: ignore[assignment]

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


def values_of(variables: Variables) -> dict[str, Any]:
    """The values by name, as Jinja2 is given them."""
    return {name: _value(name, value) for name, value in variables.items()}


def _value(name: str, value: Any) -> Any:
    """A value as texts see it; `name` is how they call it."""
    if value is None:
        return Absent(name)
    if isinstance(value, Mapping):
        parts = {
            part: Absent(f"{name}.{part}") if inner is None else _value(part, inner)
            for part, inner in value.items()
        }
        return Record(name, parts)
    if isinstance(value, list):
        return [_value(_ONE_OF.get(name, name), item) for item in value]
    return value


_ONE_OF = {"persons": "person", "facts": "fact"}
"""What one item of a list is called where something is wrong with it."""
