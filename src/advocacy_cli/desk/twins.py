"""Letters that say the same to the same office from the same person, though by another way.

A letter's key also holds its delivery point and its language. Where a list or a text changes, a
letter that was written may be planned again under another key: it has a twin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from advocacy_cli.ledger.rows import Asked
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.events import AGAIN, SEVERAL, Delivery, LetterState
from advocacy_cli.model.letters import DIRECT, LetterRecord
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.senders import Sender

GIVEN_UP = frozenset({Delivery.NONE, Delivery.WITHDRAWN})
"""Where a letter stands that was never made, or will not be sent."""


class Written(Protocol):
    """What is asked of a ledger."""

    def written(self, asked: Asked, but: Collection[str] = ()) -> Mapping[str, LetterRecord]:
        """The letters asked for, but for those in `but`, by reference."""

    def states(self, references: Iterable[str]) -> Mapping[str, LetterState]:
        """Where each of the letters stands, by reference."""

    def addressees(self, template: str) -> Collection[str]:
        """The ids of all recipients that letters of a template were written to."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one letter, of those that say the same, goes out.

    Attributes:
        via, language: as in its key, the point by its id today.
        round: as in its key.
        asked: why it was made beside others, see `Draft`.
        run: the run in which it was drafted first, or empty.
    """

    via: str
    language: str
    round: int = 1
    asked: str = ""
    run: str = ""

    def may_join(self, other: Way) -> bool:
        """Whether a letter may go out this way although another that says the same has."""
        if self.asked == AGAIN or self.round > other.round:
            return True
        if self.via == other.via:
            return False
        together = bool(self.run) and self.run == other.run
        return together or SEVERAL in {self.asked, other.asked}


@dataclass(frozen=True, slots=True)
class Twin:
    """A letter of the ledger that says the same as another.

    Attributes:
        now: its key, with the ids that its people and offices have today.
        state: where it stands.
    """

    record: LetterRecord
    now: LetterKey
    state: LetterState

    @property
    def reference(self) -> str:
        """The letter's reference."""
        return self.record.reference

    @property
    def stands(self) -> bool:
        """Whether it was written, and not given up."""
        return self.state.delivery not in GIVEN_UP

    @property
    def way(self) -> Way:
        """How it goes out."""
        draft = self.state.draft
        return Way(
            self.now.via,
            self.now.language,
            self.record.key.round,
            draft.asked if draft else "",
            draft.run if draft else "",
        )


class Identities:
    """Who is meant by the ids and uids in the keys of letters."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign

    def now(self, record: LetterRecord) -> LetterKey:
        """A letter's key with the ids that are in the lists today."""
        key = record.key
        addressee, via = self._campaign.recipient(key.addressee), None
        if key.via != DIRECT:
            via = self._campaign.recipient(key.via)
        sender = self.sender(record)
        return replace(
            key,
            addressee=addressee.id if addressee else key.addressee,
            via=via.id if via else key.via,
            sender_uid=sender.uid if sender else key.sender_uid,
        )

    def sender(self, record: LetterRecord) -> Sender | None:
        """Whose letter it is. A uid that is in no list is that of who has the id now."""
        return self._campaign.owner(record.key.sender_uid) or self._campaign.sender(record.sender)


def asked_of(
    template: str, senders: Iterable[Sender], addressees: Iterable[Recipient], more: Iterable[str]
) -> Asked:
    """All letters of a template that may be by these people to these offices."""
    people = {sender.uid: sender for sender in senders}.values()
    offices = {recipient.id: recipient for recipient in addressees}.values()
    return Asked(
        template,
        [*(name for office in offices for name in office.ids), *more],
        [uid for sender in people for uid in sender.uids],
        [name for sender in people for name in sender.ids],
    )


Said: TypeAlias = tuple[str, str, str, str]
"""What letters that say the same share: the sender's uid, the addressee, the case, the letter they
are about."""


def said_by(now: LetterKey) -> Said:
    """What a letter shares with its twins, by its key with the ids of today."""
    return (now.sender_uid, now.addressee, now.case, now.about)


class Family:
    """Finds the twins of letters that are planned, a portion of them at a time."""

    def __init__(self, ledger: Written, campaign: Campaign, template: str) -> None:
        self._ledger = ledger
        self._template = template
        self._identities = Identities(campaign)
        addressees = ledger.addressees(template)
        self._gone = {
            name
            for name in addressees
            if campaign.recipient(name) is None and campaign.unusable_recipient(name) is None
        }
        self._found: dict[Said, list[Twin]] = {}

    def look_up(
        self,
        senders: Iterable[Sender],
        addressees: Iterable[Recipient],
        but: Collection[str],
    ) -> None:
        """Read what these people have written to these offices.

        Args:
            but: references of the letters whose twins are asked for.
        """
        self._found = {}
        asked = asked_of(self._template, senders, addressees, self._gone)
        records = self._ledger.written(asked, but)
        states = self._ledger.states(records) if records else {}
        for name, record in records.items():
            now = self._identities.now(record)
            self._found.setdefault(said_by(now), []).append(Twin(record, now, states[name]))

    def of(self, now: LetterKey) -> list[Twin]:
        """The letters that say the same as one whose key, with the ids of today, is this."""
        return self._found.get(said_by(now), [])

    def to_nobody_known(self, now: LetterKey) -> Iterator[Twin]:
        """Those that would say the same, were an addressee who is in no list theirs."""
        for name in self._gone:
            yield from self.of(replace(now, addressee=name))
