from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import pytest

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.plates.alphabets import ALPHABETS, alphabet_for, is_plain
from advocacy_cli.typesetting.plates.slots import identifier_of, loose_texts, plate_key

Sample = Callable[..., ComposedLetter]

UK, DIN = layouts()["uk-dl"], layouts()["din5008b"]


@pytest.mark.parametrize(
    "text", ["", " a", "a ", "a  b", "a\tb", "a\nb", "ليلى", "习", "e\u0301", "a\u00a0b", "\u200b"]
)
def test_what_would_be_lost_joined_or_shaped_is_not_plain(text: str) -> None:
    assert not is_plain(text)


def test_the_smallest_alphabet_is_taken() -> None:
    assert [alphabet_for([text]) for text in ("Ada", "Zoë", "Łukasz", "Ольга")] == [0, 1, 2, 3]
    assert alphabet_for([]) == 0
    for smaller, larger in pairwise(ALPHABETS):
        assert set(smaller) < set(larger)


def test_letters_that_differ_in_loose_texts_only_share_a_key(sample: Sample) -> None:
    one = sample()
    other = replace(
        one,
        reference="NKR-0000-1111-2",
        date="2 May 2027",
        salutation="Madam,",
        short_address=("Short",),
        return_address="Somebody else",
    )
    assert key(one) == key(other)
    assert identifier(one) != identifier(other)


@pytest.mark.parametrize(
    "name",
    sorted(
        {field.name for field in fields(ComposedLetter)}
        - {"return_address", "sender_lines", "address", "short_address", "date", "reference"}
        - {"salutation", "closing", "signatures", "max_pages"}
    ),
)
def test_every_other_field_makes_another_plate(sample: Sample, name: str) -> None:
    one = sample()
    value = getattr(one, name)
    changed: dict[str, Any] = {name: (*value, "x") if isinstance(value, tuple) else f"{value}x"}
    other = replace(one, **changed)
    assert key(one) != key(other)


def test_a_line_that_is_not_plain_belongs_to_the_plate(sample: Sample) -> None:
    one, other = sample(salutation="习近平主席："), sample(salutation="李强总理：")
    assert "salutation" not in loose_texts(one, UK)
    assert key(one) != key(other)


def test_a_return_address_that_is_not_printed_does_not_matter(sample: Sample) -> None:
    one, other = sample(return_address="习"), sample(return_address="李")
    assert UK.return_line is None and DIN.return_line is not None
    assert key(one) == key(other)
    assert plate_key(one, DIN, loose_texts(one, DIN)) != plate_key(
        other, DIN, loose_texts(other, DIN)
    )


def test_the_way_an_address_runs_is_part_of_the_key(sample: Sample) -> None:
    one, other = sample(address=("10", "ليلى", "LONDON")), sample(address=("Ten", "ليلى", "LONDON"))
    assert key(one) != key(other)


def key(letter: ComposedLetter) -> object:
    return plate_key(letter, UK, loose_texts(letter, UK))


def identifier(letter: ComposedLetter) -> str:
    loose = loose_texts(letter, UK)
    return identifier_of(plate_key(letter, UK, loose).name, loose)
