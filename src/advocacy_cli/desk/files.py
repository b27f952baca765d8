"""The files of a campaign, as the desk writes and knows them; all of it is done in `disk`."""

from __future__ import annotations

from advocacy_cli.disk.folders import PRIVATE_FOLDER, PUBLIC_FOLDER
from advocacy_cli.disk.reading import content_of, has_digest
from advocacy_cli.disk.writing import (
    new_file,
    put_in_place,
    remove,
    sweep,
    sync,
    waiting_place,
    write_new,
    write_whole,
)

__all__ = [
    "PRIVATE_FOLDER",
    "PUBLIC_FOLDER",
    "content_of",
    "has_digest",
    "new_file",
    "put_in_place",
    "remove",
    "sweep",
    "sync",
    "waiting_place",
    "write_new",
    "write_whole",
]
