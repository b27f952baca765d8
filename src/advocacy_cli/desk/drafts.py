"""Whether drafts still are what they would be if they were made today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.digests import InputDigests
from advocacy_cli.desk.files import has_digest
from advocacy_cli.desk.known import read_letters
from advocacy_cli.desk.letters import letter_from
from advocacy_cli.desk.refusals import names_unread
from advocacy_cli.desk.twins import GIVEN_UP
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.ledger.store import Ledger, open_ledger
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.consent import consent_for
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.follow_ups import followed, not_public
from advocacy_cli.model.letters import DIRECT, Followed, Letter, LetterRecord
from advocacy_cli.model.recipients import Recipient


class LettersAnew:
    """What letters of the ledger would be as the campaign stands now.

    Args:
        records, states: all letters, since one may follow up another.
    """

    def __init__(
        self,
        campaign: Campaign,
        today: dt.date,
        records: Mapping[str, LetterRecord],
        states: Mapping[str, LetterState],
    ) -> None:
        self._campaign = campaign
        self._today = today
        self._clocks = Clocks(campaign, today, records, states)
        self._records = records
        self._states = states
        self._digests = InputDigests(campaign)

    def letter(self, record: LetterRecord, state: LetterState) -> Letter | None:
        """The letter a record speaks of; None if it cannot be made any more."""
        sender = self._campaign.owner(record.key.sender_uid)
        if sender is None or state.draft is None:
            return None
        try:
            letter = letter_from(
                self._campaign, record.key, sender, layout=state.draft.layout, date=state.draft.date
            )
            return replace(letter, followed=self._followed(record.key.about, state.draft.date))
        except AdvocacyError:
            return None

    def _followed(self, reference: str, on: dt.date) -> Followed | None:
        record, state = self._records.get(reference), self._states.get(reference)
        if record is None or state is None or state.sent_on is None:
            return None
        clock = self._clocks.of(record, state)
        return followed(record, state, clock, min(self._today, on))

    def speaks_too_early(self, record: LetterRecord) -> str | None:
        """Why a letter may not leave since it speaks of another that is not public; or None."""
        about, state = self._records.get(record.key.about), self._states.get(record.key.about)
        if about is None or state is None:
            return None
        return not_public(about, state, self._clocks.of(about, state), self._today)

    def is_stale(self, record: LetterRecord, state: LetterState) -> bool:
        """Whether a draft that has not left differs from what it would be today."""
        if state.draft is None or state.is_out:
            return False
        if closed_points(self._campaign, record, self._today):
            return True
        letter = self.letter(record, state)
        return letter is None or self._digests.of(letter) != state.draft.inputs

    def was_searched(self, letter: Letter, state: LetterState) -> bool:
        """Whether a draft was searched for everybody whom it must not name by now."""
        return state.draft is None or self._digests.to_keep(letter) in {"", state.draft.searched}

    def closed(self, record: LetterRecord, on: dt.date) -> list[Recipient]:
        """Those that a letter goes to or through, and that are closed on that day."""
        return closed_points(self._campaign, record, on)

    def withdrawn(self, record: LetterRecord, state: LetterState, on: dt.date) -> Iterator[str]:
        """The persons of its case who had taken back a consent by `on`, since it was drafted.

        They are named by their ids. Where a draft is what it would be today, it keeps to what they
        have said.
        """
        name, _, person_id = record.key.case.partition("/")
        case = self._campaign.cases.get(name)
        template = self._campaign.templates.get(record.key.template)
        audience = template.audience if template else None
        if case is None or audience is None or not self.is_stale(record, state):
            return
        for person in case.persons:
            taken_back = any(one.withdrawn and one.withdrawn <= on for one in person.consent)
            concerned = not person_id or person.id == person_id
            if concerned and taken_back and not consent_for(person, audience, on):
                yield f"{case.id}/{person.id}"


def closed_points(campaign: Campaign, record: LetterRecord, today: dt.date) -> list[Recipient]:
    """Those that a letter goes to or through, and that are closed today."""
    names = dict.fromkeys((record.key.addressee, record.key.via))
    found = (campaign.recipient(name) for name in names if name != DIRECT)
    return [one for one in found if one and one.is_closed(today)]


def drafts_to_closed(workplace: Workplace, campaign: Campaign) -> list[Problem]:
    """A warning for each draft that lies there for an office that is closed.

    Raises:
        AdvocacyError: the ledger cannot be read.
    """
    today = workplace.today
    if not any(one.is_closed(today) for one in campaign.recipients.values()):
        return []
    with open_ledger(workplace.ledger, create=False) as ledger:
        states = ledger.states_not_out()
        records = ledger.records(states)
    return [
        _to_closed(name, closed)
        for name, record in records.items()
        if not states[name].is_out and states[name].delivery not in GIVEN_UP
        for closed in closed_points(campaign, record, today)
    ]


def warnings_before_posting(
    workplace: Workplace, campaign: Campaign, ledger: Ledger, names: Sequence[str], on: dt.date
) -> dict[str, list[Problem]]:
    """What a person should know of each of these letters before it leaves, by reference.

    An error is what must keep it from leaving on the day `on`.
    """
    known = read_letters(ledger, names)
    records, states = known.records, known.states
    anew = LettersAnew(campaign, workplace.today, records, states)
    return {
        name: []
        if states[name].draft is None or states[name].is_out
        else [
            *_of_paper(anew, records[name], states[name]),
            *_of_change(workplace.root, anew, records[name], states[name], on),
        ]
        for name in names
    }


def _of_paper(anew: LettersAnew, record: LetterRecord, state: LetterState) -> Iterator[Problem]:
    """What is wrong with a letter whenever it leaves."""
    name = record.reference
    letter = anew.letter(record, state)
    if letter and letter.is_specimen:
        yield _warning("specimen", name, "bears an invented signature")
    if state.draft and state.draft.is_unread:
        yield names_unread(name)
    if reason := anew.speaks_too_early(record):
        yield _not_public(name, reason)


def _of_change(
    root: Path, anew: LettersAnew, record: LetterRecord, state: LetterState, on: dt.date
) -> Iterator[Problem]:
    """What has changed since a letter was drafted, the gravest alone."""
    name, draft = record.reference, state.draft
    closed = anew.closed(record, on)
    yield from (_to_closed(name, one) for one in closed)
    withdrawn = list(anew.withdrawn(record, state, on))
    if withdrawn:
        yield _withdrawn(name, withdrawn)
    elif closed:
        return
    elif anew.is_stale(record, state):
        changed = "was drafted before its text, addressee, sender or case changed"
        yield _warning("stale", name, changed)
    elif (letter := anew.letter(record, state)) and not anew.was_searched(letter, state):
        unsought = "was drafted before somebody's name was to be kept from it"
        yield _warning("not_searched", name, unsought)
    elif draft and not has_digest(root / draft.file, draft.sha256):
        yield _warning("not_the_draft", name, f"is not what {draft.file} holds now")


def _not_public(reference: str, reason: str) -> Problem:
    return Problem(
        "not_public",
        f"{reference} speaks of another letter: {reason}",
        severity=Severity.WARNING,
        hint="if it has not left yet, do not post it, destroy it, and take this mark back:"
        f" `advocacy undo {reference}`",
    )


def _to_closed(reference: str, closed: Recipient) -> Problem:
    after = f", and {closed.succeeded_by} has taken over" if closed.succeeded_by else ""
    return Problem(
        "closed",
        f"{reference} was drafted for {closed.id}, which has been closed since"
        f" {closed.closed_on}{after}",
        severity=Severity.WARNING,
        where=closed.where,
        hint=f"if it has not left yet, `advocacy mark withdrawn {reference}`, and draft it again",
    )


def _withdrawn(reference: str, persons: Sequence[str]) -> Problem:
    return Problem(
        "consent_withdrawn",
        f"{reference} was drafted before a consent was withdrawn: {', '.join(persons)}",
        hint="do not send it: draft it again, and destroy what was printed; if it has left all the"
        " same, enter it with --despite-withdrawal",
    )


def _warning(code: str, reference: str, words: str) -> Problem:
    return Problem(
        code,
        f"{reference} {words}",
        severity=Severity.WARNING,
        hint="if it has not left yet, draft it again and post the new one",
    )
