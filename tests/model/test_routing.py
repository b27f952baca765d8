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


def british(region: str | None, postcode: str | None = None, **more: Any) -> Sender:
    """Somebody in the United Kingdom, whose address may hold a postcode and not name it."""
    lines = ["2 Road", f"Town {postcode or ''}".strip()]
    return sender(region, **{"address": {"country": "GB", "lines": lines}, **more})


LONDON = post("london", "GB")
MANCHESTER = post("manchester", {"region": "GB-ENG", "postcodes": ["M", "L", "NE"]})
EDINBURGH = post("edinburgh", "GB-SCT")
BRITAIN = (LONDON, MANCHESTER, EDINBURGH)


def test_the_post_of_the_country() -> None:
    assert chosen(sender(), EMBASSY) == "embassy"
    assert chosen(sender("US-NY"), EMBASSY, WEST) == "embassy"


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
    here = post("here", {"region": "GB-ENG", "postcodes": ["w1 b"]})
    assert chosen(british("GB-ENG", "w1b1jl"), LONDON, here) == "here"


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
        Posts([PRESIDENT, *posts]).post_for(PRESIDENT, sender("US-CA"))
    assert ("postcode" in caught.value.problems[0].hint) is helps
    assert "`post: <id>`" in caught.value.problems[0].hint


def test_a_post_for_a_part_of_the_region_is_not_taken_unasked() -> None:
    code, message, _ = refusal(sender("US-CA"), EMBASSY, NORTH)
    assert code == "post_undecided"
    assert "north, embassy serve parts of US-CA" in message


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


# The rest


@pytest.mark.parametrize(
    ("region", "postcode", "expected"),
    [
        ("GB-ENG", "M14 5RX", "manchester"),
        ("GB-ENG", "m1 4bt", "manchester"),
        ("GB-ENG", "NE1 4ST", "manchester"),
        ("GB-ENG", "ME1 1AA", "london"),
        ("GB-ENG", "N1 1AA", "london"),
        ("GB-WLS", "CF10 1AA", "london"),
        ("GB-SCT", "EH12 5QG", "edinburgh"),
        ("GB-SCT", "ML1 1AA", "edinburgh"),
        ("GB-SCT", None, "edinburgh"),
        ("GB-WLS", None, "london"),
    ],
)
def test_the_rest_of_a_region_and_of_a_country(
    region: str, postcode: str | None, expected: str
) -> None:
    assert chosen(british(region, postcode), *BRITAIN) == expected
    assert chosen(british(region, postcode), *reversed(BRITAIN)) == expected


def test_the_longest_beginning_of_a_postcode_wins_at_every_level() -> None:
    east = post("east", {"region": "DE", "postcodes": ["1"]})
    berlin = post("berlin", {"region": "DE-BE", "postcodes": ["10"]}, "DE")
    centre = post("centre", {"region": "DE", "postcodes": ["101 1"]})
    posts = (east, berlin, centre)

    def german(postcode: str) -> str:
        home = {"country": "DE", "lines": ["Weg 1", f"{postcode} Berlin"]}
        return chosen(sender("DE-BE", address=home), *posts)

    assert [german(code) for code in ("10115", "10245", "13347", "20095")] == [
        "centre",
        "berlin",
        "east",
        "berlin",
    ]


def test_an_unknown_postcode_is_asked_for_and_not_taken_for_the_rest() -> None:
    for writer in (
        british("GB-ENG"),
        british("GB-ENG", "M14"),  # half a postcode
        british("GB-ENG", post="edinburgh"),
        sender("GB-ENG", "M14 5RX"),  # that of a box in another country
        sender("GB-ENG", address={"country": "GB", "lines": ["M14 5RX Works", "Town"]}),
    ):
        with pytest.raises(AdvocacyError) as caught:
            Posts([PRESIDENT, *BRITAIN]).post_for(PRESIDENT, writer)
        (problem,) = caught.value.problems
        assert problem.code == "post_undecided"
        assert "manchester, london serve parts of GB-ENG" in problem.message
        assert "Ada Example (ada)" in problem.message
        assert "`address: {postcode: ...}` or `post: <id>`" in problem.hint
    assert chosen(british("GB-ENG", post="london"), *BRITAIN) == "london"


