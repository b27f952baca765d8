"""Who is one person, told by names in every script, and whose signature comes twice."""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.petitions import Signature
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition import editions
from advocacy_cli.petition.newcomers import Bringing, Newcomers, newcomers
from advocacy_cli.petition.rows import Given
from advocacy_cli.petition.sameness import likely_twins
from advocacy_cli.petition.store import Store


def plain(name: str) -> str:
    """A name as edition 1 has it: kept as it was for the marks of the first stores."""
    return editions.person_1(name, "", "")[1]


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


def taken(store: Store, *rows: Given, back: frozenset[int] = frozenset()) -> Newcomers:
    ids = itertools.count(len(store.signatures))
    how = Bringing(lambda _bytes: bytes([next(ids)]), "20260302-AAAA", back=back)
    found = newcomers(store, rows, how)
    store.signatures |= found.after
    return found


def withdraw(store: Store, ident: str) -> None:
    gone = store.signatures.pop(ident)
    store.withdrawals.append(store.withdrawal_of(gone, dt.date(2026, 3, 1)))


def test_another_name_with_one_address_is_another_person_and_is_told() -> None:
    store = Store("ab" * 32)
    first = taken(store, row("Kari Nordmann", "a@example.org"), row("Ola", "ａ@Example.org ", 3))
    assert (len(first.new), first.repeated, first.shared) == (2, 0, [3])
    again = taken(store, row("Kari  NORDMANN", "A@example.org"))
    assert (len(again.new), again.repeated, again.shared) == (0, 1, [])


@pytest.mark.parametrize(
    "name", ["Kári Nordmann", "NORDMANN Kari", "Ｋａｒｉ Nordmann", "Kari-Nordmann"]
)
def test_a_name_typed_again_beside_its_address_is_one_person(name: str) -> None:
    store = Store("ab" * 32)
    taken(store, row("Kari Nordmann", "a@example.org"))
    found = taken(store, row(name, "a@example.org"))
    assert (found.new, found.repeated) == ([], 1)


@pytest.mark.parametrize(
    ("one", "other"), [("रीमा शर्मा", "रमा शर्मा"), ("อารี", "อารู"), ("Trần Văn An", "Trân Văn An")]
)
def test_a_letter_or_a_tone_makes_another_person(one: str, other: str) -> None:
    store = Store("ab" * 32)
    assert len(taken(store, row(one, ""), row(other, "")).new) == 2


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
    withdraw(store, gone.id)
    found = taken(store, row("Kari", email))
    assert (found.new, found.withdrawn, found.lookalikes) == ([], 1, [])


@pytest.mark.parametrize(
    ("gone", "again", "email"),
    [
        ("Иван Фёдоров", "ИВАН ФЕДОРОВ", ""),
        ("مُحَمَّد علي", "محمد علي", ""),
        ("Νίκος", "ΝΙΚΟΣ", ""),
        ("José Núñez", "Jose Nunez", ""),
        ("Ａｄａ", "Ada", ""),
        ("Kari Nordmann", "K. Nordmann", "a@example.org"),
    ],
)
def test_who_withdrew_stays_out_in_other_writing_until_a_line_is_let_in(
    gone: str, again: str, email: str
) -> None:
    store = Store("ab" * 32)
    (signature,) = taken(store, row(gone, "a@example.org")).new
    withdraw(store, signature.id)
    found = taken(store, row(again, email))
    assert (found.new, found.withdrawn, found.lookalikes) == ([], 1, [2])
    let_in = taken(store, row(again, email), back=frozenset([2]))
    assert (len(let_in.new), let_in.withdrawn) == (1, 0)
    assert taken(store, row(again, email)).repeated == 1


def test_who_withdrew_stays_out_where_the_row_names_no_country() -> None:
    store = Store("ab" * 32)
    (gone,) = taken(store, row("Kari", "")).new
    withdraw(store, gone.id)
    homeless = Given(2, "KARI", "Oslo", "", "", {}, "online", "")
    found = taken(store, homeless)
    assert (found.new, found.lookalikes) == ([], [2])


def test_the_partner_of_who_withdrew_stays() -> None:
    store = Store("ab" * 32)
    both = taken(store, row("Kari", "a@example.org"), row("Ola", "a@example.org", 3)).new
    withdraw(store, both[0].id)
    found = taken(store, row("Ola", "a@example.org"), row("Kari", "a@example.org", 3))
    assert (found.repeated, found.withdrawn) == (1, 1)
