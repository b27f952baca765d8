"""What a plan says of each letter, and what a run reports of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from advocacy_cli.errors import Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.case_choice import NO_CASE
from advocacy_cli.model.events import Draft
from advocacy_cli.model.letters import DIRECT, Letter, Outcome
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.senders import Sender

_ON_PAPER = frozenset({Outcome.DRAFTED, Outcome.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a plan, and later of the run's report.

    Attributes:
        via: the delivery point's id, `direct`, or None where none could be found.
        reference, round, layout, date: of the letter; empty, 0 and None where it could not be
            decided.
        draft: what there is on paper: the draft that stands, or the one just made.
        fingerprint: see `TypesetLetter`; 0 for a letter that was not made.
        case: the case and person it speaks for, as in the letter's key.
        written: the references of letters that say the same to the same addressee.
    """

    template: str
    addressee: str
    via: str | None
    sender: str
    language: str | None
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    case: str = NO_CASE
    reference: str = ""
    round: int = 0
    layout: str = ""
    date: dt.date | None = None
    draft: Draft | None = None
    fingerprint: int = 0
    written: tuple[str, ...] = ()

    @property
    def delivery_point(self) -> str:
        """The id of the recipient whose address the envelope bears."""
        return self.addressee if self.via in {None, DIRECT} else str(self.via)

    @property
    def on_paper(self) -> Draft | None:
        """The draft that lies there for posting, if there is one."""
        return self.draft if self.outcome in _ON_PAPER else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter that may come about.

    Attributes:
        blank: its line, as far as it is known without the key.
        post: the delivery point; None for the addressee's own address.
        key: that of the first round.
        now: the same with the ids of today.
    """

    blank: Entry
    sender: Sender
    addressee: Recipient
    post: Recipient | None
    key: LetterKey
    now: LetterKey


@dataclass(frozen=True, slots=True)
class Planned:
    """A line of a plan with the letter it speaks of.

    Attributes:
        letter: None where it could not be decided, or somebody it goes to is held back.
        inputs: digest of everything the letter is made from; empty where there is no letter.
        searched: digest of all names that it is searched for; empty where there are none.
        asked, points: as its draft is to keep them, see `Draft`.
    """

    entry: Entry
    letter: Letter | None = None
    inputs: str = ""
    searched: str = ""
    asked: str = ""
    points: tuple[str, ...] = ()

    @property
    def to_make(self) -> Letter | None:
        """The letter, where it is to be made."""
        return self.letter if self.entry.outcome is Outcome.PLANNED else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do.

    Attributes:
        campaign: as it was read.
        at_most: how many letters there will be, unless some are left out.
        letters: plans each in its turn, when it is asked for it. Called again, it plans them
            anew, as the ledger then stands.
        problems: the errors of entries that cannot be used, whether or not a letter needs them.
    """

    campaign: Campaign
    at_most: int
    letters: Callable[[], Iterator[Planned]]
    problems: tuple[Problem, ...] = ()
