from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from advocacy_cli.errors import AdvocacyError
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.delivery_points import DeliveryPoints, require_usable
from advocacy_cli.model.filters import Filter
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.selection import (
    Choice,
    choose_addressees,
    choose_language,
    choose_senders,
    choose_template,
)
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate, LetterText

DAY = dt.date(2026, 11, 24)


def recipient(name: str, **more: Any) -> Recipient:
    address = {"country": "GB", "lines": ["1 Street"]}
    return Recipient.model_validate({"id": name, "form": "office", "address": address, **more})


def template(**more: Any) -> LetterTemplate:
    texts = {"en": LetterText(language="en", file="en.md", source="", reviewed=True)}
    return LetterTemplate.model_validate({"id": "call", "subject": "S", "texts": texts, **more})


def sender(**more: Any) -> Sender:
    values = {"id": "ada", "uid": "uid-of-ada", "name": "Ada"}
    address = {"country": "GB", "lines": ["1 Street"]}
    return Sender.model_validate({**values, "address": address, **more})


def campaign(*recipients: Recipient, **more: Any) -> Campaign:
    values = {"senders": {"ada": sender()}, "templates": {"call": template()}, "forms": {}}
    settings = Settings(name="Test", code="TST")
    named = {one.id: one for one in recipients}
    return Campaign.model_validate({"settings": settings, "recipients": named, **values, **more})


PRESIDENT = recipient("president", represents="CN", tags=["asia"])
EMBASSY = recipient("embassy", represents="CN", tags=["missions"], serves=["GB"])
OTHERS = recipient("others", represents="KP", tags=["missions"])
ALL = campaign(PRESIDENT, EMBASSY, OTHERS)


def code_of(caught: pytest.ExceptionInfo[AdvocacyError]) -> str:
    (problem,) = caught.value.problems
    return problem.code


def chosen(template: LetterTemplate, choice: Choice) -> list[str]:
    return choose_addressees(ALL, template, choice)


def test_a_template_names_its_addressees() -> None:
    assert chosen(template(to=["president"]), Choice("call")) == ["president"]


def test_an_open_template_asks_for_a_choice() -> None:
    with pytest.raises(AdvocacyError) as caught:
        chosen(template(), Choice("call"))
    assert code_of(caught) == "nobody_chosen"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice("call", everyone=True), ["president", "embassy", "others"]),
        (Choice("call", only=Filter(("missions",))), ["embassy", "others"]),
        (Choice("call", only=Filter(countries=("CN",))), ["president", "embassy"]),
        (Choice("call", only=Filter(("missions",), ("KP",))), ["others"]),
        (Choice("call", to=("embassy", "president", "embassy")), ["embassy", "president"]),
    ],
)
def test_choosing_among_all(choice: Choice, expected: list[str]) -> None:
    assert chosen(template(), choice) == expected


def test_an_addressee_the_template_does_not_allow_is_refused() -> None:
    with pytest.raises(AdvocacyError) as caught:
        chosen(template(to=["president"]), Choice("call", to=("embassy",)))
    assert code_of(caught) == "addressee_not_allowed"
    assert "--via" in caught.value.problems[0].hint


def test_a_misspelt_addressee_gets_a_suggestion() -> None:
    with pytest.raises(AdvocacyError) as caught:
        chosen(template(), Choice("call", to=("presidnt",)))
    assert "president" in caught.value.problems[0].hint


def test_a_filter_that_leaves_nobody_is_a_problem() -> None:
    with pytest.raises(AdvocacyError) as caught:
        chosen(template(to=["president"]), Choice("call", only=Filter(("missions",))))
    assert code_of(caught) == "nobody_left"


def test_delivery_points() -> None:
    def points(via: str) -> list[str | None]:
        posts = DeliveryPoints(ALL, (via,), "direct", DAY).of(PRESIDENT, sender())
        return [post.id if post else None for post in posts]

    assert points("direct") == [None]
    assert points("jurisdiction") == ["embassy"]
    assert points("others") == ["others"]
    assert points("tag:missions") == ["embassy", "others"]
    with pytest.raises(AdvocacyError) as caught:
        points("tag:mission")
    assert caught.value.problems[0].hint == "did you mean missions?"


