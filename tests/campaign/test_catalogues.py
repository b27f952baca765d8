from __future__ import annotations

import re
from pathlib import Path

import pytest

from advocacy_cli.campaign.catalogues import LAW, MANDATES
from advocacy_cli.campaign.folder import load_campaign
from campaigns import TEMPLATE, write_campaign

OWN = """\
law:
  cat-3:
    citation: CAT, art. 3
    says: No return to torture.
    kind: treaty
    parties:
      NO: {how: ratified, since: 1986-07-09}
    source: made up
    mark: confirmed
"""


@pytest.mark.parametrize(
    ("name", "state", "how", "since"),
    [
        ("refugee-1951-33", "CN", "acceded", "1982-09-24"),
        ("refugee-1951-33", "KP", "not_a_party", None),
        ("refugee-1967", "CN", "acceded", "1982-09-24"),
        ("cat-3", "CN", "ratified", "1988-10-04"),
        ("cat-3", "KP", "not_a_party", None),
        ("iccpr-7", "CN", "signed", "1998-10-05"),
        ("iccpr-7", "KP", "party", "1981"),
        ("icpped-16", "CN", "not_a_party", None),
        ("icpped-16", "KP", "not_a_party", None),
        ("cedaw", "KP", "party", "2001"),
    ],
)
def test_who_is_bound_since_when(name: str, state: str, how: str, since: str | None) -> None:
    party = LAW.shipped().by_id[name].parties[state]
    assert (party.how, party.since and party.since.root) == (how, since)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("refugee-1951-33", "art. 33(1), 28 July 1951, 189 UNTS 137"),
        ("refugee-1967", "31 January 1967, 606 UNTS 267"),
        ("cat-3", "art. 3, 10 December 1984, 1465 UNTS 85"),
        ("iccpr-7", "art. 7, 16 December 1966, 999 UNTS 171"),
        ("icpped-16", "art. 16, 20 December 2006, 2716 UNTS 3"),
        ("dped-8", "art. 8, General Assembly resolution A/RES/47/133, 18 December 1992"),
        ("cedaw", "arts. 2 and 3, 18 December 1979, 1249 UNTS 13"),
        ("cedaw-gr35", "General Recommendation No. 35, 2017"),
        ("coi-2014", "A/HRC/25/63, 7 February 2014"),
    ],
)
def test_citations_are_those_of_our_sources(name: str, words: str) -> None:
    assert LAW.shipped().by_id[name].citation.best("en").endswith(words)


@pytest.mark.parametrize("name", [n for n, law in LAW.shipped().by_id.items() if law.needs_parties])
def test_a_treaty_is_made_to_say_nothing_that_we_argue_from_it(name: str) -> None:
    says = LAW.shipped().by_id[name].says.best("en")
    ours = r"cannot|therefore|so that|displace|we hold|we argue|thus"
    assert not re.search(ours, says, re.IGNORECASE)
    # Of other instruments it says nothing, unless it is a body's reading and says whose.
    assert "Convention against" not in says


def test_what_is_argued_from_the_border_protocol_is_a_field_of_its_own() -> None:
    border = LAW.shipped().by_id["border-1986"]
    assert border.argument and "cannot displace" in border.argument.best("en")
    assert "violence" not in LAW.shipped().by_id["cedaw"].says.best("en")


def test_a_declaration_is_no_treaty() -> None:
    kinds = {name: law.kind for name, law in LAW.shipped().by_id.items()}
    assert {kinds[name] for name in ("dped-8", "dped-10", "udhr-14")} == {"declaration"}
    assert all(not law.parties for law in LAW.shipped().by_id.values() if not law.needs_parties)


def test_what_is_not_confirmed_does_not_ship() -> None:
    emails = {name: one.email for name, one in MANDATES.shipped().by_id.items() if one.email}
    assert emails == {"wgeid": "hrc-wg-eid@un.org", "sr-dprk": "hrc-sr-dprk@un.org"}
    text = str(LAW.shipped().by_id)
    assert not re.search(r"Exit and Entry|79/181|77/226|HRC/RES|1998 revision", text)


def test_a_campaign_adds_and_replaces_law(tmp_path: Path) -> None:
    (tmp_path / "law.yaml").write_text(OWN)
    law, problems = LAW.read(tmp_path)
    assert problems == []
    assert set(law.by_id["cat-3"].parties) == {"NO"}
    assert "iccpr-7" in law.by_id


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: treaty", "kind: tready", "'tready' is not one of"),
        ("since: 1986-07-09", "since: July 1986", "'July 1986' is not a date; write 1986-07"),
        ("NO:", "UK:", "'UK' is not an ISO 3166 country code of two capital letters; write GB"),
        ("how: ratified", "how: agreed", "'agreed' is not one of"),
        (", since: 1986-07-09", "", "`ratified` needs `since:`"),
    ],
)
def test_bad_law_is_told_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "law.yaml").write_text(OWN.replace(old, new))
    law, (problem,) = LAW.read(tmp_path)
    assert message in problem.message
    assert str(problem.where).startswith("law.yaml:")
    assert law.may_have("cat-3")


def test_a_mandate_that_is_not_there_is_told_with_a_suggestion(tmp_path: Path) -> None:
    template = TEMPLATE + "mandates: [sr-tortur, wgeid]\n"
    root = write_campaign(tmp_path, {"letter_templates/call/template.yaml": template})
    _, problems = load_campaign(root)
    (problem,) = [one for one in problems if one.code == "unknown_mandate"]
    assert problem.message == "there is no mandate 'sr-tortur'"
    assert problem.hint == "did you mean sr-torture?"
    assert str(problem.where) == "letter_templates/call/template.yaml:8:12"
