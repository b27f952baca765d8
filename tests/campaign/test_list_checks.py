from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.campaign.list_checks import email_problem, list_findings, months_before
from advocacy_cli.campaign.starter import starter_folder
from advocacy_cli.errors import Problem
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

TODAY = dt.date(2026, 11, 24)


def findings(*listed: Recipient | Sender) -> list[Problem]:
    campaign = Campaign(
        settings=Settings(name="A", code="TST"),
        recipients={value.id: value for value in listed if isinstance(value, Recipient)},
        senders={value.id: value for value in listed if isinstance(value, Sender)},
        templates={},
        forms={},
    )
    return list_findings(campaign, TODAY)


def office(country: str, *lines: str, **more: Any) -> Recipient:
    address = {"country": country, "lines": lines}
    return Recipient.model_validate({"id": "a", "form": "mp", "address": address, **more})


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("GB", ["49-51 Portland Place", "London W1B 1JL"]),
        ("GB", ["49-51 Portland Place", "London", "w1b 1jl"]),
        ("DE", ["Märkisches Ufer 54", "D-10179 Berlin"]),
        ("US", ["1 Street", "Washington, DC 20515-0001"]),
        ("US", ["1 Street", "Washington D.C. 20515"]),
        ("CA", ["515 St. Patrick Street", "Ottawa, ON K1N 5H3"]),
        ("AU", ["15 Coronation Drive", "Yarralumla ACT 2600"]),
        ("CN", ["Zhongnanhai Ximen", "Xicheng District, Beijing 100017"]),
        ("CN", ["100017 北京市西城区府右街"]),
        ("JP", ["〒106-0046", "東京都港区元麻布3-4-33"]),
        ("KR", ["서울특별시 종로구 청와대로 1", "(03048)"]),
        ("NL", ["Willem Lodewijklaan 10", "2517 JT The Hague"]),
        ("HK", ["1 Road", "Central"]),
        ("KP", ["Kinmaul 1", "Pyongyang"]),
        ("IE", ["1 Street", "Dublin"]),
    ],
)
def test_a_good_address_is_left_in_peace(country: str, lines: list[str]) -> None:
    assert findings(office(country, *lines)) == []


@pytest.mark.parametrize(
    ("country", "lines", "message"),
    [
        (
            "GB",
            ["49 Portland Place", "London"],
            "no line of the address of a holds a postcode as GB has them",
        ),
        (
            "DE",
            ["Märkisches Ufer 54", "1017 Berlin"],
            "no line of the address of a holds a postcode as DE has them",
        ),
        (
            "US",
            ["1 Street", "Los Angeles, CA 20515"],
            "the postcode 20515 in the address of a is none of CA",
        ),
    ],
)
def test_an_odd_address_is_a_warning(country: str, lines: list[str], message: str) -> None:
    (problem,) = findings(office(country, *lines))
    assert (problem.code, problem.message) == ("odd_address", message)
    assert not problem.is_error


def test_the_shipped_list_gives_no_alarm_but_for_postcodes_that_are_not_there() -> None:
    campaign, _ = load_campaign(starter_folder())
    assert campaign is not None
    found = list_findings(campaign, dt.date(2026, 11, 24))
    odd = {problem.message for problem in found if problem.code == "odd_address"}
    assert odd == {
        f"no line of the address of {name} holds a postcode as {country} has them"
        for name, country in [
            ("cn-embassy-seoul", "KR"),
            ("cn-consulate-chicago", "US"),
            ("cn-consulate-hamburg", "DE"),
            ("cn-consulate-toronto", "CA"),
        ]
    }
    assert {problem.code for problem in found} <= {"odd_address", "old_source"}


def test_what_has_grown_old_is_named_and_a_day_less_is_not() -> None:
    holder = {"name": "Pat Example", "as_of": "2024-11-23"}
    fresh = office("HK", "1 Road", as_of="2024-11-24", holder={**holder, "as_of": "2024-11-24"})
    assert findings(fresh) == []
    old = findings(office("HK", "1 Road", as_of="2024-11-23", holder=holder))
    said = "was last known to"
    assert [(problem.code, problem.message) for problem in old] == [
        (
            "old_source",
            "the address of a was last known to be right on 2024-11-23, more than 24 months ago",
        ),
        (
            "old_name",
            f"Pat Example {said} hold the office of a on 2024-11-23, more than 24 months ago",
        ),
    ]


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (dt.date(2026, 11, 24), 24, dt.date(2024, 11, 24)),
        (dt.date(2026, 3, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 5), 1, dt.date(2025, 12, 5)),
        (dt.date(60, 1, 5), 1200, dt.date.min),
    ],
)
def test_months_are_counted_back(day: dt.date, months: int, earlier: dt.date) -> None:
    assert months_before(day, months) == earlier


@pytest.mark.parametrize(
    "email", ["a@b", "a b@example.org", "Ada <ada@example.org>", "a@@example.org", "a@e..org", "a"]
)
def test_an_e_mail_address_that_cannot_be_right_is_named(email: str) -> None:
    sender = Sender.model_validate(
        {
            "id": "ada",
            "uid": "uid-of-ada-0001",
            "name": "Ada",
            "address": {"country": "HK", "lines": ["1 Road"]},
            "email": email,
        }
    )
    (problem,) = findings(sender)
    assert problem.code == "bad_email"
    assert problem.message.startswith(f"the e-mail address {email} of ada cannot be right: ")
    assert findings(sender.model_copy(update={"example": True})) == []


@pytest.mark.parametrize("email", ["ada@example.org", "정@한국.kr", "a.b+c@mail.example.com"])
def test_a_good_e_mail_address_is_left_in_peace(email: str) -> None:
    assert email_problem(email) is None


def test_lines_that_say_nothing_are_said() -> None:
    (found,) = findings(office("HK", "1 Road", "NULL", "Central"))
    assert (found.code, "'NULL'" in found.message) == ("says_nothing", True)
    assert office("HK", "1 Road", "NULL", "Central").address.printed == ("1 Road", "Central")  # type: ignore[union-attr]