def test_a_post_of_another_country_is_never_used() -> None:
    require_usable(PRESIDENT, EMBASSY)
    require_usable(PRESIDENT, None)
    with pytest.raises(AdvocacyError) as caught:
        require_usable(PRESIDENT, OTHERS)
    assert code_of(caught) == "wrong_post"


def test_without_an_address_nothing_can_be_posted() -> None:
    homeless = Recipient.model_validate({"id": "homeless", "form": "office"})
    with pytest.raises(AdvocacyError) as caught:
        require_usable(homeless, None)
    assert code_of(caught) == "no_address"


def languages(**reviewed: bool) -> LetterTemplate:
    tags = {tag.replace("_", "-"): known for tag, known in reviewed.items()}
    texts = {
        tag: LetterText(language=tag, file=f"{tag}.md", source="", reviewed=known)
        for tag, known in tags.items()
    }
    return template(texts=texts)


@pytest.mark.parametrize(
    ("texts", "writes", "expected"),
    [
        ({"en": True, "de": True}, ["de", "en"], "de"),
        ({"en": True, "de": False}, ["de", "en"], "en"),
        ({"en": True, "fr": True}, ["ko"], "en"),
        ({"en": True, "zh_Hans": True}, ["ko", "zh-Hans"], "zh-Hans"),
    ],
)
def test_the_language_is_the_first_reviewed_one_of_the_senders(
    texts: dict[str, bool], writes: list[str], expected: str
) -> None:
    assert choose_language(languages(**texts), sender(languages=writes), None) == (expected, [])


def test_a_text_that_is_not_reviewed_needs_to_be_asked_for() -> None:
    draft = languages(de=False)
    with pytest.raises(AdvocacyError) as caught:
        choose_language(draft, sender(languages=["de"]), None)
    assert code_of(caught) == "no_reviewed_text"
    language, (warning,) = choose_language(draft, sender(), "de")
    assert (language, warning.code, warning.is_error) == ("de", "unreviewed", False)


def test_a_language_without_a_text_is_a_problem() -> None:
    with pytest.raises(AdvocacyError) as caught:
        choose_language(languages(en=True), sender(), "fr")
    assert code_of(caught) == "no_text_in_language"


BOB = sender(id="bob", uid="uid-of-bob")
TWO = campaign(senders={"ada": sender(), "bob": BOB})


def signing(campaign: Campaign, *names: str) -> list[str]:
    return [found.id for found in choose_senders(campaign, names)]


def test_the_sender_is_the_one_named_or_the_campaigns_or_the_only_one() -> None:
    assert signing(ALL, "ada") == ["ada"]
    assert signing(ALL) == ["ada"]
    settings = Settings(name="Test", code="TST", sender="bob")
    assert signing(TWO.model_copy(update={"settings": settings})) == ["bob"]
    with pytest.raises(AdvocacyError) as caught:
        signing(TWO)
    assert code_of(caught) == "no_sender"
    with pytest.raises(AdvocacyError) as caught:
        signing(TWO, "bb")
    assert code_of(caught) == "unknown_sender"


def test_several_senders_each_once_and_everybody() -> None:
    assert signing(TWO, "bob", "ada", "bob") == ["bob", "ada"]
    assert signing(TWO, "all") == ["ada", "bob"]
    assert signing(TWO, "bob", "all") == ["ada", "bob"]


def test_everybody_of_nobody_is_a_problem() -> None:
    with pytest.raises(AdvocacyError) as caught:
        signing(campaign(senders={}), "all")
    assert code_of(caught) == "no_sender"


def test_a_template_without_a_text_is_a_problem() -> None:
    with pytest.raises(AdvocacyError) as caught:
        choose_template(campaign(templates={"call": template(texts={})}), "call")
    assert code_of(caught) == "no_text"
