"""An import taken back: what it brought, and what it changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from advocacy_cli.model.petitions import Signature
from advocacy_cli.petition.newcomers import Turned
from advocacy_cli.petition.store import Store


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a store.

    Attributes:
        removed: the signatures that only this import had brought.
        kept: how many it had brought stand, since another table answered for them.
        answers: how many later answers went.
        turned: how many consents changed by it.
    """

    removed: tuple[Signature, ...]
    kept: int
    answers: int
    turned: Turned


def undo(store: Store, run: str, on: dt.date) -> Undone:
    """Take an import out of a store: its signatures, and its answers to those of others.

    What came otherwise stays: withdrawals, signatures set aside, and answers of other imports.
    """
    removed: list[Signature] = []
    kept = answers = off = turned_on = 0
    for ident, before in list(store.signatures.items()):
        later = tuple(one for one in before.later if one.run != run)
        if before.run == run and not later:
            removed.append(before)
            del store.signatures[ident]
            continue
        if before.run != run and len(later) == len(before.later):
            continue
        after = replace(before, later=later)
        if before.run == run:
            kept += 1
            after = _begun_later(after)
        answers += len(before.later) - len(later)
        off += len(before.agreed.keys() - after.agreed.keys())
        turned_on += len(after.agreed.keys() - before.agreed.keys())
        store.signatures[ident] = after
    store.runs[run] = replace(store.runs[run], undone=on)
    return Undone(tuple(removed), kept, answers, Turned(off, turned_on))


def _begun_later(signature: Signature) -> Signature:
    """The signature as the first of its later answers has it."""
    first, *later = signature.later
    return replace(
        signature,
        consents=first.consents,
        refused=first.refused,
        at=first.at,
        run=first.run,
        later=tuple(later),
    )
