"""An import of signatures taken back."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy_cli.desk.petition_annexes import annexes_with
from advocacy_cli.desk.petitions import petition_desk
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.petitions import Tally
from advocacy_cli.petition.lines import lines_of
from advocacy_cli.petition.store import Store
from advocacy_cli.petition.tally import tally
from advocacy_cli.petition.undoing import Undone, undo

SHOWN = 10
"""Imports named in a hint."""


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """What was taken back, and what stands since.

    Attributes:
        named_in: annexes made before that may print a name that was removed.
    """

    run: str
    what: Undone
    named_in: tuple[str, ...]
    counts: Tally


def undo_import(workplace: Workplace, name: str, run: str) -> ImportUndone:
    """Take an import back: its signatures are erased, and the consents it changed are as before.

    Raises:
        AdvocacyError: there is no such import, it was taken back already, or the signatures cannot
            be written.
    """
    with workplace.alone():
        desk = petition_desk(workplace, name)
        _require_import(desk.store, run)
        what = undo(desk.store, run, workplace.today)
        desk.write(lines_of(desk.store), add=False)
        named_in = annexes_with(workplace, desk.store, what.removed)
    return ImportUndone(run, what, named_in, tally(desk.store))


def _require_import(store: Store, run: str) -> None:
    known = store.runs.get(run)
    if known is None:
        names = [one.name for one in store.runs.values() if one.undone is None][-SHOWN:]
        hint = f"the latest are {', '.join(names)}" if names else "no import can be taken back"
        raise AdvocacyError(Problem("unknown_run", f"there is no import {run!r}", hint=hint))
    if known.undone:
        message = f"the import {run} was taken back on {known.undone}"
        hint = "to take its signatures in, import the table again"
        raise AdvocacyError(Problem("already_undone", message, hint=hint))
