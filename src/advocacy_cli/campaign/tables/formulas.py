"""Text that a spreadsheet would take for a formula, written so that it does not."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NO_VALUE = re.compile(r"=\s*[A-Za-z][\w.]*\(|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|##+)")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it, if it begins like a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the one apostrophe that `guarded` has set."""
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def is_no_value(cell: str) -> bool:
    """Whether a cell holds a formula or a spreadsheet's mark of an error, not what it stands for.

    Such a cell comes from an export that went wrong; nobody is called `=HYPERLINK(...)` or `#REF!`.
    """
    return bool(_NO_VALUE.match(cell))
