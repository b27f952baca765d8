"""Whether the files of letters that are drafted are there as they were made."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from pathlib import Path

from advocacy_cli.desk.entries import Planned
from advocacy_cli.desk.files import has_digest
from advocacy_cli.model.letters import Outcome

_SHARE = 128
"""Files of letters that a thread looks at before it takes others."""


def with_files_seen(planned: Sequence[Planned], root: Path) -> Iterable[Planned]:
    """The lines of a plan; a letter whose file is not there as it was made is to be made again."""
    if not any(one.entry.outcome is Outcome.UNCHANGED for one in planned):
        return planned
    shares = [planned[at : at + _SHARE] for at in range(0, len(planned), _SHARE)]
    # Reading and digesting leave the interpreter to other threads.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda share: [_with_file_seen(one, root) for one in share], shares)
        return list(chain.from_iterable(found))


def _with_file_seen(planned: Planned, root: Path) -> Planned:
    entry = planned.entry
    if entry.outcome is not Outcome.UNCHANGED or entry.draft is None:
        return planned
    if has_digest(f"{root}/{entry.draft.file}", entry.draft.sha256):
        return planned
    return replace(planned, entry=replace(entry, outcome=Outcome.PLANNED))
