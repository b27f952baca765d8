"""A signature withdrawn: out of the store, and found in what was made before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy_cli.desk.petitions import petition_desk
from advocacy_cli.desk.workplace import LETTERS, Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.petitions import Signature, Tally, Withdrawal
from advocacy_cli.petition import store as stores
from advocacy_cli.petition.sameness import plain
from advocacy_cli.petition.tally import tally

SHOWN = 10
"""Signatures of one name that are shown."""
_ANNEX, _MANIFEST = "_annex.pdf", "_manifest.json"


@dataclass(frozen=True, slots=True)
class Whose:
    """Tells which signature is meant; one of the three is given."""

    ident: str | None = None
    name: str | None = None
    email: str | None = None

    @property
    def shown(self) -> str:
        """What was given."""
        return self.ident or self.name or self.email or ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A signature that was withdrawn.

    Attributes:
        named_in: the annexes made before that print its name, relative to the campaign.
        counts: what stands since.
    """

    id: str
    named_in: tuple[str, ...]
    counts: Tally


def withdraw(workplace: Workplace, name: str, whose: Whose) -> Gone:
    """Take a signature out, and with it who gave it.

    Raises:
        AdvocacyError: there is none such, or there are several.
    """
    with workplace.alone():
        desk = petition_desk(workplace, name)
        store = desk.store
        signature = _the_one(store, whose)
        del store.signatures[signature.id]
        commitment = stores.commitment(store, signature)
        store.withdrawals.append(Withdrawal(commitment, signature.marks, workplace.today))
        desk.write(stores.lines_of(store), add=False)
    named_in = tuple(_annexes_with(workplace, commitment)) if signature.is_named else ()
    return Gone(signature.id, named_in, tally(store))


def _annexes_with(workplace: Workplace, commitment: str) -> Iterator[str]:
    """Annexes whose manifest holds the commitment; it stands on a line of its own."""
    wanted = f'"{commitment}"'.encode()
    for manifest in sorted(workplace.letters.glob(f"*{_MANIFEST}")):
        annex = manifest.with_name(manifest.name.removesuffix(_MANIFEST) + _ANNEX)
        try:
            holds = wanted in manifest.read_bytes()
        except OSError:
            holds = True  # Nothing says that it does not.
        if holds and annex.exists():
            yield f"{LETTERS}/{annex.name}"


def _the_one(store: stores.Store, whose: Whose) -> Signature:
    found = list(_matching(store, whose))
    if len(found) == 1:
        return found[0]
    if not found:
        message = f"nobody has signed as {whose.shown!r}, or the signature was withdrawn"
        hint = "give the whole name, the e-mail address, or the id"
        raise AdvocacyError(Problem("unknown_signature", message, hint=hint))
    ids = ", ".join(f"{one.id} ({one.city or '-'}, {one.country})" for one in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise AdvocacyError(
        Problem(
            "several_signatures",
            f"{len(found)} people have signed as {whose.shown!r}",
            hint=f"withdraw by id: {ids}{more}; or by e-mail address",
        )
    )


def _matching(store: stores.Store, whose: Whose) -> Iterator[Signature]:
    if not store.signatures:
        return
    wanted = plain(whose.name or "")
    mark = store.email_mark(whose.email) if whose.email else ""
    for one in store.signatures.values():
        if (
            one.id == whose.ident
            or (wanted and plain(one.name) == wanted)
            or (mark and mark in one.marks)
        ):
            yield one
