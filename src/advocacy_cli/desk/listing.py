"""What a campaign has, as plain data for tables, CSV and JSON."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import Problem
from advocacy_cli.model.selection import choose_template, known_recipient

TEMPLATE_HEADERS = ("template", "languages", "to", "via", "name")
RECIPIENT_HEADERS = ("recipient", "name", "country", "tags")
SENDER_HEADERS = ("sender", "name", "country", "region", "languages")

Item = dict[str, Any]


def templates(workplace: Workplace) -> tuple[list[Item], list[Problem]]:
    """The templates, and the errors that hide some of them."""
    campaign, problems = workplace.campaign()
    items = [
        {
            "template": template.id,
            "name": template.name.best("en") if template.name else None,
            "languages": [
                tag if text.reviewed else f"({tag})" for tag, text in template.texts.items()
            ],
            "to": list(template.to) or ["any"],
            "via": template.via,
        }
        for template in campaign.templates.values()
    ]
    return items, _errors(problems)


def template(workplace: Workplace, name: str) -> Item:
    """One template whole.

    Raises:
        AdvocacyError: there is none of this name.
    """
    found = choose_template(workplace.campaign()[0], name)
    return {
        "template": found.id,
        "name": found.name.best("en") if found.name else None,
        "description": found.description,
        "to": list(found.to) or ["any"],
        "via": found.via,
        "subject": found.subject.root,
        "copies": list(found.cc),
        "enclosures": [enclosure.best("en") for enclosure in found.enclosures],
        "max_pages": found.max_pages,
        "texts": {
            tag: text.file + ("" if text.reviewed else " (not reviewed)")
            for tag, text in found.texts.items()
        },
    }


def recipients(
    workplace: Workplace, tags: Collection[str] = (), countries: Collection[str] = ()
) -> tuple[list[Item], list[Problem]]:
    """The recipients with one of `tags` and of one of `countries`; none given means all."""
    campaign, problems = workplace.campaign()
    items = [
        {
            "recipient": found.id,
            "name": found.display_name,
            "country": found.country,
            "form": found.form,
            "tags": list(found.tags),
        }
        for found in campaign.recipients.values()
        if (not tags or set(tags) & set(found.tags))
        and (not countries or found.country in {country.upper() for country in countries})
    ]
    return items, _errors(problems)


def recipient(workplace: Workplace, name: str) -> Item:
    """One recipient whole.

    Raises:
        AdvocacyError: there is none of this name.
    """
    found = known_recipient(workplace.campaign()[0], name)
    address = found.address
    return {
        "recipient": found.id,
        "form": found.form,
        "office": found.office.root if found.office else None,
        "holder": found.holder.name.root if found.holder else None,
        "organisation": found.organisation.root if found.organisation else None,
        "represents": found.represents,
        "address": [*address.lines, address.country] if address else None,
        "serves": [area.region for area in found.serves],
        "tags": list(found.tags),
        "email": found.email,
        "source": found.source,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "note": found.note,
    }


def senders(workplace: Workplace) -> tuple[list[Item], list[Problem]]:
    """The senders."""
    campaign, problems = workplace.campaign()
    items = [
        {
            "sender": found.id,
            "name": found.name,
            "country": found.country,
            "region": found.region,
            "languages": list(found.languages),
        }
        for found in campaign.senders.values()
    ]
    return items, _errors(problems)


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.is_error]
