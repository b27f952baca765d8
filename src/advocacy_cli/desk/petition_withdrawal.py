"""A signature withdrawn: out of the store, and found in what was made before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advocacy_cli.desk.petition_annexes import annexes_with
from advocacy_cli.desk.petitions import petition_desk
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.comparison import folded, identity
from advocacy_cli.model.petitions import Signature, Tally
from advocacy_cli.petition.lines import lines_of
from advocacy_cli.petition.store import Store, email_marks
from advocacy_cli.petition.tally import tally

SHOWN = 10
"""Signatures of one name that are shown."""


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
        store.withdrawals.append(store.withdrawal_of(signature, workplace.today))
        desk.write(lines_of(store), add=False)
    named = signature.is_named or signature.later
    named_in = annexes_with(workplace, store, [signature] if named else [])
    return Gone(signature.id, named_in, tally(store))


def _the_one(store: Store, whose: Whose) -> Signature:
    found = list(_matching(store, whose))
    if len(found) == 1:
        return found[0]
    if found:
        raise AdvocacyError(
            Problem(
                "several_signatures",
                f"{len(found)} people have signed as {whose.shown!r}",
                hint=f"withdraw by id: {_listed(found)}; or by e-mail address",
            )
        )
    alike = list(_alike(store, whose.name or ""))
    message = f"nobody has signed as {whose.shown!r}, or the signature was withdrawn"
    hint = "give the whole name, the e-mail address, or the id"
    if alike:
        hint = f"written in another way; if it is one of these, give the id: {_listed(alike)}"
    raise AdvocacyError(Problem("unknown_signature", message, hint=hint))


def _listed(found: Sequence[Signature]) -> str:
    shown = [f"{one.id} ({one.name}, {one.city or '-'}, {one.country or '-'})" for one in found]
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return ", ".join(shown[:SHOWN]) + more


def _matching(store: Store, whose: Whose) -> Iterator[Signature]:
    if not store.signatures:
        return
    wanted = identity(whose.name or "")
    mark = store.email_mark(whose.email) if whose.email else ""
    for one in store.signatures.values():
        if (
            one.id == whose.ident
            or (wanted and identity(one.name) == wanted)
            or (mark and mark in email_marks(one))
        ):
            yield one


def _alike(store: Store, name: str) -> Iterator[Signature]:
    """Those whose names are the same but for accents, width and the like: nobody for certain."""
    wanted = folded(name)
    for one in store.signatures.values():
        if wanted and folded(one.name) == wanted:
            yield one
