"""Whether two signatures may be one person's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advocacy_cli.model.comparison import folded
from advocacy_cli.model.petitions import Signature

ALIKE = 90
"""How like two names must be, of 100, to be shown: one letter in ten."""
_SHORTEST = 6
"""Letters below which one other letter makes another name."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Two signatures from one place with nearly one name; `new` came with an import."""

    new: Signature
    known: Signature


def likely_twins(new: Iterable[Signature], known: Iterable[Signature]) -> Iterator[Likely]:
    """Pairs with the same country and city and like names, in whatever order of their parts.

    Of several with one name the first is shown.
    """
    from rapidfuzz import fuzz, process

    groups: dict[tuple[str, ...], dict[str, Signature]] = defaultdict(dict)
    names: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for signature in known:
        group, name = _group(signature), _sorted(signature.name)
        groups[group].setdefault(name, signature)
        names[group][name] = name
    for signature in new:
        group, name = _group(signature), _sorted(signature.name)
        alike = ALIKE if len(name) >= _SHORTEST else 100
        near: Sequence[tuple[str, float, str]] = process.extract(
            name, names[group], scorer=fuzz.ratio, score_cutoff=alike, limit=3
        )
        yield from (Likely(signature, groups[group][other]) for _, _, other in near)
        groups[group].setdefault(name, signature)
        names[group][name] = name


def _group(signature: Signature) -> tuple[str, ...]:
    """Signatures in different groups are not compared: place, and the initials of the name."""
    initials = sorted(folded(part)[:1] for part in signature.name.split())
    return (signature.country, folded(signature.city), *initials)


def _sorted(name: str) -> str:
    """The parts of a name in their folded form, in whatever order they were written."""
    return " ".join(sorted(filter(None, map(folded, name.split()))))


def is_retyped(one: str, other: str) -> bool:
    """Whether two names are one but for what people leave out, or the order of its parts."""
    return one == other or folded(one) == folded(other) or _sorted(one) == _sorted(other)
