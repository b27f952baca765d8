"""The address field and the letterhead: lines on paper from values of the model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advocacy_cli.composing.countries import country_line, country_name, scripts_of
from advocacy_cli.composing.own_country import without_country
from advocacy_cli.composing.variables import holder_name, in_language
from advocacy_cli.composing.words import words
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.direction import has_right_to_left, isolated, joined
from advocacy_cli.model.empty_words import says_nothing
from advocacy_cli.model.forms import Wording
from advocacy_cli.model.languages import FALLBACK, LANGUAGES
from advocacy_cli.model.letters import Letter
from advocacy_cli.model.recipients import Address, Recipient
from advocacy_cli.model.senders import Sender

_FIELD = re.compile(r"\{(\w+)\}")

Fields = Mapping[str, str | None]
"""What the lines of a form of address can be filled with; None is not known."""


@dataclass(frozen=True, slots=True)
class EnvelopeLines:
    """The address field; `short` is empty where there is no form in fewer lines."""

    full: tuple[str, ...]
    short: tuple[str, ...]


def envelope_lines(letter: Letter, wording: Wording) -> EnvelopeLines:
    """The lines of the address field, country line included where the post needs one.

    The addressee's lines are in the letter's language. What the post reads is in that language
    only if its script is read in the country of delivery; otherwise in English.

    Raises:
        AdvocacyError: nothing is known that the addressee could be called by, or the wording
            has a field that there is not.
    """
    addressee, language = letter.addressee, letter.key.language
    for_post = _language_for_post(language, _address(letter).country)
    fields = fields_of(addressee, language, for_post)
    if addressee.holder:
        lines, short = _filled(wording.envelope, fields), _filled(wording.short, fields)
    else:
        lines, short = _filled([line.any for line in wording.unnamed], fields), ()
    if not lines and not fields["organisation"]:
        raise AdvocacyError(_nameless(addressee))
    return EnvelopeLines(
        full=(*lines, *_delivery_lines(letter, lines, for_post)),
        short=(*short, *_delivery_lines(letter, short, for_post)) if short else (),
    )


def fields_of(recipient: Recipient, language: str, for_post: str | None = None) -> Fields:
    """The fields of a recipient; `organisation` in `for_post` where that is another language."""
    holder, office = recipient.holder, in_language(recipient.office, language)
    return {
        "name": holder_name(recipient, language),
        "style": in_language(holder.style, language) if holder else None,
        "office": office,
        "short_office": in_language(recipient.short_office, language) or office,
        "organisation": in_language(recipient.organisation, for_post or language),
    }


def filled(line: str, fields: Fields) -> str:
    """The line with its fields filled in; empty if it has fields and all of them are empty.

    Raises:
        AdvocacyError: the line has a field that there is not.
    """
    used = _FIELD.findall(line)
    unknown = [name for name in used if name not in fields]
    if unknown:
        raise AdvocacyError(_unknown_field(unknown[0], line, fields))
    if used and not any(fields[name] for name in used):
        return ""
    text = _FIELD.sub(lambda found: fields[found[1]] or "", line)
    if has_right_to_left(text) and _FIELD.sub("", line).strip():
        text = _FIELD.sub(lambda found: isolated(fields[found[1]] or ""), line)
        text = text.replace(isolated(""), "")
    return text if all(fields[name] for name in used) else _without_gaps(text)


def sender_lines(sender: Sender, delivery_country: str) -> tuple[str, ...]:
    """The letterhead: who writes, and where an answer reaches them."""
    return (sender.name, *_said(sender.organisation), *_address_of(sender, delivery_country))


def return_address(sender: Sender, delivery_country: str) -> str:
    """The sender's name and address on one line, for the window."""
    return joined((sender.name, *_address_of(sender, delivery_country)), " · ")


def signature(sender: Sender) -> tuple[str, ...]:
    """The lines below a signature."""
    return (sender.name, *_said(sender.role, sender.organisation))


def copy_line(recipient: Recipient, language: str) -> str:
    """Who gets a copy, on one line: the holder and office, or office and organisation."""
    fields = fields_of(recipient, language)
    parts = [fields["name"], fields["office"], None if fields["name"] else fields["organisation"]]
    return joined((part for part in parts if part), ", ") or recipient.display_name


def _said(*lines: str | None) -> tuple[str, ...]:
    """The lines there are, without those that stand for nothing."""
    return tuple(line for line in lines if line and not says_nothing(line))


def _filled(lines: Sequence[str], fields: Fields) -> tuple[str, ...]:
    return tuple(text for line in lines if (text := filled(line, fields)))


def _without_gaps(text: str) -> str:
    """The text without the blanks and commas that an empty field left behind."""
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([,、\uff0c])(?: ?[,、\uff0c])+", r"\1", text).strip(" ,、\uff0c")


def _delivery_lines(letter: Letter, above: Sequence[str], for_post: str) -> tuple[str, ...]:
    """What stands below the addressee: organisation or care-of line, address, country."""
    address, posted_from = _address(letter), letter.sender.country
    lines, country = address.printed, country_line(address.country, posted_from)
    if country:
        lines = (*without_country(lines, address.country, posted_from), country)
    return (*_organisation_line(letter, above, for_post), *lines)


def _organisation_line(letter: Letter, above: Sequence[str], for_post: str) -> tuple[str, ...]:
    addressee, via = letter.addressee, letter.via
    own = in_language(addressee.organisation, for_post)
    if via is None or via.id == addressee.id:
        shown = {line.casefold() for line in _address(letter).lines}
        return (own,) if own and own.casefold() not in shown and not _in(own, above) else ()
    post = in_language(via.organisation or via.office, for_post) or via.display_name
    if post == own:
        return () if _in(post, above) else (post,)
    return (joined((words(for_post).care_of, post), " "),)


def _in(text: str, lines: Sequence[str]) -> bool:
    return any(text.casefold() in line.casefold() for line in lines)


def _language_for_post(language: str, country: str) -> str:
    script = LANGUAGES[language].script
    return language if script == "Latn" or script in scripts_of(country) else FALLBACK


def _address(letter: Letter) -> Address:
    address = letter.delivery_point.address
    assert address is not None, "a planned letter has somewhere to go"
    return address


def _address_of(sender: Sender, delivery_country: str) -> tuple[str, ...]:
    """The sender's address; with the country, in English, where it will be read abroad."""
    address = sender.address
    if address.country == delivery_country:
        return address.printed
    lines = without_country(address.printed, address.country, sender.country)
    return (*lines, country_name(address.country, FALLBACK))


def _nameless(addressee: Recipient) -> Problem:
    return Problem(
        "no_addressee_name",
        f"{addressee.id} has neither a holder nor an office or organisation to be addressed by",
        where=addressee.where,
        hint="add `office:` or `holder:` to the recipient",
    )


def _unknown_field(name: str, line: str, fields: Fields) -> Problem:
    known = ", ".join(f"{{{field}}}" for field in fields)
    return Problem(
        "unknown_field",
        f"the form of address has the field {{{name}}} in {line!r}, and there is no such field",
        hint=f"use {known}",
    )
