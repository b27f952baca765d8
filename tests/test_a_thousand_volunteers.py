"""From the ugly tables of a thousand volunteers to letters at the right posts, read from paper."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ugly_volunteers
from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.cli.main import app
from advocacy_cli.cli.world import World
from advocacy_cli.model.senders import Sender
from campaigns import Clock, edit
from paper import text
from running import Result

ROOT = Path(__file__).parents[1]
POSTS = {
    "GB": "cn-embassy-london",
    "CA": "cn-embassy-ottawa",
    "DE": "cn-embassy-berlin",
    "CH": "cn-embassy-bern",
    "BE": "cn-embassy-brussels",
    "NL": "cn-embassy-the-hague",
    "KR": "cn-embassy-seoul",
    "FR": "cn-embassy-paris",
    "IT": "cn-embassy-rome",
    "PL": "cn-embassy-warsaw",
    "GB-SCT": "cn-consulate-edinburgh",
    "CA-ON": "cn-consulate-toronto",
    "AU": "cn-embassy-canberra",
    "US-DC": "cn-embassy-washington",
    "US-FL": "cn-embassy-washington",
    "US-TX": "cn-embassy-washington",
    "US-NY": "cn-consulate-new-york",
    "US-IL": "cn-consulate-chicago",
    "US-WA": "cn-consulate-san-francisco",
}
"""Where the letters of the places go that the tables name; the others have no post."""
ASKED = {"DE", "JP"}
"""Countries that consulates split: of whom the table names no region the region is asked for."""


def run(root: Path, *arguments: str) -> Result:
    world = World(environ={}, now=Clock(), random=os.urandom)
    result = CliRunner().invoke(app, ["-C", str(root), *arguments, "--json"], obj=world)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Result(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """The sample campaign with nobody in it yet but the example."""
    root = tmp_path / "campaign"
    root.mkdir()
    for name in ("campaign.yaml", "recipients.yaml", "senders.yaml"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "letter_templates", root / "letter_templates")
    edit(root / "senders.yaml", "    example: true\n", "    paused: nobody lives here\n")
    return root


def post_of(sender: Sender) -> str | None:
    if sender.region is None and sender.country in ASKED:
        return None
    return POSTS.get(sender.region or "") or POSTS.get(sender.country)


@pytest.mark.slow
def test_a_thousand_volunteers_write_to_their_posts(campaign: Path) -> None:
    for name, content in ugly_volunteers.files().items():
        table = campaign / name
        table.write_bytes(content)
        report = run(campaign, "senders", "import", str(table), "--keep-good")
        assert report.code == 3
        assert len(report.json["added"]) == ugly_volunteers.GOOD / 4
        assert [bad["problems"][0]["code"] for bad in report.json["bad"]] == [
            "ragged_row",
            "bad_value",
        ]
        assert Path(report.json["bad_file"]).parent == campaign
    loaded, _ = load_campaign(campaign)
    assert loaded
    people = {name: one for name, one in loaded.senders.items() if name != "example"}
    for one in people.values():
        number = int((one.email or "").removeprefix("Volunteer").partition("@")[0])
        assert (one.address.country, one.region) == ugly_volunteers.place_of(number)
        assert one.name.endswith(ugly_volunteers.LAST_NAMES) or one.country == "KR"
        assert one.address.lines[0].startswith(f"{number} ")

    result = run(campaign, "draft", "call-on-xi-jinping", "--sender", "all")
    assert result.code == 3
    letters = {letter["sender"]: letter for letter in result.json["letters"]}
    assert letters.pop("example")["outcome"] == "skipped"
    assert {name: letter["via"] for name, letter in letters.items()} == {
        name: post_of(one) for name, one in people.items()
    }
    assert set(POSTS.values()) == {letter["via"] for letter in letters.values()} - {None}
    for name, letter in letters.items():
        if letter["via"] is None:
            (problem,) = letter["problems"]
            code = "post_undecided" if people[name].country in ASKED else "no_post"
            assert (letter["outcome"], problem["code"]) == ("failed", code)
            assert f"{people[name].name} ({name})" in problem["message"]
            continue
        assert letter["outcome"] == "drafted"
        printed = text((campaign / letter["file"]).read_bytes())
        address = loaded.recipients[letter["via"]].address
        assert address
        post = loaded.recipients[letter["via"]].display_name
        for shown in ("Xi Jinping", f"c/o {post}", *address.lines, people[name].name):
            assert shown in printed, (name, shown)
    outcomes = Counter(letter["outcome"] for letter in letters.values())
    assert outcomes["drafted"] + outcomes["failed"] == ugly_volunteers.GOOD
    assert outcomes["drafted"] > ugly_volunteers.GOOD / 2
    similar = {problem["code"] for problem in result.json["problems"]}
    assert similar == {"too_similar"}
