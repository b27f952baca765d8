"""A campaign's folder: where it is, and everything in it as one value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advocacy_cli.disk.folders import SETTINGS
from advocacy_cli.errors import AdvocacyError, Problem

if TYPE_CHECKING:
    from advocacy_cli.model.campaigns import Campaign

LEDGER = "ledger.sqlite"


def find_campaign(start: Path) -> Path:
    """The folder at or above `start` that holds a campaign.yaml.

    Raises:
        AdvocacyError: there is none, or a folder may not be looked into.
    """
    start = start.absolute()
    try:
        if not start.is_dir():
            raise AdvocacyError(Problem("no_folder", f"there is no folder {start}"))
        for folder in (start, *start.parents):
            if (folder / SETTINGS).is_file():
                return folder
    except PermissionError as error:
        raise AdvocacyError(
            Problem("unreadable", f"{error.filename} may not be read", hint="make it readable")
        ) from None
    raise AdvocacyError(
        Problem(
            "no_campaign",
            f"there is no {SETTINGS} in {start} or above it",
            hint="go to a campaign's folder, name it with -C DIR, or start one with"
            " `advocacy init`",
        )
    )


def load_campaign(root: Path) -> tuple[Campaign | None, list[Problem]]:
    """The campaign in the folder `root`, and everything that is wrong with its files.

    Entries with an error are left out of the campaign; it is None only if campaign.yaml itself
    cannot be used. Places in problems are relative to `root`.
    """
    from advocacy_cli.campaign.loading import load  # completion needs `find_campaign` alone

    return load(root)
