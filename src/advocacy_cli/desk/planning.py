"""From what was asked for to a plan: which letters, and what is to be done with each."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Protocol

from advocacy_cli.desk.digests import InputDigests
from advocacy_cli.desk.files import has_digest
from advocacy_cli.desk.refusals import (
    already_out,
    held_back,
    require_followed,
    require_in_time,
)
from advocacy_cli.desk.workplace import CASES, LETTERS, SIGNATURES, TEMPLATES, Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.case_choice import NO_CASE, case_for, choose_cases
from advocacy_cli.model.events import Delivery, Draft, LetterState
from advocacy_cli.model.follow_ups import followed
from advocacy_cli.model.letters import DIRECT, Letter, LetterRecord, Outcome
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.selection import (
    Choice,
    DeliveryPoints,
    choose_addressees,
    choose_language,
    choose_senders,
    choose_template,
    known_recipient,
    known_sender,
    require_usable,
)
from advocacy_cli.model.senders import Sender
from advocacy_cli.typesetting.layouts import layout_for, layouts

_PORTION = 128
"""Files of letters that a thread looks at before it takes others."""


@dataclass(frozen=True, slots=True)
class Request:
    """What `draft` and `preview` were asked for.

    Attributes:
        layout: a layout's id; None takes the one of the sender's country.
        date: the date to print; None keeps the date of an earlier draft, else takes today.
        again: begin the next round where the last letter has left.
        late: also after the campaign's last day to act.
        about: the reference of the letter to follow up, for a template that does that.
        on_plates: False to typeset each letter as a whole, which takes far longer and comes to
            the same.
    """

    choice: Choice
    layout: str | None = None
    date: dt.date | None = None
    again: bool = False
    late: bool = False
    about: str = ""
    on_plates: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a plan, and later of the run's report.

    Attributes:
        via: the delivery point's id, `direct`, or None where none could be found.
        letter: None where the letter could not be decided.
        inputs: digest of everything the letter is made from.
        draft: what there is on paper: the draft that stands, or the one just made.
        fingerprint: see `TypesetLetter`; 0 for a letter that was not made.
        case: the case and person it speaks for, as in the letter's key.
    """

    template: str
    addressee: str
    via: str | None
    sender: str
    language: str | None
    outcome: Outcome
    letter: Letter | None = None
    inputs: str = ""
    draft: Draft | None = None
    problems: tuple[Problem, ...] = ()
    fingerprint: int = 0
    case: str = NO_CASE


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do: the campaign as read, and one entry for each letter."""

    campaign: Campaign
    entries: tuple[Entry, ...]


class KnownLetters(Protocol):
    """What planning asks of a ledger."""

    def records(self) -> Mapping[str, LetterRecord]:
        """All letters it knows, by reference."""

    def states(self) -> Mapping[str, LetterState]:
        """Where each of them stands, by reference."""


def make_plan(workplace: Workplace, ledger: KnownLetters, request: Request) -> Plan:
    """Decide every letter that `request` asks for.

    Raises:
        AdvocacyError: the request as a whole cannot be met, or a file that bears on it has an
            error: a recipient lost to a slip in a file must not go unwritten unnoticed.
    """
    campaign = _sound_campaign(workplace, request.choice)
    if not request.late:
        require_in_time(campaign.settings, workplace.today)
    if request.layout and request.layout not in layouts():
        raise AdvocacyError(
            Problem(
                "unknown_layout",
                f"there is no layout {request.layout!r}",
                hint=f"choose one of {', '.join(layouts())}",
            )
        )
    planner = _Planner(workplace, campaign, ledger, request)
    return Plan(campaign, _with_files_seen(list(planner.entries()), workplace.root))


def _with_files_seen(entries: Sequence[Entry], root: Path) -> tuple[Entry, ...]:
    """The entries; a letter whose file is not there as it was made is to be made again."""
    portions = [entries[at : at + _PORTION] for at in range(0, len(entries), _PORTION)]
    # Reading and digesting leave the interpreter to other threads.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda portion: [_with_file_seen(one, root) for one in portion], portions)
        return tuple(chain.from_iterable(found))


def _with_file_seen(entry: Entry, root: Path) -> Entry:
    draft = entry.draft
    if entry.outcome is not Outcome.UNCHANGED or draft is None:
        return entry
    is_there = has_digest(f"{root}/{draft.file}", draft.sha256)
    return entry if is_there else replace(entry, outcome=Outcome.PLANNED)


def _sound_campaign(workplace: Workplace, choice: Choice) -> Campaign:
    campaign, problems = workplace.campaign()
    bearing = [problem for problem in problems if problem.is_error and _bears_on(problem, choice)]
    if bearing:
        raise AdvocacyError(bearing)
    return campaign


def _bears_on(problem: Problem, choice: Choice) -> bool:
    """Whether a problem in the campaign's files matters to letters of this template and case."""
    file = problem.where.file if problem.where else ""
    if file.startswith(f"{CASES}/"):
        return bool(choice.case) and file == f"{CASES}/{str(choice.case).partition('/')[0]}.yaml"
    if file.startswith((f"{TEMPLATES}/", f"{SIGNATURES}/")):
        name = choice.template
        return file.startswith((f"{TEMPLATES}/{name}/", f"{SIGNATURES}/{name}."))
    return True