def test_a_postcode_with_a_digit_lost_is_unknown() -> None:
    east = post("east", {"region": "US-MA", "postcodes": ["02"]})
    assert chosen(sender("US-MA", "02138"), EMBASSY, east) == "east"
    code, message, _ = refusal(sender("US-MA", "2138"), EMBASSY, east)
    assert (code, "2138 is not a postcode of US" in message) == ("post_undecided", True)


@pytest.mark.parametrize(
    "region",
    [
        None,
        "GB",
        "GB-EDH",  # Edinburgh, on another level of ISO 3166-2
        "GB-XYZ",
    ],
)
def test_an_unknown_region_is_asked_for_in_a_split_country(region: str | None) -> None:
    writer = british(region, "N1 1AA")
    with pytest.raises(AdvocacyError) as caught:
        Posts([PRESIDENT, *BRITAIN]).post_for(PRESIDENT, writer)
    (problem,) = caught.value.problems
    assert problem.code == "post_undecided"
    assert "london" in problem.message
    assert "edinburgh" in problem.message
    assert "`region:` (GB-ENG, GB-SCT, or another region of GB)" in problem.hint
    assert chosen(british(region, "N1 1AA", post="london"), *BRITAIN) == "london"


def test_a_mistyped_region_is_not_the_rest() -> None:
    ottawa, toronto = post("ottawa", "CA"), post("toronto", "CA-ON")
    home = {"country": "CA", "lines": ["1 Road", "Town"]}
    assert chosen(sender("CA-AB", address=home), ottawa, toronto) == "ottawa"
    assert refusal(sender("CA-OT", address=home), ottawa, toronto)[0] == "post_undecided"


def test_a_region_on_another_level_than_those_served_is_not_the_rest() -> None:
    paris, lyon = post("paris", "FR"), post("lyon", "FR-ARA")
    home = {"country": "FR", "lines": ["1 rue", "69001 Lyon"]}
    assert chosen(sender("FR-IDF", address=home), paris, lyon) == "paris"
    assert refusal(sender("FR-69", address=home), paris, lyon)[0] == "post_undecided"


def test_nothing_is_asked_that_does_not_matter() -> None:
    everywhere = post("everywhere", "GB", "GB-SCT", {"region": "GB-ENG", "postcodes": ["M"]})
    assert chosen(british(None), everywhere) == "everywhere"
    assert chosen(british("GB-WLS"), LONDON, MANCHESTER) == "london"


def test_a_country_of_which_only_regions_are_served() -> None:
    home = {"country": "AU", "lines": ["1 Road", "Sydney NSW 2000"]}
    sydney = post("sydney", "AU-NSW")
    assert chosen(sender("AU-NSW", address=home), sydney) == "sydney"
    assert refusal(sender("AU-VIC", address=home), sydney)[0] == "no_post"
    assert refusal(sender(None, address=home), sydney)[0] == "post_undecided"


def test_a_route_that_two_posts_claim_is_shown_with_both_and_decides_nothing() -> None:
    leeds = post("leeds", {"region": "GB-ENG", "postcodes": ["LS", "m "]})
    posts = (*BRITAIN, leeds)
    routes = {
        (route.place, route.postcodes): [post.id for post in route.posts]
        for route in Posts(posts).routes()
    }
    assert routes == {
        ("GB-ENG", ("M",)): ["manchester", "leeds"],
        ("GB-ENG", ("L", "NE")): ["manchester"],
        ("GB-ENG", ("LS",)): ["leeds"],
        ("GB-ENG", ()): ["london"],
        ("GB-SCT", ()): ["edinburgh"],
        ("GB", ()): ["london"],
    }
    code, message, _ = refusal(british("GB-ENG", "M14 5RX"), *posts)
    assert code == "post_undecided"
    assert "manchester, leeds" in message
    assert chosen(british("GB-ENG", "M14 5RX", post="leeds"), *posts) == "leeds"


def test_a_beginning_of_postcodes_says_something() -> None:
    with pytest.raises(ValueError, match="begins no postcode"):
        post("nowhere", {"region": "GB-ENG", "postcodes": ["-"]})
