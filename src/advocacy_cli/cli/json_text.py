"""JSON as `json.dumps(value, indent=2)` writes it, part by part and in half the time.

What could steer a terminal is escaped, which changes no value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]")
"""What JSON need not escape, and a terminal may obey."""


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


class Json:
    """Writes values as JSON, on indented lines.

    Args:
        ascii_only: write all other characters as escapes.
    """

    def __init__(self, *, ascii_only: bool) -> None:
        self._ascii_only = ascii_only
        self._simple = cache(self._encoder)

    def written(self, value: Mapping[str, Any]) -> Iterator[str]:
        """The parts of an object, and a line feed. An iterator in it is written as a list."""
        line = "\n  "
        before = "{"
        for key, item in value.items():
            yield f"{before}{line}{self._text(key, line)}: "
            before = ","
            if isinstance(item, Iterator):
                yield from self._list(item, line)
            else:
                yield self._text(item, line)
        yield "{}\n" if before == "{" else "\n}\n"

    def _list(self, entries: Iterator[Any], line: str) -> Iterator[str]:
        inner = f"{line}  "
        before = "["
        for entry in entries:
            yield f"{before}{inner}{self._text(entry, inner)}"
            before = ","
        yield "[]" if before == "[" else f"{line}]"

    def _text(self, value: Any, line: str) -> str:
        """A value; `line` is a line feed, and the blanks that its last line begins with."""
        inner = f"{line}  "
        encode = self._simple(inner)
        if not isinstance(value, (dict, list, tuple)) or not value:
            return encode(value)
        inside = value.values() if isinstance(value, dict) else value
        if not any(one and isinstance(one, (dict, list, tuple)) for one in inside):
            text = encode(value)  # what has nothing more inside needs no more than its own lines
            return f"{text[0]}{inner}{text[1:-1]}{line}{text[-1]}"
        if isinstance(value, dict):
            items = [f"{encode(key)}: {self._text(item, inner)}" for key, item in value.items()]
            return f"{{{inner}{f',{inner}'.join(items)}{line}}}"
        items = [self._text(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{line}]"

    def _encoder(self, inner: str) -> Callable[[Any], str]:
        """Writes a value, what stands in it on lines that begin with `inner`."""
        separators = (f",{inner}", ": ")
        encode = json.JSONEncoder(ensure_ascii=self._ascii_only, separators=separators).encode
        return encode if self._ascii_only else lambda value: _STEERING.sub(_escape, encode(value))
