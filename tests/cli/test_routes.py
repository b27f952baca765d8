"""`recipients routes`, `check` and `draft` where posts share a country."""

from __future__ import annotations

from pathlib import Path

from campaigns import edit
from running import Run

NORTH = """\
  - id: embassy-berlin
"""
MANCHESTER = """\
  - id: consulate-manchester
    form: ambassador
    organisation: Consulate of Exampleland
    represents: CN
    serves: [{region: GB-ENG, postcodes: [M, OL, BL, WN, SK, BB, PR, FY]}]
    address: {country: GB, lines: [3 North Street, Manchester M14 5RX]}
    source: invented
    as_of: 2026-01-01
"""


def with_manchester(root: Path) -> None:
    edit(root / "recipients.yaml", NORTH, MANCHESTER + NORTH)


def test_routes_say_who_goes_where_and_why(root: Path, run: Run) -> None:
    with_manchester(root)
    answer = run("recipients", "routes", "--country", "gb", "--for", "CN", "--json").json
    assert [
        (route["from"], route["postcodes"][:2], route["posts"], route["why"])
        for route in answer["routes"]
    ] == [
        ("GB-ENG", ["M", "OL"], ["consulate-manchester"], "postcode"),
        ("GB-ENG", [], ["embassy-london"], "rest"),
        ("GB", [], ["embassy-london"], "rest"),
    ]
    shown = run("recipients", "routes").out
    assert "embassy-of-others" in shown
    assert "M, OL, BL, WN, SK" in shown
    assert "\\n" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert run("recipients", "routes", "--country", "FR").err == "There are no routes.\n"


def test_a_route_that_two_posts_claim_is_an_error_of_check_and_stops_its_letters_only(
    root: Path, run: Run
) -> None:
    with_manchester(root)
    edit(
        root / "recipients.yaml",
        "serves: [DE]",
        "serves: [DE, {region: GB-ENG, postcodes: [N, m]}]",
    )
    checked = run("check", "--json")
    assert checked.code == 1
    (problem,) = (one for one in checked.json["problems"] if one["severity"] == "error")
    assert problem["code"] == "route_claimed_twice"
    assert "consulate-manchester, embassy-berlin" in problem["message"]
    # Ada lives in N1, so nothing is in doubt.
    drafted = run("draft", "call", "--dry-run", "--json").json["letters"]
    assert [letter["via"] for letter in drafted] == ["embassy-berlin"]
    edit(root / "senders.yaml", "London N1 1AA", "Manchester M1 1AA")
    (asked,) = run("draft", "call", "--dry-run", "--json").json["letters"]
    assert [one["code"] for one in asked["problems"]] == ["post_undecided"]


def test_an_unknown_postcode_is_asked_for(root: Path, run: Run) -> None:
    with_manchester(root)
    edit(root / "senders.yaml", "London N1 1AA", "London")
    (letter,) = run("draft", "call", "--dry-run", "--json").json["letters"]
    (problem,) = letter["problems"]
    assert problem["code"] == "post_undecided"
    assert "Ada Example (ada)" in problem["message"]
    assert "consulate-manchester, embassy-london" in problem["message"]
    assert "postcode" in problem["hint"]
