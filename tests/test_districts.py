"""The consular districts of the United States: whose letters the sample campaign takes where."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pypdfium2

from advocacy_cli.desk.drafting import draft, plan_run
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.selection import Choice
from campaigns import Clock, edit

ROOT = Path(__file__).parents[1]

DISTRICTS = {
    "cn-consulate-new-york": "CT ME MA NH NJ NY OH PA RI VT",
    "cn-consulate-chicago": "CO IL IN IA KS MI MN MO WI",
    "cn-consulate-los-angeles": "AZ HI NM AS GU MP",
    "cn-consulate-san-francisco": "AK NV OR WA",
    "cn-embassy-washington": "DE DC ID KY MD MT NE NC ND SC SD TN UT VA WV WY"
    " AL AR FL GA LA MS OK TX",
}
STATES_WITHOUT_CALIFORNIA = 50
"""The District of Columbia included."""
PACIFIC_TERRITORIES = 3


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
    assert len(wanted) == STATES_WITHOUT_CALIFORNIA + PACIFIC_TERRITORIES
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


def test_a_split_state_is_decided_by_postcodes_where_the_posts_give_them(tmp_path: Path) -> None:
    def at(code: str) -> str:
        return (
            f"    address: {{country: US, lines: [1 Example Street, 'Town, CA {code}'],"
            f" postcode: '{code}'}}\n"
        )

    boxed = "    address: {country: CH, lines: [Box 1, 3000 Bern]}\n    postcode: '94110'\n"
    workplace = a_copy(
        tmp_path,
        american("south", "US-CA", at("90001"))
        + american("north", "US-CA", at("94110"))
        + american("boxed", "US-CA", boxed)
        + american("between", "US-CA", at("93001")),
    )
    # Invented prefixes: no source tells where the line runs.
    file = workplace.root / "recipients.yaml"
    south, north = "US-AZ, US-CA,", "US-AK, US-CA,"
    edit(file, south, "US-AZ, {region: US-CA, postcodes: ['90', '91']},")
    edit(file, north, "US-AK, {region: US-CA, postcodes: ['94', '95']},")
    found = {entry.sender: entry.via for entry in plan_run(workplace, EVERYBODY).entries}
    assert found == {
        "south": "cn-consulate-los-angeles",
        "north": "cn-consulate-san-francisco",
        "boxed": "cn-consulate-san-francisco",
        "between": None,
    }
