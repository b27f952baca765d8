"""What the typesetter warns of: a reason not to print, and whose fault it is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version

from advocacy_cli.errors import AdvocacyError, Problem

TYPESETTER = ("weasyprint", "pydyf")
"""The packages that typeset, whose versions are bounded in pyproject.toml."""
_LOG = logging.getLogger("weasyprint")
_TOLERATED = "HarfBuzz-Subset"
"""`doctor` warns of the missing library that makes subsets faster."""


@contextmanager
def no_warnings(hidden: str, is_ours: Callable[[str], bool]) -> Iterator[None]:
    """Take what WeasyPrint logs as a reason not to print.

    Args:
        hidden: the base of addresses, which is no part of what the letter says.
        is_ours: whether a message concerns what this program wrote, not the letter's author.

    Raises:
        AdvocacyError: `typesetting_warning`, where something would be missing or wrong on the
            paper; `typesetter_unfit`, where the letter is not to blame.
    """
    with collected(hidden) as messages:
        yield
    if messages:
        ours = next(filter(is_ours, messages), None)
        raise AdvocacyError(unfit_problem(ours) if ours else map(_letter_problem, messages))


@contextmanager
def collected(hidden: str) -> Iterator[list[str]]:
    """Collect what WeasyPrint logs, each message once."""
    log = _Warnings(hidden)
    _LOG.addHandler(log)
    try:
        yield log.messages
    finally:
        _LOG.removeHandler(log)


def unfit_problem(what: str) -> Problem:
    """The installed typesetter cannot make letters, whatever they say."""
    installed = " and ".join(f"{name} {version(name)}" for name in TYPESETTER)
    return Problem(
        "typesetter_unfit",
        f"{installed} cannot typeset the letters of this program: {what}",
        hint="install the program anew with the versions it asks for; no letter is to blame",
    )


def _letter_problem(message: str) -> Problem:
    return Problem(
        "typesetting_warning",
        f"the letter cannot be typeset as it is written: {message}",
        hint="mend the HTML, style or picture in the letter's text",
    )


class _Warnings(logging.Handler):
    def __init__(self, hidden: str) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self._hidden = hidden

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage().replace(self._hidden, "").rstrip(" :")
        if _TOLERATED not in message and message not in self.messages:
            self.messages.append(message)
