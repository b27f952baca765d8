from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.model.ids import run_name, uuid7

times = st.integers(min_value=0, max_value=(1 << 48) - 2)
ten_bytes = st.binary(min_size=10, max_size=16)


def test_the_worked_example_of_the_rfc() -> None:
    # RFC 9562, appendix A.6: 0x17F22E279B0 ms, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
    random = (0xCC3 << 68 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(0x17F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(times, ten_bytes)
def test_it_is_a_version_7_uuid_that_begins_with_the_time(time: int, random: bytes) -> None:
    made = uuid.UUID(uuid7(time, random))
    assert (made.version, made.variant, made.int >> 80) == (7, uuid.RFC_4122, time)


@given(times, times, ten_bytes, ten_bytes)
def test_ids_sort_by_time(one: int, other: int, first: bytes, second: bytes) -> None:
    if one != other:
        assert (uuid7(one, first) < uuid7(other, second)) == (one < other)


@given(st.lists(st.tuples(times, ten_bytes), min_size=2, max_size=20))
def test_ids_ascend_whatever_the_clock_does(moments: list[tuple[int, bytes]]) -> None:
    made = [""]
    for time, random in moments:
        made.append(uuid7(min(time, 1 << 40), random, after=made[-1]))
    assert made == sorted(set(made))


def test_a_clock_that_moved_on_is_believed() -> None:
    earlier = uuid7(1000, bytes(10))
    assert uuid7(2000, bytes(10), after=earlier) == uuid7(2000, bytes(10))


@pytest.mark.parametrize(("time", "random"), [(0, bytes(9)), (-1, bytes(10)), (1 << 48, bytes(10))])
def test_what_cannot_make_an_id(time: int, random: bytes) -> None:
    with pytest.raises(ValueError, match=r"random bytes|48 bits"):
        uuid7(time, random)


def test_the_name_of_a_run() -> None:
    assert run_name(dt.date(2026, 11, 24), bytes([0xFF, 0x00, 0x21])) == "20261124-Y011"


@given(st.dates(min_value=dt.date(2000, 1, 1)), st.binary(min_size=3, max_size=8))
def test_names_of_runs_can_be_typed(day: dt.date, random: bytes) -> None:
    assert re.fullmatch(r"\d{8}-[0-9A-HJKMNP-TV-Z]{4}", run_name(day, random))


def test_a_run_needs_three_random_bytes() -> None:
    with pytest.raises(ValueError, match="3 random bytes"):
        run_name(dt.date(2026, 11, 24), b"ab")
