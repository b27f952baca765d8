"""What a request may ask for that cannot be used: letters that fail for it, and by its name.

What an entry with errors is cannot be told for certain. It counts wherever it may have been meant.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.filters import Filter
from advocacy_cli.model.letters import TAG
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate
from advocacy_cli.model.unusable import Unusable

if TYPE_CHECKING:
    from advocacy_cli.model.selection import Choice

EVERY_SENDER = "all"


def unusable_senders(campaign: Campaign, names: Collection[str]) -> list[Unusable]:
    """The senders with errors among those that `choose_senders` is asked for."""
    if EVERY_SENDER in names:
        return list(campaign.unusable_senders)
    asked = set(names or filter(None, [campaign.settings.sender]))
    return [one for one in campaign.unusable_senders if asked & set(one.ids)]


def unusable_addressees(
    campaign: Campaign, template: LetterTemplate, choice: Choice
) -> list[Unusable]:
    """The recipients with errors that may be among those `choose_addressees` is asked for."""
    named = set(choice.to or template.to)
    return [
        one
        for one in campaign.unusable_recipients
        if (not named or named & set(one.ids)) and one.may_be_kept(choice.only)
    ]


def unusable_posts(campaign: Campaign, via: str) -> list[Unusable]:
    """The recipients with errors that may have the tag whose bearers get a letter each."""
    if not via.startswith(TAG):
        return []
    tag = via.removeprefix(TAG)
    return [one for one in campaign.unusable_recipients if one.may_have(tag)]


class PostsInDoubt:
    """The posts with errors: a letter routed by jurisdiction may belong to one of them."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        self._known: dict[str | None, list[Unusable]] = {}

    def require_none(self, addressee: Recipient, sender: Sender) -> None:
        """Make sure that it is certain which posts act for the addressee's country.

        Raises:
            AdvocacyError: an entry that cannot be used may be one of them.
        """
        country = addressee.represents
        if country not in self._known:
            known = self._campaign.unusable_recipients
            self._known[country] = [one for one in known if one.may_represent(country)]
        problems = [
            Problem(
                "unusable_post",
                f"{one.name} cannot be used, and may be the post of {country or addressee.id} that"
                f" takes the letter of {sender.name} ({sender.id})",
                where=one.where,
                hint="mend the entry, or choose a delivery point with --via",
            )
            for one in self._known[country]
        ]
        if problems:
            raise AdvocacyError(problems)


def require_sound(kind: str, name: str, unusable: Unusable | None) -> None:
    """Make sure that what is called `name` has no errors.

    Args:
        kind: what such a thing is called: `recipient`.
        name: of the one wanted.
        unusable: the entry of this name that has errors, if there is one.

    Raises:
        AdvocacyError: it has.
    """
    if unusable:
        problem = Problem(
            "unusable_entry",
            f"the {kind} {name} cannot be used, since the entry has errors",
            where=unusable.where,
            hint="mend the entry",
        )
        raise AdvocacyError([problem, *unusable.problems])


def require_certain(campaign: Campaign, only: Filter) -> None:
    """Make sure that it is certain which recipients a filter keeps.

    Raises:
        AdvocacyError: it may keep some that have errors.
    """
    if only.names_recipients:
        meant = [one for one in campaign.unusable_recipients if one.may_be_kept(only)]
        problems = [problem for one in meant for problem in one.problems]
        if problems:
            raise AdvocacyError(problems)
