from __future__ import annotations

import random
from typing import Any

import pytest

from advocacy_cli.campaign.tables.columns import SENDERS
from advocacy_cli.campaign.tables.comparing import compare
from advocacy_cli.campaign.tables.comparison import Comparison, Kind, Known, Wanted
from advocacy_cli.campaign.tables.decisions import Answers
from advocacy_cli.campaign.tables.entry_ids import slug_of
from advocacy_cli.campaign.tables.incoming import Asked, take
from advocacy_cli.campaign.tables.memory import Said, Source
from advocacy_cli.model.senders import Sender

ADDRESS = {"country": "GB", "lines": ["1 Street"]}


def sender(name: str, **changes: Any) -> Sender:
    entry = {"id": slug_of(name), "uid": f"uid-of-{slug_of(name)}", "name": name, **changes}
    return Sender.model_validate({"address": ADDRESS, **entry})


NOTHING, PLAINLY = Known(), Wanted()
KIND = Kind(Sender, lambda: "new-uid-0001")


def compared(
    table: str, *senders: Sender, known: Known = NOTHING, wanted: Wanted = PLAINLY
) -> Comparison:
    taken = take(table.encode(), "t.csv", SENDERS, Asked())
    existing = {known.id: known for known in senders}
    return compare(taken, existing, KIND, known=known, wanted=wanted)


def after(table: str, *senders: Sender, source: Source = NOTHING.source, key: str = "") -> Known:
    """What is known after a table was taken in."""
    found = compared(table, *senders, known=Known(source=source), wanted=Wanted(key=key))
    return Known(source=Source(key, {**source.said, **found.said}))


def codes(found: Comparison) -> list[str]:
    return [asked.doubt.code for asked in found.asked]


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
    people = (
        sender("Ada"),
        sender("Bo", address={"country": "GB", "lines": ["1 Street", "Town"]}, email="b@x.org"),
        sender("Di"),
    )
    head = "name,country,line1,line2,phone,email\n"
    before = after(head + "Ada,GB,1 Street,,,\nBo,GB,1 Street,Town,,b@x.org\n", *people)
    found = compared(
        head + "Ada,GB,1 Street,,,\nBo,GB,2 Street,Town,1,b@x.org\nCy,GB,3 Street,,,\n",
        *people,
        known=before,
    )
    assert list(found.added) == ["cy"] and found.added["cy"].data["uid"] == "new-uid-0001"
    assert dict(found.changed["bo"].columns) == {
        "line1": ("1 Street", "2 Street"),
        "phone": ("", "1"),
    }
    assert (found.same, found.missing, found.bad) == (("ada",), ("di",), ())


def test_columns_that_are_not_there_are_left_alone_and_so_are_empty_cells() -> None:
    known = sender("Ada", phone="1", email="a@x.org")
    found = compared("id,phone\nada,\n", known)
    assert (found.changed, found.same, found.conflicts) == ({}, ("ada",), ())


def test_fewer_lines_replace_all_lines() -> None:
    known = sender("Ada", address={"country": "GB", "lines": ["a", "b", "c"]})
    said = after("id,line1,line2,line3\nada,a,b,c\n", known)
    (edited,) = compared("id,line1,line2\nada,x,\n", known, known=said).changed.values()
    assert edited.data["address"]["lines"] == ["x"]


@pytest.mark.parametrize("address", ["1 Street", "9 Lane"])
def test_another_name_with_a_known_email_is_another_person(address: str) -> None:
    known = sender("Ada Example", email="a@x.org")
    found = compared(f"name,e-mail,country,line1\nKim Sample,A@x.org,GB,{address}\n", known)
    assert (list(found.added), found.changed, codes(found)) == (
        ["kim-sample"],
        {},
        ["shared_email"],
    )


def test_a_couple_of_whom_each_has_a_row_is_no_doubt() -> None:
    known = sender("Max Muster", email="m@x.org")
    rows = "Max Muster,m@x.org,GB,1 Street\nErika Muster,m@x.org,GB,1 Street\n"
    found = compared(f"name,e-mail,country,line1\n{rows}", known)
    assert (list(found.added), found.same, found.asked) == (["erika-muster"], ("max-muster",), ())


