from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.campaign.rewriting import Changes, rewrite_list
from advocacy_cli.campaign.tree import Node
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError

SHIPPED = Path(__file__).parents[2] / "recipients.yaml"


def plain(node: Node | None) -> Any:
    content = node.content if node else None
    if isinstance(content, Mapping):
        return {key: plain(entry.value) for key, entry in content.items()}
    return [plain(item) for item in content] if isinstance(content, tuple) else content


def read(text: str) -> list[Any]:
    tree, problems = read_yaml(text.replace("\r\n", "\n").replace("\r", "\n"), "recipients.yaml")
    assert problems == []
    assert tree is not None
    return plain(tree.child("recipients")) or []


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
AWKWARD = st.sampled_from(
    ["no", "- x", "a: b", "a #b", "'", '"', "[", "{", "*", "\\", "\\n", "two\nlines", "007", "é 中"]
)
VALUE = TEXT | AWKWARD
KEYS = ["form", "note", "office", "address", "tags", "email"]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "office": VALUE | st.dictionaries(st.sampled_from(["en", "de", "zh-Hans"]), VALUE, min_size=1),
    "address": st.fixed_dictionaries(
        {"country": st.sampled_from(["GB", "NO"]), "lines": st.lists(VALUE, min_size=1)},
        optional={"postcode": VALUE},
    ),
    "tags": st.lists(VALUE, min_size=1, max_size=3),
}
NEW = {key: VALUES.get(key, VALUE) for key in KEYS}
ENTRIES = [
    "- id: {id}\n  form: minister\n  note: plain # of the note\n",
    """\
- # about it
  form: 'it''s'
  # within
  id: {id}
  office:
    en: One
    # between
    de: Zwei
""",
    """\
-   id: {id}
    address:
      country: GB
      lines:
      - 1 Street
      - Town
    note: |
      several

      lines
""",
    "- {{id: {id}, form: minister, tags: [a, b]}}\n",
    "- {{id: {id},  # in brackets\n   note: x}}  # behind it\n",
    "-\n  id: {id}\n  note:\n  tags:\n  - a\n  - b\n  email: several\n    words\n",
]
GAPS = ["", "\n", "  # -- A heading\n\n", "\n  # about the next one: it's a [test\n", "# - x\n"]


@dataclass
class Kept:
    """The list as pieces of text: what is not an entry has an empty id."""

    pieces: list[tuple[str, str]]
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(piece for _, piece in self.pieces)

    def around(self, name: str) -> tuple[str, str]:
        at = [found for found, _ in self.pieces].index(name)
        before = "".join(piece for _, piece in self.pieces[:at])
        return before, "".join(piece for _, piece in self.pieces[at + 1 :])


@st.composite
def lists(draw: st.DrawFn) -> Kept:
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    indent = " " * draw(st.integers(0, 3))
    pieces = [("", "# Offices\n"), ("", "recipients: # all\n")]
    for number in range(draw(st.integers(0, 4))):
        name = f"r{number}"
        pieces.append(("", draw(st.sampled_from(GAPS))))
        lines = draw(st.sampled_from(ENTRIES)).format(id=name).splitlines(keepends=True)
        pieces.append((name, "".join(indent + line for line in lines)))
    pieces.append(("", draw(st.sampled_from(["", "\n# the end\n", "\n\n"]))))
    kept = Kept([(name, piece.replace("\n", end)) for name, piece in pieces])
    kept.data = {entry["id"]: entry for entry in read(kept.text)}
    return kept


def remove(kept: Kept, name: str) -> None:
    before, after = kept.around(name)
    assert rewrite_list(kept.text, "recipients", Changes(removed=frozenset({name}))) == (
        before + after
    )
    kept.pieces = [piece for piece in kept.pieces if piece[0] != name]
    del kept.data[name]


def change(kept: Kept, name: str, new: Mapping[str, Any]) -> None:
    before, after = kept.around(name)
    result = rewrite_list(kept.text, "recipients", Changes(changed={name: new}))
    assert result.startswith(before)
    assert result.endswith(after)
    piece = result[len(before) : len(result) - len(after)]
    kept.pieces = [(n, piece if n == name else old) for n, old in kept.pieces]
    merged = {**kept.data[name], **new}
    kept.data[name] = {k: v for k, v in merged.items() if k not in new or v is not None}
    assert read(result) == list(kept.data.values())


