from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.composing.address import (
    copy_line,
    envelope_lines,
    filled,
    return_address,
    sender_lines,
    signature,
)
from advocacy_cli.errors import AdvocacyError


@pytest.fixture
def envelope(world: Any) -> Any:
    """The envelope of a letter, with the wording its form has in the letter's language."""

    def envelope(**letter: Any) -> Any:
        made = world.letter(**letter)
        form = world.campaign().forms["head-of-state"]
        return envelope_lines(made, form.wording(made.key.language))

    return envelope


def test_care_of_an_embassy_stands_below_the_addressee(envelope: Any, world: Any) -> None:
    lines = envelope(via=world.embassy())
    assert lines.full == (
        "His Excellency Pat Example",
        "President of Exampleland",
        "c/o Embassy of Exampleland",
        "2 Mission Street",
        "London W1 1AA",
    )
    assert lines.short == ("H.E. Pat Example, President", *lines.full[2:])


def test_abroad_the_country_stands_last(envelope: Any, world: Any) -> None:
    sender = world.sender(address={"country": "DE", "lines": ["Weg 1"]})
    assert envelope(via=world.embassy(), sender=sender).full[-1] == "VEREINIGTES KÖNIGREICH"
    assert envelope().full[-3:] == ("1 Palace Road", "Capital 100000", "CHINA")


def test_an_office_without_holder_is_addressed_by_office(envelope: Any, world: Any) -> None:
    lines = envelope(addressee=world.president(holder=None))
    assert lines.full[:2] == ("The President", "President of Exampleland")
    assert lines.short == ()


def test_an_organisation_stands_between_office_and_street(envelope: Any, world: Any) -> None:
    palace = world.president(organisation="The Palace")
    assert envelope(addressee=palace).full[2:4] == ("The Palace", "1 Palace Road")


@pytest.mark.parametrize("through", ["itself", "its post", "nobody"])
def test_an_ambassador_at_the_embassy_has_it_once(envelope: Any, world: Any, through: str) -> None:
    embassy = world.embassy(holder={"name": "Kim Example"}, office="Ambassador")
    post = {"itself": embassy, "its post": world.embassy(id="post"), "nobody": None}[through]
    assert envelope(addressee=embassy, via=post).full == (
        "Kim Example",
        "Ambassador",
        "Embassy of Exampleland",
        "2 Mission Street",
        "London W1 1AA",
    )


def test_an_organisation_named_above_or_in_the_address_is_not_repeated(
    envelope: Any, world: Any
) -> None:
    office = world.president(office="President, the Palace", organisation="The Palace")
    assert envelope(addressee=office).full.count("The Palace") == 0
    lines = ["The Palace", "1 Palace Road"]
    kept = world.president(organisation="The Palace", address={"country": "CN", "lines": lines})
    assert envelope(addressee=kept).full.count("The Palace") == 1


def test_a_chinese_letter_posted_in_britain_can_be_read_by_its_post(
    envelope: Any, world: Any
) -> None:
    assert envelope(via=world.embassy(), language="zh-Hans").full == (
        "示例国主席",
        "李示例阁下",
        "c/o Embassy of Exampleland",
        "2 Mission Street",
        "London W1 1AA",
    )


def test_a_chinese_letter_to_china_may_be_in_chinese(envelope: Any, world: Any) -> None:
    post = world.embassy(address={"country": "CN", "lines": ["长安街1号"]})
    lines = envelope(via=post, language="zh-Hans").full
    assert lines[2:] == ("烦转 示例国大使馆", "长安街1号", "CHINA")


def test_address_lines_stay_as_they_are(envelope: Any, world: Any) -> None:
    lines = ["12  Rue d'à côté", "[docs] & <b>", "Luxembourg"]
    post = world.embassy(address={"country": "LU", "lines": lines})
    assert envelope(via=post).full[-4:] == (*lines, "LUXEMBOURG")


