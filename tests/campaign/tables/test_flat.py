"""What is written as a row reads back as it was."""

from __future__ import annotations

import datetime as dt
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.campaign.tables.columns import RECIPIENTS, SENDERS, shape_of
from advocacy_cli.campaign.tables.decoding import Decoded
from advocacy_cli.campaign.tables.flat import flat_form, flatten, unflatten, validate
from advocacy_cli.campaign.tables.lists import entries_of
from advocacy_cli.campaign.tables.writing import headers_for, row_text
from advocacy_cli.errors import Where
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Purpose, Sender

LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=30
).filter(lambda text: bool(text.strip())) | st.sampled_from(
    ["=1+2", "'=1", "-", "@a", "+49 1", "'tis", 'a "b", c', "; |", "김", "00123"]
)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n\n".join)
IDS = st.text(string.ascii_lowercase, min_size=1, max_size=8).filter(
    lambda text: text not in {"all", "direct"}
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)).map(str)
COUNTRIES = st.sampled_from(["GB", "US", "KR", "CN", "NO"])
ADDRESSES = st.fixed_dictionaries(
    {"country": COUNTRIES, "lines": st.lists(LINES, min_size=1, max_size=9)}
)
AREAS = st.sampled_from(["GB", "US-NY"]) | st.fixed_dictionaries(
    {"region": st.just("US-CA"), "postcodes": st.lists(st.just("90") | st.just("N1 1"), min_size=1)}
)


def localised(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    tags = st.sampled_from(["und", "en", "de", "zh-Hans"])
    return texts | st.dictionaries(tags, texts, min_size=1)


ENTRIES: dict[type[Recipient | Sender], st.SearchStrategy[dict[str, Any]]] = {
    Recipient: st.fixed_dictionaries(
        {"id": IDS, "form": IDS},
        optional={
            **dict.fromkeys(
                ("office", "short_office", "organisation", "salutation", "closing"),
                localised(LINES),
            ),
            **dict.fromkeys(("email", "source", "note", "do_not_contact", "paused"), LINES),
            "holder": st.fixed_dictionaries(
                {"name": localised(LINES)},
                optional={
                    "style": localised(LINES),
                    "gender": st.sampled_from("mf"),
                    "as_of": DAYS,
                },
            ),
            "represents": COUNTRIES,
            "tags": st.lists(IDS, max_size=3),
            "serves": st.lists(AREAS, max_size=3),
            "address": ADDRESSES,
            "as_of": DAYS,
            "contact_again_after": DAYS,
        },
    ),
    Sender: st.fixed_dictionaries(
        {"id": IDS, "uid": st.just("uid-0001"), "name": LINES, "address": ADDRESSES},
        optional={
            **dict.fromkeys(
                ("organisation", "role", "email", "phone", "postcode", "paused"), LINES
            ),
            "region": st.sampled_from(["ENG", "US-CA", "GB"]),
            "languages": st.lists(st.sampled_from(["en", "zh-Hans"]), min_size=1, max_size=2),
            "post": IDS,
            "example": st.sampled_from(["true", "false"]),
            "co_signers": st.lists(IDS, max_size=2),
            "own_words": localised(TEXTS),
            "consents": st.dictionaries(st.sampled_from([p.value for p in Purpose]), DAYS),
        },
    ),
}


@pytest.mark.parametrize("model", [Recipient, Sender])
@given(data=st.data())
def test_a_row_says_all_that_an_entry_says(model: Any, data: st.DataObject) -> None:
    value = model.model_validate(data.draw(ENTRIES[model]))
    flat = flat_form(value)
    headers = headers_for([flat], shape_of(model))
    table = row_text(headers) + row_text(flat.get(header, "") for header in headers)
    section, problems = entries_of(Decoded(table, "utf-8"), "t.csv", model)
    assert problems == []
    (read,) = section.by_id.values()
    assert read.model_dump(exclude={"where"}) == value.model_dump(exclude={"where"})


def test_areas_with_postcodes_may_hold_blanks_and_those_without_need_no_comma() -> None:
    serves = unflatten({"serves": "US-CA:90/91 1, GB"}, RECIPIENTS)["serves"]
    assert serves == [{"region": "US-CA", "postcodes": ["90", "91 1"]}, "GB"]
    assert unflatten({"serves": "GB IE"}, RECIPIENTS) == {"serves": ["GB", "IE"]}


def test_lines_go_by_their_numbers_and_gaps_close() -> None:
    flat = {"line10": "c", "line2": "b", "line1": "a", "line3": "", "country": "GB"}
    address = {"country": "GB", "lines": ["a", "b", "c"]}
    assert unflatten(flat, SENDERS) == {"address": address}
    assert flatten({"address": address}, SENDERS)["line3"] == "c"


@pytest.mark.parametrize(
    ("flat", "message"),
    [
        ({"id": "A!"}, "`id`: 'A!' is not an id"),
        ({"country": "UK", "line1": "x"}, "`country`: 'UK' is not an ISO 3166 country code"),
        ({"country": "GB"}, "`line1` is missing"),
        ({"line1": "x"}, "`country` is missing"),
        ({"name": "a\u202eb"}, "`name`: holds the invisible character U+202E"),
        ({"consent[print_name]": "yes"}, "`consent[print_name]`: 'yes' is not a date"),
        ({"consent[all]": "2026-01-01"}, "`consent[all]`"),
        ({"region": "Bavaria", "country": "DE", "line1": "x"}, "is not an ISO 3166-2 code"),
    ],
)
def test_a_problem_names_the_column(flat: dict[str, str], message: str) -> None:
    whole = {"id": "a", "uid": "uid-0001", "name": "A", **flat}
    value, problems = validate(unflatten(whole, SENDERS), Sender, Where("t.csv", 7))
    assert value is None
    assert any(message in problem.message for problem in problems), problems
    assert {str(problem.where) for problem in problems} == {"t.csv:7"}