def insert(kept: Kept, entry: Mapping[str, Any]) -> None:
    old, new = kept.text, rewrite_list(kept.text, "recipients", Changes(added=(entry,)))
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    assert new[at + len(new) - len(old) :] == old[at:]
    kept.pieces = [("", new)]
    kept.data[str(entry["id"])] = dict(entry)
    assert read(new) == list(kept.data.values())


@settings(max_examples=150, deadline=None)
@given(kept=lists(), data=st.data())
def test_any_changes_leave_every_other_byte_and_read_back(kept: Kept, data: st.DataObject) -> None:
    for name in data.draw(st.permutations(list(kept.data))):
        if data.draw(st.booleans()):
            remove(kept, name)
        else:
            none = st.none()
            options = {key: NEW[key] | none for key in KEYS}
            change(kept, name, data.draw(st.fixed_dictionaries({}, optional=options)))
    for number in range(data.draw(st.integers(0, 2))):
        new = data.draw(st.fixed_dictionaries({"id": st.just(f"new{number}")}, optional=NEW))
        insert(kept, new)


FLOW = "recipients: [{id: a, note: x}, # first\n  {id: b}, {id: c} ] # end\n"


@pytest.mark.parametrize(
    ("removed", "left"), [("a", "b c"), ("b", "a c"), ("c", "a b"), ("a b c", ""), ("b c", "a")]
)
@pytest.mark.parametrize("comma", ["", ","])
def test_a_list_in_brackets_loses_and_gains_entries(removed: str, left: str, comma: str) -> None:
    text = FLOW.replace(" ]", f"{comma} ]")
    result = rewrite_list(text, "recipients", Changes(removed=frozenset(removed.split())))
    assert [entry["id"] for entry in read(result)] == left.split()
    assert "# first\n" in result and result.endswith("] # end\n")
    more = rewrite_list(result, "recipients", Changes(added=({"id": "d", "tags": ["x, y"]},)))
    assert read(more) == [*read(result), {"id": "d", "tags": ["x, y"]}]


@pytest.mark.parametrize(
    "text", ["", "# none yet\n", "recipients:", "recipients: []\n", "recipients:\n  # none\n"]
)
def test_an_empty_list_gets_its_first_entry(text: str) -> None:
    result = rewrite_list(text, "recipients", Changes(added=({"id": "a"}, {"id": "b"})))
    assert result.startswith(text.rstrip("\n []"))
    assert read(result) == [{"id": "a"}, {"id": "b"}]


def test_one_key_of_the_shipped_list_changes_and_nothing_else() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    new = {"holder": {**read(text)[0]["holder"], "as_of": "2027-01-01"}}
    result = rewrite_list(text, "recipients", Changes(changed={"xi-jinping": new}))
    assert result == text.replace("as_of: 2026-11-01", "as_of: 2027-01-01", 1)


def test_an_added_entry_follows_the_style_of_the_list() -> None:
    text = "recipients:\r\n- id: a\r\n\r\n- id: b\r\n  # of b\r\n\r\n# the end"
    entry = {
        "id": "c",
        "office": {"en": "Minister: of trade"},
        "address": {"country": "NO", "lines": ["1 Street"]},
        "tags": ["x", "y-z"],
        "as_of": "2026-01-01",
    }
    result = rewrite_list(text, "recipients", Changes(added=(entry,)))
    added = (
        '\n\n- id: c\n  office:\n    en: "Minister: of trade"\n  address:\n    country: "NO"\n'
        '    lines:\n      - "1 Street"\n  tags: [x, y-z]\n  as_of: 2026-01-01'
    )
    assert result == text.replace("# of b", "# of b" + added.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("recipients: [\n", "yaml_syntax"),
        ("recipients: text\n", "wrong_kind"),
        ("- id: a\n", "wrong_kind"),
        ("recipients:\n  - ? id\n    : a\n", "cannot_rewrite"),
    ],
)
def test_what_cannot_be_changed_is_refused(text: str, code: str) -> None:
    changes = (
        Changes(changed={"a": {"id": "b"}}) if code == "cannot_rewrite" else Changes(({"id": "x"},))
    )
    with pytest.raises(AdvocacyError) as caught:
        rewrite_list(text, "recipients", changes)
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].message
