"""A list as a table, and as the entries that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from advocacy_cli.campaign.tables.columns import shape_of
from advocacy_cli.campaign.tables.flat import flat_form, unflatten
from advocacy_cli.campaign.tables.writing import headers_for
from advocacy_cli.desk.list_files import MODELS, ListName, entries_in, errors_in, list_file_of
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import Problem


@dataclass(frozen=True)
class Export:
    """A list as a table and as entries; `problems` are errors that hide some of it."""

    headers: list[str]
    rows: list[dict[str, str]]
    entries: list[dict[str, Any]]
    problems: list[Problem]


def export(workplace: Workplace, name: ListName) -> Export:
    """The whole list.

    Raises:
        AdvocacyError: there is no usable campaign.yaml.
    """
    campaign, problems = workplace.campaign()
    file = list_file_of(campaign.settings, name)
    shape = shape_of(MODELS[name])
    rows = [flat_form(value) for value in entries_in(campaign, name).values()]
    return Export(
        headers=headers_for(rows, shape),
        rows=rows,
        entries=[unflatten(row, shape) for row in rows],
        problems=errors_in(file, problems),
    )
