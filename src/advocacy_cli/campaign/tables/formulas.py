"""Text that a spreadsheet would take for a formula, written so that it does not."""

from __future__ import annotations

import re

_BEGINS = r"[=+\-@\t\r＝＋－＠]"
# A spreadsheet may set cells apart at another mark than the table does, and then a formula behind
# that mark begins a cell, whatever quotes stand around the whole.
_PLACE = r"(?:\A|(?<=[;,\t\r\n|]))"
_FORMULA = re.compile(rf"{_PLACE}(?=['\"]*{_BEGINS})")
_GUARDED = re.compile(rf"{_PLACE}'(?=['\"]*{_BEGINS})")
_NO_VALUE = re.compile(r"=\s*[A-Za-z][\w.]*\(|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|##+)")


def guarded(cell: str) -> str:
    """The cell with an apostrophe wherever something may be taken for a formula that begins."""
    return _FORMULA.sub("'", cell)


def unguarded(cell: str) -> str:
    """The cell without the apostrophes that `guarded` has set."""
    return _GUARDED.sub("", cell) if "'" in cell else cell


def is_no_value(cell: str) -> bool:
    """Whether a cell holds a formula or a spreadsheet's mark of an error, not what it stands for.

    Such a cell comes from an export that went wrong; nobody is called `=HYPERLINK(...)` or `#REF!`.
    """
    return bool(_NO_VALUE.match(cell))
