"""Data that comes with the tool, by name, with what a campaign adds to it or replaces."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Generic

from advocacy_cli.campaign.complaints import wrong_kind
from advocacy_cli.campaign.reading import read_text
from advocacy_cli.campaign.schema import Record, Section, V, only_key, read_record
from advocacy_cli.campaign.tree import Node
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem


def _nothing_more(_node: Node) -> Iterable[Problem]:
    return ()


@dataclass(frozen=True, slots=True)
class Register(Generic[V]):
    """A file of entries by name, below its one key; there is one in the package.

    Attributes:
        file: its name, in the package's data and in a campaign's folder.
        key: the one key of the file.
        model: the value of an entry.
        look_closer: what else may be wrong with an entry, told from what the file says of it.
    """

    file: str
    key: str
    model: type[V]
    look_closer: Callable[[Node], Iterable[Problem]] = _nothing_more

    def read(self, root: Path) -> tuple[Section[V], list[Problem]]:
        """The entries: the tool's own, then those the campaign in `root` adds or replaces."""
        shipped = self.shipped()
        if not os.path.lexists(root / self.file):
            return shipped, []
        try:
            own, problems = self._parse(read_text(root / self.file, self.file))
        except AdvocacyError as error:
            own, problems = Section(readable=False), list(error.problems)
        return (
            Section({**shipped.records, **own.records}, own.left_out, own.readable),
            problems,
        )

    def shipped(self) -> Section[V]:
        """The entries that come with the tool.

        Raises:
            ValueError: the file in the package is damaged, which is a bug.
        """
        data = resources.files("advocacy_cli.campaign").joinpath("data", self.file)
        entries, problems = self._parse(data.read_text("utf-8"))
        if problems:
            found = (f"{problem.where}: {problem.message}" for problem in problems)
            raise ValueError("; ".join(found))
        return entries

    def _parse(self, text: str) -> tuple[Section[V], list[Problem]]:
        tree, problems = read_yaml(text, self.file)
        if tree is None and problems:
            return Section(readable=False), problems
        holder, found = only_key(tree, self.file, self.key)
        problems += found
        if holder is None:
            return Section(readable=not problems), problems
        if not isinstance(holder.content, Mapping):
            return Section(readable=False), [
                *problems,
                wrong_kind(self.key, "keys with values", holder, self.file),
            ]
        records: dict[str, Record[V]] = {}
        for name, entry in holder.content.items():
            record, found = read_record(self.model, entry.value, self.file)
            found += list(self.look_closer(entry.value))
            problems += found
            if record and not found:
                records[name] = record
        return Section(records, frozenset(holder.content) - frozenset(records)), problems
