from __future__ import annotations

import datetime as dt
import json

import pytest

from advocacy_cli.campaign.tables.columns import RECIPIENTS, SENDERS, Flat
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.model.comparison import Agreement

KEY = "00" * 32
ADA = {
    "id": "ada",
    "name": "José Álvarez",
    "line1": "1 Street",
    "line2": "London N1 1AA",
    "country": "GB",
    "email": "J@x.org",
}


def removed(flat: Flat = ADA) -> Removals:
    return Removals(KEY).with_entry("ada", [flat], SENDERS, "removed-1", dt.date(2026, 11, 24))


@pytest.mark.parametrize(
    "row",
    [
        {"name": "JOSÉ  álvarez", "email": "j@X.org"},
        {"name": "José Álvarez", "postcode": "n11aa"},
        {"name": "José Álvarez", "line1": "London", "line2": "N1 1AA, 1 Street"},
    ],
)
def test_who_was_removed_is_known_by_name_and_one_thing_more(row: Flat) -> None:
    met = removed().met(row, SENDERS)
    assert met and met[1] is Agreement.SAME and met[0].code == "removed-1"


@pytest.mark.parametrize(
    "name",
    [
        "Jose Alvarez",
        "JOSE ALVAREZ",
        "José-Álvarez",
        "Álvarez, José",
        "ÁLVAREZ José",
        "Mr José Álvarez",
        "José M. Álvarez",
        "Álvarez, Dr. J. José",
    ],
)
def test_a_name_in_other_writing_is_only_likely(name: str) -> None:
    met = removed().met({"name": name, "email": "j@x.org"}, SENDERS)
    assert met and met[1] is Agreement.LIKELY


@pytest.mark.parametrize(
    "row",
    [
        {"name": "Maria Álvarez", "email": "j@x.org", "postcode": "N1 1AA"},
        {"name": "José Álvarez", "email": "other@x.org", "postcode": "N9 9AA"},
        {"name": "José Álvarez", "line1": "1 Lane"},
        {"email": "j@x.org"},
    ],
)
def test_neither_a_name_nor_an_email_nor_a_place_alone_is_anybody(row: Flat) -> None:
    assert removed().met(row, SENDERS) is None


def test_nothing_that_is_kept_says_who_it_was() -> None:
    kept = json.dumps(removed().data(), ensure_ascii=False).casefold()
    for word in ("ada", "josé", "jose", "x.org", "street", "n11aa"):
        assert word not in kept
    assert Removals.from_data(json.loads(json.dumps(removed().data()))) == removed()
    assert [one["edition"] for one in removed().data()["removed"]] == [2]


def test_a_removed_entry_is_called_by_its_id_or_code_and_can_come_back() -> None:
    found = removed()
    for name in ("ada", "removed-1"):
        removal = found.called(name)
        assert removal is not None
        assert found.without([removal.code]).met(ADA, SENDERS) is None
    assert found.called("bo") is None and Removals().called("ada") is None
    assert found.named(found.removed[0], ["bo", "ada"]) == "ada"
    assert found.named(found.removed[0], ["bo"]) == "removed-1"


def test_an_office_is_known_by_its_organisation() -> None:
    office = {"id": "x", "organisation": "Embassy", "office": "Ambassador", "line1": "1 Road 10115"}
    found = Removals(KEY).with_entry("x", [office], RECIPIENTS, "removed-1", dt.date(2026, 1, 1))
    assert found.met({"organisation[en]": "Embassy", "postcode": "10115"}, RECIPIENTS)
    assert found.met({"office": "Ambassador", "postcode": "10115"}, RECIPIENTS) is None


def test_what_a_later_edition_wrote_is_refused() -> None:
    data = removed().data()
    data["removed"][0]["edition"] = 99
    with pytest.raises(ValueError, match="edition 99"):
        Removals.from_data(data)


def test_digests_of_the_first_edition_still_tell() -> None:
    data = removed().data()
    card = {"name": ADA["name"], "email": ADA["email"]}
    first = Removals(KEY)._digests(card, SENDERS, 1)  # noqa: SLF001 - what it wrote then
    data["removed"][0] |= {"edition": 1, "same": list(first[0]), "likely": list(first[1])}
    old = Removals.from_data(data)
    assert old.met(card, SENDERS) and old.met({**card, "name": "Jose Alvarez"}, SENDERS)


@pytest.mark.parametrize("name", ["Mr Álvarez", "José Pérez", "Section A"])
def test_a_title_or_a_part_of_a_name_is_not_the_name(name: str) -> None:
    assert removed().met({"name": name, "email": "j@x.org"}, SENDERS) is None
