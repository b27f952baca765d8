from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.campaign.schema import Record, Section, read_entries, read_record
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import Problem
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

RECIPIENT = "id: a\nform: minister\n"
SENDER = "id: a\nuid: 0123456789\nname: A\naddress: {country: GB, lines: [x]}\n"


def record(model: Any, text: str) -> tuple[Record[Any] | None, list[Problem]]:
    tree, problems = read_yaml(text, "f")
    assert tree
    found, more = read_record(model, tree, "f")
    return found, problems + more


def section(text: str) -> tuple[Section[Recipient], list[Problem]]:
    tree, problems = read_yaml(text, "f")
    found, more = read_entries(Recipient, tree, "f", "recipients")
    return found, problems + more


def test_a_value_knows_where_it_stands() -> None:
    found, problems = record(Recipient, "# remark\n" + RECIPIENT + "tags: [x, y]\n")
    assert problems == []
    assert found
    assert str(found.value.where) == "f:2:1"
    assert str(found.at("tags", 1)) == "f:4:11"
    assert str(found.at_key("tags")) == "f:4:1"
    assert str(found.at("office", "en")) == "f:2:1"


@pytest.mark.parametrize(
    ("model", "text", "code", "where", "said", "hint"),
    [
        (Recipient, "id: a\n", "missing_key", "f:1:1", "`form` is missing", "add `form:`"),
        (Recipient, "id: a\nform:\n", "missing_key", "f:2:1", "`form` is empty", "after the colon"),
        (
            Recipient,
            RECIPIENT + "address: {country: GB}\n",
            "missing_key",
            "f:3:10",
            "`address.lines` is missing",
            "add `lines:`",
        ),
        (Recipient, RECIPIENT + "emial: x\n", "unknown_key", "f:3:1", "`emial`", "mean email?"),
        (Recipient, RECIPIENT + "emial:\n", "unknown_key", "f:3:1", "`emial`", "mean email?"),
        (Recipient, RECIPIENT + "where: x\n", "unknown_key", "f:3:1", "`where`", "the keys here"),
        (
            Recipient,
            RECIPIENT + "address: {country: GB, lines: [x], postcodes: y}\n",
            "unknown_key",
            "f:3:36",
            "`postcodes`",
            "mean postcode?",
        ),
        (
            Recipient,
            RECIPIENT + "holder: {nam: x, name: y}\n",
            "unknown_key",
            "f:3:10",
            "`nam`",
            "mean name?",
        ),
        (
            Recipient,
            RECIPIENT + "serves: [{region: GB, postcode: [x]}]\n",
            "unknown_key",
            "f:3:23",
            "`postcode`",
            "mean postcodes?",
        ),
        (
            Recipient,
            RECIPIENT + "note: [x]\n",
            "wrong_kind",
            "f:3:7",
            "be text, but is a list",
            "[",
        ),
        (
            Recipient,
            RECIPIENT + "office: [docs]\n",
            "wrong_kind",
            "f:3:9",
            "be text, or one text per language, but is a list",
            "quotes",
        ),
        (
            Recipient,
            RECIPIENT + "address: {country: GB, lines: [Room 5: East]}\n",
            "wrong_kind",
            "f:3:32",
            "`address.lines` must be text, but is keys with values",
            "colon",
        ),
        (
            Recipient,
            RECIPIENT + "tags: x\n",
            "wrong_kind",
            "f:3:7",
            "be a list, but is text",
            "hyph",
        ),
        (
            Recipient,
            RECIPIENT + "address: x\n",
            "wrong_kind",
            "f:3:10",
            "be keys with values, but is text",
            "key: value",
        ),
        (
            Recipient,
            RECIPIENT + "address: {country: UK, lines: [x]}\n",
            "bad_value",
            "f:3:20",
            "`address.country`: 'UK' is not an ISO 3166 country code",
            "",
        ),
        (
            Recipient,
            RECIPIENT + "address: {country: GB, lines: [x], postcode: 02134}\n",
            "bad_value",
            "f:3:10",
            "`address`: the postcode 02134 stands in none",
            "",
        ),
        (
            Recipient,
            RECIPIENT + "address: {country: GB, lines: []}\n",
            "bad_value",
            "f:3:31",
            "`address.lines`: needs at least 1",
            "",
        ),
        (Recipient, RECIPIENT + "as_of: 1/9/2023\n", "bad_value", "f:3:8", "write it as 2026-", ""),
        (Recipient, RECIPIENT + "office: ''\n", "bad_value", "f:3:9", "`office`: is empty", ""),
        (
            Recipient,
            RECIPIENT + 'office: {en: "a\\u202Eb"}\n',
            "bad_value",
            "f:3:14",
            "`office.en`: holds the invisible character U+202E",
            "",
        ),
        (
            Recipient,
            RECIPIENT + "holder: {name: x, gender: male}\n",
            "bad_value",
            "f:3:27",
            "'male' is not one of 'm' or 'f'",
            "",
        ),
        (
            Recipient,
            RECIPIENT + f"note: {'x' * 301}\n",
            "bad_value",
            "f:3:7",
            "longer than 300",
            "",
        ),
        (Recipient, "id: ../x\nform: minister\n", "bad_value", "f:1:5", "'../x' is not an id", ""),
        (Recipient, "id: a/b\nform: minister\n", "bad_value", "f:1:5", "'a/b' is not an id", ""),
        (Recipient, "id: direct\nform: minister\n", "bad_value", "f:1:5", "of its own", ""),
        (Settings, "name: x\ncode: nkr\n", "bad_value", "f:2:7", "two to five capital", ""),
        (Settings, "name: x\ncode: NK\nact_by: 02-30\n", "bad_value", "f:3:9", "not a day", ""),
        (Settings, "[a]", "wrong_kind", "f:1:1", "keys with values, but is a list", ""),
        (Sender, SENDER + "example: yes\n", "bad_value", "f:5:10", "neither true nor false", ""),
        (Sender, SENDER.replace("9", "_"), "bad_value", "f:2:6", "letters, digits", ""),
    ],
)
def test_problems_are_in_our_words_and_at_their_place(
    model: Any, text: str, code: str, where: str, said: str, hint: str
) -> None:
    found, [problem] = record(model, text)
    assert found is None
    assert (problem.code, str(problem.where)) == (code, where)
    assert said in problem.message
    assert hint in problem.hint
    assert "pydantic" not in problem.message + problem.hint


