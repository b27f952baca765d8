"""Forms of address: those that come with the tool, and the campaign's own over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from advocacy_cli.campaign.complaints import did_you_mean, wrong_kind
from advocacy_cli.campaign.reading import read_text
from advocacy_cli.campaign.schema import Record, Section, only_key, read_record
from advocacy_cli.campaign.tree import Node
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.forms import FormOfAddress

FILE = "forms_of_address.yaml"
FIELDS = ("name", "style", "office", "organisation", "short_office")


def read_forms(root: Path) -> tuple[Section[FormOfAddress], list[Problem]]:
    """The forms by role: the tool's own, then those the campaign adds or replaces."""
    shipped = shipped_forms()
    if not (root / FILE).exists():
        return shipped, []
    own, problems = _parse_file(root / FILE)
    return (
        Section({**shipped.records, **own.records}, own.left_out, own.readable),
        problems,
    )


def shipped_forms() -> Section[FormOfAddress]:
    """The forms that come with the tool.

    Raises:
        ValueError: the file in the package is damaged, which is a bug.
    """
    text = resources.files("advocacy_cli.campaign").joinpath("data", FILE).read_text("utf-8")
    forms, problems = _parse(text)
    if problems:
        raise ValueError("; ".join(f"{problem.where}: {problem.message}" for problem in problems))
    return forms


def _parse_file(path: Path) -> tuple[Section[FormOfAddress], list[Problem]]:
    try:
        return _parse(read_text(path, FILE))
    except AdvocacyError as error:
        return Section(readable=False), list(error.problems)


def _parse(text: str) -> tuple[Section[FormOfAddress], list[Problem]]:
    tree, problems = read_yaml(text, FILE)
    if tree is None and problems:
        return Section(readable=False), problems
    holder, found = only_key(tree, FILE, "forms")
    problems += found
    if holder is None:
        return Section(readable=not problems), problems
    if not isinstance(holder.content, Mapping):
        return Section(readable=False), [
            *problems,
            wrong_kind("forms", "keys with values", holder, FILE),
        ]
    records: dict[str, Record[FormOfAddress]] = {}
    for role, entry in holder.content.items():
        record, found = read_record(FormOfAddress, entry.value, FILE)
        found += list(_unknown_fields(entry.value))
        problems += found
        if record and not found:
            records[role] = record
    return Section(records, frozenset(holder.content) - frozenset(records)), problems


def _unknown_fields(form: Node) -> Iterator[Problem]:
    """Fields in braces that no line of an envelope or greeting can fill."""
    wordings = form.child("wordings")
    for text, where in _texts(wordings) if wordings else ():
        for name in re.findall(r"\{([^{}]*)\}", text):
            if name not in FIELDS:
                yield Problem(
                    "unknown_field",
                    f"{{{name}}} is not a field of a form of address",
                    where=where,
                    hint=did_you_mean(name, FIELDS) or f"the fields are {', '.join(FIELDS)}",
                )


def _texts(node: Node) -> Iterator[tuple[str, Where]]:
    """Every text in `node` and its place."""
    if isinstance(node.content, str):
        yield node.content, node.place((), FILE)
    elif isinstance(node.content, Mapping):
        for entry in node.content.values():
            yield from _texts(entry.value)
    else:
        for item in node.content or ():
            yield from _texts(item)
