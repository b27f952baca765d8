from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.cli.terminal import Terminal
from advocacy_cli.errors import Problem, Severity, Where

UGLY = "[docs] [/x] :smile: [bold]x[/bold] {{ 7*7 }}"


@pytest.fixture
def terminal() -> Terminal:
    return Terminal({})


def test_user_text_is_never_markup(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.answer(UGLY)
    terminal.table(["a"], [[UGLY]])
    terminal.facts([("a", UGLY)])
    terminal.problems([Problem("code", UGLY, hint=UGLY)], to_answer=True)
    assert capsys.readouterr().out.count(UGLY) == 5


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@pytest.mark.slow
@given(st.dictionaries(st.text(), VALUES), st.sampled_from(["utf-8", "ascii"]), st.booleans())
def test_json_is_laid_out_as_the_standard_library_does(
    answer: dict[str, Any], encoding: str, with_iterators: bool
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace", newline="\n")
    with contextlib.redirect_stdout(out):
        Terminal({}).json(_with_iterators(answer) if with_iterators else answer)
    expected = json.dumps(answer, ensure_ascii=encoding == "ascii", indent=2) + "\n"
    for sign in STEERING:
        if sign >= "\x7f":
            expected = expected.replace(sign, f"\\u{ord(sign):04x}")
    assert out.buffer.getvalue() == expected.encode(encoding, errors="replace")


def _with_iterators(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: iter(value) if isinstance(value, list) else value for key, value in answer.items()}


def test_nothing_is_cut_in_a_pipe(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    long = "word " * 100
    terminal.table(["a", "b"], [[long.strip(), long.strip()]])
    assert long + " " in capsys.readouterr().out


def test_no_line_ends_with_blanks_in_a_pipe(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.table(["a", "long header"], [["1", "x"], ["2", "a longer cell"]])
    terminal.facts([("a", "a longer value"), ("b", "")])
    lines = capsys.readouterr().out.split("\n")
    assert lines == [line.rstrip() for line in lines]
    assert lines[-4:] == ["2   a longer cell", "a  a longer value", "b", ""]


def test_columns_in_a_pipe_are_as_wide_as_their_widest_line(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.table(["a", "b", "c"], [["中文", ("x\ty", "second"), "z"], ["1", "", "22"]])
    terminal.facts([])
    assert capsys.readouterr().out.split("\n") == [
        "a      b           c",
        "─" * 21,
        "中文   x       y   z",
        "       second",
        "1                  22",
        "",
    ]


def test_control_characters_cannot_steer_the_terminal(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.answer("a\x1b[2Jb\x07")
    assert capsys.readouterr().out == "a\\x1b[2Jb\\x07\n"


STEERING = [
    *map(chr, (*range(9), *range(10, 32), *range(127, 160))),
    *map(chr, (0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x2070))),
    *map(chr, range(0xFFF9, 0xFFFC)),
]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_no_way_to_the_terminal_lets_steering_through(
    terminal: Terminal,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    is_terminal: bool,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    for sign in STEERING:
        ugly = f"<{sign}31m>"
        terminal.answer(ugly)
        terminal.talk(ugly)
        terminal.table(["a", "b"], [[ugly, (ugly, ugly)]])
        terminal.facts([(ugly, ugly)])
        terminal.problems([Problem("code", ugly, where=Where(ugly, 1), hint=ugly)])
        if sign != "\n":
            terminal.text(ugly)
            terminal.json({ugly: [ugly]})
        if is_terminal:
            terminal.csv(["a"], [[ugly]])
    said = "".join(capsys.readouterr())
    said = re.sub("\x1b\\[[0-9;]*m", "", said)  # of styles, which are ours
    assert not set(STEERING).intersection(said.replace("\n", ""))
    assert not any(line.startswith("31m") for line in said.split("\n"))


def test_a_line_feed_forges_no_line(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    forged = "a note\n2026-01-01  sent"
    terminal.answer(forged)
    terminal.facts([("note", forged)])
    terminal.table(["note"], [[forged]])
    assert capsys.readouterr().out.count("a note\\n2026-01-01  sent\n") == 3


@pytest.mark.parametrize("name", ["هبة محمد", "דנה כהן", "علی‌رضا", "क्‍ष", "김철수", "Žofia"])
def test_names_of_every_direction_show(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    terminal.answer(name)
    terminal.text(f"\u2068{name}\u2069")
    assert capsys.readouterr().out == f"{name}\n{name}\n"


def test_json_says_the_same_with_escapes(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    value = {"name": "a\x9bb\u202ec\u200fd\x7f"}
    terminal.json(value)
    out = capsys.readouterr().out
    assert json.loads(out) == value
    assert out.isascii()


def test_problems_say_what_where_and_what_next(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.problems(
        [
            Problem("bad", "it is bad", Severity.WARNING, Where("a.yaml", 3, 7), "mend it"),
            Problem("worse", "it is worse"),
        ]
    )
    assert capsys.readouterr().err == (
        "a.yaml:3:7: warning: it is bad [bad]\n  mend it\nerror: it is worse [worse]\n"
    )


def test_csv_keeps_formulas_from_running(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.csv(["a", "b"], [["=HYPERLINK(1)", 'say "x", y'], ["@a", "-1"]])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["a", "b"], ["'=HYPERLINK(1)", 'say "x", y'], ["'@a", "'-1"]]


def test_talk_goes_beside_the_answer(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.talk("talk")
    terminal.answer("answer")
    assert capsys.readouterr() == ("answer\n", "talk\n")
