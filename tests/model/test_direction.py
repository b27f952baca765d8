from __future__ import annotations

import pytest

from advocacy_cli.model.direction import direction_of, has_right_to_left, isolated, joined

ARABIC, HEBREW = "أحمد", "דוד"


def test_the_direction_is_that_of_the_first_letter_outside_of_values() -> None:
    assert direction_of("12/3 Foo") == "ltr"
    assert direction_of(f"12/3 {HEBREW} Foo") == "rtl"
    assert direction_of(f"{isolated(ARABIC)} · Foo") == "ltr"
    assert direction_of("12/3") == "ltr"


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (["Ada", "12/3 Foo Rd"], "Ada · 12/3 Foo Rd"),
        ([ARABIC, "12/3 Foo Rd"], f"{isolated(ARABIC)} · 12/3 Foo Rd"),
        ([HEBREW, "12/3", "Foo"], f"{isolated(HEBREW)} · 12/3 · Foo"),
        ([ARABIC, HEBREW, "12/3"], f"{ARABIC} · {HEBREW} · {isolated('12/3')}"),
        (
            [ARABIC, f"{HEBREW} 7", "Foo"],
            f"{ARABIC} · {isolated(HEBREW + ' 7')} · {isolated('Foo')}",
        ),
        ([f"Foo {ARABIC}", "Bar"], f"{isolated('Foo ' + ARABIC)} · Bar"),
    ],
)
def test_values_on_one_line_are_marked_where_they_run_another_way(
    parts: list[str], line: str
) -> None:
    assert joined(parts, " · ") == line
    assert has_right_to_left(line) == (ARABIC in line or HEBREW in line)
