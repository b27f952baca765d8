"""YAML files as trees of text with places. The only module that knows PyYAML.

Scalars stay as they were typed: `02134`, `NO`, `1:30` and `null` are text. Of YAML's
machinery only mappings, lists and text are let in; anchors, aliases, tags, merge keys and
further documents are refused, for in lists that people keep by hand they are slips. The
parser's events are read one by one, without recursion, so that hostile nesting ends early.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import yaml

from advocacy_cli.campaign.tree import Entry, Node
from advocacy_cli.campaign.yaml_syntax import Complaint, explain
from advocacy_cli.errors import Problem, Where

MAX_DEPTH = 30

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # YAML 1.1, section 5.1
_BLANKS = (" ", "\t")
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]\S*)")


class _Mark(Protocol):
    """A place as PyYAML gives it, counted from 0; `index` is that in the whole text."""

    index: int
    line: int
    column: int


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a file, and what is wrong with it as YAML.

    Args:
        text: the file's text, its lines ended by line feeds.
        file: what problems call it.

    Returns:
        None instead of a tree if the file is empty, or cannot be read to its end.
    """
    odd = _UNPRINTABLE.search(text)
    if odd:
        before = text[: odd.start()]
        where = Where(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the file holds the invisible character U+{ord(odd.group()):04X}"
        return None, [Problem("control_character", message, where=where, hint="take it out")]
    reader = _Reader(text, file)
    parser = _LOADER(text)
    try:
        reader.take_all(iter(parser.get_event, None))
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, explain(_complaint(error), text, file)]
    finally:
        parser.dispose()
    return reader.root, reader.problems


