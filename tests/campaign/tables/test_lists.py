from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.campaign.tables.columns import SENDERS
from advocacy_cli.campaign.tables.rows import Table
from advocacy_cli.campaign.tables.writing import rewritten

SETTINGS = "name: A\ncode: NKR\nrecipients: offices.csv\nsenders: people.tsv\n"
OFFICES = """\
id,form,office,office[ko],represents,tags,serves,line1,country,source,as_of,email
head,head-of-state,President,주석,CN,,,,,,,
post,ambassador,,,CN,posts eu,"GB, US-CA:90/91",1 Example Street,GB,made up,2026-11-01,
"""
PEOPLE = "id\tuid\tname\tline1\tcountry\nme\t0123456789abcdef\tAda\t2 Example Street\tGB\n"

Make = Callable[[Mapping[str, str | bytes | None]], Path]


@pytest.fixture
def make(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    def make(changes: Mapping[str, str]) -> Path:
        files = {"campaign.yaml": SETTINGS, "offices.csv": OFFICES, "people.tsv": PEOPLE}
        for name, text in {**files, **changes}.items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return make


def test_lists_may_be_tables(make: Make) -> None:
    campaign, problems = load_campaign(make({}))
    assert campaign is not None
    assert [problem.code for problem in problems if problem.is_error] == []
    post = campaign.recipients["post"]
    assert post.tags == ("posts", "eu")
    assert [(area.region, area.postcodes) for area in post.serves] == [
        ("GB", ()),
        ("US-CA", ("90", "91")),
    ]
    office = campaign.recipients["head"].office
    assert office is not None and office.best("ko") == "주석"
    assert str(post.where) == "offices.csv:3:1"
    assert list(campaign.senders) == ["me"]


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("email", "emial", "unknown_column", "offices.csv:1:1"),
        ("head,head", "Head,head", "bad_value", "offices.csv:2:1"),
        ("\npost", "\nhead", "duplicate_id", "offices.csv:3:1"),
        ("2026-11-01,", "2026-11-01", "ragged_row", "offices.csv:3"),
        ("ambassador", "ambasador", "unknown_form", "offices.csv:3:1"),
        ("source", "email", "repeated_column", "offices.csv:1"),
    ],
)
def test_problems_of_a_table_have_their_line(
    make: Make, old: str, new: str, code: str, where: str
) -> None:
    _, problems = load_campaign(make({"offices.csv": OFFICES.replace(old, new)}))
    assert (code, where) in {(problem.code, str(problem.where)) for problem in problems}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_rewritten_row_by_row(end: str) -> None:
    text = f'id,"name",x{end}ada,"Ada",1{end}bo,Bo,"2"{end}cy,Cy,3'.replace("\n", end)
    text = f'id,"name",email{end}ada,"Ada",1{end}bo,Bo,"2"{end}cy,Cy,3'
    after = rewritten(
        Table(text, "t.csv", ","),
        SENDERS,
        added=[{"id": "di", "name": "=Di"}],
        changed={"bo": {"id": "bo", "name": 'Bo "B"'}},
        removed=frozenset({"cy"}),
    )
    assert after == f"""id,"name",email{end}ada,"Ada",1{end}bo,"Bo ""B\""",{end}di,'=Di,{end}"""


def test_a_new_column_is_set_behind_the_others() -> None:
    after = rewritten(
        Table("id;x\na;1\n", "t.csv", ";"),
        SENDERS,
        added=[{"id": "b", "phone": "2"}],
        changed={},
    )
    assert after == "id;x;phone\na;1;\nb;;2\n"
