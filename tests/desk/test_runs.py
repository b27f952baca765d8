from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from advocacy_cli.desk import workshop
from advocacy_cli.desk.drafting import draft
from advocacy_cli.desk.files import has_digest
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.desk.workshop import Workshop
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.letters import Letter, TypesetLetter
from advocacy_cli.model.selection import Choice

BOTH = Request(Choice("call", via=("tag:missions",)))


class Failing(Workshop):
    """A workshop in which the second letter finds the first one's plate to be wrong."""

    made: ClassVar[list[bool]] = []

    def __init__(self, *args: Any, on_plates: bool = True, **options: Any) -> None:
        super().__init__(*args, on_plates=on_plates, **options)
        self.made.append(on_plates)
        self._quick = on_plates

    def make(self, letters: Iterable[Letter]) -> Iterator[tuple[Letter, TypesetLetter]]:
        for number, (letter, made) in enumerate(super().make(letters)):
            if not self._quick:
                yield letter, made
            elif number:
                yield letter, replace(made, plate="", spoilt="a plate")
            else:
                yield letter, replace(made, plate="a plate", sha256="0" * 64)


def test_letters_on_a_plate_that_fails_are_made_and_recorded_anew(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "Workshop", Failing)
    Failing.made.clear()
    report = draft(workplace, BOTH)

    assert Failing.made == [True, False]
    assert [entry.outcome.value for entry in report.entries] == ["drafted", "drafted"]
    (problem,) = [problem for problem in report.problems if problem.code == "plate_failed"]
    assert not problem.is_error
    assert "1 of them were made anew" in problem.message
    with open_ledger(workplace.ledger) as ledger:
        states = ledger.states()
    for entry in report.entries:
        assert entry.reference and entry.draft is not None
        assert states[entry.reference].draft == entry.draft
        assert has_digest(workplace.root / entry.draft.file, entry.draft.sha256)
