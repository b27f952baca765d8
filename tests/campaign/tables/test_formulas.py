from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.campaign.tables.formulas import guarded, unguarded
from advocacy_cli.campaign.tables.writing import row_text

BEGINS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
PIECES = st.sampled_from([*BEGINS, ";", ",", "\n", "|", "'", '"', "a", " ", "1"])


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("'=1", "''=1"),
        ("＝cmd()", "'＝cmd()"),
        ("a;=HYPERLINK(1)", "a;'=HYPERLINK(1)"),
        ("a\t@x", "a\t'@x"),
        ("a\n+1", "a\n'+1"),
        ("a,=1", "a,'=1"),
        ("1-2", "1-2"),
        ("tea; -5 degrees", "tea; -5 degrees"),
        ("a=b", "a=b"),
    ],
)
def test_a_formula_is_guarded_wherever_a_cell_may_begin(cell: str, written: str) -> None:
    assert guarded(cell) == written
    assert unguarded(written) == cell


@given(st.lists(PIECES).map("".join))
def test_what_is_guarded_reads_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


@given(st.lists(st.lists(PIECES).map("".join), min_size=1), st.sampled_from(",;\t|"))
def test_no_cell_begins_a_formula_however_a_row_is_cut(cells: list[str], delimiter: str) -> None:
    row = row_text(cells)
    # A spreadsheet that cuts at other marks than the row does heeds no quotes inside a cell.
    read = csv.reader(io.StringIO(row, newline=""), delimiter=delimiter)
    for line in (*read, row.split(delimiter)):
        assert not any(cell.startswith(BEGINS) for cell in line)
