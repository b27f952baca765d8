"""The signatures of one petition, read: lines of JSON, one event each (see `petition.lines`).

The first line holds the store's key, random and private. What is derived from it tells whether
the same person signs again, and salts the commitments of manifests.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from advocacy_cli.disk.reading import opened
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.answers import Answers
from advocacy_cli.model.petitions import (
    RULE,
    Printed,
    Run,
    SetAside,
    Sheet,
    Signature,
    Withdrawal,
)
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition import editions

KEY_BYTES = 32
ID_BYTES = 8
FORMAT = 1
MAX_BYTES = 2_000_000_000
"""Of a store: some four million signatures."""
MAX_LINE = 1_000_000
"""Bytes."""
_SAID = ("id", "name", "city", "channel")
_NOT_OURS = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


@dataclass
class Store:
    """What a store holds.

    Attributes:
        key: hexadecimal; empty where there is no store yet.
        signatures, sheets: those that were not withdrawn, by id and by number.
        printed: the sheets that were made.
        runs: the imports that took something, by name.
    """

    key: str = ""
    signatures: dict[str, Signature] = field(default_factory=dict)
    sheets: dict[int, Sheet] = field(default_factory=dict)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    runs: dict[str, Run] = field(default_factory=dict)

    @property
    def standing(self) -> list[Signature]:
        """The signatures that count: those that are not set aside."""
        return [one for one in self.signatures.values() if one.set_aside is None]

    def marks_of(self, name: str, city: str, country: str, email: str = "") -> tuple[str, ...]:
        """The digests of a person, by today's rule: see `petition.editions`.

        The first is that of edition 2, the second that of edition 1, and the third that of the
        e-mail address, if there is one.
        """
        marks = [
            self._keyed(*editions.person_2(name, city, country)),
            self.folded_mark(name, city, country),
        ]
        if email.strip():
            marks.append(self.email_mark(email))
        return tuple(marks)

    def folded_mark(self, name: str, city: str, country: str) -> str:
        """The digest of a person by the rule of edition 1."""
        return self._keyed(*editions.person_1(name, city, country))

    def email_mark(self, email: str) -> str:
        """The digest that signatures given with this e-mail address share."""
        return self._keyed(*editions.email(email))

    def withdrawal_of(self, signature: Signature, on: dt.date) -> Withdrawal:
        """What is to be left of a signature."""
        marks = (
            *self.marks_of(signature.name, signature.city, signature.country),
            *email_marks(signature),
        )
        return Withdrawal(commitment(self, signature), marks, on, RULE)

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
        with opened(path, MAX_BYTES) as stream:
            lines = iter(partial(stream.readline, MAX_LINE), b"")
            for number, line in enumerate(lines, start=1):
                try:
                    _take(store, json.loads(line.decode()))
                except _NOT_OURS:
                    raise AdvocacyError(_damaged(file, number)) from None
    except FileNotFoundError:
        return store
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


def email_marks(signature: Signature) -> tuple[str, ...]:
    """The digest of the e-mail address a signature came with, if it came with one."""
    return signature.marks[signature.edition :]


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
    _TAKEN[kind](store, event)


def _begun(store: Store, event: Mapping[str, Any]) -> None:
    if event["version"] != FORMAT:
        raise ValueError(event["version"])
    store.key = bytes.fromhex(event["key"]).hex()


def _imported(store: Store, event: Mapping[str, Any]) -> None:
    (run,) = _texts(event, "run")
    undone = dt.date.fromisoformat(event["undone"]) if event["undone"] else None
    store.runs[run] = Run(run, dt.date.fromisoformat(event["on"]), undone)


def _signed(store: Store, event: Mapping[str, Any]) -> None:
    ident, name, city, channel = _texts(event, *_SAID)
    country, at, run = _optional(event, "country", "at", "run")
    store.signatures[ident] = Signature(
        ident,
        name,
        city,
        sys.intern(country),
        _consents(tuple(event["consents"].items())),
        sys.intern(channel),
        sys.intern(at),
        tuple(event["marks"]),
        _edition(event),
        _refused(tuple(event.get("refused", ()))),
        sys.intern(run),
    )


def _answered(store: Store, event: Mapping[str, Any]) -> None:
    (ident,) = _texts(event, "id")
    at, as_of, run = _optional(event, "at", "as_of", "run")
    if as_of:
        dt.date.fromisoformat(as_of)
    consents = _consents(tuple(event["consents"].items()))
    answers = Answers(consents, _refused(tuple(event["refused"])), at, as_of, run)
    known = store.signatures[ident]
    store.signatures[ident] = replace(known, later=(*known.later, answers))


def _set_aside(store: Store, event: Mapping[str, Any]) -> None:
    (ident,) = _texts(event, "id")
    reason, on = _optional(event, "reason", "on")
    aside = SetAside(reason, dt.date.fromisoformat(on)) if reason else None
    store.signatures[ident] = replace(store.signatures[ident], set_aside=aside)


def _printed(store: Store, event: Mapping[str, Any]) -> None:
    first, count, lines = (int(event[name]) for name in ("first", "count", "lines"))
    on = dt.date.fromisoformat(event["on"])
    (language,) = _texts(event, "language")
    store.printed.append(Printed(first, count, lines, language, on))


def _sheet(store: Store, event: Mapping[str, Any]) -> None:
    on = dt.date.fromisoformat(event["on"])
    number, count = int(event["number"]), int(event["count"])
    store.sheets[number] = Sheet(number, count, on, *_texts(event, "scan", "file"))


def _withdrawn(store: Store, event: Mapping[str, Any]) -> None:
    on = dt.date.fromisoformat(event["on"])
    marks = tuple(event["marks"])
    store.withdrawals.append(Withdrawal(event["commitment"], marks, on, _edition(event)))


_TAKEN: Mapping[str, Callable[[Store, Mapping[str, Any]], None]] = {
    "begun": _begun,
    "imported": _imported,
    "signed": _signed,
    "answered": _answered,
    "set_aside": _set_aside,
    "printed": _printed,
    "sheet": _sheet,
    "withdrawn": _withdrawn,
}


def _texts(event: Mapping[str, Any], *names: str) -> list[str]:
    found = [event[name] for name in names]
    if not all(isinstance(text, str) for text in found):
        raise TypeError(names)
    return found


def _optional(event: Mapping[str, Any], *names: str) -> list[str]:
    """Texts that may be missing or null, which is the empty text here."""
    found = [event.get(name) or "" for name in names]
    if not all(isinstance(text, str) for text in found):
        raise TypeError(names)
    return found


def _edition(event: Mapping[str, Any]) -> int:
    edition = event.get("edition", 1)
    if edition not in range(1, RULE + 1):
        raise ValueError(edition)  # Marks of a rule that this program does not know.
    return int(edition)


@lru_cache(1024)
def _consents(given: tuple[tuple[str, str], ...]) -> Mapping[Purpose, str]:
    """One mapping for all who agreed to the same: most of a large petition agree to one of few."""
    return MappingProxyType({Purpose(name): text for name, text in given})


@lru_cache(1024)
def _refused(given: tuple[str, ...]) -> tuple[Purpose, ...]:
    return tuple(map(Purpose, given))


def _damaged(file: str, line: int | None) -> Problem:
    return Problem(
        "damaged_signatures",
        f"{file} holds what this program does not write",
        where=Where(file, line),
        hint="bring it back from a backup; nothing was changed",
    )
