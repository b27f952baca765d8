"""Who is one person, told by names in every script, and whose signature comes twice."""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.petitions import Signature, Withdrawal
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition.newcomers import Newcomers, newcomers
from advocacy_cli.petition.rows import Given
from advocacy_cli.petition.sameness import likely_twins, plain
from advocacy_cli.petition.store import Store

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Núñez", unicodedata.normalize("NFD", "José Núñez")),
        ("José Núñez", "JOSE NUNEZ"),
        ("김민수", unicodedata.normalize("NFD", "김민수")),
        ("がく", unicodedata.normalize("NFD", "がく")),
        ("Ａｄａ　Ｌｏｖｅｌａｃｅ", "Ada Lovelace"),
        ("ﾀﾅｶ", "タナカ"),
        ("\u200fמשה כהן\u200e", "משה כהן"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد علي", "محمد علي"),
        ("احمدی\u200cنژاد", "احمدینژاد"),
        ("O’Brien-Smith", "o'brien smith"),
        ("Straße", "STRASSE"),
    ],
)
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("राम", "रमा"),
        ("रीता", "रत"),
        ("มานี", "มานะ"),
        ("がく", "かく"),
        ("அகிலா", "அகில"),
        ("🦋", "💐"),
        ("Иван", "Иванна"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@given(text=TEXTS)
def test_how_a_text_is_composed_does_not_matter(text: str) -> None:
    assert len({plain(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC")}) == 1


def signature(ident: str, name: str, country: str = "CN") -> Signature:
    return Signature(ident, name, "北京", country, {}, "online", "2026-03-01", ())


def test_short_names_are_likely_twins_only_if_they_are_the_same() -> None:
    new = [signature("2", "王小明"), signature("3", "王小红"), signature("4", "王小明", "HK")]
    pairs = [(pair.new.id, pair.known.id) for pair in likely_twins(new, [signature("1", "王小明")])]
    assert pairs == [("2", "1")]


def row(name: str, email: str, line: int = 2) -> Given:
    consents = {Purpose.PRINT_NAME: "1"}
    return Given(line, name, "Oslo", "NO", email, consents, "online", "2026-03-01")


def taken(store: Store, *rows: Given) -> Newcomers:
    ids = itertools.count(len(store.signatures))
    found = newcomers(store, rows, lambda _bytes: bytes([next(ids)]))
    store.signatures |= {one.id: one for one in found.new}
    return found


def test_one_address_is_one_person_and_another_name_with_it_is_told() -> None:
    store = Store("ab" * 32)
    first = taken(store, row("Kari Nordmann", "a@example.org"), row("Ola", "ａ@Example.org ", 3))
    assert (len(first.new), first.repeated, first.shared) == (1, 1, [3])
    again = taken(store, row("Kari  NORDMANN", "A@example.org"))
    assert (len(again.new), again.repeated, again.shared) == (0, 1, [])


def test_one_name_with_two_addresses_is_two_people_and_without_one_it_is_one() -> None:
    store = Store("ab" * 32)
    found = taken(store, row("Kari", "a@example.org"), row("Kari", "b@example.org"))
    assert len(found.new) == 2
    assert taken(store, row("Kari", "")).repeated == 1
    assert taken(store, row("Kari", "c@example.org")).repeated == 0
    assert taken(store, row("Ola", "")).repeated == 0
    assert taken(store, row("Ola", "o@example.org")).repeated == 1


@pytest.mark.parametrize("email", ["", "a@example.org", "new@example.org"])
def test_who_withdrew_is_not_taken_again_whatever_address_comes_with_it(email: str) -> None:
    store = Store("ab" * 32)
    (gone,) = taken(store, row("Kari", "a@example.org")).new
    del store.signatures[gone.id]
    store.withdrawals.append(Withdrawal("c", gone.marks, dt.date(2026, 3, 1)))
    found = taken(store, row("Kari", email))
    assert (found.new, found.withdrawn) == ([], 1)
