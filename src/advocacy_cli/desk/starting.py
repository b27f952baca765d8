"""Start a campaign folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from advocacy_cli.campaign.starter import Answers, start_campaign
from advocacy_cli.desk.workplace import cannot_write

__all__ = ["Answers", "start"]

UID_BYTES = 16
"""Random bytes in a sender's uid: enough that no two senders in the world share one."""


def start(target: Path, answers: Answers, *, random: Callable[[int], bytes]) -> list[str]:
    """Write the starter to `target`; returns the files made, relative to it.

    Raises:
        AdvocacyError: an answer is not usable, a file is there already, or the folder cannot be
            written; nothing was written.
    """
    try:
        return start_campaign(target, answers, uid=random(UID_BYTES).hex())
    except OSError as error:
        raise cannot_write(error, str(target)) from None
