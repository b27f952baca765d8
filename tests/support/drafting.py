"""Letters planned and entered in the ledger as `draft` does it, but never typeset."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from advocacy_cli.desk.drafting import plan_run
from advocacy_cli.desk.entries import Entry
from advocacy_cli.desk.marking import Marked, mark
from advocacy_cli.desk.planning import Request, make_plan
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import DRAFTED, Delivery, Draft
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.marks import Mark
from advocacy_cli.model.selection import Choice
from campaigns import Clock, edit


@dataclass
class Desk:
    """Somebody at work in a campaign."""

    root: Path
    clock: Clock
    runs: int = 0

    @property
    def workplace(self) -> Workplace:
        return Workplace(self.root, self.clock, os.urandom, "tester")

    def write(self, **files: str) -> None:
        """Write files of the campaign; `recipients` is recipients.yaml."""
        for name, text in files.items():
            (self.root / f"{name}.yaml").write_text(text, encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        edit(self.root / file, old, new)

    def plan(self, *via: str, **asked: Any) -> list[Entry]:
        """What `draft` would do with each letter of the template `call`."""
        return list(plan_run(self.workplace, _request(via, asked)).entries)

    def draft(self, *via: str, **asked: Any) -> list[Entry]:
        """The same, and enter what would be made."""
        self.runs += 1
        run = f"20260302-{self.runs:04}"
        with open_ledger(self.workplace.ledger) as ledger:
            plan = make_plan(self.workplace, ledger, _request(via, asked))
            planned = list(plan.letters())
            with ledger.writing() as writing:
                ids = self.workplace.event_ids(writing.last_id())
                for one in planned:
                    letter = one.to_make
                    if letter is None:
                        continue
                    content = letter.reference.encode()
                    sha256 = hashlib.sha256(content).hexdigest()
                    (self.root / letter.file).parent.mkdir(exist_ok=True)
                    (self.root / letter.file).write_bytes(content)
                    draft = Draft(
                        *(letter.file, sha256, 1, letter.layout, letter.date, one.inputs),
                        on=self.workplace.today,
                        asked=one.asked,
                        points=one.points,
                        searched=one.searched,
                    )
                    writing.add_letter(LetterRecord(letter.key, one.entry.sender))
                    event = self.workplace.event(
                        next(ids), letter.reference, DRAFTED, data=draft.data
                    )
                    writing.add(replace(event, run=run))
        return [one.entry for one in planned]

    def mark(
        self, state: str, references: Iterable[str], *, lifts: Iterable[str] = (), **more: Any
    ) -> Marked:
        change = Mark(Delivery(state), lifts=frozenset(lifts), **more)
        return mark(self.workplace, change, list(references))


def _request(via: tuple[str, ...], asked: dict[str, Any]) -> Request:
    again, about = asked.pop("again", False), asked.pop("about", "")
    return Request(Choice("call", via=via, **asked), again=again, about=about)


def codes(entries: Iterable[Entry]) -> list[str]:
    """The codes of everything that is said of the letters."""
    return [problem.code for entry in entries for problem in entry.problems]
