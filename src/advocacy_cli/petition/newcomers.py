"""Rows against the signatures there are: who signs for the first time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from advocacy_cli.model.petitions import Signature
from advocacy_cli.petition.rows import Given
from advocacy_cli.petition.store import ID_BYTES, Store


@dataclass(slots=True)
class Newcomers:
    """What rows come to.

    Attributes:
        new: those who sign for the first time.
        repeated, withdrawn: how many had signed already, and how many had withdrawn.
        shared: the lines of those of `repeated` that give somebody else's e-mail address.
    """

    new: list[Signature] = field(default_factory=list)
    repeated: int = 0
    withdrawn: int = 0
    shared: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Known:
    """Who has signed: the people behind each address, and whether all of a name gave one."""

    people_of: dict[str, set[str]] = field(default_factory=dict)
    with_email: dict[str, bool] = field(default_factory=dict)

    def add(self, marks: tuple[str, ...]) -> None:
        person, *emails = marks
        for email in emails:
            self.people_of.setdefault(email, set()).add(person)
        self.with_email[person] = self.with_email.get(person, True) and bool(emails)

    def has(self, marks: tuple[str, ...]) -> bool:
        person, *emails = marks
        if any(email in self.people_of for email in emails):
            return True
        return person in self.with_email and not (emails and self.with_email[person])

    def share_an_address(self, marks: tuple[str, ...]) -> bool:
        person, *emails = marks
        return any(person not in self.people_of.get(email, {person}) for email in emails)


def newcomers(store: Store, rows: Sequence[Given], random: Callable[[int], bytes]) -> Newcomers:
    """Those who sign for the first time, with ids of their own.

    The same e-mail address is the same person. The same name and place is, too, unless both
    gave an e-mail address, and not the same. Who has withdrawn is not taken again.
    """
    gone = {mark for withdrawal in store.withdrawals for mark in withdrawal.marks}
    known, found = _Known(), Newcomers()
    for signature in store.signatures.values():
        known.add(signature.marks)
    for row in rows:
        marks = store.marks_of(row.name, row.city, row.country, row.email)
        if known.has(marks):
            found.repeated += 1
            if known.share_an_address(marks):
                found.shared.append(row.line)
        elif gone.intersection(marks):
            found.withdrawn += 1
        else:
            found.new.append(_signature(random(ID_BYTES).hex(), row, marks))
            known.add(marks)
    return found


def _signature(ident: str, row: Given, marks: tuple[str, ...]) -> Signature:
    return Signature(
        ident, row.name, row.city, row.country, row.consents, row.channel, row.at, marks
    )
