"""Everything the program knows of the world outside, in one place, so that tests can replace it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from advocacy_cli.cli.terminal import Terminal

if TYPE_CHECKING:
    import typer

    from advocacy_cli.desk.workplace import Workplace


def _local_time() -> dt.datetime:
    return dt.datetime.now().astimezone()


@dataclass
class World:
    """The world as one call of the program meets it.

    Attributes:
        directory: where to look for the campaign (`-C`).
        json: the answer is wanted as JSON.
    """

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    now: Callable[[], dt.datetime] = _local_time
    random: Callable[[int], bytes] = os.urandom
    directory: Path = Path()
    json: bool = False

    @cached_property
    def terminal(self) -> Terminal:
        """Where answers and talk go."""
        return Terminal(self.environ)

    @property
    def is_interactive(self) -> bool:
        """Whether there is a person to ask."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def expect_letters(self, *, surely: bool = False) -> None:
        """Begin to open workers, since letters are to be made; the sooner the better.

        Args:
            surely: not only if they are not there yet.
        """
        from advocacy_cli.desk import opening

        if surely:
            opening.open_early()
        else:
            opening.open_if_likely(self.directory)

    def workplace(self) -> Workplace:
        """The campaign to work in.

        Raises:
            AdvocacyError: there is none here or above.
        """
        from advocacy_cli.campaign.folder import find_campaign
        from advocacy_cli.desk.workplace import Workplace

        return Workplace(
            root=find_campaign(self.directory.absolute()),
            now=self.now,
            random=self.random,
            actor=self.environ.get("ADVOCACY_ACTOR", ""),
        )


def world_of(context: typer.Context) -> World:
    """The world of this call."""
    return context.ensure_object(World)
