"""Annexes that were made before, and whom they may name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advocacy_cli.desk.petitions import MAX_MANIFEST
from advocacy_cli.desk.workplace import LETTERS, Workplace
from advocacy_cli.disk.reading import read_whole
from advocacy_cli.model.petitions import Signature
from advocacy_cli.petition.store import Store, commitment

ANNEX, MANIFEST = "_annex.pdf", "_manifest.json"
_DIGEST = re.compile(rb'"([0-9a-f]{64})"')


def annexes_with(
    workplace: Workplace, store: Store, signatures: Iterable[Signature]
) -> tuple[str, ...]:
    """The annexes, relative to the campaign, whose manifests hold one of these signatures.

    One whose manifest cannot be read is among them: nothing says that it does not.
    """
    wanted = {commitment(store, one).encode() for one in signatures}
    if not wanted:
        return ()
    found = []
    for manifest in sorted(workplace.letters.glob(f"*{MANIFEST}")):
        annex = manifest.with_name(manifest.name.removesuffix(MANIFEST) + ANNEX)
        try:
            holds = not wanted.isdisjoint(_DIGEST.findall(read_whole(manifest, MAX_MANIFEST)))
        except OSError:
            holds = True
        if holds and annex.exists():
            found.append(f"{LETTERS}/{annex.name}")
    return tuple(found)
