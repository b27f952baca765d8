"""The sample campaign: what it says is what our sources say, and each letter of it can be made."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.composing.compose import Composer
from advocacy_cli.desk.lint import letter_findings, text_findings
from advocacy_cli.errors import AdvocacyError, has_errors
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.letters import ComposedLetter, Letter
from advocacy_cli.model.petitions import PetitionCounts
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.routing import Posts
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.values import LocalisedText
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
CALL = "call-on-xi-jinping"
PETITION = "petition-to-xi-jinping"
SIGNED_IN = ("en", "ko", "ar")
LANGUAGES = ("en", "de", "fr", "ko", "zh-Hans")
COMPILED = dt.date(2026, 11, 30)
"""The day the addresses were put together: nothing can have been right later than that."""

POSTED_FROM = {"din5008b": "DE", "uk-dl": "GB", "us-10": "US", "sn-right": "CH", "plain": "FR"}

STATES = """
AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV
NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
"""

# The days of the letter as each language writes them: China's accession and ratification, the
# returns, the experts' appeal and the day of the count.
DAYS = {
    "en": (
        "24 September 1982",
        "4 October 1988",
        "18 September",
        "9 October",
        "17 October 2023",
        "15 October 2025",
    ),
    "de": (
        "24. September 1982",
        "4. Oktober 1988",
        "18. September",
        "9. Oktober",
        "17. Oktober 2023",
        "15. Oktober 2025",
    ),
    "fr": (
        "24 septembre 1982",
        "4 octobre 1988",
        "18 septembre",
        "9 octobre",
        "17 octobre 2023",
        "15 octobre 2025",
    ),
    "ko": (
        "1982년 9월 24일",
        "1988년 10월 4일",
        "9월 18일",
        "10월 9일",
        "2023년 10월 17일",
        "2025년 10월 15일",
    ),
    "zh-Hans": (
        "1982年9月24日",
        "1988年10月4日",
        "9月18日",
        "10月9日",
        "2023年10月17日",
        "2025年10月15日",
    ),
}
DPRK = {
    "en": "Democratic People’s Republic of Korea",
    "de": "Demokratischen Volksrepublik Korea",
    "fr": "République populaire démocratique de Corée",
    "ko": "조선민주주의인민공화국",
    "zh-Hans": "朝鲜民主主义人民共和国",
}
TREATIES = {
    "en": ("Refugee Convention", "Convention against Torture"),
    "de": ("Genfer Flüchtlingskonvention", "Übereinkommen gegen Folter"),
    "fr": ("Convention relative au statut des réfugiés", "Convention contre la torture"),
    "ko": ("「난민의 지위에 관한 협약」", "「고문방지협약」"),
    "zh-Hans": (
        "《关于难民地位的公约》",
        "《禁止酷刑和其他残忍、不人道或有辱人格的待遇或处罚公约》",
    ),
}
GREETINGS = {
    "en": ("Your Excellency,", "Respectfully yours,"),
    "de": ("Sehr geehrter Herr Präsident,", "Hochachtungsvoll"),
    "fr": (
        "Monsieur le Président,",
        "Veuillez agréer, Monsieur le Président, l’expression de ma très haute considération.",
    ),
    "ko": ("존경하는 시진핑 국가주석님께,", "감사합니다."),
    "zh-Hans": ("尊敬的习近平主席阁下：", "此致 敬礼"),
}

# As many as template.yaml promises room for.
OWN_WORDS = {
    "en": " ".join(["I teach, and my pupils ask me what becomes of them"] * 5),
    "de": " ".join(["Ich unterrichte, und meine Klasse fragt mich, was aus ihnen wird"] * 5),
    "fr": " ".join(["J’enseigne, et mes élèves me demandent ce que deviennent ces personnes"] * 5),
    "ko": " ".join(["저는 교사이고 제자들은 떠난 이들이 어떻게 되는지 묻습니다"] * 3),
    "zh-Hans": "我是一名教师，学生们常问我那些离开的人后来怎样了。" * 4,
}


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    loaded, problems = load_campaign(ROOT)
    assert loaded is not None
    assert not has_errors(problems), problems
    return loaded


@pytest.fixture(scope="module")
def composer(campaign: Campaign) -> Composer:
    return Composer(campaign)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(None)


def letter(
    sender: Sender, addressee: Recipient, via: Recipient | None, language: str, template: str
) -> Letter:
    key = LetterKey(
        campaign="NKR",
        template=template,
        addressee=addressee.id,
        via=via.id if via else "direct",
        sender_uid=sender.uid,
        case="",
        language=language,
        round=1,
    )
    return Letter(
        key=key,
        addressee=addressee,
        via=via,
        sender=sender,
        co_signers=(),
        copies=(),
        layout="plain",
        date=dt.date(2026, 11, 24),
        file="letters/x.pdf",
    )


def call(campaign: Campaign, composer: Composer, language: str, **changes: str) -> ComposedLetter:
    """The call on Xi Jinping, care of the embassy in London."""
    sender = campaign.senders["example"].model_copy(update=changes)
    xi, london = campaign.recipients["xi-jinping"], campaign.recipients["cn-embassy-london"]
    return composer.compose(letter(sender, xi, london, language, CALL))


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", html)


def living_in(campaign: Campaign, country: str, region: str | None, **more: str) -> Sender:
    example = campaign.senders["example"]
    address = example.address.model_copy(update={"country": country})
    return example.model_copy(update={"address": address, "region": region, **more})


# Recipients


def test_every_address_has_a_source_and_a_date_it_supports(campaign: Campaign) -> None:
    for recipient in campaign.recipients.values():
        assert recipient.address, recipient.id
        assert recipient.source, recipient.id
        assert recipient.as_of, recipient.id
        assert dt.date(2018, 1, 1) < recipient.as_of <= COMPILED, recipient.id
        if recipient.holder:
            assert recipient.holder.as_of, recipient.id


def test_only_confirmed_addresses_ship() -> None:
    text = (ROOT / "recipients.yaml").read_text(encoding="utf-8")
    entries = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    unconfirmed = (
        "Houston",  # closed in July 2020
        "Montrose",
        "George V",
        "Surville",  # the missions in Geneva
        "Plonjon",
        "1213",
        "Case postale",  # UNHCR
        "1211 Genève 2",
        "Wiertz",  # the European Parliament
        "Secretary-General",
        "04538",  # the postcode of the embassy in Seoul
        "60610",  # the two ZIP codes given for the consulate in Chicago
        "60654",
        "M5R",  # the two postcodes given for the consulate in Toronto
        "22605",  # the postcode of the consulate in Hamburg
        "Dunblane",  # one source, or none that is a page: Sydney, Düsseldorf, Oslo, and so on
        "Schanzen",
        "Haeun",
        "Tuengen",
        "Arturo",
        "Metternich",
        "Ratchada",
        "Shantipath",
        "Great South",
        "Malone",
        "independent public sources",
    )
    assert [word for word in unconfirmed if word in entries] == []


def test_posts_name_no_holder_and_are_addressed_by_office(
    campaign: Campaign, composer: Composer
) -> None:
    for recipient in campaign.recipients.values():
        if recipient.form in {"ambassador", "consul-general", "permanent-representative"}:
            assert recipient.holder is None, recipient.id
    sender, london = campaign.senders["example"], campaign.recipients["cn-embassy-london"]
    composed = composer.compose(letter(sender, london, None, "en", "plain-letter"))
    assert composed.address == (
        "The Ambassador",
        "Embassy of the People’s Republic of China",
        "49-51 Portland Place",
        "London W1B 1JL",
    )


def test_missions_are_the_embassies_consulates_and_the_mission_to_the_eu(
    campaign: Campaign,
) -> None:
    tagged = {r.id for r in campaign.recipients.values() if "cn-missions" in r.tags}
    by_name = {
        name for name in campaign.recipients if name.startswith(("cn-embassy-", "cn-consulate-"))
    }
    assert tagged == by_name | {"cn-mission-eu"}
    assert {campaign.recipients[name].represents for name in tagged} == {"CN"}
    assert len(tagged) == 24


def test_each_state_of_the_us_has_one_post_and_california_two(
    campaign: Campaign,
) -> None:
    served = Counter(
        area.region.removeprefix("US-")
        for recipient in campaign.recipients.values()
        for area in recipient.serves
        if area.region.startswith("US-") and area.region[3:] not in {"AS", "GU", "MP", "PR"}
    )
    assert served == Counter({state: 2 if state == "CA" else 1 for state in STATES.split()})


@pytest.mark.parametrize(
    ("country", "region", "post"),
    [
        ("GB", "GB-ENG", "london"),
        ("GB", "GB-SCT", "edinburgh"),
        ("DE", "DE-BY", "berlin"),
        ("CA", "CA-ON", "toronto"),
        ("AU", None, "canberra"),
        ("NL", None, "the-hague"),
        ("BE", None, "brussels"),
        ("CH", None, "bern"),
        ("JP", "JP-13", "tokyo"),
        ("FR", None, "paris"),
        ("PR", None, "washington"),
        ("KR", None, "seoul"),
        ("US", "US-VA", "washington"),
        ("US", "US-TX", "washington"),
        ("US", "US-NY", "new-york"),
        ("US", "US-IL", "chicago"),
        ("US", "US-HI", "los-angeles"),
        ("GU", None, "los-angeles"),
        ("US", "US-WA", "san-francisco"),
    ],
)
def test_letters_go_to_the_post_where_the_sender_lives(
    campaign: Campaign, country: str, region: str | None, post: str
) -> None:
    sender = living_in(campaign, country, region)
    found = Posts(campaign.recipients.values()).post_for(campaign.recipients["xi-jinping"], sender)
    assert found.id.removeprefix("cn-embassy-").removeprefix("cn-consulate-") == post


def test_californians_choose_their_consulate(campaign: Campaign) -> None:
    xi, posts = campaign.recipients["xi-jinping"], Posts(campaign.recipients.values())
    with pytest.raises(AdvocacyError) as raised:
        posts.post_for(xi, living_in(campaign, "US", "US-CA"))
    assert raised.value.problems[0].code == "post_undecided"
    chosen = living_in(campaign, "US", "US-CA", post="cn-consulate-san-francisco")
    assert posts.post_for(xi, chosen).id == "cn-consulate-san-francisco"


@pytest.mark.parametrize("country", ["GB", "DE", "CA", "JP", "US"])
def test_the_region_is_asked_for_where_consulates_split_a_country(
    campaign: Campaign, country: str
) -> None:
    with pytest.raises(AdvocacyError) as raised:
        Posts(campaign.recipients.values()).post_for(
            campaign.recipients["xi-jinping"], living_in(campaign, country, None)
        )
    assert raised.value.problems[0].code == "post_undecided"


@pytest.mark.parametrize("country", ["ES", "VI"])
def test_no_post_is_guessed_where_none_is_confirmed(campaign: Campaign, country: str) -> None:
    with pytest.raises(AdvocacyError) as raised:
        Posts(campaign.recipients.values()).post_for(
            campaign.recipients["xi-jinping"], living_in(campaign, country, None)
        )
    assert raised.value.problems[0].code == "no_post"


# Forms of address


def test_every_recipient_can_be_written_to(campaign: Campaign, composer: Composer) -> None:
    sender = campaign.senders["example"]
    for recipient in campaign.recipients.values():
        composed = composer.compose(letter(sender, recipient, None, "en", "plain-letter"))
        printed = "\n".join((*composed.address, composed.salutation, composed.closing))
        assert "{" not in printed, recipient.id
        assert len(composed.address) <= 6, (recipient.id, composed.address)


@pytest.mark.parametrize("language", ["en", "ar", "de", "es", "fr", "ko", "ru", "zh-Hans"])
def test_the_main_roles_have_every_language(campaign: Campaign, language: str) -> None:
    for role in ("head-of-state", "foreign-minister", "ambassador", "office"):
        assert campaign.forms[role].wording(language), role


def test_every_role_can_be_written_to_in_english_and_says_what_it_rests_on(
    campaign: Campaign,
) -> None:
    for role, form in campaign.forms.items():
        assert form.wording("en"), role
        other = set(form.wordings) - {"en"}
        if other:
            assert re.search("check", form.source), role


def test_experts_of_the_un_are_no_excellencies(campaign: Campaign) -> None:
    for role in ("special-rapporteur", "working-group", "high-commissioner"):
        assert "Excellenc" not in campaign.forms[role].model_dump_json(), role


# The letter


def test_every_language_of_the_call_is_there_and_only_english_is_reviewed(
    campaign: Campaign,
) -> None:
    texts = campaign.templates[CALL].texts
    assert {language: text.reviewed for language, text in texts.items()} == {
        language: language == "en" for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_greets_the_president_and_goes_care_of_the_embassy(
    campaign: Campaign, composer: Composer, language: str
) -> None:
    composed = call(campaign, composer, language)
    assert (composed.salutation, composed.closing) == GREETINGS[language]
    assert composed.address[-2:] == ("49-51 Portland Place", "London W1B 1JL")
    assert len(composed.address) == 5
    if language in {"en", "fr", "de"}:
        assert len(composed.short_address) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_states_the_same_facts_in_every_language(
    campaign: Campaign, composer: Composer, language: str
) -> None:
    text = words(call(campaign, composer, language).body)
    assert [day for day in DAYS[language] if day not in text] == []
    assert [name for name in TREATIES[language] if name not in text] == []
    assert DPRK[language] in text
    # 40 and more than 500 people; 1,076 since 2020; articles 33 and 3, the Chinese in words.
    numbers = re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u202f](?=\d{3})", "", text))
    assert [number for number in ("40", "500", "1076", "2020") if number not in numbers] == []
    if language == "zh-Hans":
        assert "第三十三条" in text
        assert "第三条" in text
    else:
        assert {"33", "3"} <= set(numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_has_four_demands_and_ends_by_asking(
    campaign: Campaign, composer: Composer, language: str
) -> None:
    body = call(campaign, composer, language).body
    assert body.count("<li>") == 4
    last = words(body.rsplit("<p>", 1)[1])
    assert re.search("[?？]", last)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_says_for_whom_one_writes(
    campaign: Campaign, composer: Composer, language: str
) -> None:
    alone = words(call(campaign, composer, language).body)
    assert "Example Sender" in alone
    together = words(call(campaign, composer, language, organisation="Example Society").body)
    assert "Example Society" in together
    assert "Example Society" not in alone
    privately = {
        "en": "private person",
        "de": "Privatperson",
        "fr": "à titre personnel",
        "ko": "개인으로서",
        "zh-Hans": "个人名义",
    }[language]
    assert privately in alone
    assert privately not in together


@pytest.mark.parametrize("layout", sorted(layouts()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_fits_one_page_of_every_layout(
    campaign: Campaign, composer: Composer, typesetter: Typesetter, language: str, layout: str
) -> None:
    sender = living_in(campaign, POSTED_FROM[layout], None)
    xi, mission = campaign.recipients["xi-jinping"], campaign.recipients["cn-mission-eu"]
    composed = composer.compose(letter(sender, xi, mission, language, CALL))
    typeset = typesetter.typeset(composed, layouts()[layout])
    assert (typeset.pages, typeset.problems) == (1, ())


@pytest.mark.parametrize("layout", sorted(layouts()))
@pytest.mark.parametrize(
    "addressee", ["cn-foreign-minister", "kp-mission-un-new-york", "un-sr-dprk", "un-wgeid"]
)
def test_long_addresses_fit_every_window(
    campaign: Campaign, composer: Composer, typesetter: Typesetter, addressee: str, layout: str
) -> None:
    sender = living_in(campaign, POSTED_FROM[layout], None)
    planned = letter(sender, campaign.recipients[addressee], None, "en", "plain-letter")
    typeset = typesetter.typeset(composer.compose(planned), layouts()[layout])
    assert typeset.problems == ()


@pytest.mark.parametrize("layout", sorted(layouts()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_call_with_words_of_the_senders_own_fits_one_page(
    campaign: Campaign, composer: Composer, typesetter: Typesetter, language: str, layout: str
) -> None:
    own = LocalisedText.model_validate(OWN_WORDS[language])
    sender = living_in(campaign, POSTED_FROM[layout], None).model_copy(update={"own_words": own})
    xi, mission = campaign.recipients["xi-jinping"], campaign.recipients["cn-mission-eu"]
    composed = composer.compose(letter(sender, xi, mission, language, CALL))
    assert words(composed.body.split("</p>")[1]).strip() == OWN_WORDS[language]
    typeset = typesetter.typeset(composed, layouts()[layout])
    assert (typeset.pages, typeset.problems) == (1, ())


def test_the_call_is_short(campaign: Campaign, composer: Composer) -> None:
    assert len(words(call(campaign, composer, "en").body).split()) <= 285


def test_the_texts_repeat_no_known_error() -> None:
    for file in ROOT.glob("letter_templates/*/*.md"):
        text = file.read_text(encoding="utf-8")
        for error in (
            "Republic of North Korea",
            "kwansilo",
            "jus cogens",
            "signed the Refugee Convention",
            "signed the Convention",
        ):
            assert error not in text, (file, error)


def test_the_sample_sender_is_plainly_nobody(campaign: Campaign, composer: Composer) -> None:
    assert [sender.example for sender in campaign.senders.values()] == [True]
    assert call(campaign, composer, "en").specimen == "SPECIMEN"


def test_the_plain_letter_may_go_to_anybody(campaign: Campaign) -> None:
    plain = campaign.templates["plain-letter"]
    assert plain.to == ()
    assert plain.texts["en"].source.count("[") >= 3


# The petition


@pytest.fixture(scope="module")
def signed(campaign: Campaign) -> Composer:
    """Composes as if 1,234,567 people in 89 countries had signed."""
    counts = {PETITION: PetitionCounts(total=1_234_567, countries=89)}
    return Composer(campaign.model_copy(update={"petitions": counts}))


def test_the_petition_has_every_part_in_each_of_its_languages(campaign: Campaign) -> None:
    template = campaign.templates[PETITION]
    assert template.petition is not None
    assert template.to == ("xi-jinping",)
    assert {language: text.reviewed for language, text in template.texts.items()} == {
        language: language == "en" for language in SIGNED_IN
    }
    for parts in (template.petition.text, template.petition.consent, template.subject):
        assert set(parts.root) == set(SIGNED_IN)


@pytest.mark.parametrize("language", SIGNED_IN)
def test_the_petition_says_how_many_signed_and_rests_on_the_same_law(
    campaign: Campaign, signed: Composer, language: str
) -> None:
    sender = campaign.senders["example"]
    xi, london = campaign.recipients["xi-jinping"], campaign.recipients["cn-embassy-london"]
    composed = signed.compose(letter(sender, xi, london, language, PETITION))
    numbers = re.findall(
        r"\d+", re.sub(r"(?<=\d)[.,\u066c\u202f](?=\d{3})", "", words(composed.body))
    )
    assert "1234567" in numbers
    assert {"1982", "1988", "33", "3"} <= set(numbers)
    assert composed.body.count("<li>") == 3
    assert re.search("[?？؟]", words(composed.body.rsplit("<p>", 1)[1]))


@pytest.mark.parametrize("layout", sorted(layouts()))
@pytest.mark.parametrize("language", SIGNED_IN)
def test_the_petition_fits_one_page_of_every_layout(
    campaign: Campaign, signed: Composer, typesetter: Typesetter, language: str, layout: str
) -> None:
    # Six lines of address, care of Brussels, do not fit the window of us-10 in Arabic.
    post = "cn-embassy-washington" if layout == "us-10" else "cn-mission-eu"
    sender = living_in(campaign, POSTED_FROM[layout], None, organisation="Example Society")
    xi, via = campaign.recipients["xi-jinping"], campaign.recipients[post]
    composed = signed.compose(letter(sender, xi, via, language, PETITION))
    typeset = typesetter.typeset(composed, layouts()[layout])
    assert (typeset.pages, typeset.problems) == (1, ())


@pytest.mark.parametrize("language", SIGNED_IN)
def test_the_letters_of_the_petition_keep_to_the_rules(
    campaign: Campaign, signed: Composer, language: str
) -> None:
    sender = campaign.senders["example"]
    xi, london = campaign.recipients["xi-jinping"], campaign.recipients["cn-embassy-london"]
    one = letter(sender, xi, london, language, PETITION)
    assert letter_findings(one, signed.compose(one), campaign) == ()


# The rules of letter writing


def test_its_texts_keep_to_the_rules_of_letter_writing(campaign: Campaign) -> None:
    (placeholder,) = text_findings(campaign)
    assert placeholder.code == "placeholder_left"
    assert placeholder.where is not None
    assert placeholder.where.file == "letter_templates/plain-letter/en.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_letters_keep_to_them(campaign: Campaign, composer: Composer, language: str) -> None:
    sender = campaign.senders["example"]
    xi, london = campaign.recipients["xi-jinping"], campaign.recipients["cn-embassy-london"]
    one = letter(sender, xi, london, language, CALL)
    assert letter_findings(one, composer.compose(one), campaign) == ()
