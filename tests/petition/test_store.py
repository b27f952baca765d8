from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.errors import AdvocacyError, Where
from advocacy_cli.model.answers import Answers
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.petitions import Printed, Run, SetAside, Sheet, Signature, Withdrawal
from advocacy_cli.model.senders import Purpose
from advocacy_cli.petition import lines as stored
from advocacy_cli.petition import store as stores
from advocacy_cli.petition.manifest import commitments, manifest, verify
from advocacy_cli.petition.sameness import likely_twins
from advocacy_cli.petition.words import petition_words

KEY = "ab" * 32
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def signature(ident: str, name: str, city: str = "Oslo") -> Signature:
    consents = {Purpose.PRINT_NAME: "1"}
    return Signature(ident, name, city, "NO", consents, "online", "2026-03-01", ("m", "e"))


@given(names=st.lists(TEXTS, max_size=5))
def test_a_store_reads_back_as_it_was_written(names: list[str]) -> None:
    store = stores.Store(KEY)
    answers = Answers({}, (Purpose.PRINT_NAME,), "2026-03", "2026-03-02", "20260302-AAAA")
    aside = SetAside("a joke", dt.date(2026, 3, 2))
    store.signatures = {str(n): signature(str(n), name) for n, name in enumerate(names)}
    store.signatures["new"] = Signature(
        "new", "Kari", "", "", {}, "web", "", ("m", "f", "e"), 2,
        (Purpose.PRINT_CITY,), "20260302-AAAA", (answers, answers), aside,
    )  # fmt: skip
    store.runs = {"20260302-AAAA": Run("20260302-AAAA", dt.date(2026, 3, 2), dt.date(2026, 3, 3))}
    store.printed = [Printed(1, 20, 18, "en", dt.date(2026, 3, 1))]
    store.sheets = {2: Sheet(2, 14, dt.date(2026, 3, 1), "00", "signatures/scans/x.pdf")}
    store.withdrawals = [
        Withdrawal("c", ("m",), dt.date(2026, 3, 2)),
        Withdrawal("d", ("m", "f"), dt.date(2026, 3, 2), 2),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.jsonl"
        path.write_text("".join(stored.lines_of(store)), encoding="utf-8")
        assert stores.read_store(path, "store.jsonl") == store


@given(names=st.lists(TEXTS, max_size=6))
def test_a_manifest_is_opened_by_its_own_store_only(names: list[str]) -> None:
    store, other = stores.Store(KEY), stores.Store("cd" * 32)
    store.signatures = {str(n): signature(str(n), name) for n, name in enumerate(names)}
    other.signatures = dict(store.signatures)
    content = manifest(store, "ask", "TST-1", dt.date(2026, 3, 1), 0)
    verdict = verify(content, store, "m.json")
    assert (verdict.sound, verdict.opened, verdict.unknown) == (True, len(names), 0)
    assert verify(content, other, "m.json").unknown == len(names)


def test_a_commitment_is_what_the_manifest_says_it_is() -> None:
    store = stores.Store(KEY)
    store.signatures = {"1": signature("1", "Åse")}
    said = store.salt_of("1") + '["Åse", "Oslo", "NO"]'
    assert commitments(store) == [hashlib.sha256(said.encode()).hexdigest()]


def test_who_may_be_one_person() -> None:
    known = [signature("1", "Kari Nordmann"), signature("2", "김민수"), signature("3", "Kari", "X")]
    new = [
        signature("4", "NORDMAN Kari"),
        signature("5", "김민지"),
        signature("6", "Kari Nordmann", "Bergen"),
        signature("7", "Kari Nordmann"),
    ]
    pairs = {(pair.new.id, pair.known.id) for pair in likely_twins(new, known)}
    assert pairs == {("4", "1"), ("7", "1"), ("7", "4")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    words = petition_words(language)
    assert set(words.purposes) == set(Purpose)
    assert "3" in words.sheet.format(number=3)
    assert "REF" in words.annex.format(reference="REF")


GOOD = [
    stored.begun(KEY),
    stored.signed(signature("1", "Kari")),
    stored.sheet(Sheet(2, 14, dt.date(2026, 3, 1), "", "")),
]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (GOOD[1:], 1),
        ([*GOOD, GOOD[0]], 4),
        ([*GOOD, GOOD[1].replace('"Kari"', "5")], 4),
        ([*GOOD, GOOD[1].replace("print_name", "print_all")], 4),
        ([*GOOD, GOOD[2].replace("14", "1e999")], 4),
        ([*GOOD, "[" * 100_000 + "\n"], 4),
        ([*GOOD, '{"event":"later"}\n'], 4),
        ([*GOOD, GOOD[1].replace('"marks"', '"edition":3,"marks"')], 4),
        ([*GOOD, stored.answered("2", Answers({}))], 4),
        ([*GOOD, "\n"], 4),
    ],
)
def test_a_store_that_is_not_ours_is_refused_with_its_line(
    tmp_path: Path, lines: list[str], line: int
) -> None:
    path = tmp_path / "store.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(AdvocacyError) as raised:
        stores.read_store(path, "store.jsonl")
    (problem,) = raised.value.problems
    assert problem.code == "damaged_signatures"
    assert problem.where == Where("store.jsonl", line)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{", b"[" * 100_000, b'{"version":1,"commitments":[],"online":1e999}', b"\xff"],
)
def test_what_is_no_manifest(content: bytes) -> None:
    with pytest.raises(AdvocacyError) as raised:
        verify(content, stores.Store(KEY), "m.json")
    assert raised.value.problems[0].code == "not_a_manifest"
