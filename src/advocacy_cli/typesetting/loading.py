"""Imports WeasyPrint in 0.35 s, not 0.5. For the process that workers are forked from, no other.

WeasyPrint asks for each of its libraries by one name after the other, those of other systems first.
For each that the loader does not know, Python looks further, with the help of the compiler and the
linker, 0.15 s in all. On Linux the loader knows the last of the names.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import sys


def _leave_it_to_the_loader(name: str) -> str | None:  # noqa: ARG001 - as ctypes calls it
    return None


if sys.platform == "linux":
    _find = ctypes.util.find_library
    ctypes.util.find_library = _leave_it_to_the_loader
    try:
        # Where a library is missing, WeasyPrint prints so; whoever asks next says it in our words.
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(OSError):
            import weasyprint  # noqa: F401 - it only has to be there
    finally:
        ctypes.util.find_library = _find
