"""Whether drafts still are what they would be if they were made today."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advocacy_cli.desk.digests import InputDigests
from advocacy_cli.desk.files import has_digest
from advocacy_cli.desk.planning import build_letter
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.ledger.store import Ledger
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.letters import Letter, LetterRecord


def letter_of(campaign: Campaign, record: LetterRecord, state: LetterState) -> Letter | None:
    """The letter a record speaks of as the campaign stands now; None if it cannot be made."""
    uid = record.key.sender_uid
    named = campaign.senders.get(record.sender)  # it may have another id on another machine
    candidates = [named] if named and named.uid == uid else campaign.senders.values()
    sender = next((one for one in candidates if one.uid == uid), None)
    if sender is None or state.draft is None:
        return None
    try:
        return build_letter(
            campaign, record.key, sender, layout=state.draft.layout, date=state.draft.date
        )
    except AdvocacyError:
        return None


def staleness(campaign: Campaign) -> Callable[[LetterRecord, LetterState], bool]:
    """A test of whether a draft that has not left differs from what it would be today."""
    digests = InputDigests(campaign)

    def is_stale(record: LetterRecord, state: LetterState) -> bool:
        if state.draft is None or state.is_out:
            return False
        letter = letter_of(campaign, record, state)
        return letter is None or digests.of(letter) != state.draft.inputs

    return is_stale


def warnings_before_posting(
    workplace: Workplace, ledger: Ledger, names: Sequence[str]
) -> dict[str, list[Problem]]:
    """What a person should know of each of these letters before it leaves, by reference."""
    records, states = ledger.records(names), ledger.states(names)
    campaign, _ = workplace.campaign()
    is_stale = staleness(campaign)
    warnings: dict[str, list[Problem]] = {}
    for name in names:
        found = warnings[name] = []
        record, state = records[name], states[name]
        if state.draft is None or state.is_out:
            continue
        letter = letter_of(campaign, record, state)
        if letter and letter.is_specimen:
            found.append(_warning("specimen", name, "bears an invented signature"))
        if is_stale(record, state):
            found.append(
                _warning("stale", name, "was drafted before its text, addressee or sender changed")
            )
        elif not has_digest(workplace.root / state.draft.file, state.draft.sha256):
            found.append(
                _warning("not_the_draft", name, f"is not what {state.draft.file} holds now")
            )
    return warnings


def _warning(code: str, reference: str, words: str) -> Problem:
    return Problem(
        code,
        f"{reference} {words}",
        severity=Severity.WARNING,
        hint="if it has not left yet, draft it again and post the new one",
    )
