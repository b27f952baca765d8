"""Entries of a list that are likely to be the same office or person, and what sets them apart.

Only entries that share something are compared: an e-mail address, or a country and a postcode.
Where very many share it, as an organisation's box, each is compared with its neighbours by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from advocacy_cli.errors import Problem, Severity
from advocacy_cli.model.comparison import folded
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

Listed: TypeAlias = Recipient | Sender
Shared: TypeAlias = tuple[object, ...] | None
"""What two entries may have in common."""

ALIKE = 90
"""How alike two names or addresses must be, of 100 (rapidfuzz, ratio of the sorted words)."""
_FEW = 40
"""As many entries are each compared with all others."""
_NEIGHBOURS = 8
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[\s!-/:-@\[-`{-~‘’“”–—]+")
"""Blanks and punctuation: a vowel sign is no letter to `re`, but part of its word."""
_POSTCODE = re.compile(r"[a-z]*[0-9][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class Likely:
    """Two entries that are likely the same, the one that comes first in the list first.

    Attributes:
        reason: why, as the end of a sentence.
    """

    first: Listed
    second: Listed
    reason: str


@dataclass(frozen=True, slots=True)
class _Card:
    """An entry as it is compared; `name` and `address` are words, sorted."""

    at: int
    listed: Listed
    name: str

    @property
    def address(self) -> str:
        address = self.listed.address
        return " ".join(sorted(_words(" ".join(address.lines)))) if address else ""


def likely_duplicates(listed: Iterable[Listed]) -> list[Likely]:
    """The pairs that are likely the same, in the order of the list, each once."""
    values = list(listed)
    found: dict[tuple[int, int], Likely] = {}
    names = [_name(value) for value in values]
    for shared in (map(_email, values), map(_place, values), map(_office, values, names)):
        for block in _blocks(shared):
            for one, other in _pairs([_Card(at, values[at], names[at]) for at in block]):
                reason = _reason(one, other)
                if reason:
                    first, second = sorted((one, other), key=lambda card: card.at)
                    likely = Likely(first.listed, second.listed, reason)
                    found.setdefault((first.at, second.at), likely)
    return [found[pair] for pair in sorted(found)]


def duplicate_findings(listed: Iterable[Listed]) -> Iterator[Problem]:
    """A warning for each pair, at the second entry."""
    for likely in likely_duplicates(listed):
        name = "recipients" if isinstance(likely.first, Recipient) else "senders"
        yield Problem(
            "likely_duplicate",
            f"{likely.second.id} is likely the same as {likely.first.id}: {likely.reason}",
            severity=Severity.WARNING,
            where=likely.second.where,
            hint=f"`advocacy {name} dedupe` shows the differences and merges the two",
        )


def _email(value: Listed) -> Shared:
    return (value.email.casefold(),) if value.email else None


def _place(value: Listed) -> Shared:
    """What addresses that are alike share: the country, and the postcode or the last line."""
    if not value.address:
        return None
    last = _words(value.address.lines[-1])
    postcodes = [word for word in last if _POSTCODE.fullmatch(word)]
    return (_kind(value), value.address.country, *(postcodes or last))


def _office(value: Listed, name: str) -> Shared:
    """What tells an office that its address does not: the name of its holder, or its own."""
    if not isinstance(value, Recipient) or (value.address and not value.holder):
        return None
    return _kind(value), name


def _kind(value: Listed) -> Shared:
    """What is equal of two that are the same: the form of address and the country."""
    return (value.form, value.country) if isinstance(value, Recipient) else None


def _name(value: Listed) -> str:
    if isinstance(value, Sender):
        return " ".join(sorted(_words(value.name)))
    texts = (value.holder and value.holder.name, value.office, value.organisation)
    return " ".join(sorted(_words(" ".join(text.best("en") for text in texts if text))))


def _words(text: str) -> list[str]:
    """The words, folded."""
    if text.isascii():  # as most are; in a long list the other way takes seconds
        return _WORD.findall(text.casefold())
    return list(filter(None, map(folded, _APART.split(text))))


def _blocks(shared: Iterable[Shared]) -> Iterator[list[int]]:
    """Places in the list of entries that share something, two or more each.

    Digests stand for what is shared: in a long list most of it is held for nothing.
    """
    blocks: dict[int, int | list[int]] = {}
    for at, key in enumerate(shared):
        if key is None:
            continue
        earlier = blocks.setdefault(hash(key), at)
        if isinstance(earlier, list):
            earlier.append(at)
        elif earlier != at:
            blocks[hash(key)] = [earlier, at]
    return (block for block in blocks.values() if isinstance(block, list))


def _pairs(block: list[_Card]) -> Iterator[tuple[_Card, _Card]]:
    if len(block) <= _FEW:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda card: (card.name, card.at))
    for at, card in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _NEIGHBOURS]:
            yield card, other


def _reason(one: _Card, other: _Card) -> str | None:
    """Why two entries of one block are likely the same, if they are."""
    if not _alike(one.name, other.name) or _kind(one.listed) != _kind(other.listed):
        return None
    names = "the same name" if one.name == other.name else "nearly the same name"
    email = _email(one.listed)
    if email and email == _email(other.listed):
        return f"{names} and the same e-mail address"
    address, place = one.address, _place(one.listed)
    if address and place == _place(other.listed):
        if address == other.address:
            return f"{names} and the same address"
        return f"{names} and nearly the same address" if _alike(address, other.address) else None
    office = _office(one.listed, one.name)
    if office and one.name and office == _office(other.listed, other.name):
        return "the same name in the same office"
    return None


def _alike(one: str, other: str) -> bool:
    """Whether two texts differ by a slip at most; numbers must be equal."""
    from rapidfuzz import fuzz

    if one == other:
        return True
    return fuzz.ratio(one, other, score_cutoff=ALIKE) > 0 and _numbers(one) == _numbers(other)


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))
