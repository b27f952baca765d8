"""What the readers of a report may know.

The campaign's own people may know all of it. The public learns nothing of letters that are still
confidential but how many there are, nothing of what has not left, nobody's name but those of
offices, and no word that names a person of a case against the consent on file. What it may not
know is left out before anything is counted or written, so that no form of the report can hold it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.cases import Case
from advocacy_cli.model.clocks import Clock
from advocacy_cli.model.events import Communication, Delivery, LetterState, Reply, ReplyKind
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.name_search import NameSearch, named_against_consent
from advocacy_cli.model.procedures import procedure_of
from advocacy_cli.reporting.forms import Readers

LEFT_OUT = "(left out: it names a person)"
CASE = "case whose words are not made public"
"""It stands for what a letter of a Working Group's own procedure says: that is about one person."""

_NOT_GONE = frozenset({Delivery.DRAFTED, Delivery.QUEUED, Delivery.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Tracked:
    """A letter as a report looks at it, and with it the others that count as it does.

    Attributes:
        is_confidential: whether it must not be spoken of in public on the day of the report.
        number: how many letters count alike; this one is the first of them by reference.
        alike: gives the first so many of them, by reference; None where there is but one.
    """

    record: LetterRecord
    state: LetterState
    clock: Clock
    is_confidential: bool = False
    number: int = 1
    alike: Callable[[int], Sequence[LetterRecord]] | None = None

    def first(self, most: int) -> Sequence[LetterRecord]:
        """The first of the letters that count alike, by reference, and no more than `most`."""
        return self.alike(most) if self.alike else (self.record,)[:most]


class Discretion:
    """Decides for one report what its readers may know.

    Args:
        cases: those whose persons are not to be named against their consent.
        on: the day of the report.
    """

    def __init__(self, readers: Readers, cases: Collection[Case], on: dt.date) -> None:
        self.is_public = readers is Readers.PUBLIC
        search = NameSearch(cases if self.is_public else ())

        @cache
        def names_person(text: str) -> bool:
            return any(named_against_consent(search, Audience.PUBLIC, on, text))

        self._names_person = names_person

    def hides(self, tracked: Tracked) -> bool:
        """Whether the letter may only be counted."""
        return self.is_public and tracked.is_confidential

    def passes_over(self, tracked: Tracked) -> bool:
        """Whether the letter is none of the readers' business: it has not left."""
        delivery = tracked.state.delivery
        return delivery is Delivery.NONE or (self.is_public and delivery in _NOT_GONE)

    def cut(self, tracked: Tracked) -> Tracked:
        """The letter without words that nobody may know for sure to name no person.

        A Working Group's case is about a person, who need not be on file here: the public reads
        neither what it is called nor its questions, whatever day was given for it.
        """
        told = tracked.state.communication
        if not (self.is_public and told and procedure_of(told).is_about_a_case):
            return tracked
        silent = replace(told, subject=CASE, questions=(), url="")
        return replace(tracked, state=replace(tracked.state, communication=silent))

    def text(self, text: str, instead: str = LEFT_OUT) -> str:
        """A text, or what stands in its place where it names somebody it may not name."""
        return instead if self.is_public and self._names_person(text) else text

    def private(self, text: str) -> str:
        """A text for the campaign's own people alone, or nothing."""
        return "" if self.is_public else text

    def author(self, communication: Communication) -> str:
        """Who sent a communication: in public only mandate holders, who publish their letters."""
        is_known = bool(communication.mandates) or not self.is_public
        return self.text(communication.author, "") if is_known else ""

    def keeps_to_itself(self, reply: Reply) -> bool:
        """Whether the readers may not know what a reply says, only that it came."""
        return self.is_public and reply.kind is ReplyKind.CONFIDENTIAL
