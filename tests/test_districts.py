"""The consular districts: whose letters the sample campaign takes where."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pypdfium2
import pytest

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.desk.drafting import draft, plan_run
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.routing import Posts
from advocacy_cli.model.selection import Choice
from advocacy_cli.model.senders import Sender
from campaigns import Clock, edit

ROOT = Path(__file__).parents[1]

DISTRICTS = {
    "cn-consulate-new-york": "CT ME MA NH NJ NY OH PA RI VT",
    "cn-consulate-chicago": "IL IN IA KS MI MN MO NE ND SD WI",
    "cn-consulate-los-angeles": "AZ CO HI NM UT AS GU MP",
    "cn-consulate-san-francisco": "AK ID MT NV OR WA WY",
    "cn-embassy-washington": "DE DC KY MD NC SC TN VA WV AL AR FL GA LA MS OK TX PR",
}
"""In effect since 29 June 2024."""
STATES_WITHOUT_CALIFORNIA = 50
"""The District of Columbia included."""
TERRITORIES = 4


def a_copy(tmp_path: Path, senders: str) -> Workplace:
    """The sample campaign with other senders, on a day in March."""
    root = tmp_path / "campaign"
    root.mkdir()
    for name in ("campaign.yaml", "recipients.yaml"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "letter_templates", root / "letter_templates")
    edit(root / "campaign.yaml", "sender: example\n", "")
    (root / "senders.yaml").write_text("senders:\n" + senders, encoding="utf-8")
    return Workplace(root, Clock(), os.urandom)


def american(name: str, region: str, more: str = "") -> str:
    address = "{country: US, lines: [1 Example Street, Exampletown]}"
    known = f"    address: {address}\n" if "address:" not in more else ""
    return (
        f"  - id: {name}\n    uid: uid-of-{name}-0001\n    name: Sender {name.upper()}\n"
        f"    region: {region}\n{known}{more}"
    )


EVERYBODY = Request(Choice("call-on-xi-jinping", senders=("all",)))


def test_every_state_of_the_us_goes_to_its_post(tmp_path: Path) -> None:
    wanted = {state.lower(): post for post, states in DISTRICTS.items() for state in states.split()}
    assert len(wanted) == STATES_WITHOUT_CALIFORNIA + TERRITORIES
    senders = "".join(american(name, f"US-{name.upper()}") for name in wanted)
    report = plan_run(a_copy(tmp_path, senders), EVERYBODY)
    assert {entry.sender: entry.via for entry in report.entries} == wanted
    assert {share.via: share.letters for share in report.shares} == {
        post: len(states.split()) for post, states in DISTRICTS.items()
    }


def test_letters_from_california_bear_the_address_of_the_post_the_sender_names(
    tmp_path: Path,
) -> None:
    los_angeles, san_francisco = "cn-consulate-los-angeles", "cn-consulate-san-francisco"
    senders = (
        american("south", "US-CA", f"    post: {los_angeles}\n")
        + american("north", "CA", f"    post: {san_francisco}\n")
        + american("nobody", "US-CA")
        + american("east", "US-NY", f"    post: {los_angeles}\n")
    )
    workplace = a_copy(tmp_path, senders)
    report = draft(workplace, EVERYBODY)
    assert report.exit_code is ExitCode.PARTLY
    south, north, nobody, east = report.entries
    printed = []
    for entry in (south, north, east):
        assert entry.draft is not None
        (page,) = pypdfium2.PdfDocument(workplace.root / entry.draft.file)
        printed.append(page.get_textpage().get_text_range())
    for text, street in zip(
        printed, ("443 Shatto Place", "1450 Laguna Street", "520 12th Avenue"), strict=True
    ):
        assert street in text
        assert "CHINA" not in text
    (problem,) = nobody.problems
    assert (problem.code, nobody.outcome.value) == ("post_undecided", "failed")
    assert "Sender NOBODY (nobody)" in problem.message


def test_california_is_split_by_postcodes(tmp_path: Path) -> None:
    def at(code: str) -> str:
        return (
            f"    address: {{country: US, lines: [1 Example Street, 'Town, CA {code}'],"
            f" postcode: '{code}'}}\n"
        )

    boxed = "    address: {country: CH, lines: [Box 1, 3000 Bern]}\n    postcode: '94110'\n"
    in_a_line = "    address: {country: US, lines: [1 Example Street, 'Town, CA 92101-1234']}\n"
    workplace = a_copy(
        tmp_path,
        american("south", "US-CA", at("90001"))
        + american("north", "US-CA", at("94110"))
        + american("boxed", "US-CA", boxed)
        + american("diego", "US-CA", in_a_line)
        + american("between", "US-CA", at("93206")),
    )
    found = {entry.sender: entry.via for entry in plan_run(workplace, EVERYBODY).entries}
    assert found == {
        "south": "cn-consulate-los-angeles",
        "north": "cn-consulate-san-francisco",
        "boxed": "cn-consulate-san-francisco",
        "diego": "cn-consulate-los-angeles",
        "between": None,
    }


ELSEWHERE = {
    "CA": {
        "cn-embassy-ottawa": "NS NL PE NU",
        "cn-consulate-toronto": "ON MB",
        "cn-consulate-vancouver": "BC YT",
        "cn-embassy-ottawa (rest)": "AB NB NT QC SK",
    },
    "DE": {
        "cn-consulate-hamburg": "HH HB NI SH",
        "cn-embassy-berlin (rest)": "BB BE BW BY HE MV NW RP SL SN ST TH",
    },
    "GB": {"cn-consulate-edinburgh": "SCT", "cn-embassy-london (rest)": "NIR WLS"},
    "JP": {
        "cn-consulate-osaka": "25 26 27 28 29 30 31 32 33 34 36 37 38 39",
        "cn-embassy-tokyo (rest)": "01 13 23 35 40 47",
    },
    "AU": {"cn-embassy-canberra": "ACT NT NSW VIC QLD WA SA TAS"},
    "KR": {"cn-embassy-seoul (rest)": "11 26 47"},
    "FR": {"cn-embassy-paris (rest)": "IDF ARA PAC"},
    "IT": {"cn-embassy-rome (rest)": "62 25"},
    "PL": {"cn-embassy-warsaw (rest)": "14 22"},
}


@pytest.mark.parametrize("country", ELSEWHERE)
def test_provinces_and_the_rest_of_their_country_go_to_their_post(country: str) -> None:
    campaign, _ = load_campaign(ROOT)
    assert campaign is not None
    posts, xi = Posts(campaign.recipients.values()), campaign.recipients["xi-jinping"]
    example = campaign.senders["example"]
    address = {"country": country, "lines": ["1 Example Street", "Exampletown"]}
    for post, regions in ELSEWHERE[country].items():
        for region in regions.split():
            given = {"address": address, "region": f"{country}-{region}"}
            sender = Sender.model_validate({**example.model_dump(), **given})
            assert posts.post_for(xi, sender).id == post.removesuffix(" (rest)"), region


@pytest.mark.parametrize(
    ("postcode", "post"),
    [
        ("M14 5RX", "manchester"),
        ("L1 0AA", "manchester"),
        ("NE1 4ST", "manchester"),
        ("S10 2TN", "manchester"),
        ("DE1 1AA", "manchester"),
        ("ME1 1AA", "london"),
        ("SW1A 0AA", "london"),
        ("LN1 1AA", "london"),
        ("EX1 1AA", "london"),
    ],
)
def test_england_is_split_by_postcodes(postcode: str, post: str) -> None:
    campaign, _ = load_campaign(ROOT)
    assert campaign is not None
    posts, xi = Posts(campaign.recipients.values()), campaign.recipients["xi-jinping"]
    address = {"country": "GB", "lines": ["1 Example Street", f"Exampletown {postcode}"]}
    given = {"address": address, "region": "GB-ENG"}
    sender = Sender.model_validate({**campaign.senders["example"].model_dump(), **given})
    assert posts.post_for(xi, sender).id.endswith(post)
