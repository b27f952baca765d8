from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.campaign.duplicates import duplicate_findings, likely_duplicates
from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.campaign.starter import starter_folder
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

ADDRESS = {"country": "GB", "lines": ["5 Sender Street", "London N1 1AA"]}


def person(name: str, **more: Any) -> Sender:
    number = more.pop("number", 0)
    data = {"id": f"p{number}", "uid": f"uid-of-{number:06}", "name": name, "address": ADDRESS}
    return Sender.model_validate({**data, **more})


def office(name: str, **more: Any) -> Recipient:
    data = {"id": name, "form": "minister", "represents": "CN", "office": "Minister of Trade"}
    return Recipient.model_validate({**data, **more})


def reasons(*listed: Recipient | Sender) -> list[str]:
    return [likely.reason for likely in likely_duplicates(listed)]


def elsewhere(*lines: str, country: str = "GB") -> dict[str, Any]:
    return {"country": country, "lines": lines}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (person("Ada Example"), person("EXAMPLE, Ada"), "the same name and the same address"),
        (person("Zoë Müller"), person("Zoe Muller"), "the same name and the same address"),
        (
            person("Jonathan Example"),
            person("Jonathon Example", address=elsewhere("5, Sender Streat", "London N1 1AA")),
            "nearly the same name and nearly the same address",
        ),
        (
            person("Ada Example", email="ada@example.org"),
            person("Ada Example", email="ADA@example.org", address=elsewhere("9 Way", "Leeds")),
            "the same name and the same e-mail address",
        ),
        (office("a"), office("b"), "the same name in the same office"),
        (
            office("a", holder={"name": "Pat Example"}, address=elsewhere("1 Road", "York")),
            office("b", holder={"name": "Pat Example"}, address=elsewhere("2 Road", "Leeds")),
            "the same name in the same office",
        ),
    ],
)
def test_a_likely_pair_is_found_with_its_reason(one: Any, other: Any, reason: str) -> None:
    assert reasons(one, other) == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ada Example"), person("Bea Example")),
        (person("김민수"), person("김민서")),
        (person("Ada Example"), person("Ada Example", address=elsewhere("5 Way", "Leeds L1 1AA"))),
        (
            person("Ada Example"),
            person("Ada Example", address=elsewhere("7 Sender Street", "London N1 1AA")),
        ),
        (person("Volunteer 1"), person("Volunteer 2")),
        (person("Ada Example", email="a@b.org"), person("Bea Example", email="a@b.org")),
        (office("a"), office("b", form="ambassador")),
        (office("a"), office("b", represents="KP")),
        (office("a", address=elsewhere("1 Way", "A")), office("b", address=elsewhere("2", "B"))),
    ],
)
def test_what_only_looks_alike_is_left_in_peace(one: Any, other: Any) -> None:
    assert reasons(one, other) == []


def test_the_shipped_lists_have_no_duplicates() -> None:
    campaign, _ = load_campaign(starter_folder())
    assert campaign is not None
    assert likely_duplicates(campaign.recipients.values()) == []


def test_among_very_many_at_one_address_the_same_name_is_found() -> None:
    letters = "abcdefghijklmnopqrst"
    many = [
        person(f"{a * 3}{b * 4} {b * 4}{a * 3}", number=at)
        for at, (a, b) in enumerate((a, b) for a in letters for b in letters if a < b)
    ]
    twin = person(many[7].name.upper(), number=999)
    (likely,) = likely_duplicates([*many, twin])
    assert (likely.first, likely.second) == (many[7], twin)


def test_a_finding_names_both_and_the_way_to_merge_them() -> None:
    (problem,) = duplicate_findings([person("Ada"), person("Ada", number=1)])
    assert problem.message == ("p1 is likely the same as p0: the same name and the same address")
    assert "advocacy senders dedupe" in problem.hint
    assert not problem.is_error


@pytest.mark.parametrize(("one", "other"), [("रीमा", "रमा"), ("อารี", "อารู")])
def test_names_that_differ_by_a_vowel_sign_are_not_the_same_name(one: str, other: str) -> None:
    assert reasons(person(one, number=1), person(other, number=2)) == []
