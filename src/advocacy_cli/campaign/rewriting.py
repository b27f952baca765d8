"""Changes to a list in YAML that leave alone everything they do not concern.

The list's text is never written anew. Pieces of it are replaced at the places the reader knows,
so that comments, order, blank lines and line ends stay. What comes out is read again and compared
with what was meant; where the two differ nothing is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from advocacy_cli.campaign.tree import Entry, Node
from advocacy_cli.campaign.yaml_source import LINE_ENDS, Edit, Source, applied
from advocacy_cli.campaign.yaml_text import INDENT, block, flow, pair
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, Where

_COMMA = re.compile(r"(?:\s|#[^\r\n]*)*,")


@dataclass(frozen=True)
class Changes:
    """What is to become of a list's entries.

    Attributes:
        added: whole entries, each with its `id`, to stand at the end.
        changed: by id, the new values of keys; None takes a key out.
        removed: ids of entries to take out.
    """

    added: tuple[Mapping[str, Any], ...] = ()
    changed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()


def rewrite_list(text: str, key: str, changes: Changes) -> str:
    """The text of a list's file with the changes made, every other byte of it as it was.

    Args:
        text: the file's text without byte order mark, its line ends as they are.
        key: the key that holds the list: `recipients` or `senders`.
        changes: what to change. An id that is not there is an error of the caller.

    Raises:
        AdvocacyError: the text cannot be read, or is written in a way that this cannot change
            without harm.
    """
    wanted = [*_after(_data(_read(text, key)), changes)]
    if changes.changed or changes.removed:
        text = applied(text, _edits(Source(text), _read(text, key), changes))
    if changes.added:
        text = _with_added(text, key, changes.added)
    try:
        result = _data(_read(text, key))
    except AdvocacyError:
        result = []
    if result != wanted:
        raise AdvocacyError(
            Problem(
                "cannot_rewrite",
                f"the list of {key} is written in a way that cannot be changed without harm",
                hint=f"make the change by hand with `advocacy {key} edit`",
            )
        )
    return text


def _read(text: str, key: str) -> Node | None:
    """The node of the list; None where the file has nothing below the key, or not even the key.

    Raises:
        AdvocacyError: the text is no YAML, or no list stands below the key.
    """
    tree, problems = read_yaml(re.sub(r"\r\n|\r", "\n", text), f"{key}.yaml")
    holder = tree.child(key) if tree else None
    if not problems and tree and tree.content is not None and not isinstance(tree.content, Mapping):
        problems = [_no_list(key, tree)]
    if not problems and holder and holder.content and not isinstance(holder.content, tuple):
        problems = [_no_list(key, holder)]
    if problems:
        raise AdvocacyError(problems)
    return holder


def _no_list(key: str, node: Node) -> Problem:
    where = Where(f"{key}.yaml", node.line, node.column)
    return Problem("wrong_kind", f"{key}.yaml holds no list of {key}", where=where)


def _items(holder: Node | None) -> tuple[Node, ...]:
    return holder.content if holder and isinstance(holder.content, tuple) else ()


def _id(node: Node) -> str:
    name = node.child("id")
    return name.content if name and isinstance(name.content, str) else ""


def _plain(node: Node) -> Any:
    if isinstance(node.content, Mapping):
        return {key: _plain(entry.value) for key, entry in node.content.items()}
    if isinstance(node.content, tuple):
        return [_plain(item) for item in node.content]
    return node.content


def _as_read(value: Any) -> Any:
    """What reading gives for a value that was written."""
    if isinstance(value, Mapping):
        return {key: _as_read(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [_as_read(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _data(holder: Node | None) -> list[Any]:
    return [_plain(item) for item in _items(holder)]


def _after(entries: list[Any], changes: Changes) -> Iterator[Any]:
    """What the list is meant to hold in the end."""
    missing = {*changes.changed, *changes.removed} - {
        entry.get("id") for entry in entries if isinstance(entry, dict)
    }
    if missing:
        raise ValueError(f"not in the list: {', '.join(sorted(missing))}")
    for entry in entries:
        name = entry.get("id") if isinstance(entry, dict) else None
        if name in changes.removed:
            continue
        new = changes.changed.get(name) if name else None
        if new is None:
            yield entry
        else:
            merged = {**entry, **{k: None if v is None else _as_read(v) for k, v in new.items()}}
            yield {k: v for k, v in merged.items() if k not in new or v is not None}
    yield from map(_as_read, changes.added)


def _edits(source: Source, holder: Node | None, changes: Changes) -> list[Edit]:
    edits: list[Edit] = []
    for node in _items(holder):
        name = _id(node)
        if name in changes.removed and holder:
            if source.is_flow(holder):
                edits += _without_item(source, node)
            else:
                edits.append(_without_lines(source, _dash(source, holder, node), node))
        elif name in changes.changed:
            edits += _changed(source, node, changes.changed[name])
    return edits


def _dash(source: Source, holder: Node, node: Node) -> int:
    """Where the hyphen of an entry stands: above or beside it, in the column of the list."""
    for line in range(node.line, 0, -1):
        start = source.starts[line - 1]
        before = source.text[start : start + holder.column]
        if before.strip(" ") == "-":
            return start
    raise AssertionError("an entry of a list has a hyphen")


def _without_lines(source: Source, start: int, node: Node) -> Edit:
    """The lines from the one that holds `start` to the last one of `node` taken out."""
    first, _ = source.line_of(start)
    _, last = source.line_of(source.end(node))
    return Edit(first, source.next_line(last), "")


def _without_item(source: Source, node: Node) -> list[Edit]:
    """An item of a list in brackets taken out, with the comma after it."""
    end = source.end(node)
    comma = _COMMA.match(source.text, end)
    edits = [Edit(source.start(node), end, "")]
    return [*edits, Edit(comma.end() - 1, comma.end(), "")] if comma else edits


def _changed(source: Source, node: Node, new: Mapping[str, Any]) -> Iterator[Edit]:
    """A mapping with new values for some keys; each key that stays the same is left alone."""
    entries = node.content
    assert isinstance(entries, Mapping)
    if source.is_flow(node):
        merged = {**_plain(node), **new}
        kept = {key: value for key, value in merged.items() if value is not None}
        yield Edit(source.start(node), source.end(node), flow(kept))
        return
    indent = node.column - 1
    yield from _without_keys(source, entries, new)
    for key, entry in entries.items():
        value = new.get(key)
        if value is None or _plain(entry.value) == _as_read(value):
            continue
        start = source.at(entry.line, entry.column)
        if _goes_into(source, entry.value, value):
            old = dict.fromkeys(_plain(entry.value))
            yield from _changed(source, entry.value, {**old, **value})
        else:
            text = _pair_like(source, entry.value, key, value, indent)
            yield Edit(start, max(source.end(entry.value), start), text)
    yield from _new_keys(source, node, new, indent)


def _goes_into(source: Source, node: Node, value: Any) -> bool:
    """Whether a mapping in lines of its own can be changed key by key."""
    return (
        isinstance(node.content, Mapping)
        and isinstance(value, Mapping)
        and not source.is_flow(node)
        and any(key in node.content for key in value)
    )


def _pair_like(source: Source, node: Node, key: str, value: Any, indent: int) -> str:
    """The key with its new value, in brackets if the old one was."""
    has_brackets = node.content is not None and not isinstance(node.content, str)
    if has_brackets and source.is_flow(node):
        return f"{pair(key, '', indent)[0].partition(':')[0]}: {flow(value)}"
    return source.line_end.join(pair(key, value, indent))


def _without_keys(
    source: Source, entries: Mapping[str, Entry], new: Mapping[str, Any]
) -> Iterator[Edit]:
    """Keys taken out with their lines; of the first ones, beside a hyphen, up to the next key."""
    first_kept = next(key for key in entries if key not in new or new[key] is not None)
    kept = entries[first_kept]
    first = next(iter(entries.values()))
    if first is not kept:
        start = source.at(first.line, first.column)
        yield Edit(start, source.at(kept.line, kept.column), "")
    later = list(entries)[list(entries).index(first_kept) :]
    for key in later:
        if key in new and new[key] is None:
            entry = entries[key]
            yield _without_lines(source, source.at(entry.line, entry.column), entry.value)


def _new_keys(source: Source, node: Node, new: Mapping[str, Any], indent: int) -> Iterator[Edit]:
    entries = node.content
    assert isinstance(entries, Mapping)
    added = {key: value for key, value in new.items() if key not in entries and value is not None}
    if added:
        _, end = source.line_of(source.end(node))
        blanks = source.line_end + " " * indent
        lines = block(added, indent)
        yield Edit(end, end, blanks + source.line_end.join(lines))


def _with_added(text: str, key: str, added: tuple[Mapping[str, Any], ...]) -> str:
    holder = _read(text, key)
    source = Source(text)
    items = _items(holder)
    entries = [{k: v for k, v in entry.items() if v is not None} for entry in added]
    if holder and holder.content is not None and source.is_flow(holder):
        return _with_items(source, holder, entries)
    if not items:
        return _with_first(source, holder, key, entries)
    assert holder is not None
    last = source.end(items[-1])
    _, end = source.line_of(last)
    indent = holder.column - 1
    end = _past_comments(source, end, indent)
    blank = source.line_end if _are_set_apart(source, holder, items) else ""
    lines = [blank + source.line_end + _entry(source, entry, indent) for entry in entries]
    return text[:end] + "".join(lines) + text[end:]


def _with_items(source: Source, holder: Node, entries: list[dict[str, Any]]) -> str:
    """A list in brackets with further items."""
    written = ", ".join(map(flow, entries))
    items = _items(holder)
    if not items:
        at = source.start(holder) + 1
    else:
        at = source.end(items[-1])
        comma = _COMMA.match(source.text, at)
        at = comma.end() if comma else at
        written = f" {written}" if comma else f", {written}"
    return source.text[:at] + written + source.text[at:]


def _with_first(
    source: Source, holder: Node | None, key: str, entries: list[dict[str, Any]]
) -> str:
    """The first entries of a list that is empty: at the end of the file."""
    text = source.text
    if text and text[-1] not in LINE_ENDS:
        text += source.line_end
    if holder is None:
        text += f"{key}:{source.line_end}"
    return text + "".join(_entry(source, entry, INDENT) + source.line_end for entry in entries)


def _entry(source: Source, entry: Mapping[str, Any], indent: int) -> str:
    lines = block(entry, indent + len("- "))
    return " " * indent + "- " + source.line_end.join(lines)


def _past_comments(source: Source, end: int, indent: int) -> int:
    """The end of the comments that follow a line at once and are indented like its entry."""
    comment = re.compile(rf"(?:\r\n|[\r\n])[ ]{{{indent + 1},}}#[^\r\n]*")
    while found := comment.match(source.text, end):
        end = found.end()
    return end


def _are_set_apart(source: Source, holder: Node, items: tuple[Node, ...]) -> bool:
    """Whether a blank line stands between the last two entries."""
    if len(items) < 2:
        return False
    before = source.end(items[-2])
    after = _dash(source, holder, items[-1])
    return any(not line.strip() for line in source.text[before:after].splitlines()[1:])
