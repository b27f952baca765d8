"""A store that the program wrote before marks had editions; see `today/`.

Five people withdrew from it: two with Cyrillic names, two with Greek ones, one with an Arabic one.
`signed.csv` is the table they came in.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import itertools
from pathlib import Path

import pytest

from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.lines import lines_of
from advocacy_cli.petition.manifest import verify
from advocacy_cli.petition.newcomers import Bringing, Newcomers, newcomers
from advocacy_cli.petition.rows import Given
from advocacy_cli.petition.store import Store, read_store

TODAY = Path(__file__).parent / "today"
GONE = {"Иван Петров", "Алёна Семёнова", "مُحَمَّد علي", "Νίκος Παπαδόπουλος", "Ελένη Παράδειγμα"}
OTHERWISE = [
    ("ИВАН  ПЕТРОВ", "москва", "RU", ""),
    ("И. Петров", "", "RU", "ivan@example.org"),
    ("Алена Семенова", "КИЇВ", "UA", ""),
    ("محمد علي", "القاهرة", "EG", ""),
    ("ΝΙΚΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ", "Αθηνα", "GR", ""),
    ("Nikos", "Αθήνα", "GR", "Nikos@Example.org"),
    ("Ελενη Παραδειγμα", "Πάτρα", "GR", "new@example.org"),
    ("Ελένη Παράδειγμα", "Πάτρα", "", ""),
]


@pytest.fixture
def store() -> Store:
    return read_store(TODAY / "ask.jsonl", "ask.jsonl")


def rows() -> list[Given]:
    with (TODAY / "signed.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    return [
        Given(
            line,
            row["name"],
            row["city"],
            row["country"],
            row["email"],
            {Purpose(name): "1" for name in ("print_name", "print_city")
             if row[f"consent {name}"] == "yes"},
            "online",
            row["at"],
        )
        for line, row in enumerate(table, start=2)
    ]  # fmt: skip


def taken(store: Store, given: list[Given]) -> Newcomers:
    ids = itertools.count()
    return newcomers(store, given, Bringing(lambda _: next(ids).to_bytes(8, "big"), "R"))


def test_it_is_written_as_it_was_read(store: Store) -> None:
    written = "".join(lines_of(store)).splitlines()
    before = (TODAY / "ask.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(written) == sorted(before)
    assert written[:12] == before[:12]


def test_who_signed_has_signed_and_who_withdrew_stays_out(store: Store) -> None:
    found = taken(store, rows())
    assert (found.new, found.after, found.withdrawn) == ([], {}, len(GONE))
    assert found.repeated == len(rows()) - len(GONE)


@pytest.mark.parametrize(("name", "city", "country", "email"), OTHERWISE)
def test_who_withdrew_stays_out_in_other_writing(
    store: Store, name: str, city: str, country: str, email: str
) -> None:
    given = Given(2, name, city, country, email, {Purpose.PRINT_NAME: "1"}, "online", "2026-12-24")
    found = taken(store, [given])
    assert (found.new, found.withdrawn, found.lookalikes) == ([], 1, [2])


def test_letters_tell_apart_whom_the_old_rule_would_have_joined(store: Store) -> None:
    given = rows()
    others = [
        dataclasses.replace(one, name=name)
        for one in given
        for old, name in (("रीमा शर्मा", "रमा शर्मा"), ("Trần Văn An", "Trân Văn An"))
        if one.name == old
    ]
    assert [one.name for one in taken(store, others).new] == ["रमा शर्मा", "Trân Văn An"]


def test_a_manifest_of_then_is_opened_by_it(store: Store) -> None:
    verdict = verify((TODAY / "manifest.json").read_bytes(), store, "manifest.json")
    assert (verdict.sound, verdict.opened, verdict.unknown) == (True, 11, 0)


def test_a_withdrawal_from_it_is_known_by_both_rules(store: Store) -> None:
    gone = next(one for one in store.signatures.values() if one.name == "Ada Lovelace")
    withdrawal = store.withdrawal_of(gone, dt.date(2026, 12, 1))
    assert withdrawal.edition == 2
    assert set(gone.marks) < set(withdrawal.marks)
