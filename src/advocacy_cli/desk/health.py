"""`advocacy doctor`: what this machine and this campaign lack, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.folder import LEDGER
from advocacy_cli.errors import Problem, has_errors
from advocacy_cli.ledger.health import ledger_problems
from advocacy_cli.typesetting.faces import face_problems
from advocacy_cli.typesetting.libraries import library_problems


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing that was examined, and what was found; nothing is good."""

    what: str
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether letters can be made as far as this thing is concerned."""
        return not has_errors(self.problems)


def examine(root: Path | None) -> list[Examination]:
    """Examine the libraries, the faces, a letter made with them, and the ledger if there is one.

    Args:
        root: the campaign's folder, or None.
    """
    examinations = [
        Examination("libraries", tuple(library_problems())),
        Examination("fonts", tuple(face_problems())),
    ]
    if all(examined.is_sound for examined in examinations):
        from advocacy_cli.desk.trial import trial_problems  # needs the libraries

        examinations.append(Examination("a letter", tuple(trial_problems())))
    if root is not None and (root / LEDGER).exists():
        examinations.append(Examination("ledger", tuple(ledger_problems(root / LEDGER))))
    return examinations
