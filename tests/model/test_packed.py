from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.errors import Where
from advocacy_cli.model import packed
from advocacy_cli.model.packed import TOGETHER, PackedList, PackedMap
from advocacy_cli.model.recipients import Recipient

OFFICES = [
    Recipient.model_validate(
        {
            "id": f"office-{number}",
            "form": "minister",
            "office": {"en": f"Office {number}", "ko": "장관"},
            "address": {"country": "GB", "lines": [f"{number} Street"]},
            "as_of": "2026-01-02",
            "where": Where("recipients.csv", number, 1),
        }
    )
    for number in range(3 * TOGETHER)
]


@given(st.lists(st.text()), st.integers(0, 50))
def test_it_is_a_list(values: list[str], loose: int) -> None:
    found = PackedList(values, loose=loose)
    assert list(found) == values
    assert len(found) == len(values)
    assert found[:] == values
    assert found[1:-1:3] == values[1:-1:3]
    assert [found[place - len(values)] for place in range(len(values))] == values


@given(
    st.integers(1, 4 * TOGETHER),
    st.integers(0, 50),
    st.lists(st.tuples(st.integers(0, 999), st.text())),
)
def test_values_can_be_replaced(number: int, loose: int, changes: list[tuple[int, str]]) -> None:
    expected = [str(one) for one in range(number)]
    found = PackedList(expected, loose=loose)
    for place, value in changes:
        found[place % number] = value
        expected[place % number] = value
        assert found[place % number] == value
    assert list(found) == expected


def test_there_is_no_value_behind_the_end() -> None:
    found = PackedList("abc", loose=1)
    with pytest.raises(IndexError):
        found[3]


def test_a_packed_office_is_the_same_office() -> None:
    found = PackedList(OFFICES, loose=0)
    assert list(found) == OFFICES
    for one, office in zip(found, OFFICES, strict=True):
        assert one is not office
        assert one.where == office.where
        assert one.model_fields_set == office.model_fields_set
        assert one.model_dump_json(exclude_unset=True) == office.model_dump_json(exclude_unset=True)


def test_packed_values_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LOOSE", 5)
    found: PackedMap[Recipient] = PackedMap()
    for office in OFFICES:
        found.add(office.id, office)
    assert found == {office.id: office for office in OFFICES}
    assert list(found.values()) == OFFICES
    assert found["office-50"].where == Where("recipients.csv", 50, 1)
    assert "office-50" in found and "office-500" not in found
    with pytest.raises(KeyError):
        found["office-500"]
