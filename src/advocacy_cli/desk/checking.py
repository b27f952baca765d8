"""Read everything a campaign holds and report every problem in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from advocacy_cli.campaign.case_checks import case_findings
from advocacy_cli.campaign.duplicates import duplicate_findings
from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.campaign.list_checks import list_findings
from advocacy_cli.campaign.route_checks import route_findings
from advocacy_cli.composing.compose import check_text
from advocacy_cli.desk.drafts import drafts_to_closed
from advocacy_cli.desk.lint import text_findings
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.closing import in_office
from advocacy_cli.model.languages import FALLBACK
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.rules import weighed
from advocacy_cli.model.senders import Sender
from advocacy_cli.typesetting.faces import glyphs_problem, missing_characters


def check(workplace: Workplace) -> tuple[Campaign | None, list[Problem]]:
    """The campaign, if it can be read at all, and its problems in the order of files and lines."""
    campaign, problems = load_campaign(workplace.root)
    if campaign is not None:
        problems = [
            *problems,
            *_texts(campaign),
            *text_findings(campaign),
            *weighed(_list_findings(campaign, workplace.today), campaign.settings),
            *_wordings(campaign),
            *drafts_to_closed(workplace, campaign),
            *_unprintable(chain(campaign.recipients.values(), campaign.senders.values())),
        ]
    return campaign, sorted(dict.fromkeys(problems), key=_place)


def _list_findings(campaign: Campaign, today: dt.date) -> Iterator[Problem]:
    yield from list_findings(campaign, today)
    for case in campaign.cases.values():
        yield from case_findings(case, today)
    yield from route_findings(in_office(campaign, today))
    yield from duplicate_findings(campaign.recipients.values())
    yield from duplicate_findings(campaign.senders.values())


def _place(problem: Problem) -> tuple[str, int, int]:
    where = problem.where
    return (where.file, where.line or 0, where.column or 0) if where else ("", 0, 0)


def _texts(campaign: Campaign) -> Iterator[Problem]:
    for template in campaign.templates.values():
        for language in template.texts:
            yield from check_text(template, language, campaign.law)


def _wordings(campaign: Campaign) -> Iterator[Problem]:
    """Addressees a template names, but cannot greet in one of its languages."""
    for template in campaign.templates.values():
        for name in template.to:
            recipient = campaign.recipients.get(name)
            form = campaign.forms.get(recipient.form) if recipient else None
            missing = [tag for tag in template.texts if form and not form.wording(tag)]
            if recipient and missing:
                yield Problem(
                    "no_wording",
                    f"the form of address {recipient.form} has no wording in"
                    f" {', '.join(missing)}, so {template.id} cannot greet {name} in it",
                    where=recipient.where,
                    hint="add the wording in forms_of_address.yaml in the campaign's folder",
                )


def _unprintable(values: Iterable[Recipient | Sender]) -> Iterator[Problem]:
    for value in values:
        missing = missing_characters(value.model_dump_json(), FALLBACK)
        if missing:
            yield replace(glyphs_problem(missing, FALLBACK), where=value.where)
