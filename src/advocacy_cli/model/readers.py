"""Who reads a letter, so far as that decides whom it may name."""

from __future__ import annotations

from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.consent import Element, may_print
from advocacy_cli.model.letters import Letter
from advocacy_cli.model.name_spellings import names_of
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.templates import LetterTemplate


def readers_of(template: LetterTemplate, addressee: Recipient) -> tuple[Audience, ...]:
    """The audiences whose consent lets a letter name a person; one of them is enough.

    A template that does not say who reads it may be read by anybody. What may be said in public
    may be said to anybody, and to a State what it may know.
    """
    if template.audience:
        return (template.audience,)
    state = (Audience.GOVERNMENT,) if addressee.represents else ()
    return (Audience.PUBLIC, *state)


def names_to_keep_from(letter: Letter, campaign: Campaign) -> list[str]:
    """The names of all persons of cases whom a letter may not name to its readers."""
    readers = readers_of(campaign.templates[letter.key.template], letter.addressee)
    return [
        name
        for case in campaign.searched_cases
        for person in case.persons
        if not any(may_print(person, Element.NAME, reader, letter.date) for reader in readers)
        for name in names_of(person)
    ]
