"""From what was asked for to a plan: which letters, and what is to be done with each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from advocacy_cli.campaign.case_checks import days_in_facts
from advocacy_cli.desk.already import Already
from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.digests import InputDigests
from advocacy_cli.desk.drafted_files import with_files_seen
from advocacy_cli.desk.entries import Candidate, Entry, Plan, Planned
from advocacy_cli.desk.letters import letter_from
from advocacy_cli.desk.outcomes import Found, outcome_of
from advocacy_cli.desk.refusals import (
    closing,
    held_back,
    require_followed,
    require_in_time,
    require_names_known,
    require_told_as_public,
)
from advocacy_cli.desk.rounds import KnownLetters, Rounds
from advocacy_cli.desk.workplace import CASES, SIGNATURES, TEMPLATES, Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.case_choice import choose_cases
from advocacy_cli.model.delivery_points import DeliveryPoints, require_usable
from advocacy_cli.model.doubts import unusable_addressees, unusable_senders
from advocacy_cli.model.events import AGAIN, SEVERAL, LetterState
from advocacy_cli.model.follow_ups import followed, publication_to_confirm
from advocacy_cli.model.letters import DIRECT, READ_NOW, Followed, Letter, Outcome
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.selection import (
    Choice,
    choose_addressees,
    choose_language,
    choose_senders,
    choose_template,
    known_recipient,
)
from advocacy_cli.model.senders import Sender
from advocacy_cli.typesetting.layouts import layout_for, layouts

PORTION = 1000
"""Letters that are looked up in the ledger and on the disk together."""


@dataclass(frozen=True, slots=True)
class Request:
    """What `draft` and `preview` were asked for.

    Attributes:
        layout: a layout's id; None takes the one of the sender's country.
        date: the date to print; None keeps the date of an earlier draft, else takes today.
        again: begin the next round where the last letter has left.
        late: also after the campaign's last day to act.
        names_read: whoever asks has read the letters that may name somebody of a case.
        about: the reference of the letter to follow up, for a template that does that.
        on_plates: False to typeset each letter as a whole, which takes far longer and comes to
            the same.
    """

    choice: Choice
    layout: str | None = None
    date: dt.date | None = None
    again: bool = False
    late: bool = False
    names_read: bool = False
    about: str = ""
    on_plates: bool = True


def make_plan(workplace: Workplace, ledger: KnownLetters, request: Request) -> Plan:
    """A plan of every letter that `request` asks for. The ledger must stay open meanwhile.

    Raises:
        AdvocacyError: the request as a whole cannot be met, or a file that bears on it has an
            error. Errors in single entries of the lists go with the plan: a recipient lost to a
            slip must not go unwritten unnoticed.
    """
    campaign, told = _sound_campaign(workplace, request.choice)
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
    return Plan(campaign, planner.at_most, planner.letters, told)


def _sound_campaign(workplace: Workplace, choice: Choice) -> tuple[Campaign, tuple[Problem, ...]]:
    """The campaign, and the errors of entries that it does without."""
    campaign, problems = workplace.campaign()
    unusable = (*campaign.unusable_recipients, *campaign.unusable_senders)
    told = dict.fromkeys(problem for one in unusable for problem in one.problems)
    bearing = [
        problem
        for problem in problems
        if problem.is_error and problem not in told and _bears_on(problem, choice)
    ]
    if bearing:
        raise AdvocacyError([*bearing, *told])
    require_names_known(campaign.unreadable_cases)
    return campaign, tuple(told)


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
        self._root = workplace.root
        self._today = workplace.today
        self._campaign = campaign
        self._request = request
        self._not_sent = choice.only.not_sent
        self._template = choose_template(campaign, choice.template)
        require_followed(self._template, request.about)
        self._cases = choose_cases(campaign, self._template, choice.case)
        self._days = {name: self._days_told(name) for name in self._cases}
        self._senders = choose_senders(campaign, choice.senders)
        self._unusable_senders = unusable_senders(campaign, choice.senders)
        self._points = DeliveryPoints(campaign, choice.vias, self._template.via, workplace.today)
        self._addressees = choose_addressees(campaign, self._template, choice)
        self._unusable = unusable_addressees(campaign, self._template, choice)
        self._digests = InputDigests(campaign)
        self._rounds = Rounds(ledger, self._template.id, again=request.again and not self._not_sent)
        self._already = Already(ledger, campaign, self._template.id, self._points)
        self._followed = _followed(
            campaign, ledger, request.about, self._today, request.date or self._today
        )
        published = self._followed.published if self._followed else None
        confirm = publication_to_confirm(request.about, published) if published else None
        self._warnings = (confirm,) if confirm else ()

    @property
    def at_most(self) -> int:
        """How many letters there are, unless some are left out."""
        ways = len(self._cases) * self._points.at_most
        senders = len(self._senders) + len(self._unusable_senders)
        return senders * (len(self._addressees) + len(self._unusable)) * ways

    def letters(self) -> Iterator[Planned]:
        """One for each sender, addressee, case or person of it, and delivery point."""
        candidates = self._candidates()
        while portion := list(islice(candidates, PORTION)):
            found = iter(self._already.look_up(o for o in portion if isinstance(o, Candidate)))
            portion = [next(found) if isinstance(o, Candidate) else o for o in portion]
            self._rounds.look_up(one.key for one in portion if isinstance(one, Candidate))
            planned = map(self._planned, portion)
            yield from with_files_seen([one for one in planned if one], self._root)

    def _days_told(self, case: str) -> tuple[Problem, ...]:
        """Days in the words of a case that tell its readers who is meant."""
        found = self._campaign.cases.get(case.partition("/")[0])
        audience = self._template.audience
        return tuple(days_in_facts(found, audience, self._today)) if found and audience else ()

    def _candidates(self) -> Iterator[Candidate | Entry]:
        """What may become a letter; of what cannot, its line."""
        for sender in self._senders:
            for name in self._addressees:
                addressee = known_recipient(self._campaign, name)
                for case in self._cases:
                    yield from self._ways(sender, addressee, case)
        yield from self._without_letters()

    def _without_letters(self) -> Iterator[Entry]:
        """The lines of senders and addressees with errors, or of those that may be meant."""
        for sender in self._senders:
            for one in self._unusable:
                yield from self._unmade(sender.id, one.name, one.problems)
        for one in self._unusable_senders:
            for name in (*self._addressees, *(other.name for other in self._unusable)):
                yield from self._unmade(one.name, name, one.problems)

    def _unmade(
        self, sender: str, addressee: str, problems: tuple[Problem, ...]
    ) -> Iterator[Entry]:
        for case in self._cases:
            blank = Entry(self._template.id, addressee, None, sender, None, Outcome.FAILED)
            yield replace(blank, problems=problems, case=case)

    def _ways(self, sender: Sender, addressee: Recipient, case: str) -> Iterator[Candidate | Entry]:
        template, failed = self._template, Outcome.FAILED
        blank = Entry(template.id, addressee.id, None, sender.id, None, failed, case=case)
        held = tuple(held_back([sender, addressee], self._today))
        if held:
            yield replace(blank, outcome=Outcome.SKIPPED, problems=held)
            return
        try:
            language, warnings = choose_language(template, sender, self._request.choice.language)
            blank = replace(
                blank, language=language, problems=(*self._warnings, *self._days[case], *warnings)
            )
            if self._followed and self._followed.published:
                require_told_as_public(template, language)
            posts = self._points.of(addressee, sender)
        except AdvocacyError as error:
            yield _failed(blank, error)
            return
        for post in posts:
            yield self._candidate(blank, sender, addressee, post)
        for one in self._points.unusable:
            yield replace(blank, via=one.name, problems=(*blank.problems, *one.problems))

    def _candidate(
        self, blank: Entry, sender: Sender, addressee: Recipient, post: Recipient | None
    ) -> Candidate | Entry:
        if post and post.id == addressee.id:
            post = None  # one letter must not have two references
        blank = replace(blank, via=post.id if post else DIRECT)
        try:
            require_usable(addressee, post)
        except AdvocacyError as error:
            return _failed(blank, error)
        key = LetterKey(
            campaign=self._campaign.settings.code,
            template=blank.template,
            addressee=addressee.key_id,
            via=post.key_id if post else DIRECT,
            sender_uid=sender.uid,
            case=blank.case,
            language=blank.language or "",
            round=1,
            about=self._request.about,
        )
        now = (addressee.id, blank.via or DIRECT)
        is_same = (key.addressee, key.via) == now
        today = key if is_same else replace(key, addressee=now[0], via=now[1])
        return Candidate(blank, sender, addressee, post, key, today)

    def _planned(self, one: Candidate | Entry) -> Planned | None:
        """What is to be done; None where the letter has left and is not wanted for that."""
        if isinstance(one, Entry):
            return Planned(one)
        try:
            key, state = self._rounds.of(one.key)
            letter = self._letter(one, key, state)
        except AdvocacyError as error:
            return Planned(_failed(one.blank, error))
        if state.is_out and self._not_sent:
            return None
        others: list[Recipient | Sender] = [letter.delivery_point]
        others += [*letter.copies, *letter.co_signers]
        held = tuple(held_back(others, self._today))
        if held:
            return Planned(replace(one.blank, outcome=Outcome.SKIPPED, problems=held))
        inputs, searched = self._digests.of(letter), self._digests.to_keep(letter)
        rivals = self._already.rivals(one, key, state)
        found = Found(one, state, letter.reference, (inputs, searched), rivals)
        outcome, problems = outcome_of(
            found, again=self._request.again, names_read=self._request.names_read
        )
        if outcome is Outcome.SKIPPED and rivals.out and self._not_sent:
            return None
        entry = replace(
            one.blank,
            outcome=outcome,
            problems=(*one.blank.problems, *closing(others, self._today), *problems),
            reference=letter.reference,
            round=key.round,
            layout=letter.layout,
            date=letter.date,
            draft=state.draft,
            written=tuple(twin.reference for twin in rivals.standing),
        )
        points = self._already.points_of(one)
        asked = SEVERAL if self._points.are_several else ""
        if rivals.standing and self._request.again:
            asked = AGAIN
        return Planned(entry, letter, inputs, searched, asked, points)

    def _letter(self, one: Candidate, key: LetterKey, state: LetterState) -> Letter:
        known = state.draft.date if state.draft else None
        read = state.draft.names_read.text if state.draft and state.draft.names_read else ""
        letter = letter_from(
            self._campaign,
            key,
            one.sender,
            layout=self._request.layout or layout_for(one.sender.country),
            date=self._request.date or known or self._today,
        )
        read = READ_NOW if self._request.names_read else read
        return replace(letter, followed=self._followed, names_read=read)


def _failed(blank: Entry, error: AdvocacyError) -> Entry:
    return replace(blank, outcome=Outcome.FAILED, problems=(*blank.problems, *error.problems))


def _followed(
    campaign: Campaign, ledger: KnownLetters, reference: str, today: dt.date, on: dt.date
) -> Followed | None:
    """What a letter of the day `on` says of the one that it follows up, if it does.

    Raises:
        AdvocacyError: no letter may speak of that one, today or on that day.
    """
    if not reference:
        return None
    records, states = ledger.records([reference]), ledger.states([reference])
    record, state = records[reference], states[reference]
    clock = Clocks(campaign, today, records, states).of(record, state)
    return followed(record, state, clock, min(today, on))