def test_a_new_name_in_place_of_a_row_that_is_gone_is_asked_about() -> None:
    known = sender("Ada Example", email="a@x.org")
    head = "name,email,country,line1\n"
    said = after(head + "Ada Example,a@x.org,GB,1 Street\n", known)
    found = compared(head + "Ada Newname,a@x.org,GB,1 Street\n", known, known=said)
    assert (found.added, found.changed, codes(found)) == ({}, {}, ["renamed"])
    wanted = Wanted(answers=Answers({2: "ada-example"}))
    yes = compared(head + "Ada Newname,a@x.org,GB,1 Street\n", known, known=said, wanted=wanted)
    assert dict(yes.changed["ada-example"].columns) == {"name": ("Ada Example", "Ada Newname")}
    assert yes.changed["ada-example"].flat["uid"] == "uid-of-ada-example"


NUMBERS = ("1", "001", "#1", "1.", "1.0", "No. 1", "2026/1", "١", "１")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_no_identity(number: str) -> None:
    head = "id,name,country,line1\n"
    known = sender("Kim Sample", id="1")
    other = compared(f"{head}{number},Zed Other,GB,9 Lane\n", known)
    assert (list(other.added), other.changed) == (["zed-other"], {})
    assert [problem.code for problem in other.warnings] == ["no_ids"]
    same = compared(f"{head}{number},Kim Sample,GB,1 Street\n", known)
    assert (same.added, same.same) == ({}, ("1",))


@pytest.mark.parametrize("sign", ["id", "uid", "Contact ID"])
def test_a_key_with_another_name_is_asked_about_and_a_yes_renames(sign: str) -> None:
    known = sender("Ada Example")
    value = {"id": "ada-example", "uid": known.uid, "Contact ID": "7"}[sign]
    key = sign if sign == "Contact ID" else ""
    head = f"{sign},name,country,line1\n"
    said = after(f"{head}{value},Ada Example,GB,1 Street\n", known, key=key)
    row = f"{head}{value},Ada Newname,GB,1 Street\n"
    asked = compared(row, known, known=said, wanted=Wanted(key))
    assert (asked.changed, codes(asked), asked.missing) == ({}, ["renamed"], ("ada-example",))
    yes = compared(row, known, known=said, wanted=Wanted(key, Answers(accept_renames=True)))
    assert dict(yes.changed["ada-example"].columns) == {"name": ("Ada Example", "Ada Newname")}


def test_a_key_that_begins_anew_replaces_nobody() -> None:
    head = "Nr,name,country,line1\n"
    people = sender("Ada"), sender("Bo", address={"country": "GB", "lines": ["2 Street"]})
    said = after(f"{head}1,Ada,GB,1 Street\n2,Bo,GB,2 Street\n", *people, key="Nr")
    again = f"{head}1,Zed,GB,9 Lane\n2,Ada,GB,1 Street\n"
    for yes in (False, True):
        found = compared(
            again, *people, known=said, wanted=Wanted("Nr", Answers(accept_renames=yes))
        )
        assert (found.added, found.changed) == ({}, {})
        assert set(codes(found)) <= {"renamed", "crossed", "likely_same"}


def test_swapped_ids_swap_nobody() -> None:
    people = sender("Ada"), sender("Bo", address={"country": "GB", "lines": ["2 Street"]})
    rows = "id,name,country,line1\nbo,Ada,GB,1 Street\nada,Bo,GB,2 Street\n"
    for yes in (False, True):
        found = compared(rows, *people, wanted=Wanted(answers=Answers(accept_renames=yes)))
        assert (found.changed, codes(found)) == ({}, ["crossed", "crossed"])


@pytest.mark.parametrize(
    ("listed", "row"),
    [("José Álvarez", "Jose Alvarez"), ("Ann O'Hara", "Ann OHara"), ("Ａｄａ", "Ada")],
)
def test_a_name_in_other_writing_is_a_question(listed: str, row: str) -> None:
    found = compared(f"name,country,line1\n{row},GB,1 Street\n", sender(listed))
    assert (found.added, found.changed, codes(found)) == ({}, {}, ["likely_same"])


@pytest.mark.parametrize(("listed", "row"), [("रीमा", "रमा"), ("อารี", "อารู"), ("Trần", "Trân")])
def test_names_of_other_letters_are_never_one(listed: str, row: str) -> None:
    found = compared(f"name,country,line1\n{row},GB,1 Street\n", sender(listed, id="n-1a"))
    assert found.changed == {} and not found.same
    assert list(found.added) or codes(found) == ["likely_same"]