def test_every_problem_of_an_entry_is_reported() -> None:
    _, problems = record(Recipient, "naem: x\naddress: {country: uk}\ntags: x\n")
    assert sorted(problem.code for problem in problems) == [
        "bad_value",
        "missing_key",
        "missing_key",
        "missing_key",
        "unknown_key",
        "wrong_kind",
    ]


def test_empty_keys_take_their_defaults() -> None:
    text = SENDER + "languages:\nexample:\nregion:\nco_signers:\n"
    found, problems = record(Sender, text)
    assert problems == []
    assert found
    assert found.value.languages == ("en",)
    assert found.value.region is None


def test_texts_that_other_loaders_would_change_stay() -> None:
    text = """\
id: a
uid: 0123456789
name: O'Brien & <b>
region: ON
address: {country: CA, lines: [1:30, NO, 02134], postcode: 02134}
"""
    found, problems = record(Sender, text)
    assert problems == []
    assert found
    sender = found.value
    assert (sender.name, sender.region, sender.uid) == ("O'Brien & <b>", "CA-ON", "0123456789")
    assert sender.address.lines == ("1:30", "NO", "02134")
    assert sender.address.postcode == "02134"
    assert record(Recipient, RECIPIENT + "represents: NO\n")[0].value.represents == "NO"  # type: ignore[union-attr]


def test_what_was_refused_as_yaml_is_not_reported_again() -> None:
    found, problems = record(Recipient, "id: a\nform: *x\ntags: [*y]\n")
    assert found is None
    assert [problem.code for problem in problems] == ["alias", "alias"]


def test_broken_entries_are_left_out_and_the_others_kept_in_order() -> None:
    text = """\
recipients:
  - {id: b, form: minister}
  - {id: broken, form: minister, oops: 1}
  - {form: minister}
  - {id: a, form: minister}
"""
    found, problems = section(text)
    assert list(found.records) == ["b", "a"]
    assert found.left_out == {"broken"}
    assert [(problem.code, str(problem.where)) for problem in problems] == [
        ("unknown_key", "f:3:34"),
        ("missing_key", "f:4:5"),
    ]


def test_a_second_entry_with_an_id_is_refused_and_names_the_first() -> None:
    text = "recipients:\n  - {id: a, form: minister, note: one}\n  - {id: a, form: minister}\n"
    found, [problem] = section(text)
    assert found.records["a"].value.note == "one"
    assert (problem.code, str(problem.where)) == ("duplicate_id", "f:3:10")
    assert "line 2" in problem.message


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["missing_key"]),
        ("recipient: []\n", ["unknown_key", "missing_key"]),
        ("recipients: x\n", ["wrong_kind"]),
        ("[]\n", ["wrong_kind"]),
        ("recipients: [x]\n", ["wrong_kind"]),
        ("recipients:\nmore: x\n", ["unknown_key"]),
    ],
)
def test_files_of_another_shape_are_refused(text: str, codes: list[str]) -> None:
    found, problems = section(text)
    assert [problem.code for problem in problems] == codes
    assert not found.records


def test_an_empty_list_is_a_list() -> None:
    assert section("recipients:\n") == (Section(), [])


_scalars = st.one_of(
    st.none(), st.text(max_size=8), st.sampled_from(["GB", "a", "true", "2023-01-01"])
)
_keys = st.sampled_from([*Recipient.model_fields, "country", "lines", "name", "region", "en", "zz"])
_data = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=5),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*Recipient.model_fields, "zz"]), _data, max_size=8))
def test_no_entry_raises(data: dict[str, Any]) -> None:
    import json

    tree, _ = read_yaml(json.dumps({"recipients": [data]}, ensure_ascii=True), "f")
    if tree:
        _, problems = read_entries(Recipient, tree, "f", "recipients")
        assert all(problem.where and problem.where.line for problem in problems)
