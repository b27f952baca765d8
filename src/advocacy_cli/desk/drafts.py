"""Whether drafts still are what they would be if they were made today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.digests import InputDigests
from advocacy_cli.desk.files import has_digest
from advocacy_cli.desk.known import read_letters
from advocacy_cli.desk.letters import letter_from
from advocacy_cli.desk.refusals import names_unread
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.ledger.store import Ledger
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.follow_ups import followed, not_public
from advocacy_cli.model.letters import Followed, Letter, LetterRecord


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
        self._senders = {uid: sender for sender in campaign.senders.values() for uid in sender.uids}

    def letter(self, record: LetterRecord, state: LetterState) -> Letter | None:
        """The letter a record speaks of; None if it cannot be made any more."""
        sender = self._senders.get(record.key.sender_uid)
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
        letter = self.letter(record, state)
        return letter is None or self._digests.of(letter) != state.draft.inputs

    def was_searched(self, letter: Letter, state: LetterState) -> bool:
        """Whether a draft was searched for everybody whom it must not name by now."""
        return state.draft is None or self._digests.to_keep(letter) in {"", state.draft.searched}


def warnings_before_posting(
    workplace: Workplace, ledger: Ledger, names: Sequence[str]
) -> dict[str, list[Problem]]:
    """What a person should know of each of these letters before it leaves, by reference."""
    known = read_letters(ledger, names)
    records, states = known.records, known.states
    campaign, _ = workplace.campaign()
    anew = LettersAnew(campaign, workplace.today, records, states)
    warnings: dict[str, list[Problem]] = {}
    for name in names:
        found = warnings[name] = []
        record, state = records[name], states[name]
        if state.draft is None or state.is_out:
            continue
        letter = anew.letter(record, state)
        if letter and letter.is_specimen:
            found.append(_warning("specimen", name, "bears an invented signature"))
        if state.draft.is_unread:
            found.append(names_unread(name))
        if reason := anew.speaks_too_early(record):
            found.append(_not_public(name, reason))
        elif anew.is_stale(record, state):
            found.append(
                _warning(
                    "stale",
                    name,
                    "was drafted before its text, addressee, sender or case changed",
                )
            )
        elif letter and not anew.was_searched(letter, state):
            found.append(
                _warning(
                    "not_searched",
                    name,
                    "was drafted before somebody's name was to be kept from it",
                )
            )
        elif not has_digest(workplace.root / state.draft.file, state.draft.sha256):
            found.append(
                _warning("not_the_draft", name, f"is not what {state.draft.file} holds now")
            )
    return warnings


def _not_public(reference: str, reason: str) -> Problem:
    return Problem(
        "not_public",
        f"{reference} speaks of another letter: {reason}",
        severity=Severity.WARNING,
        hint="if it has not left yet, do not post it, destroy it, and take this mark back:"
        f" `advocacy undo {reference}`",
    )


def _warning(code: str, reference: str, words: str) -> Problem:
    return Problem(
        code,
        f"{reference} {words}",
        severity=Severity.WARNING,
        hint="if it has not left yet, draft it again and post the new one",
    )