def test_three_of_one_name_in_one_house_are_three_where_something_tells_them_apart() -> None:
    head = "Nr,name,email,country,line1\n"
    emails = "".join(f",John Smith,j{n}@x.org,GB,1 Road\n" for n in "123")
    assert len(compared(head + emails).added) == 3
    keys = "".join(f"{n},John Smith,,GB,1 Road\n" for n in "123")
    first = compared(head + keys, wanted=Wanted("Nr"))
    assert len(first.added) == 3
    known = [Sender.model_validate(edited.data) for edited in first.added.values()]
    said = Known(source=Source("Nr", first.said))
    again = compared(head + keys, *known, known=said, wanted=Wanted("Nr"))
    assert (len(again.same), again.added, again.asked, again.bad) == (3, {}, (), ())
    bare = compared(head + keys)
    assert (len(bare.added), codes(bare)) == (1, ["twice", "twice"])
    three = compared(head + keys, wanted=Wanted(answers=Answers({3: "new", 4: "new"})))
    assert list(three.added) == ["john-smith", "john-smith-2", "john-smith-3"]
    known = [Sender.model_validate(edited.data) for edited in three.added.values()]
    assert len(compared(head + keys, *known).same) == 3


def test_father_and_son_of_one_name_at_one_address() -> None:
    father = sender("John Smith", email="old@x.org")
    head = "name,email,country,line1\n"
    son = "John Smith,young@x.org,GB,1 Street\n"
    alone = compared(head + son, father)
    assert (alone.added, alone.changed, codes(alone)) == ({}, {}, ["likely_same"])
    both = compared(f"{head}{son}John Smith,old@x.org,GB,1 Street\n", father)
    assert (list(both.added), both.same) == (["john-smith-2"], ("john-smith",))
    unclear = compared(
        f"{head}John Smith,,GB,1 Street\n",
        father,
        sender("John Smith", id="js", email="young@x.org"),
    )
    assert codes(unclear) == ["ambiguous"]


def test_who_moved_in_a_table_without_emails_is_asked_about() -> None:
    known = sender("Jo", address={"country": "GB", "lines": ["1 Street", "Town"]})
    head = "name,country,line1,line2\n"
    in_town = compared(f"{head}Jo,GB,2 Street,Town\n", known)
    assert (in_town.added, codes(in_town)) == ({}, ["moved"])
    said = after(f"{head}Jo,GB,1 Street,Town\n", known)
    away = compared(f"{head}Jo,GB,9 Road,Elsewhere\n", known, known=said)
    assert (away.added, codes(away)) == ({}, ["moved"])
    yes = Wanted(answers=Answers({2: "jo"}))
    moved = compared(f"{head}Jo,GB,9 Road,Elsewhere\n", known, known=said, wanted=yes)
    assert moved.changed["jo"].data["address"]["lines"] == ["9 Road", "Elsewhere"]


def test_who_was_taken_out_by_hand_does_not_come_back_of_itself() -> None:
    table = "name,country,line1\nAda,GB,1 Street\n"
    found = compared(table, known=after(table, sender("Ada")))
    assert (found.added, codes(found)) == ({}, ["taken_out"])


@pytest.mark.parametrize("row", ["Jo,GB,9 Road,Elsewhere", "Jo,IE,1 Street,Town"])
def test_namesakes_at_two_addresses_are_two_people(row: str) -> None:
    known = sender("Jo", address={"country": "GB", "lines": ["1 Street", "Town"]})
    found = compared(f"name,country,line1,line2\n{row}\n", known)
    assert (list(found.added), found.changed, found.missing) == (["jo-2"], {}, ("jo",))
    assert codes(found) == ["namesake"]


def test_somebody_is_known_by_name_and_address_under_any_id() -> None:
    known = sender("Jo Smith", id="me")
    found = compared("name,country,line1\njo smith,GB,1 street\n", known)
    assert (found.same, found.changed, found.added) == (("me",), {}, {})


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
    found = compare(taken, {}, KIND)
    assert [edited.line for edited in found.added.values()] == [1, 3]
    assert found.added["ada"].data["address"]["postcode"] == "N1"
    assert [(bad.row.line, bad.problems[0].code) for bad in found.bad] == [
        (4, "not_an_object"),
        (5, "not_text"),
        (6, "not_an_object"),
    ]


def test_what_was_said_of_another_name_is_no_base_for_a_change() -> None:
    known = Known(
        source=Source(said={"ada": (Said({"name": "Ada", "line1": "1 Street"}),)}),
        elsewhere={"ada": [{"name": "Bo", "line1": "1 Street", "country": "GB"}]},
    )
    found = compared("name,country,line1\nBo,GB,1 Street\n", sender("Ada"), known=known)
    assert (found.changed, [one.about for one in found.conflicts]) == ({}, ["name"])
