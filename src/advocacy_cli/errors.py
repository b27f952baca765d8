"""What can go wrong, in words a person can act on. Imports nothing of the project.

A `Problem` is a finding; loaders and checks return lists of them. An
`AdvocacyError` ends what was asked for and carries the problems that ended it.
Anything else that is raised is a bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the process tells its caller. Part of the contract with scripts."""

    DONE = 0
    MENDABLE = 1
    """Something the user can mend; nothing was done."""
    USAGE = 2
    PARTLY = 3
    """Some of it was done; the rest is listed."""
    BUG = 70
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a problem matters: an error stops what it concerns, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file. `line` and `column` count from 1; `file` is relative to the campaign."""

    file: str
    line: int | None = None
    column: int | None = None

    def __reduce__(self) -> tuple[type[Where], tuple[str, int | None, int | None]]:
        """How it is packed; of a long list each entry has one."""
        return Where, (self.file, self.line, self.column)

    def __str__(self) -> str:
        parts = [self.file, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    Attributes:
        code: a short, stable word for scripts, in snake_case.
        message: what is wrong, one sentence without a final full stop.
        severity: error or warning.
        where: the place to look at, if there is one.
        hint: what to do next.
    """

    code: str
    message: str
    severity: Severity = Severity.ERROR
    where: Where | None = None
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the problem stops what it concerns."""
        return self.severity is Severity.ERROR


class AdvocacyError(Exception):
    """Something the user can mend ended the work; `problems` say what."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("; ".join(problem.message for problem in self.problems))

    def __reduce__(self) -> tuple[type[AdvocacyError], tuple[tuple[Problem, ...]]]:
        """How it comes back from a worker: with its problems."""
        return AdvocacyError, (self.problems,)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is an error rather than a warning."""
    return any(problem.is_error for problem in problems)
