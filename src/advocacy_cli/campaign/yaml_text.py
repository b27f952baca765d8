"""Values written as YAML, in the style of the lists that people keep by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from advocacy_cli.campaign.starter import quoted

INDENT = 2
_SHORT = 24
"""Characters of a text that may stand with others in one line."""
_BARE = re.compile(r"[A-Za-z0-9]+(?:[ ._/@-]?[A-Za-z0-9]+)*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TAKEN_FOR_OTHER = frozenset({"y", "n", "yes", "no", "on", "off", "null"})
"""What some readers of YAML do not take for text."""


def scalar(value: Any) -> str:
    """A text that reads back unchanged; in quotes unless it is plainly harmless."""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if not _BARE.fullmatch(text) or text.lower() in _TAKEN_FOR_OTHER:
        return quoted(text)
    return quoted(text) if text[0].isdigit() and not _DAY.fullmatch(text) else text


def flow(value: Any) -> str:
    """Any value in one line, with brackets."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(key)}: {flow(item)}' for key, item in value.items())}}}"
    if _is_list(value):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value)


def pair(key: str, value: Any, indent: int) -> list[str]:
    """A key and its value as lines; those after the first are indented.

    Args:
        key: the key.
        value: text, a list or a mapping; lists of short texts stand in one line.
        indent: of the key, in blanks.
    """
    blanks = " " * (indent + INDENT)
    name = scalar(key)
    if not value or not isinstance(value, (Mapping, list, tuple)) or _is_short_list(value):
        return [f"{name}: {flow(value)}"]
    if isinstance(value, Mapping):
        lines = block(value, indent + INDENT)
        return [f"{name}:", f"{blanks}{lines[0]}", *lines[1:]]
    return [f"{name}:", *(f"{blanks}- {flow(item)}" for item in value)]


def block(value: Mapping[str, Any], indent: int) -> list[str]:
    """A mapping as lines; those after the first are indented by `indent` blanks."""
    lines = [line for key, item in value.items() for line in _indented(key, item, indent)]
    return [lines[0].lstrip(), *lines[1:]]


def _indented(key: str, item: Any, indent: int) -> list[str]:
    first, *rest = pair(key, item, indent)
    return [" " * indent + first, *rest]


def _is_short_list(value: Any) -> bool:
    return _is_list(value) and all(
        isinstance(item, str) and len(item) <= _SHORT and scalar(item) == item for item in value
    )


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
