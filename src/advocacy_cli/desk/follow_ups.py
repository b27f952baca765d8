"""Follow up a letter: what to draft, so that it recalls the one before it."""

from __future__ import annotations

from dataclasses import replace

from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.known import read_letters
from advocacy_cli.desk.marking import known_reference
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.clocks import Clock, ClockStanding
from advocacy_cli.model.delivery_points import point_now
from advocacy_cli.model.doubts import require_sound
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.selection import Choice, choose_template


def follow_up(workplace: Workplace, name: str, wanted: Request) -> Request:
    """The request that drafts the letter following up another.

    It goes to the same addressee by the same way, from the same sender, in the same language if
    there is a reviewed text in it.

    Args:
        name: the letter to follow up, as people write its reference.
        wanted: the template, and where they are given the sender, language, layout and date.

    Raises:
        AdvocacyError: the letter is unknown, has not been sent, is itself a follow-up, or has its
            answer; or its sender is not known any more.
    """
    campaign, _ = workplace.campaign()
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        known = read_letters(ledger, [reference])
    record, state = known.records[reference], known.states[reference]
    clock = Clocks(campaign, workplace.today, known.records, known.states).of(record, state)
    problem = _why_not(record, state, clock, again=wanted.again)
    if problem:
        raise AdvocacyError(problem)
    choice = wanted.choice
    choice = replace(
        choice,
        to=(record.key.addressee,),
        via=(point_now(campaign, record.key.via, workplace.today),),
        senders=choice.senders or _senders(campaign, record, state),
        language=choice.language or _language(campaign, choice, record),
    )
    return replace(wanted, choice=choice, about=reference)


def _why_not(
    record: LetterRecord, state: LetterState, clock: Clock, *, again: bool
) -> Problem | None:
    reference = record.reference
    if record.key.about:
        return Problem(
            "is_follow_up",
            f"{reference} follows up {record.key.about} itself",
            hint=f"follow that one up once more: `advocacy follow-up {record.key.about} --again`",
        )
    if not state.is_out:
        return Problem(
            "not_sent",
            f"{reference} has not been sent, so there is nothing to follow up",
            hint=f"first `advocacy mark sent {reference} --on DATE`",
        )
    if clock.standing is ClockStanding.MET and not again:
        return Problem(
            "answered",
            f"{reference} was answered on {clock.met_on} ({state.reply.value})",
            hint="to write all the same, as about questions still open, use --again",
        )
    return None


def _senders(campaign: Campaign, record: LetterRecord, state: LetterState) -> tuple[str, ...]:
    """The letter's own sender; for somebody else's letter nobody, which means the campaign's."""
    if state.communication:
        return ()
    uid = record.key.sender_uid
    found = tuple(sender.id for sender in campaign.senders.values() if uid in sender.uids)
    if not found:
        require_sound("sender", record.sender, campaign.unusable_sender(record.sender))
        raise AdvocacyError(
            Problem(
                "unknown_sender",
                f"{record.sender}, who signed {record.reference}, is not in senders.yaml any more",
                hint="say who signs with --sender ID",
            )
        )
    return found


def _language(campaign: Campaign, choice: Choice, record: LetterRecord) -> str | None:
    text = choose_template(campaign, choice.template).texts.get(record.key.language)
    return text.language if text and text.reviewed else None
