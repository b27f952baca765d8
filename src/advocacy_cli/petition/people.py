"""Who has signed, and whether a row gives one of them again.

A person is known by name, town and country, or by name and e-mail address. An e-mail address alone
is nobody: couples share one. Names are compared by their identity; beside the same address the
folded form will do, since people retype their names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from advocacy_cli.model.comparison import identity
from advocacy_cli.model.countries import COUNTRIES
from advocacy_cli.model.petitions import Signature
from advocacy_cli.petition.rows import Given
from advocacy_cli.petition.sameness import is_retyped
from advocacy_cli.petition.store import Store, email_marks


@dataclass(frozen=True, slots=True)
class Match:
    """The signatures that a row may repeat, by id.

    Attributes:
        is_certain: there is one, and nothing speaks against its being the same person's.
    """

    ids: tuple[str, ...]
    is_certain: bool


@dataclass(slots=True)
class People:
    """Those who have signed, found by their names and addresses."""

    signatures: dict[str, Signature] = field(default_factory=dict)
    _by_place: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_email: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, signature: Signature) -> None:
        """Know one more."""
        self.signatures[signature.id] = signature
        self._by_place[_place(signature)].append(signature.id)
        for mark in email_marks(signature):
            self._by_email[mark].append(signature.id)

    def match(self, row: Given, email: str) -> Match | None:
        """Whose signature a row repeats, if anybody's; `email` is its address's mark, or empty."""
        retyped = [
            ident for ident in self.at(email) if is_retyped(self.signatures[ident].name, row.name)
        ]
        if retyped:
            return _match(self._nearest(row, retyped), is_certain=True)
        alike = [
            ident
            for ident in self._by_place.get(_place(row), ())
            if not (email and email_marks(self.signatures[ident]))
        ]
        if not alike:
            return None
        bare = not email and not any(email_marks(self.signatures[ident]) for ident in alike)
        return _match(alike, is_certain=bare)

    def at(self, email: str) -> list[str]:
        """The ids of the signatures that came with an address, by its mark."""
        return self._by_email.get(email, []) if email else []

    def _nearest(self, row: Given, ids: list[str]) -> list[str]:
        """Of several with one name and address, those written the same."""
        same = [one for one in ids if _place(self.signatures[one]) == _place(row)]
        return same or ids


def _match(ids: Iterable[str], *, is_certain: bool) -> Match:
    found = tuple(ids)
    return Match(found, is_certain and len(found) == 1)


def _place(one: Signature | Given) -> str:
    return "\0".join((identity(one.name), identity(one.city), one.country))


@dataclass(frozen=True, slots=True)
class Gone:
    """Those who withdrew, known by marks only."""

    store: Store
    marks: frozenset[str]

    def certainly(self, marks: tuple[str, ...]) -> bool:
        """Whether somebody of just this name and place withdrew, by the rule of edition 2."""
        return marks[0] in self.marks

    def likely(self, row: Given, marks: tuple[str, ...]) -> bool:
        """Whether somebody withdrew who is written in another way, or has the same address.

        A country that one of the two does not name may be any.
        """
        return bool(self.marks) and (
            not self.marks.isdisjoint(marks)
            or any(mark in self.marks for mark in self._elsewhere(row))
        )

    def _elsewhere(self, row: Given) -> Iterator[str]:
        countries = [""] if row.country else sorted(COUNTRIES)
        for country in countries:
            yield self.store.folded_mark(row.name, row.city, country)


def gone_from(store: Store) -> Gone:
    """Those who withdrew their signatures from a store."""
    return Gone(store, frozenset(mark for one in store.withdrawals for mark in one.marks))