class _Planner:
    """Plans the letters of one request."""

    def __init__(
        self, workplace: Workplace, campaign: Campaign, ledger: KnownLetters, request: Request
    ) -> None:
        choice = request.choice
        self._workplace = workplace
        self._today = workplace.today
        self._campaign = campaign
        self._request = request
        self._not_sent = choice.only.not_sent
        self._template = choose_template(campaign, choice.template)
        require_followed(self._template, request.about)
        self._cases = choose_cases(campaign, self._template, choice.case)
        self._senders = choose_senders(campaign, choice.senders)
        self._points = DeliveryPoints(campaign, choice.via or self._template.via)
        self._digests = InputDigests(campaign)
        self._records = ledger.records()
        self._states = ledger.states()
        self._written_again = {
            replace(record.key, round=1)
            for record in self._records.values()
            if record.key.round > 1
        }

    def entries(self) -> Iterator[Entry]:
        """One entry for each sender, addressee, case or person of it, and delivery point."""
        addressees = choose_addressees(self._campaign, self._template, self._request.choice)
        for sender in self._senders:
            for addressee in addressees:
                for case in self._cases:
                    yield from self._entries(sender, addressee, case)

    def _entries(self, sender: Sender, addressee: Recipient, case: str) -> list[Entry]:
        blank = Entry(
            self._template.id, addressee.id, None, sender.id, None, Outcome.FAILED, case=case
        )
        held = tuple(held_back([sender, addressee], self._today))
        if held:
            return [replace(blank, outcome=Outcome.SKIPPED, problems=held)]
        try:
            language, warnings = choose_language(
                self._template, sender, self._request.choice.language
            )
            blank = replace(blank, language=language, problems=tuple(warnings))
            points = self._points.of(addressee, sender)
        except AdvocacyError as error:
            return [replace(blank, problems=(*blank.problems, *error.problems))]
        entries = [self._entry(blank, sender, addressee, point) for point in points]
        return [entry for entry in entries if entry]

    def _entry(
        self, blank: Entry, sender: Sender, addressee: Recipient, post: Recipient | None
    ) -> Entry | None:
        """The entry of one letter, or None where it has left and is not wanted for that."""
        post = None if post == addressee else post  # one letter must not have two references
        blank = replace(blank, via=post.id if post else DIRECT)
        try:
            require_usable(addressee, post)
            letter, state = self._letter(blank, sender)
        except AdvocacyError as error:
            return replace(blank, problems=(*blank.problems, *error.problems))
        if state.is_out and self._not_sent:
            return None
        others: list[Recipient | Sender]
        others = [letter.delivery_point, *letter.copies, *letter.co_signers]
        held = tuple(held_back(others, self._today))
        if held:
            return replace(blank, outcome=Outcome.SKIPPED, problems=held)
        inputs = self._digests.of(letter)
        outcome, problems = Outcome.PLANNED, blank.problems
        if state.is_out or state.delivery is Delivery.WITHDRAWN:
            outcome, problems = Outcome.SKIPPED, (*problems, already_out(letter, state))
        elif state.draft and state.draft.inputs == inputs:
            outcome = Outcome.UNCHANGED
        return replace(
            blank,
            outcome=outcome,
            letter=letter,
            inputs=inputs,
            draft=state.draft,
            problems=problems,
        )

    def _letter(self, entry: Entry, sender: Sender) -> tuple[Letter, LetterState]:
        key, state = self._round(
            LetterKey(
                campaign=self._campaign.settings.code,
                template=entry.template,
                addressee=entry.addressee,
                via=entry.via or DIRECT,
                sender_uid=sender.uid,
                case=entry.case,
                language=entry.language or "",
                round=1,
                about=self._request.about,
            )
        )
        known = state.draft.date if state.draft else None
        letter = build_letter(
            self._campaign,
            key,
            sender,
            layout=self._request.layout or layout_for(sender.country),
            date=self._request.date or known or self._today,
        )
        about = self._request.about
        if about:
            letter = replace(letter, followed=followed(self._records[about], self._states[about]))
        return letter, state

    def _round(self, key: LetterKey) -> tuple[LetterKey, LetterState]:
        """The round to work on: the latest there is, or with `again` the one after it."""
        first, state = key, self._state(key)
        while first in self._written_again:
            following = replace(key, round=key.round + 1)
            following_state = self._state(following)
            if following_state == LetterState():
                break
            key, state = following, following_state
        again = self._request.again and not self._not_sent
        if again and (state.is_out or state.delivery is Delivery.WITHDRAWN):
            key = replace(key, round=key.round + 1)
            state = self._state(key)
        return key, state

    def _state(self, key: LetterKey) -> LetterState:
        record = self._records.get(key.reference)
        if record is None:
            return LetterState()
        if record.key != key:
            raise AdvocacyError(
                Problem(
                    "reference_collision",
                    f"the reference {key.reference} already belongs to another letter",
                    hint="give the sender another uid, or the campaign another code",
                )
            )
        return self._states.get(key.reference, LetterState())


def build_letter(
    campaign: Campaign, key: LetterKey, sender: Sender, *, layout: str, date: dt.date
) -> Letter:
    """The letter that `key` names, as the campaign stands now; the letter it follows up left out.

    Raises:
        AdvocacyError: the key names something the campaign does not have.
    """
    template = choose_template(campaign, key.template)
    via = None if key.via == DIRECT else known_recipient(campaign, key.via)
    addressee = known_recipient(campaign, key.addressee)
    point = via or addressee
    copies = [point if name == "via" else known_recipient(campaign, name) for name in template.cc]
    name = "_".join([key.reference, key.addressee, *([key.via] if via else [])])
    return Letter(
        key=key,
        addressee=addressee,
        via=via,
        sender=sender,
        co_signers=tuple(known_sender(campaign, name) for name in sender.co_signers),
        copies=tuple(copies),
        layout=layout,
        date=date,
        case=case_for(campaign, template, key.case, date),
        file=f"{LETTERS}/{name}.pdf",
    )
