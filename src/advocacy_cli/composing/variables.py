"""What a letter's text can speak of: the names it may use, and their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advocacy_cli.composing.case_variables import CASE_FIELDS, case_variables
from advocacy_cli.composing.citations import Citations
from advocacy_cli.composing.countries import country_name
from advocacy_cli.composing.paragraphs import Paragraphs
from advocacy_cli.composing.question_variables import (
    QUESTION_FIELDS,
    Numbered,
    question_variables,
)
from advocacy_cli.composing.words import format_date, format_number
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.empty_words import says_nothing
from advocacy_cli.model.letters import Letter
from advocacy_cli.model.petitions import PetitionCounts
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.values import Localised
from advocacy_cli.model.wgeid import procedure

Item = str | Mapping[str, str | None] | None
Variables = Mapping[
    str,
    Item | Sequence[str] | Mapping[str, Item | Sequence[Item]] | Citations | Numbered,
]
"""Values by name. A mapping is a record (`sender.name`), which may hold lists of records
(`case.persons`); None stands for what is not there."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "sender": ("name", "organisation", "role", "country_name"),
    "co_signers": (),
    "addressee": ("name", "office"),
    "via": ("organisation", "country_name"),
    "own_words": (),
    "date": (),
    "reference": (),
    "campaign": ("name",),
    "petition": ("total", "countries"),
    **CASE_FIELDS,
    "procedure": (),
    "mandates": (),
    "law_annex": (),
    **QUESTION_FIELDS,
}
"""The names a text may use, and the parts of those that have any."""


def variables_for(letter: Letter, campaign: Campaign) -> Variables:
    """The values of every name in `FIELDS`, in the letter's language where they have one."""
    language, sender = letter.key.language, letter.sender
    template = campaign.templates[letter.key.template]
    counts = campaign.petitions.get(template.id)
    citations = Citations(
        campaign.law,
        language=language,
        state=letter.addressee.represents,
        country=sender.country,
    )
    mandates = [citations.words(campaign.mandates[name].title) for name in template.mandates]
    return {
        "sender": {
            "name": sender.name,
            "organisation": sender.organisation,
            "role": sender.role,
            "country_name": country_name(sender.country, language),
        },
        "co_signers": [signer.name for signer in letter.co_signers] or None,
        "addressee": {
            "name": holder_name(letter.addressee, language),
            "office": in_language(letter.addressee.office, language),
        },
        "via": _via(letter.via, language) if letter.via else None,
        "own_words": _own_words(sender, language),
        "date": format_date(letter.date, language, sender.country),
        "reference": letter.reference,
        "campaign": {"name": campaign.settings.name},
        "petition": _petition(counts, language) if counts else None,
        **case_variables(letter.case, language, sender.country),
        "procedure": _procedure(letter),
        "mandates": mandates or None,
        **question_variables(letter, template),
        "law_annex": citations,
    }


def _procedure(letter: Letter) -> str | None:
    """The Working Group's procedure for the one person that the letter is about."""
    if not letter.case or not letter.case.about_one:
        return None
    (person,) = letter.case.persons
    return procedure(person.last_seen, letter.date).value if person.last_seen else None


def holder_name(recipient: Recipient, language: str) -> str | None:
    """The name of who holds the office, or None where nobody is known to."""
    return recipient.holder.name.best(language) if recipient.holder else None


def in_language(text: Localised | None, language: str) -> str | None:
    """The text in `language`, or the nearest there is; None where there is no text."""
    found = text.best(language) if text else None
    return None if found is None or says_nothing(found) else found


def _petition(counts: PetitionCounts, language: str) -> Mapping[str, str | None]:
    return {
        "total": format_number(counts.total, language),
        "countries": format_number(counts.countries, language),
    }


def _own_words(sender: Sender, language: str) -> Paragraphs | None:
    words = sender.own_words and sender.own_words.exactly(language)
    return Paragraphs(words) if words else None


def _via(post: Recipient, language: str) -> Mapping[str, str | None]:
    country = post.address.country if post.address else post.country
    return {
        "organisation": in_language(post.organisation, language),
        "country_name": country_name(country, language) if country else None,
    }
