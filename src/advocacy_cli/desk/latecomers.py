"""Imported in the process that workers are forked from, and nowhere else.

A worker that is forked while its run is being interrupted finds the run's semaphores gone. That is
as it should be, and nobody needs to read of it.
"""

from __future__ import annotations

import sys
from types import TracebackType


def _say_unless_late(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if not isinstance(error, FileNotFoundError):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _say_unless_late
