from __future__ import annotations

from typing import Any

from advocacy_cli.campaign.route_checks import route_findings
from advocacy_cli.errors import Where
from advocacy_cli.model.recipients import Recipient


def post(name: str, line: int, *serves: Any, represents: str = "CN") -> Recipient:
    return Recipient.model_validate(
        {
            "id": name,
            "form": "ambassador",
            "represents": represents,
            "serves": serves,
            "where": Where("recipients.yaml", line),
        }
    )


def test_a_route_that_two_posts_claim_is_an_error_that_names_both() -> None:
    found = list(
        route_findings(
            [
                post("london", 1, "GB", "GB"),
                post("manchester", 2, {"region": "GB-ENG", "postcodes": ["M", "L1 "]}),
                post("leeds", 3, {"region": "GB-ENG", "postcodes": ["LS", "l-1", "L10"]}),
                post("belfast", 4, "GB-NIR"),
                post("dublin", 5, "IE", "GB-NIR"),
                post("of-others", 6, "GB", represents="KP"),
            ]
        )
    )
    assert [(problem.code, problem.is_error, str(problem.where)) for problem in found] == [
        ("route_claimed_twice", True, "recipients.yaml:3"),
        ("route_claimed_twice", True, "recipients.yaml:5"),
    ]
    assert "manchester, leeds all serve GB-ENG (L1)" in found[0].message
    assert "belfast, dublin all serve GB-NIR" in found[1].message


def test_the_rest_of_a_country_is_no_second_claim() -> None:
    parts = {"region": "GB-ENG", "postcodes": ["M"]}
    assert not list(route_findings([post("a", 1, "GB"), post("b", 2, "GB-SCT", parts)]))
    twice = list(route_findings([post("a", 1, "GB"), post("b", 2, "GB"), post("c", 3, parts)]))
    assert len(twice) == 1
