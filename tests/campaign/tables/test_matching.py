from __future__ import annotations

import random
from typing import Any

import pytest

from advocacy_cli.campaign.tables.columns import SENDERS
from advocacy_cli.campaign.tables.incoming import Asked, take
from advocacy_cli.campaign.tables.matching import Comparison, compare, slug_of
from advocacy_cli.model.senders import Sender

ADDRESS = {"country": "GB", "lines": ["1 Street"]}


def sender(name: str, **changes: Any) -> Sender:
    entry = {"id": slug_of(name), "uid": f"uid-of-{slug_of(name)}", "name": name, **changes}
    return Sender.model_validate({"address": ADDRESS, **entry})


def compared(table: str, *senders: Sender) -> Comparison:
    taken = take(table.encode(), "t.csv", SENDERS, Asked())
    return compare(
        taken, {known.id: known for known in senders}, Sender, new_uid=lambda: "new-uid-0001"
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Jörg Müller", "joerg-mueller"),
        ("Ann O'Hara", "ann-o-hara"),
        ("Łukasz Ñandú", "lukasz-nandu"),
        ("All", "all-1"),
    ],
)
def test_ids_are_made_of_names(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize("name", ["김철수", "محمد", "123", ""])
def test_a_name_without_latin_letters_gives_a_digest_that_stays(name: str) -> None:
    slug = slug_of(name)
    assert slug.startswith("n-") and slug == slug_of(name)
    assert sender(name or "x", id=slug).id == slug


def test_rows_are_added_changed_the_same_and_missing() -> None:
    found = compared(
        "name,country,line1,line2,phone\n"
        "Ada,GB,1 Street,,\nBo,GB,2 Street,Town,1\nCy,GB,3 Street,,\n",
        sender("Ada"),
        sender("Bo", address={"country": "GB", "lines": ["1 Street", "Town"]}),
        sender("Di"),
    )
    assert list(found.added) == ["cy"] and found.added["cy"].data["uid"] == "new-uid-0001"
    assert dict(found.changed["bo"].columns) == {
        "line1": ("1 Street", "2 Street"),
        "phone": ("", "1"),
    }
    assert (found.same, found.missing, found.bad) == (("ada",), ("di",), ())


def test_columns_that_are_not_there_are_left_alone_and_empty_cells_take_away() -> None:
    known = sender("Ada", phone="1", email="a@x.org")
    (edited,) = compared("id,phone\nada,\n", known).changed.values()
    assert dict(edited.columns) == {"phone": ("1", "")}
    assert edited.data["email"] == "a@x.org" and "phone" not in edited.data


def test_fewer_lines_replace_all_lines() -> None:
    known = sender("Ada", address={"country": "GB", "lines": ["a", "b", "c"]})
    (edited,) = compared("id,line1,line2\nada,x,\n", known).changed.values()
    assert edited.data["address"]["lines"] == ["x"]


def test_a_person_is_known_by_address_when_the_name_changes_and_keeps_the_uid() -> None:
    known = sender("Ada Example", email="a@x.org")
    found = compared("name,e-mail,country,line1\nAda Newname,A@x.org,GB,1 Street\n", known)
    (edited,) = found.changed.values()
    assert edited.flat["uid"] == "uid-of-ada-example" and edited.flat["id"] == "ada-example"


@pytest.mark.parametrize("row", ["Jo,GB,9 Road,Elsewhere", "Jo,IE,1 Street,Town"])
def test_namesakes_at_two_addresses_are_two_people(row: str) -> None:
    known = sender("Jo", address={"country": "GB", "lines": ["1 Street", "Town"]})
    found = compared(f"name,country,line1,line2\n{row}\n", known)
    assert (list(found.added), found.changed, found.missing) == (["jo-2"], {}, ("jo",))


def test_somebody_is_known_by_name_and_address_under_any_id() -> None:
    known = sender("Jo Smith", id="me")
    found = compared("name,country,line1\njo smith,GB,1 street\n", known)
    assert (list(found.changed), found.added) == (["me"], {})


def test_couples_who_share_an_address_and_namesakes_are_told_apart_in_any_order() -> None:
    rows = [
        ("Ada", "both@x.org", "1"),
        ("Bo", "both@x.org", "2"),
        ("Jo Smith", "jo1@x.org", "3"),
        ("Jo Smith", "jo2@x.org", "4"),
        ("Jo Smith", "", "5"),
    ]
    head = "name,email,line1,country\n"
    table = [f"{name},{email},{line},GB\n" for name, email, line in rows]
    first = compared(head + "".join(table))
    assert list(first.added) == ["ada", "bo", "jo-smith", "jo-smith-2", "jo-smith-3"]
    known = [Sender.model_validate(edited.data) for edited in first.added.values()]
    mixed = random.Random(4)
    for _ in range(5):
        mixed.shuffle(table)
        again = compared(head + "".join(table), *known)
        assert (len(again.same), again.changed, again.added, again.bad) == (5, {}, {}, ())


@pytest.mark.parametrize(
    ("table", "code", "where"),
    [
        ("id,uid\nada,another-uid\n", "uid_changed", "t.csv:2"),
        ("id,phone\nada,1\nada,2\n", "repeated_row", "t.csv:3"),
        (
            "name,mail,country,line1\nBo,b@x.org,GB,1\nBo,B@x.org,GB,1\n",
            "repeated_row",
            "t.csv:3",
        ),
        ("name,country\nBo,GB\n", "missing_key", "t.csv:2"),
    ],
)
def test_a_bad_row_says_why(table: str, code: str, where: str) -> None:
    (bad,) = compared(table, sender("Ada")).bad
    assert [(problem.code, str(problem.where)) for problem in bad.problems] == [(code, where)]


def test_json_lines_hold_flat_rows_or_entries() -> None:
    text = (
        '{"name": "Ada", "ZIP": "N1", "address": {"country": "GB", "lines": ["1 N1"]}}\n'
        '\n{"name": "Bo", "country": "GB", "line1": "2", "phone": null}\n[]\n{"x": {}}\n{bad\n'
    )
    taken = take(text.encode(), "t.jsonl", SENDERS, Asked())
    found = compare(taken, {}, Sender, new_uid=lambda: "new-uid-0001")
    assert [edited.line for edited in found.added.values()] == [1, 3]
    assert found.added["ada"].data["address"]["postcode"] == "N1"
    assert [(bad.row.line, bad.problems[0].code) for bad in found.bad] == [
        (4, "not_an_object"),
        (5, "not_text"),
        (6, "not_an_object"),
    ]
