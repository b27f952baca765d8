"""The signatures of one petition: lines of JSON, one event each.

The first line holds the store's key, random and private. What is derived from it tells whether
the same person signs again, and salts the commitments of manifests.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.petitions import Sheet, Signature, Withdrawal
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.sameness import plain

KEY_BYTES = 32
ID_BYTES = 8
FORMAT = 1
_SAID = ("id", "name", "city", "country", "channel", "at")
_NOT_OURS = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


@dataclass
class Store:
    """What a store holds.

    Attributes:
        key: hexadecimal; empty where there is no store yet.
        signatures, sheets: those that stand, by id and by number.
    """

    key: str = ""
    signatures: dict[str, Signature] = field(default_factory=dict)
    sheets: dict[int, Sheet] = field(default_factory=dict)
    withdrawals: list[Withdrawal] = field(default_factory=list)

    def marks_of(self, name: str, city: str, country: str, email: str = "") -> tuple[str, ...]:
        """Digests that two signatures of one person share: of name and place, and of the e-mail."""
        seen = ["person", plain(name), plain(city), country]
        marks = [self._keyed(*seen)]
        if email.strip():
            marks.append(self.email_mark(email))
        return tuple(marks)

    def email_mark(self, email: str) -> str:
        """The digest that signatures given with this e-mail address share."""
        folded = unicodedata.normalize("NFKC", email).strip().casefold()
        return self._keyed("email", folded)

    def salt_of(self, name: str) -> str:
        """The salt of the commitment to the signature with the id `name`, hexadecimal."""
        return self._keyed("salt", name)

    def _keyed(self, *parts: str) -> str:
        return hmac.new(bytes.fromhex(self.key), "\0".join(parts).encode(), "sha256").hexdigest()


def read_store(path: Path, file: str) -> Store:
    """The store at `path`, or an empty one where there is none.

    Args:
        path: the store's file.
        file: what problems call it.

    Raises:
        AdvocacyError: it cannot be read, or a line is not what this program writes.
    """
    store = Store()
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    _take(store, json.loads(line))
                except _NOT_OURS:
                    raise AdvocacyError(_damaged(file, number)) from None
    except FileNotFoundError:
        return store
    except UnicodeDecodeError:
        raise AdvocacyError(_damaged(file, None)) from None
    except OSError as error:
        raise AdvocacyError(
            Problem(
                "cannot_read",
                f"{file} cannot be read ({error.strerror})",
                where=Where(file),
                hint="make it readable for you",
            )
        ) from None
    return store


def lines_of(store: Store) -> Iterator[str]:
    """The whole store as it is written."""
    yield begun(store.key)
    yield from map(signed, store.signatures.values())
    yield from map(sheet, store.sheets.values())
    yield from map(withdrawn, store.withdrawals)


def begun(key: str) -> str:
    """The first line of a store."""
    return _line("begun", {"version": FORMAT, "key": key})


def signed(signature: Signature) -> str:
    """The line of a signature."""
    return _line(
        "signed",
        {
            "id": signature.id,
            "name": signature.name,
            "city": signature.city,
            "country": signature.country,
            "consents": {str(purpose): text for purpose, text in signature.consents.items()},
            "channel": signature.channel,
            "at": signature.at,
            "marks": signature.marks,
        },
    )


def sheet(recorded: Sheet) -> str:
    """The line of a paper sheet; a later one with the same number takes its place."""
    return _line(
        "sheet",
        {
            "number": recorded.number,
            "count": recorded.count,
            "on": recorded.on.isoformat(),
            "scan": recorded.scan,
            "file": recorded.file,
        },
    )


def withdrawn(withdrawal: Withdrawal) -> str:
    """The line that stands where a signature stood."""
    return _line(
        "withdrawn",
        {
            "commitment": withdrawal.commitment,
            "marks": withdrawal.marks,
            "on": withdrawal.on.isoformat(),
        },
    )


def commitment(store: Store, signature: Signature) -> str:
    """What a manifest holds of a signature: a salted SHA-256 that gives nothing away.

    It is the digest of the salt, as hexadecimal text, followed by the JSON array of name, city
    and country, in UTF-8.
    """
    said = json.dumps([signature.name, signature.city, signature.country], ensure_ascii=False)
    return hashlib.sha256(f"{store.salt_of(signature.id)}{said}".encode()).hexdigest()


def _take(store: Store, event: Mapping[str, Any]) -> None:
    kind = event["event"]
    if (kind == "begun") is bool(store.key):
        raise ValueError(kind)  # A store begins once, with its key.
    if kind == "signed":
        ident, name, city, country, channel, at = _texts(event, *_SAID)
        store.signatures[ident] = Signature(
            ident,
            name,
            city,
            sys.intern(country),
            _consents(tuple(event["consents"].items())),
            sys.intern(channel),
            sys.intern(at),
            tuple(event["marks"]),
        )
    elif kind == "sheet":
        on = dt.date.fromisoformat(event["on"])
        number, count = int(event["number"]), int(event["count"])
        store.sheets[number] = Sheet(number, count, on, *_texts(event, "scan", "file"))
    elif kind == "withdrawn":
        on = dt.date.fromisoformat(event["on"])
        store.withdrawals.append(Withdrawal(event["commitment"], tuple(event["marks"]), on))
    elif kind == "begun" and event["version"] == FORMAT:
        store.key = bytes.fromhex(event["key"]).hex()
    else:
        raise ValueError(kind)


def _texts(event: Mapping[str, Any], *names: str) -> list[str]:
    found = [event[name] for name in names]
    if not all(isinstance(text, str) for text in found):
        raise TypeError(names)
    return found


@lru_cache(1024)
def _consents(given: tuple[tuple[str, str], ...]) -> Mapping[Purpose, str]:
    """One mapping for all who agreed to the same: most of a large petition agree to one of few."""
    return MappingProxyType({Purpose(name): text for name, text in given})


def _line(kind: str, values: Mapping[str, Any]) -> str:
    event = {"event": kind, **values}
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")) + "\n"


def _damaged(file: str, line: int | None) -> Problem:
    return Problem(
        "damaged_signatures",
        f"{file} holds what this program does not write",
        where=Where(file, line),
        hint="bring it back from a backup; nothing was changed",
    )