def _place(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _complaint(error: yaml.MarkedYAMLError) -> Complaint:
    start = error.context_mark
    return Complaint(
        problem=error.problem or "",
        place=_place(error.problem_mark or start),
        start=_place(start) if start else None,
        context=error.context or "",
    )


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet. `key` waits for its value."""

    line: int
    column: int
    is_mapping: bool
    faulty: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Node | None = None
    is_flow: bool = False
    last: Node | None = None

    def closed(self, end: tuple[int, int]) -> Node:
        """The node; `end` is where the parser says it ends, which is too late for a block."""
        content = self.entries if self.is_mapping else tuple(self.items)
        if not self.is_flow:
            end = (self.last.end_line, self.last.end_column) if self.last else (0, 0)
        return Node(content, self.line, self.column, self.faulty, *end)


class _Reader:
    """Builds a tree from the parser's events and notes what is not let in."""

    def __init__(self, text: str, file: str) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._file = file
        self._text = text
        self._open: list[_Open] = []
        self._documents = 0
        self._ended = False
        self._handlers: dict[type, Callable[[Any, int, int], None]] = {
            yaml.DocumentStartEvent: self._begin_document,
            yaml.AliasEvent: self._refuse_alias,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
        }

    def take_all(self, events: Iterable[yaml.Event]) -> None:
        """Take the parser's events to their end, or until reading on makes no sense."""
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._add_scalar(event)
            elif kind in self._handlers:
                self._handlers[kind](event, *_place(event.start_mark))
                if self._ended:
                    return

    def _begin(self, event: yaml.CollectionStartEvent, line: int, column: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            hint = "put a text that holds brackets in quotes"
            self._report("too_deep", "lists or keys nest too deep here", line, column, hint)
            self.root = None
            self._ended = True
            return
        faulty = self._is_marked(event, line, column)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        is_flow = bool(event.flow_style)
        self._open.append(_Open(line, column, is_mapping, faulty, is_flow=is_flow))

    def _end(self, event: yaml.Event, _line: int, _column: int) -> None:
        self._add(self._open.pop().closed(_place(event.end_mark)))

    def _report(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        where = Where(self._file, line, column)
        self.problems.append(Problem(code, message, where=where, hint=hint))

    def _begin_document(self, _event: yaml.Event, line: int, column: int) -> None:
        self._documents += 1
        if self._documents == 1:
            return
        self._ended = True
        self._report(
            "several_documents",
            "a second YAML document begins here",
            line,
            column,
            "take out the line `---`, or put the rest in a file of its own",
        )

    def _add_scalar(self, event: Any) -> None:
        """Add a text. A list has many thousands of them, so that most take the short way here."""
        start, end, content = event.start_mark, event.end_mark, event.value
        line, column = start.line + 1, start.column + 1
        is_marked = event.anchor is not None or event.tag is not None
        faulty = is_marked and self._is_marked(event, line, column)
        plain_merge = False
        if not event.style:
            plain_merge = content == "<<"
            if not content:
                content = None
            elif self._text.startswith(_BLANKS, end.index):
                self._refuse_cut_off(end)
        self._add(Node(content, line, column, faulty, end.line + 1, end.column + 1), plain_merge)

    def _refuse_cut_off(self, end: _Mark) -> None:
        """Refuse `Suite #4` without quotes: YAML would take `#4` for a comment and drop it."""
        lost = _CUT_OFF.match(self._text, end.index)
        if lost:
            self._report(
                "cut_off",
                f"{lost[1]} is read as a comment, so it would be lost",
                end.line + 1,
                end.column + 1 + lost.start(1) - end.index,
                "put the whole text in quotes; if it is a comment, leave a blank after the #",
            )

    def _refuse_alias(self, event: yaml.AliasEvent, line: int, column: int) -> None:
        name = event.anchor
        self._report(
            "alias",
            f"*{name} is an alias, which is not used here",
            line,
            column,
            f"write out what it stands for; if *{name} is the text itself, put it in quotes",
        )
        self._add(Node(None, line, column, faulty=True))

    def _is_marked(self, event: yaml.NodeEvent, line: int, column: int) -> bool:
        """Report an anchor or a tag; True if there was one."""
        if event.anchor is not None:
            self._report(
                "anchor",
                f"&{event.anchor} is an anchor, which is not used here",
                line,
                column,
                f"take it out; if &{event.anchor} belongs to the text, put it in quotes",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report(
                "tag",
                "what begins with ! is a tag, which is not used here",
                line,
                column,
                "take it out; if it belongs to the text, put the whole text in quotes",
            )
        return event.anchor is not None or tag is not None

    def _add(self, node: Node, plain_merge: bool = False) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        top.last = node
        if node.faulty:
            top.faulty = True
        if not top.is_mapping:
            self._add_item(top, node)
        elif top.key is None:
            is_key = type(node.content) is str and not plain_merge
            top.key = node if is_key else self._no_key(top, node, plain_merge)
        else:
            self._add_entry(top, top.key, node)
            top.key = None

    def _add_item(self, top: _Open, node: Node) -> None:
        if node.content is None and not node.faulty:
            self._report(
                "empty_item",
                "an item of the list is empty",
                node.line,
                node.column,
                "write something after the hyphen, or take the line out",
            )
            top.faulty = True
            node = Node(None, node.line, node.column, faulty=True)
        top.items.append(node)

    def _no_key(self, top: _Open, node: Node, plain_merge: bool) -> Node:
        """Report what can be no key; returns what stands for none: a node without content."""
        top.faulty = True
        if plain_merge:
            hint = "write the keys out again"
            self._report("merge_key", "<< is not used here", node.line, node.column, hint)
        elif not node.faulty:
            hint = "if the text begins with { or [ or ?, put it in quotes"
            self._report("key_not_text", "a key must be a text", node.line, node.column, hint)
        return Node(None, node.line, node.column, faulty=True)

    def _add_entry(self, top: _Open, key: Node, value: Node) -> None:
        name, entries = key.content, top.entries
        if not isinstance(name, str):
            return
        if name not in entries:
            entries[name] = Entry(value, key.line, key.column)
            return
        self._report(
            "repeated_key",
            f"`{name}` stands here a second time, the first is in line {entries[name].line}",
            key.line,
            key.column,
            "keep one of the two",
        )
        top.faulty = True
