from __future__ import annotations

import pytest

from advocacy_cli.campaign.tables.rows import MAX_CELL, MAX_COLUMNS, Row, Table
from advocacy_cli.errors import AdvocacyError, Problem


def rows(text: str) -> list[Row]:
    return list(Table(text, "t.csv", ","))


def refusal(text: str) -> Problem:
    with pytest.raises(AdvocacyError) as caught:
        rows(text)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_know_their_line_and_text_whatever_ends_lines(end: str) -> None:
    found = rows(end.join(["a,b", "1,2", '"x', 'y",3', "4,5", ""]))
    assert [(row.line, row.cells) for row in found] == [
        (2, ["1", "2"]),
        (3, [f"x{end}y", "3"]),
        (5, ["4", "5"]),
    ]
    assert "".join(row.raw for row in found) == end.join(["1,2", '"x', 'y",3', "4,5", ""])


def test_a_guarded_formula_loses_its_apostrophe_and_other_apostrophes_stay() -> None:
    (row,) = rows("a,b,c,d\n'=1+2,''=x,'tis,=3\n")
    assert row.cells == ["=1+2", "'=x", "'tis", "=3"]


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("1", "ragged_row", "fewer cells than there are headers: 1, not 2"),
        ("1,2,3", "ragged_row", "more cells than there are headers: 3, not 2"),
        ('"say "hi" to",2', "stray_quote", "inside a quoted cell"),
        ("x" * (MAX_CELL + 1) + ",2", "cell_too_long", f"longer than {MAX_CELL}"),
        ("x" * 1_000_000 + ",2", "cell_too_long", f"longer than {MAX_CELL}"),
    ],
)
def test_a_bad_row_says_why_and_the_next_ones_are_read(line: str, code: str, message: str) -> None:
    bad, good = rows(f"a,b\n{line}\n8,9\n")
    assert bad.problem is not None
    assert (bad.problem.code, str(bad.problem.where)) == (code, "t.csv:2")
    assert message in bad.problem.message
    assert (good.problem, good.cells) == (None, ["8", "9"])


def test_empty_cells_beyond_the_headers_do_no_harm() -> None:
    (row,) = rows("a,b\n1,2,,\n")
    assert (row.cells, row.problem) == (["1", "2"], None)


def test_blank_rows_are_passed_over_and_headers_given_again_are_reported() -> None:
    table = Table("\na,b\n,\n1,2\n\na,b\n3,4\n", "t.csv", ",")
    assert [row.cells for row in table] == [["1", "2"], ["3", "4"]]
    (warning,) = table.warnings
    assert (warning.code, str(warning.where)) == ("repeated_header", "t.csv:6")


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "empty_table", "t.csv is empty"),
        ("\n\n", "empty_table", "t.csv is empty"),
        ("a,b,a\n", "repeated_column", "the header 'a' stands here twice"),
        (
            ",".join(f"c{number}" for number in range(300)),
            "too_many_columns",
            f"the table has 300 columns; {MAX_COLUMNS} are the most",
        ),
        ('a,b\n1,"2\n3,4\n', "unclosed_quote", "never closed"),
        ('a,b\n1,"2\n' + "3,4\n" * 50_000, "unclosed_quote", "never closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(text: str, code: str, message: str) -> None:
    problem = refusal(text)
    assert problem.code == code
    assert message in problem.message
