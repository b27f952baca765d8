from __future__ import annotations

import pytest
import yaml

from advocacy_cli.campaign import yaml_tree
from advocacy_cli.campaign.yaml_syntax import Complaint, explain
from advocacy_cli.campaign.yaml_tree import read_yaml


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a:\n\tb: c\n", "f:2:1", "a tab"),
        ("a:\n  b: c\n\td: e\n", "f:3:1", "a tab"),
        ("a:\n  - id: x\n     \tz: w\n", "f:3:6", "a tab"),
        ("name: *a*\n", "f:1:7", "may not begin with *"),
        ("name: @x\n", "f:1:7", "may not begin with @"),
        ("name: `x`\n", "f:1:7", "may not begin with `"),
        ("a: !x!y b\n", "f:1:4", "may not begin with !"),
        ("a: [b, c\nd: e\n", "f:1:4", "with [ is not closed"),
        ("a: {b: c\nd: e\n", "f:1:4", "with { is not closed"),
        ("a: [", "f:1:5", "closing bracket"),
        ('a: "b\nc: d\n', "f:1:4", "no closing quote"),
        ("a: 'O'Brien'\n", "f:1:7", "does not fit"),
        ("a: b: c\n", "f:1:5", "a colon"),
        ("名: 中: x\n", "f:1:5", "a colon"),
        ("a: b\nc\nd: e\n", "f:2:1", "without a colon"),
        ("a:\n - b\n c: d\n", "f:3:2", "does not fit"),
        ("a: - b\n", "f:1:4", "a list cannot begin"),
        ("a: |x\n", "f:1:5", "follow | or >"),
        ("%YAML 2.0\n---\na: b\n", "f:1:1", "version of YAML"),
    ],
)
def test_syntax_errors_are_explained_at_their_place(
    monkeypatch: pytest.MonkeyPatch, loader: str, text: str, place: str, said: str
) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(yaml, loader))
    _, [problem] = read_yaml(text, "f")
    assert str(problem.where) == place
    assert said in problem.message
    assert problem.hint


def test_backslash_in_double_quotes() -> None:
    _, [problem] = read_yaml('a: "C:\\windows"\n', "f")
    assert "backslash" in problem.message
    assert "single quotes" in problem.hint


def test_an_unheard_of_complaint_is_passed_on() -> None:
    problem = explain(Complaint("found a dragon", (1, 2)), "ab", "f")
    assert problem.message == "this is not valid YAML (found a dragon)"
    assert str(problem.where) == "f:1:2"
