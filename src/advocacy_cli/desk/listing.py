"""What a campaign has, as plain data for tables, CSV and JSON."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.closing import in_office
from advocacy_cli.model.filters import EVERYTHING, Filter
from advocacy_cli.model.languages import FALLBACK
from advocacy_cli.model.law import Law
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.routing import Posts, Route
from advocacy_cli.model.selection import choose_template, known_recipient

TEMPLATE_HEADERS = ("template", "languages", "to", "via", "name")
RECIPIENT_HEADERS = ("recipient", "name", "country", "tags")
LAW_HEADERS = ("law", "kind", "citation")
ROUTE_HEADERS = ("from", "postcodes", "posts", "for", "why")
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
        "audience": found.audience,
        "per": found.per,
        "requires": [requirement.element for requirement in found.requires],
        "texts": {
            tag: text.file + ("" if text.reviewed else " (not reviewed)")
            for tag, text in found.texts.items()
        },
    }


def recipients(workplace: Workplace, only: Filter = EVERYTHING) -> tuple[list[Item], list[Problem]]:
    """The recipients that `only` keeps.

    Its language keeps those whose form of address has it; `not_sent` those that no letter has
    left for, as the addressee or as the delivery point.
    """
    campaign, problems = workplace.campaign()
    reached = _reached(workplace) if only.not_sent else set()
    items = [
        {
            "recipient": found.id,
            "name": found.display_name,
            "country": found.country,
            "form": found.form,
            "tags": list(found.tags),
        }
        for found in campaign.recipients.values()
        if only.keeps_recipient(found)
        and not reached.intersection(found.ids)
        and (only.language is None or _has_wording(campaign, found, only.language))
    ]
    return items, _errors(problems)


def routes(
    workplace: Workplace, countries: Collection[str] = (), represented: Collection[str] = ()
) -> tuple[list[Item], list[Problem]]:
    """Where letters go from each place, and why: an entry for each route.

    Args:
        workplace: the campaign's.
        countries: the countries that letters are posted in; empty for all.
        represented: the countries that letters are for; empty for all.
    """
    campaign, problems = workplace.campaign()
    items = [
        {
            "from": route.place,
            "postcodes": list(route.postcodes),
            "posts": [post.id for post in route.posts],
            "for": route.represented,
            "why": _why(route),
        }
        for route in Posts(in_office(campaign, workplace.today)).routes()
        if (not countries or route.place[:2] in countries)
        and (not represented or route.represented in represented)
    ]
    return items, _errors(problems)


def _why(route: Route) -> str:
    """What sends letters this way, in a word or two."""
    if len(route.posts) != 1:
        return "claimed twice" if route.posts else "nobody"
    if route.postcodes:
        return "postcode"
    served = {area.region for area in route.posts[0].serves if not area.postcodes}
    return "region" if "-" in route.place and route.place in served else "rest"


def _has_wording(campaign: Campaign, recipient: Recipient, language: str) -> bool:
    form = campaign.forms.get(recipient.form)
    return form is not None and form.wording(language) is not None


def _reached(workplace: Workplace) -> set[str]:
    """The ids of all recipients that a letter has left for."""
    from advocacy_cli.ledger.store import open_ledger

    with open_ledger(workplace.ledger, create=False) as ledger:
        return ledger.reached()


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
        "postcodes": {area.region: list(area.postcodes) for area in found.serves if area.postcodes},
        "tags": list(found.tags),
        "email": found.email,
        "source": found.source,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "note": found.note,
        "aliases": list(found.aliases),
        "closed_on": found.closed_on.isoformat() if found.closed_on else None,
        "succeeded_by": found.succeeded_by,
    }


def law(workplace: Workplace) -> tuple[list[Item], list[Problem]]:
    """The law that texts can cite, and the errors that hide some of it."""
    campaign, problems = workplace.campaign()
    items = [
        {"law": name, "kind": found.kind, "citation": found.citation.best(FALLBACK)}
        for name, found in campaign.law.items()
    ]
    return items, _errors(problems)


def one_law(workplace: Workplace, name: str) -> Item:
    """One law: what it lays down, and who is bound by it; nothing that is argued from it.

    Raises:
        AdvocacyError: there is none of this name.
    """
    found = _law(workplace, name)
    return {
        "law": name,
        "kind": found.kind,
        "citation": found.citation.root,
        "says": found.says.root,
        "parties": {
            country: party.model_dump(mode="json", exclude_none=True)
            for country, party in found.parties.items()
        },
        "source": found.source,
        "mark": found.mark,
    }


def law_argument(workplace: Workplace, name: str) -> Item:
    """What we argue from a law; None where nothing is noted.

    Raises:
        AdvocacyError: there is none of this name.
    """
    argument = _law(workplace, name).argument
    return {"law": name, "argument": dict(argument.root) if argument else None}


def _law(workplace: Workplace, name: str) -> Law:
    campaign, _ = workplace.campaign()
    found = campaign.law.get(name)
    if found is None:
        near = get_close_matches(name, campaign.law, n=1)
        raise AdvocacyError(
            Problem(
                "unknown_law",
                f"there is no law {name!r}",
                hint=f"did you mean {near[0]}?" if near else "see `advocacy law list`",
            )
        )
    return found


def senders(workplace: Workplace, only: Filter = EVERYTHING) -> tuple[list[Item], list[Problem]]:
    """The senders that live in one of the countries of `only` and write its language."""
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
        if (not only.countries or found.country in only.countries)
        and (only.language is None or only.language in found.languages)
    ]
    return items, _errors(problems)


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.is_error]
