"""Single words of a YAML file replaced, every other byte of it as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advocacy_cli.campaign.tree import Node, Steps
from advocacy_cli.campaign.yaml_source import Edit, Source, applied
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, Where


def with_word(text: str, file: str, paths: Iterable[Steps], new: str) -> str:
    """The text with another word at each of the paths.

    Args:
        text: the file's text without byte order mark, its line ends as they are.
        file: what problems call it.
        paths: ways to values that are one word each, as an id is.
        new: the word to stand there.

    Raises:
        AdvocacyError: the text cannot be read, or a value is written in a way that cannot be
            changed without harm.
    """
    paths = list(paths)
    source, tree = Source(text), _read(text, file)
    changed = applied(text, [_edit(source, tree, path, file, new) for path in paths])
    after = _read(changed, file)
    for path in paths:
        node = after.find(path)
        if node is None or node.content != new:
            raise _cannot_rewrite(tree, path, file)
    return changed


def _read(text: str, file: str) -> Node:
    tree, problems = read_yaml(re.sub(r"\r\n|\r", "\n", text), file)
    if tree is None or problems:
        raise AdvocacyError(problems or [Problem("empty_file", f"{file} is empty")])
    return tree


def _edit(source: Source, tree: Node, path: Steps, file: str, new: str) -> Edit:
    """The word itself replaced, so that quotation marks around it stay."""
    node = tree.find(path)
    if node is None or not isinstance(node.content, str):
        raise _cannot_rewrite(tree, path, file)
    start, end = source.start(node), source.end(node)
    at = source.text.find(node.content, start, end)
    if at < 0:
        raise _cannot_rewrite(tree, path, file)
    return Edit(at, at + len(node.content), new)


def _cannot_rewrite(tree: Node, path: Steps, file: str) -> AdvocacyError:
    where: Where = tree.place(path, file)
    return AdvocacyError(
        Problem(
            "cannot_rewrite",
            "this is written in a way that cannot be changed without harm",
            where=where,
            hint="make the change by hand, then run the same command again",
        )
    )
