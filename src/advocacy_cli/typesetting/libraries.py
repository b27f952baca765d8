"""Whether the libraries that typesetting needs are on this machine."""

from __future__ import annotations

import ctypes.util
from contextlib import redirect_stdout
from io import StringIO

from advocacy_cli.errors import AdvocacyError, Problem, Severity


def require_libraries() -> None:
    """Make sure, in a moment, that letters can be typeset at all.

    Raises:
        AdvocacyError: a library is missing.
    """
    if ctypes.util.find_library("pango-1.0") is None:
        problems = [problem for problem in library_problems() if problem.is_error]
        if problems:
            raise AdvocacyError(problems)


def library_problems() -> list[Problem]:
    """What is missing of the typesetter's libraries, and the package that brings it."""
    try:
        with redirect_stdout(StringIO()):  # WeasyPrint says on stdout what it cannot load.
            from advocacy_cli.typesetting.pages import subsets_quickly
    except OSError as error:
        return [
            Problem(
                "missing_library",
                f"a library that typesetting needs cannot be loaded: {error}",
                hint="install Pango: `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"
                " libharfbuzz-subset0`",
            )
        ]
    if not subsets_quickly():
        return [
            Problem(
                "no_harfbuzz_subset",
                "HarfBuzz-Subset is not installed, so every letter takes three times as long",
                severity=Severity.WARNING,
                hint="`sudo apt-get install libharfbuzz-subset0`",
            )
        ]
    return []
