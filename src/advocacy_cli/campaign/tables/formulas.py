"""Text that a spreadsheet would take for a formula, written so that it does not."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it, if it begins like a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the one apostrophe that `guarded` has set."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
