from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.composing.compose import Composer, check_text
from advocacy_cli.composing.variables import FIELDS, variables_for
from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.case_views import case_view
from advocacy_cli.model.letters import Followed
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.petitions import PetitionCounts
from cases import DAY, case, person


@pytest.fixture
def failure(world: Any) -> Any:
    def failure(letter: Any, campaign: Any = None) -> Problem:
        with pytest.raises(AdvocacyError) as caught:
            Composer(campaign or world.campaign()).compose(letter)
        found: Problem = caught.value.problems[0]
        return found

    return failure


def test_a_letter_is_composed_whole(world: Any) -> None:
    template = world.template(
        "I am {{ sender.name }} in {{ sender.country_name }}; {{ via.organisation }},"
        " {{ via.country_name }}; {{ date }}, {{ reference }}, {{ campaign.name }};"
        " {{ addressee.name }}, {{ addressee.office }}.",
        enclosures=["A list"],
        max_pages=2,
    )
    letter = world.letter(
        via=world.embassy(),
        co_signers=(world.sender(id="bob", name="Bob", role="Chair"),),
        copies=(world.embassy(),),
    )
    composed = Composer(world.campaign(template)).compose(letter)
    assert composed.body == (
        "<p>I am Ada Example in United Kingdom; Embassy of Exampleland, United Kingdom;"
        f" 24 September 2026, {letter.reference}, Test call;"
        " Pat Example, President of Exampleland.</p>\n"
    )
    assert (composed.title, composed.subject) == ("A request", "A request")
    assert (composed.language, composed.direction) == ("en", "ltr")
    assert composed.address[0] == "His Excellency Pat Example"
    assert composed.salutation == "Your Excellency,"
    assert composed.closing == "Respectfully yours,"
    assert composed.signatures == (("Ada Example",), ("Bob", "Chair"))
    assert (composed.enclosures, composed.copies) == (("A list",), ("Embassy of Exampleland",))
    assert (composed.enclosures_label, composed.copies_label) == ("Enclosures", "Copies to")
    assert (composed.specimen, composed.max_pages) == ("", 2)
    assert (composed.date, composed.reference) == ("24 September 2026", letter.reference)


def test_a_letter_in_chinese_speaks_chinese(world: Any) -> None:
    template = world.template("{{ addressee.name }}", language="zh-Hans", subject="请求")
    composed = Composer(world.campaign(template)).compose(world.letter(language="zh-Hans"))
    assert composed.salutation == "尊敬的李示例阁下："
    assert composed.body == "<p>李示例</p>\n"
    assert composed.date == "2026年9月24日"
    assert composed.closing == "此致 敬礼"


@pytest.mark.parametrize(
    ("holder", "salutation"),
    [
        ({"name": "Pat", "gender": "f"}, "Madam President,"),
        ({"name": "Pat", "gender": "m"}, "Your Excellency,"),
        (None, "Excellency,"),
    ],
)
def test_the_salutation_follows_what_is_known(world: Any, holder: Any, salutation: str) -> None:
    letter = world.letter(addressee=world.president(holder=holder))
    assert Composer(world.campaign()).compose(letter).salutation == salutation


def test_a_recipient_may_have_words_of_its_own(world: Any) -> None:
    own = world.president(salutation={"en": "Dear Mr President,"}, closing={"fr": "Salutations"})
    composed = Composer(world.campaign()).compose(world.letter(addressee=own))
    assert composed.salutation == "Dear Mr President,"
    assert composed.closing == "Respectfully yours,"


def test_an_invented_signer_makes_a_specimen(world: Any) -> None:
    invented = world.sender(id="x", example="true")
    compose = Composer(world.campaign()).compose
    assert compose(world.letter(sender=invented)).specimen == "SPECIMEN"
    assert compose(world.letter(co_signers=(invented,))).specimen == "SPECIMEN"


def test_names_print_as_they_are(world: Any) -> None:
    name = "O'Brien & <b> [docs] *a* {{ 7*7 }}"
    template = world.template("{{ sender.name }}")
    letter = world.letter(sender=world.sender(name=name))
    composed = Composer(world.campaign(template)).compose(letter)
    assert composed.body == "<p>O'Brien &amp; &lt;b&gt; [docs] *a* {{ 7*7 }}</p>\n"
    assert composed.signatures == ((name,),)
    assert composed.sender_lines[0] == name


def test_the_variables_are_those_that_texts_are_checked_against(world: Any) -> None:
    campaign = world.campaign().model_copy(update={"petitions": {"call": PetitionCounts()}})
    view = case_view(case(), Audience.UN, DAY, person())
    before = Followed("TST-1", PartialDate("2025"), (), (PartialDate("2025"),))
    letter = world.letter(via=world.embassy(), case=view, followed=before)
    values = variables_for(letter, campaign)
    shape = {
        name: tuple(value) if isinstance(value, dict) else () for name, value in values.items()
    }
    assert shape == FIELDS


def test_what_a_text_knows_of_its_sender(world: Any) -> None:
    template = world.template("{{ sender.role }} of {{ sender.organisation }}")
    sender = world.sender(role="Chair", organisation="Example Society")
    composed = Composer(world.campaign(template)).compose(world.letter(sender=sender))
    assert composed.body == "<p>Chair of Example Society</p>\n"


def test_a_form_without_the_language_is_named(failure: Any, world: Any) -> None:
    template = world.template(language="fr")
    found = failure(world.letter(language="fr"), world.campaign(template))
    assert (found.code, found.where) == ("no_wording", Where("recipients.yaml", 2, 5))
    assert "'head-of-state' has no wording in French" in found.message
    assert "en, zh-Hans" in found.hint


def test_an_unknown_form_is_named(failure: Any, world: Any) -> None:
    found = failure(world.letter(addressee=world.president(form="queen")))
    assert found.code == "unknown_form"
    assert "'queen'" in found.message


def test_a_missing_subject_is_named(failure: Any, world: Any) -> None:
    template = world.template(language="zh-Hans", subject={"en": "A request"})
    found = failure(world.letter(language="zh-Hans"), world.campaign(template))
    assert found.code == "no_subject"


def test_a_salutation_that_needs_what_is_not_known_is_not_printed(failure: Any, world: Any) -> None:
    letter = world.letter(addressee=world.president(holder=None), language="zh-Hans")
    found = failure(letter, world.campaign(world.template(language="zh-Hans")))
    assert (found.code, found.where) == ("not_known", Where("recipients.yaml", 2, 5))


def test_an_error_in_the_text_is_told_with_its_place(failure: Any, world: Any) -> None:
    found = failure(world.letter(), world.campaign(world.template("a\n{{ b }}")))
    assert (found.code, found.where) == (
        "undefined_variable",
        Where("letter_templates/call/en.md", 2, 4),
    )


def test_one_bad_letter_leaves_the_next_one_good(world: Any) -> None:
    composer = Composer(world.campaign(world.template("{{ via.organisation }}")))
    with pytest.raises(AdvocacyError):
        composer.compose(world.letter())
    assert composer.compose(world.letter(via=world.embassy())).body == (
        "<p>Embassy of Exampleland</p>\n"
    )


def test_check_text(world: Any) -> None:
    assert check_text(world.template("{{ sender.name }}"), "en") == []
    assert [p.code for p in check_text(world.template("{{ x }}"), "en")] == ["undefined_variable"]
