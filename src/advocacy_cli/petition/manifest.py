"""Manifests: the number of signatures claimed, so that it can be proven without naming anybody."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.petition.store import Store, commitment
from advocacy_cli.petition.tally import tally

FORMAT = 1
_METHOD = (
    "Each commitment is SHA-256 over a salt (64 hexadecimal characters) followed by the JSON array"
    " [name, city, country] in UTF-8; root is SHA-256 over the sorted commitments, one a line."
    " Whoever keeps the signatures can open any commitment by showing its salt, name and place."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a manifest is worth.

    Attributes:
        sound: its numbers and its root are right in themselves.
        opened: how many commitments the signatures kept here open.
        withdrawn: how many belong to signatures withdrawn since.
        unknown: how many belong to nothing that is known here.
    """

    sound: bool
    total: int
    opened: int
    withdrawn: int
    unknown: int


def commitments(store: Store) -> list[str]:
    """One for each signature that stands, sorted, so that their order says nothing."""
    return sorted(commitment(store, signature) for signature in store.standing)


def root(sorted_commitments: Iterable[str]) -> str:
    """The digest that stands for all of them; it is printed on the annex."""
    digest = hashlib.sha256()
    for one in sorted_commitments:
        digest.update(f"{one}\n".encode())
    return digest.hexdigest()


def manifest(store: Store, petition: str, reference: str, on: dt.date, named: int) -> bytes:
    """The manifest of one delivery as JSON; `named` is how many names the annex prints."""
    counted, listed = tally(store), commitments(store)
    sheets = sorted(store.sheets.values(), key=lambda sheet: sheet.number)
    value = {
        "version": FORMAT,
        "petition": petition,
        "reference": reference,
        "made_on": on.isoformat(),
        "total": counted.total,
        "online": counted.online,
        "paper": counted.paper,
        "named": named,
        "by_country": counted.by_country,
        "country_unknown": counted.country_unknown,
        "sheets": [
            {"number": sheet.number, "count": sheet.count, "scan_sha256": sheet.scan or None}
            for sheet in sheets
        ],
        "method": _METHOD,
        "root": root(listed),
        "commitments": listed,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def verify(content: bytes, store: Store, file: str) -> Verdict:
    """Set a manifest against the signatures kept.

    Raises:
        AdvocacyError: it is no manifest.
    """
    try:
        value: Any = json.loads(content)
        listed = [str(one) for one in value["commitments"]]
        online, total = int(value["online"]), int(value["total"])
        paper = sum(int(sheet["count"]) for sheet in value["sheets"])
        named_root, version = str(value["root"]), value["version"]
        countries = sum(int(count) for count in value["by_country"].values())
        countries += int(value.get("country_unknown", 0))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise AdvocacyError(_no_manifest(file)) from None
    if version != FORMAT:
        raise AdvocacyError(_no_manifest(file))
    sound = (
        len(set(listed)) == len(listed) == online == countries
        and total == online + paper
        and root(sorted(listed)) == named_root
    )
    claimed = set(listed)
    opened = claimed & {commitment(store, one) for one in store.signatures.values()}
    gone = claimed & {withdrawal.commitment for withdrawal in store.withdrawals}
    return Verdict(sound, total, len(opened), len(gone), len(claimed - opened - gone))


def _no_manifest(file: str) -> Problem:
    return Problem(
        "not_a_manifest",
        f"{file} is not a manifest of a petition",
        where=Where(file),
        hint="take the REF_manifest.json that `advocacy petition deliver` made",
    )