def test_the_country_of_an_address_prints_once_and_nothing_does_not(
    envelope: Any, world: Any
) -> None:
    lines = ["1 Rue", "N/A", "1202 Geneva", "Switzerland"]
    post = world.embassy(address={"country": "CH", "lines": lines})
    assert envelope(via=post).full[-3:] == ("1 Rue", "1202 Geneva", "SWITZERLAND")
    home = {"country": "CH", "lines": lines}
    writer = world.sender(address=home, organisation="None", role="-")
    assert sender_lines(writer, "CN") == ("Ada Example", "1 Rue", "1202 Geneva", "Switzerland")
    assert signature(writer) == ("Ada Example",)
    # Within the country its line needs no other, and stays.
    assert envelope(via=post, sender=writer).full[-1] == "Switzerland"


def test_a_value_in_a_line_keeps_its_order(world: Any) -> None:
    name, mark = "أحمد 3", "\u2068أحمد 3\u2069"
    fields = {"name": name, "style": "H.E.", "office": None}
    assert filled("{style} {name}, 12/3", fields) == f"\u2068H.E.\u2069 {mark}, 12/3"
    assert filled("{name}", fields) == name
    assert copy_line(world.president(holder={"name": name}), "en") == (
        f"{mark}, President of Exampleland"
    )


def test_somebody_must_be_addressed(world: Any) -> None:
    nobody = world.president(office=None, short_office=None, holder=None)
    form = world.campaign().forms["head-of-state"]
    wording = form.wording("en").model_copy(update={"unnamed": form.wording("zh-Hans").unnamed})
    with pytest.raises(AdvocacyError) as caught:
        envelope_lines(world.letter(addressee=nobody), wording)
    assert caught.value.problems[0].code == "no_addressee_name"
    assert str(caught.value.problems[0].where) == "recipients.yaml:2:5"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{style} {name}", "Pat"),
        ("{name}, {office}", "Pat"),
        ("{office}, {name}", "Pat"),
        ("{office}", ""),
        ("{office} {style}", ""),
        ("The Ambassador", "The Ambassador"),
        ("{name}", "Pat"),
    ],
)
def test_empty_fields_leave_no_gaps(line: str, expected: str) -> None:
    assert filled(line, {"name": "Pat", "style": None, "office": None}) == expected


def test_a_value_is_not_filled_in_again() -> None:
    assert filled("{name}", {"name": "{office}  {{ 7*7 }},", "office": "x"}) == (
        "{office}  {{ 7*7 }},"
    )


def test_a_field_that_does_not_exist_is_named() -> None:
    with pytest.raises(AdvocacyError) as caught:
        filled("{nmae}", {"name": "Pat"})
    assert caught.value.problems[0].code == "unknown_field"
    assert "{nmae}" in caught.value.problems[0].message


def test_the_letterhead_names_the_country_only_abroad(world: Any) -> None:
    sender = world.sender(organisation="Example Society", role="Chair")
    home = ("5 Sender Street", "London N1 1AA")
    assert sender_lines(sender, "GB") == ("Ada Example", "Example Society", *home)
    assert sender_lines(sender, "CN")[-1] == "United Kingdom"
    assert return_address(sender, "GB") == "Ada Example · 5 Sender Street · London N1 1AA"
    assert signature(sender) == ("Ada Example", "Chair", "Example Society")


def test_who_gets_a_copy(world: Any) -> None:
    assert copy_line(world.president(), "en") == "Pat Example, President of Exampleland"
    assert copy_line(world.president(), "zh-Hans") == "李示例, 示例国主席"
    assert copy_line(world.embassy(), "en") == "Embassy of Exampleland"


def test_the_box_of_an_organisation_abroad_is_the_return_address(envelope: Any, world: Any) -> None:
    box = {"country": "CH", "lines": ["Box 1", "3000 Bern"]}
    sender = world.sender(address=box, region="GB-ENG", organisation="Example Society")
    assert sender.country == "GB"
    assert return_address(sender, "GB") == "Ada Example · Box 1 · 3000 Bern · Switzerland"
    assert sender_lines(sender, "GB") == (
        "Ada Example",
        "Example Society",
        "Box 1",
        "3000 Bern",
        "Switzerland",
    )
    assert sender_lines(sender, "CH")[-1] == "3000 Bern"
    # Posted in the United Kingdom, the envelope needs no country line there.
    assert envelope(via=world.embassy(), sender=sender).full[-1] == "London W1 1AA"
