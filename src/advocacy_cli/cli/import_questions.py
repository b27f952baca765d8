"""What a person at a terminal is asked about a table, before it is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from advocacy_cli.cli import questions
from advocacy_cli.cli.world import World

if TYPE_CHECKING:
    from advocacy_cli.campaign.tables.comparison import Asked
    from advocacy_cli.campaign.tables.three_way import Conflict, Prefer
    from advocacy_cli.desk.importing import Import
    from advocacy_cli.desk.list_files import ListName
    from advocacy_cli.desk.workplace import Workplace

_SKIP = "skip"
_TOGETHER = ("name", "organisation", "office", "line", "country", "email", "phone")
"""Columns that tell whose a row is."""


def answered(world: World, workplace: Workplace, name: ListName, wanted: Import) -> Import:
    """The import with a person's answers to all that is in doubt. Nothing is written yet.

    An answer can raise another question: whose a row is comes before what it changes there.
    """
    from advocacy_cli.desk.importing import import_list

    met: set[object] = set(wanted.answers)
    while True:
        look = import_list(workplace, name, replace(wanted, dry_run=True))
        found = look.comparison
        asked = [one for one in found.asked if one.line not in met]
        conflicts = [one for one in found.conflicts if not one.lifts and _place(one) not in met]
        if look.is_refused or not (asked or conflicts):
            return wanted
        for one in asked:
            met.add(one.line)
            wanted = _with_answer(world, wanted, look.taken.file, one)
        for conflict in () if asked else conflicts:
            met.add(_place(conflict))
            wanted = _with_verdict(world, wanted, conflict)


def _with_answer(world: World, wanted: Import, file: str, asked: Asked) -> Import:
    terminal, names = world.terminal, asked.doubt.candidates
    terminal.talk(f"{file}:{asked.line}: {asked.doubt.message}")
    terminal.talk(f"  table: {_summary(asked.row)}")
    numbers = {str(number): name for number, name in enumerate(names, start=1)}
    for number, name in numbers.items():
        terminal.talk(f"  {number} {name}: {_summary(asked.entries[name])}")
    back = {"back": asked.doubt.removed} if asked.doubt.removed else {}
    choices = [*numbers, *back, "new", _SKIP]
    answer = questions.choose(_question(choices), choices, default=_SKIP)
    if answer in back:
        return replace(wanted, bring_back=(*wanted.bring_back, asked.doubt.removed))
    return replace(wanted, answers={**wanted.answers, asked.line: numbers.get(answer, answer)})


def _question(choices: list[str]) -> str:
    meanings = {
        "back": "back in the list (back)",
        "new": "somebody new (new)",
        _SKIP: "or leave the row (skip)",
    }
    return f"Is it {', '.join(meanings.get(choice, choice) for choice in choices)}?"


def _with_verdict(world: World, wanted: Import, conflict: Conflict) -> Import:
    from advocacy_cli.campaign.tables.three_way import Prefer

    terminal = world.terminal
    terminal.talk(f"{conflict.entry}: table and list differ")
    for column, (listed, new, _) in conflict.columns.items():
        terminal.talk(f"  {column}: list {listed or '(empty)'}, table {new or '(empty)'}")
    verdicts: Mapping[str, Prefer | None] = {
        "table": Prefer.TABLE,
        "list": Prefer.LIST,
        _SKIP: None,
    }
    answer = questions.choose(
        "Take what the table says (table), keep the list (list), or decide later (skip)?",
        list(verdicts),
        default=_SKIP,
    )
    verdict = verdicts[answer]
    if verdict is None:
        return wanted
    settled = {**wanted.rules.settled, _place(conflict): verdict}
    return replace(wanted, rules=replace(wanted.rules, settled=settled))


def _place(conflict: Conflict) -> tuple[int, str]:
    return conflict.line, conflict.about


def _summary(flat: Mapping[str, str]) -> str:
    """What tells whose a row is, in one line."""
    return ", ".join(text for name, text in flat.items() if text and name.startswith(_TOGETHER))
