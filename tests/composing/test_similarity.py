"""Letters that say nearly the same are told from letters that do not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.composing.similarity import BITS, DISTANCE, fingerprint, near_duplicates

RANDOM = random.Random(7)
WORDS = [f"word{number}" for number in range(2000)]


def prose(count: int) -> str:
    return " ".join(RANDOM.choice(WORDS) for _ in range(count))


LETTER = prose(280)


def distance(one: str, other: str) -> int:
    return (fingerprint(one) ^ fingerprint(other)).bit_count()


@pytest.mark.parametrize(
    "other",
    [LETTER.upper(), LETTER.replace(" ", "», «"), f"{LETTER} one more"],
    ids=["case", "punctuation", "two words"],
)
def test_texts_that_are_nearly_the_same(other: str) -> None:
    assert distance(LETTER, other) <= DISTANCE


def test_a_paragraph_of_ones_own_makes_another_letter() -> None:
    distances = [distance(LETTER, f"{LETTER} {prose(60)}") for _ in range(20)]
    assert sum(found > DISTANCE for found in distances) >= 17, distances


def test_other_texts_are_far_apart() -> None:
    assert distance(prose(280), prose(280)) > BITS // 4


def test_chinese_needs_no_blanks() -> None:
    text = (
        "中国于1982年9月24日加入《关于难民地位的公约》及其议定书，并于1988年批准《禁止酷刑公约》。"
        * 2
    )
    assert distance(text, text.replace("，", "、")) == 0
    assert (
        distance(text, "敬请阁下停止一切强制遣返，逐案公正审查，并准许联合国难民署接触当事人。")
        > DISTANCE
    )


def test_a_text_without_words() -> None:
    assert fingerprint(" ... ") == 0


def flipped(value: int, bits: set[int]) -> int:
    for bit in bits:
        value ^= 1 << bit
    return value


places = st.sets(st.integers(0, BITS - 1), max_size=DISTANCE)


@given(st.integers(0, 2**BITS - 1), places)
def test_no_near_duplicate_is_missed(value: int, bits: set[int]) -> None:
    assert near_duplicates([value, flipped(value, bits)]) == [{value, flipped(value, bits)}]


@given(st.lists(st.integers(0, 2**BITS - 1), max_size=20))
def test_groups_share_nothing_and_leave_nobody_out(values: list[int]) -> None:
    groups = near_duplicates(values)
    assert sorted(value for group in groups for value in group) == sorted(set(values))


def test_what_is_far_apart_stays_apart() -> None:
    assert near_duplicates([0, 0b1111]) == [{0}, {0b1111}]


class Counted(int):
    """A fingerprint that counts how often one is compared."""

    comparisons = 0

    def __xor__(self, other: int) -> int:
        Counted.comparisons += 1
        return int(self) ^ int(other)


def test_ten_thousand_letters_are_not_compared_each_with_each() -> None:
    values = {Counted(RANDOM.getrandbits(BITS)) for _ in range(10_000)}
    assert len(near_duplicates(values)) == len(values)
    assert Counted.comparisons < len(values)
