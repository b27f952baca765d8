from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.errors import AdvocacyError, Where
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.routing import Posts
from advocacy_cli.model.senders import Sender

PRESIDENT = Recipient.model_validate(
    {"id": "president", "form": "head-of-state", "represents": "CN", "serves": ["GB", "US"]}
)


def post(name: str, *serves: Any, represents: str = "CN") -> Recipient:
    return Recipient.model_validate(
        {
            "id": name,
            "form": "ambassador",
            "represents": represents,
            "serves": serves,
            "address": {"country": "US", "lines": ["1 Street"]},
        }
    )


EMBASSY = post("embassy", "US")
NORTH = post("north", {"region": "US-CA", "postcodes": ["94", "95"]})
SOUTH = post("south", {"region": "US-CA", "postcodes": ["90", "91"]})
WEST = post("west", "US-CA", "US-NV")
WEST2 = post("west-2", "US-CA")
EAST = post("east", "US-NV")


def sender(region: str | None = None, postcode: str | None = None, **more: Any) -> Sender:
    address = {"country": "US", "lines": [f"2 Road {postcode or ''}".strip()]}
    if postcode:
        address["postcode"] = postcode
    return Sender.model_validate(
        {
            "id": "ada",
            "uid": "example-uid-1",
            "name": "Ada Example",
            "address": address,
            "region": region,
            "where": Where("senders.yaml", 3),
            **more,
        }
    )


def chosen(writer: Sender, *posts: Recipient) -> str:
    return Posts([PRESIDENT, *posts]).post_for(PRESIDENT, writer).id


def refusal(writer: Sender, *posts: Recipient) -> tuple[str, str, Where | None]:
    with pytest.raises(AdvocacyError) as caught:
        Posts([PRESIDENT, *posts]).post_for(PRESIDENT, writer)
    (problem,) = caught.value.problems
    return problem.code, problem.message, problem.where


def test_the_post_of_the_country() -> None:
    assert chosen(sender(), EMBASSY, WEST) == "embassy"


def test_a_region_beats_the_country() -> None:
    assert chosen(sender("US-CA"), EMBASSY, WEST) == "west"


def test_where_one_lives_decides_not_where_an_answer_goes() -> None:
    berlin, box = post("berlin", "DE"), {"country": "US", "lines": ["Box 1"], "postcode": "Box 1"}
    writer = sender("DE-BE", address=box)
    assert (writer.country, writer.home_postcode) == ("DE", None)
    assert chosen(writer, EMBASSY, berlin) == "berlin"


def test_a_region_that_no_post_names_falls_to_the_country() -> None:
    assert chosen(sender("US-NY"), EMBASSY, WEST) == "embassy"


@pytest.mark.parametrize(("postcode", "expected"), [("94110", "north"), ("90001", "south")])
def test_a_tie_is_settled_by_the_postcode(postcode: str, expected: str) -> None:
    assert chosen(sender("US-CA", postcode), EMBASSY, NORTH, SOUTH) == expected


def test_blanks_and_case_of_postcodes_do_not_matter() -> None:
    here = post("here", {"region": "US-CA", "postcodes": ["w1 b"]})
    assert chosen(sender("US-CA", "W1B 1JL"), here, SOUTH) == "here"


def test_the_postcode_beats_the_post_the_sender_names() -> None:
    assert chosen(sender("US-CA", "94110", post="south"), NORTH, SOUTH) == "north"


def test_a_tie_is_settled_by_the_post_the_sender_names() -> None:
    assert chosen(sender("US-NV", post="east"), WEST, EAST) == "east"
    assert chosen(sender("US-CA", post="south"), NORTH, SOUTH) == "south"


def test_a_post_that_does_not_serve_the_sender_settles_nothing() -> None:
    code, message, where = refusal(sender("US-NV", post="north"), WEST, EAST, NORTH)
    assert code == "post_undecided"
    assert "west, east serve" in message
    assert "Ada Example (ada)" in message
    assert where == Where("senders.yaml", 3)


@pytest.mark.parametrize("postcode", [None, "99999"])
def test_a_tie_that_nothing_settles(postcode: str | None) -> None:
    assert refusal(sender("US-CA", postcode), NORTH, SOUTH)[0] == "post_undecided"


@pytest.mark.parametrize(("posts", "helps"), [((NORTH, SOUTH), True), ((WEST, WEST2), False)])
def test_a_postcode_is_asked_for_where_it_would_help(
    posts: tuple[Recipient, ...], helps: bool
) -> None:
    with pytest.raises(AdvocacyError) as caught:
        Posts([PRESIDENT, *posts]).post_for(PRESIDENT, sender("US-CA", "10001"))
    assert ("postcode" in caught.value.problems[0].hint) is helps
    assert "`post: <id>`" in caught.value.problems[0].hint


def test_a_post_for_a_part_of_the_region_is_not_taken_unasked() -> None:
    code, message, _ = refusal(sender("US-CA"), EMBASSY, NORTH)
    assert code == "post_undecided"
    assert "north serves parts of US-CA" in message


def test_nobody_serves_the_sender() -> None:
    code, message, where = refusal(sender("US-CA"), post("elsewhere", "GB"))
    assert code == "no_post"
    assert "US-CA" in message
    assert "Ada Example (ada)" in message
    assert where == Where("senders.yaml", 3)


def test_a_post_of_another_country_is_not_taken() -> None:
    assert refusal(sender(), post("others", "US", represents="KP"))[0] == "no_post"


def test_the_addressee_is_not_a_post_for_itself() -> None:
    assert refusal(sender())[0] == "no_post"
