"""What is to be reached, and whether it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """One figure to reach.

    Attributes:
        found: None where it could not be measured.
        at_least: whether more is better.
    """

    what: str
    asked: float
    found: float | None
    at_least: bool = True
    unit: str = "times"

    @property
    def reached(self) -> bool:
        """Whether the figure is as good as asked or better."""
        if self.found is None:
            return False
        return self.found >= self.asked if self.at_least else self.found <= self.asked


def table(targets: Sequence[Target]) -> str:
    """The targets as a Markdown table; empty where there are none."""
    if not targets:
        return ""
    rows = ["| to reach | asked | found | |", "|---|---:|---:|---|", *map(_row, targets)]
    return "\n".join(rows) + "\n"


def _row(target: Target) -> str:
    words = "at least" if target.at_least else "at most"
    asked = f"{words} {target.asked:g} {target.unit}"
    if target.found is None:
        return f"| {target.what} | {asked} | | not measured |"
    reached = "reached" if target.reached else "**not reached**"
    return f"| {target.what} | {asked} | {target.found:,.2f} {target.unit} | {reached} |"
