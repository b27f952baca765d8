from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from advocacy_cli.campaign import yaml_tree
from advocacy_cli.campaign.tree import Node
from advocacy_cli.campaign.yaml_tree import MAX_DEPTH, read_yaml


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _loader(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test runs with the C loader and with the one that serves where there is none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_LOADER", getattr(yaml, request.param))
        yield


def plain(node: Node | None) -> Any:
    if node is None or node.content is None or isinstance(node.content, str):
        return node and node.content
    if isinstance(node.content, tuple):
        return [plain(item) for item in node.content]
    return {key: plain(entry.value) for key, entry in node.content.items()}


def read(text: str) -> Any:
    tree, problems = read_yaml(text, "f")
    assert problems == []
    return plain(tree)


def problems_of(text: str) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.where)) for problem in read_yaml(text, "f")[1]]


@pytest.mark.parametrize(
    "scalar",
    ["02134", "NO", "ON", "1:30", "Null", "null", "~", "true", "1e3", "2023-09-21", "0x1F", "="],
)
def test_scalars_stay_as_typed(scalar: str) -> None:
    assert read(f"a: {scalar}\nb: [{scalar}]\n") == {"a": scalar, "b": [scalar]}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'[docs]'", "[docs]"),
        ("'[/x]'", "[/x]"),
        ("O'Brien & <b>", "O'Brien & <b>"),
        ("'*a*'", "*a*"),
        ("'{{ 7*7 }}'", "{{ 7*7 }}"),
        ("هبة محمد", "هبة محمد"),
        ("习近平", "习近平"),
        ("시진핑", "시진핑"),
        ('"Suite #4"', "Suite #4"),
    ],
)
def test_names_stay_as_typed(written: str, meant: str) -> None:
    assert read(f"name: {written}\n") == {"name": meant}


def test_nothing_after_a_key_is_not_given() -> None:
    assert read("a:\nb: ''\n") == {"a": None, "b": ""}


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n", "\n\n"])
def test_empty_file_has_no_content(text: str) -> None:
    assert read(text) is None


def test_every_value_and_key_knows_its_place() -> None:
    tree, _ = read_yaml("名: 中\nlist:\n  - id: a\n    lines: [x, {k: v}]\n", "f")
    assert tree
    assert str(tree.place(("名",), "f")) == "f:1:4"
    assert str(tree.place(("list", 0), "f")) == "f:3:5"
    assert str(tree.place(("list", 0, "lines", 1, "k"), "f")) == "f:4:20"
    assert str(tree.key_place(("list", 0, "lines"), "f")) == "f:4:5"
    assert str(tree.place(("list", 0, "lines", 7), "f")) == "f:4:12"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", [("repeated_key", "f:3:1")]),
        ("a: &x 1\nb: *x\n", [("anchor", "f:1:4"), ("alias", "f:2:4")]),
        ("a: &x\n  b: *x\n", [("anchor", "f:1:4"), ("alias", "f:2:6")]),
        ("a: !!python/object:os.system x\n", [("tag", "f:1:4")]),
        ("a: ! x\n", [("tag", "f:1:4")]),
        ("a:\n  <<: {b: c}\n", [("merge_key", "f:2:3")]),
        ("a: b\n---\nc: d\n", [("several_documents", "f:2:1")]),
        ("name: {{ 7*7 }}\n", [("key_not_text", "f:1:8")]),
        ("? [a]\n: b\n", [("key_not_text", "f:1:3")]),
        ("a:\n  -\n  - b\n", [("empty_item", "f:2:4")]),
        ("lines: [Suite #4]\n", [("cut_off", "f:1:15"), ("yaml_syntax", "f:1:8")]),
        ("line: Suite #4\n", [("cut_off", "f:1:13")]),
        ("a: \x07\n", [("control_character", "f:1:4")]),
        ("a: b\n\ud800\n", [("control_character", "f:2:1")]),
    ],
)
def test_machinery_and_slips_are_refused(text: str, found: list[tuple[str, str]]) -> None:
    assert problems_of(text) == found


def test_a_quoted_merge_sign_is_a_text() -> None:
    assert read("'<<': a\nb: <<\n") == {"<<": "a", "b": "<<"}


def test_every_slip_of_a_file_is_reported() -> None:
    text = "a: &x 1\na: 2\nb: *x\n<<: c\nlist: [!t d]\n"
    assert [code for code, _ in problems_of(text)] == [
        "anchor",
        "repeated_key",
        "alias",
        "merge_key",
        "tag",
    ]


def test_a_comment_after_a_value_is_no_slip() -> None:
    assert read("a: b # a remark\nc: d#e\n") == {"a": "b", "c": "d#e"}


def test_what_holds_a_slip_is_marked_faulty_and_what_does_not_is_not() -> None:
    tree, _ = read_yaml("bad:\n  - x: *a\ngood: [b]\n", "f")
    assert tree
    faulty = {key: node.faulty for key in ("bad", "good") if (node := tree.child(key))}
    assert faulty == {"bad": True, "good": False}


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{" * 100_000, "a: " + "[" * 99])
def test_hostile_nesting_ends_early(text: str) -> None:
    tree, [problem] = read_yaml(text, "f")
    assert tree is None
    assert problem.code == "too_deep"


def test_nesting_up_to_the_limit_is_read() -> None:
    assert read_yaml("[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH, "f")[1] == []


@settings(deadline=None)
@given(st.text())
@example("a: |\n  x\n\ty")
@example("a: x\u2028 #b")
@example("'a\x85 #b")
def test_no_text_raises(text: str) -> None:
    tree, problems = read_yaml(text, "f")
    assert tree is None or isinstance(tree, Node)
    for problem in problems:
        assert problem.where
        assert problem.where.line


@settings(deadline=None)
@given(st.text(alphabet="ab:-[]{}\"'#&*!|>%@,? \n\t", max_size=60))
def test_no_yaml_like_text_raises(text: str) -> None:
    for problem in read_yaml(text, "f")[1]:
        assert problem.where
        assert problem.where.line
        assert problem.message
