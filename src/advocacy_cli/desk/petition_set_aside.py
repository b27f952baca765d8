"""Signatures set aside: what is no name, a joke, or somebody's second neither counts nor prints."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advocacy_cli.desk.petition_annexes import annexes_with
from advocacy_cli.desk.petitions import petition_desk
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.petitions import SetAside, Signature, Tally
from advocacy_cli.model.values import one_line
from advocacy_cli.petition import lines
from advocacy_cli.petition.tally import tally


@dataclass(frozen=True, slots=True)
class PutAside:
    """A signature that was set aside or taken up again.

    Attributes:
        named_in: annexes made before that may print it.
    """

    signature: Signature
    named_in: tuple[str, ...]
    counts: Tally


def set_aside(workplace: Workplace, name: str, ident: str, reason: str | None) -> PutAside:
    """Set a signature aside for a reason, or take it up again (None).

    Raises:
        AdvocacyError: there is no such signature, it is so already, or it cannot be written.
    """
    reason = None if reason is None else _readable(reason)
    with workplace.alone():
        desk = petition_desk(workplace, name)
        known = desk.store.signatures.get(ident)
        if known is None:
            message = f"there is no signature {ident!r}, or it was withdrawn"
            hint = "ids stand in the answers of `petition import` and `petition deliver`"
            raise AdvocacyError(Problem("unknown_signature", message, hint=hint))
        if reason is None and known.set_aside is None:
            message = f"{ident} is not set aside"
            hint = f"see `advocacy petition status {name}`"
            raise AdvocacyError(Problem("not_set_aside", message, hint=hint))
        aside = SetAside(reason, workplace.today) if reason is not None else None
        signature = replace(known, set_aside=aside)
        desk.write([lines.set_aside(signature)], add=True)
        desk.store.signatures[ident] = signature
        named_in = annexes_with(workplace, desk.store, [known] if aside and known.is_named else [])
    return PutAside(signature, named_in, tally(desk.store))


def _readable(reason: str) -> str:
    try:
        return one_line(reason)
    except ValueError as error:
        hint = "say in a few words why it should not count"
        raise AdvocacyError(Problem("bad_value", f"the reason {error}", hint=hint)) from None
