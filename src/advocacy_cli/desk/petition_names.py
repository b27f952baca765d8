"""Persons of cases kept out of what a petition prints: annexes and sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.name_matching import Certainty
from advocacy_cli.model.name_search import NameSearch
from advocacy_cli.model.petitions import Signature
from advocacy_cli.model.readers import readers_of
from advocacy_cli.model.templates import LetterTemplate

SHOWN = 10
"""Ids named in a warning about signatures that are counted only."""


@dataclass(frozen=True, slots=True)
class AnnexNames:
    """Keeps persons of cases out of annexes.

    Attributes:
        are_read: somebody has read the signatures; they are those of people of that name.
    """

    campaign: Campaign
    search: NameSearch
    are_read: bool

    def kept(
        self,
        signatures: Sequence[Signature],
        template: LetterTemplate,
        addressee: str,
        on: dt.date,
    ) -> tuple[Sequence[Signature], list[Problem]]:
        """The signatures that may be named to the addressee on that day, and what to know.

        One with the whole name of somebody who may not be named is counted only: it may be that
        person's, or be meant to tell of that person.
        """
        recipient = self.campaign.recipients.get(addressee)
        if self.are_read or recipient is None:
            return signatures, []
        readers = readers_of(template, recipient)
        held = [one for one in signatures if self._names(one, readers, on)]
        if not held:
            return signatures, []
        ids = ", ".join(one.id for one in held[:SHOWN])
        more = f" and {len(held) - SHOWN} more" if len(held) > SHOWN else ""
        warning = Problem(
            "names_person",
            f"{ids}{more} may name somebody of a case to readers who may not know that name, so"
            " they are counted only",
            severity=Severity.WARNING,
            hint="look at them; if they are people of the same name, say so with --names-read",
        )
        hidden = {one.id for one in held}
        return [one for one in signatures if one.id not in hidden], [warning]

    def _names(self, one: Signature, readers: Sequence[Audience], on: dt.date) -> bool:
        return any(
            named.certainty > Certainty.PART
            and not any(named.is_open_to(reader, on) for reader in readers)
            for named in self.search.find(f"{one.name}\n{one.shown_city}")
        )


def names_on_sheet(
    campaign: Campaign, text: str, on: dt.date, where: Where | None
) -> Iterator[Problem]:
    """What a sheet tells of persons of cases whose names may not be public: anybody reads it.

    A whole name is an error. Words that may be a name are for somebody to look at.
    """
    for named in NameSearch(campaign.searched_cases).find(text):
        if named.certainty is Certainty.PART or named.is_open_to(Audience.PUBLIC, on):
            continue
        is_whole = named.certainty is Certainty.WHOLE
        does = "names" if is_whole else "may name"
        yield Problem(
            "names_person" if is_whole else "may_name_person",
            f"the sheet {does} somebody of the case {named.case}, whose name may not be public",
            severity=Severity.ERROR if is_whole else Severity.WARNING,
            where=where,
            hint="take the name out of the subject, the texts and the controller of the petition"
            if is_whole
            else "read the subject, the texts and the controller of the petition",
        )
