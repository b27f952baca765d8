"""The figures of a report, counted in one pass over the letters."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.events import (
    EVENTFUL,
    Communication,
    Delivery,
    LetterState,
    ReplyKind,
    ReplyState,
)
from advocacy_cli.model.languages import FALLBACK
from advocacy_cli.model.letters import DIRECT, LetterRecord
from advocacy_cli.reporting.counting import spread, timeline
from advocacy_cli.reporting.discretion import Discretion, Tracked
from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.listing import first_of
from advocacy_cli.reporting.matrix import Matrix, answered
from advocacy_cli.reporting.report import (
    Late,
    Line,
    Numbers,
    OthersLetter,
    Report,
    Story,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is to tell of, and whom.

    Attributes:
        since, until: the first and the last day of its letters; None has no bound. A letter's
            day is that on which it left, else that of what was last done with it.
    """

    made_on: dt.date
    readers: Readers = Readers.PUBLIC
    since: dt.date | None = None
    until: dt.date | None = None

    def covers(self, state: LetterState) -> bool:
        """Whether a letter belongs to these days."""
        day = state.sent_on or state.delivery_on
        if day is None:
            return False
        return (self.since or day) <= day <= (self.until or day)


def report(
    campaign: Campaign,
    letters: Iterable[Tracked],
    scope: Scope,
    country_name: Callable[[str], str],
) -> Report:
    """The report on a campaign's letters, cut down to what its readers may know.

    Args:
        letters: all of them, one for those that count alike, in any order.
        country_name: gives the name of an ISO 3166-1 country.
    """
    discretion = Discretion(scope.readers, campaign.cases.values(), scope.made_on)
    count = _Count(campaign, scope, discretion, country_name)
    for tracked in letters:
        if scope.covers(tracked.state) and not discretion.passes_over(tracked):
            count.add(tracked)
    return count.report()


class _Count:
    """What was counted so far."""

    def __init__(
        self,
        campaign: Campaign,
        scope: Scope,
        discretion: Discretion,
        country_name: Callable[[str], str],
    ) -> None:
        self._campaign = campaign
        self._scope = scope
        self._discretion = discretion
        self._country_name = country_name
        self._matrix = Matrix(discretion)
        self._confidential = 0
        self._deliveries: Counter[Delivery] = Counter()
        self._replies: Counter[ReplyState] = Counter()
        self._by_recipient: dict[str, Counter[str]] = defaultdict(Counter)
        self._sent: Counter[dt.date] = Counter()
        self._came: Counter[dt.date] = Counter()
        self._dated: set[str] = set()
        self._first_reply: list[int] = []
        self._decision: list[int] = []
        self._others: list[OthersLetter] = []
        self._late: list[Tracked] = []
        self._eventful: list[Tracked] = []

    def add(self, tracked: Tracked) -> None:
        """Count a letter, and with it those that count alike."""
        if self._discretion.hides(tracked):
            self._confidential += tracked.number
            return
        tracked = self._discretion.cut(tracked)
        state, key = tracked.state, tracked.record.key
        self._deliveries[state.delivery] += tracked.number
        if state.sent_on:
            self._replies[state.reply] += tracked.number
        known = self._campaign.recipient(key.addressee)
        addressee = known.id if known else key.addressee
        self._by_recipient[addressee].update(_counted(tracked))
        self._add_days(state, tracked.number)
        self._matrix.add(tracked, self._title(tracked), self._name(key.addressee))
        if state.communication:
            self._others.append(self._others_letter(tracked, state.communication))
        if tracked.clock.is_overdue:
            self._late.append(tracked)
        if self._note(state) or state.delivery in EVENTFUL:
            self._eventful.append(tracked)

    def report(self) -> Report:
        """All of it."""
        settings, scope = self._campaign.settings, self._scope
        recipients = sorted(
            (self._line(name, counts) for name, counts in self._by_recipient.items()),
            key=_most_first,
        )
        total: Counter[str] = sum(self._by_recipient.values(), Counter())
        self._others.sort(key=lambda letter: (letter.on, letter.name, letter.reference))
        return Report(
            name=self._discretion.text(settings.name, settings.code),
            code=settings.code,
            made_on=scope.made_on,
            readers=scope.readers,
            since=scope.since,
            until=scope.until,
            numbers=Numbers(**total),
            confidential=self._confidential,
            deliveries=tuple((one, n) for one in Delivery if (n := self._deliveries[one])),
            replies=tuple((one, n) for one in ReplyState if (n := self._replies[one])),
            countries=self._countries(),
            recipients=tuple(recipients),
            timeline=timeline(self._sent, self._came, self._dated),
            first_reply=spread(self._first_reply),
            decision=spread(self._decision),
            questions=self._matrix.sets(),
            others=tuple(self._others),
            overdue=first_of(self._late, _due, self._late_letter),
            stories=first_of(self._eventful, _marked_on, self._story),
        )

    def _add_days(self, state: LetterState, number: int) -> None:
        if state.sent_on is None:
            return
        self._sent[state.sent_on] += number
        self._dated.add(state.sent_dated)
        if not state.replies:
            return
        for reply in state.replies:
            self._came[reply.on] += number
        self._dated.update(reply.dated for reply in state.replies)
        by_people = [one for one in state.replies if one.kind is not ReplyKind.AUTO_REPLY]
        decisive = [one for one in state.replies if one.is_decisive]
        for days, found in ((self._first_reply, by_people), (self._decision, decisive)):
            if found and not state.sent_dated and not any(one.dated for one in found):
                days.extend([max((found[0].on - state.sent_on).days, 0)] * number)

    def _line(self, recipient: str, counts: Mapping[str, int]) -> Line:
        country = self._country(recipient)
        return Line(
            recipient,
            self._name(recipient),
            self._country_name(country) if country else "",
            Numbers(**counts),
        )

    def _countries(self) -> tuple[Line, ...]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for recipient, counts in self._by_recipient.items():
            if country := self._country(recipient):
                found[country].update(counts)
        lines = (
            Line(code, name := self._country_name(code), name, Numbers(**counts))
            for code, counts in found.items()
        )
        return tuple(sorted(lines, key=_most_first))

    def _others_letter(self, tracked: Tracked, told: Communication) -> OthersLetter:
        state, clock, discretion = tracked.state, tracked.clock, self._discretion
        return OthersLetter(
            reference=tracked.record.reference,
            name=told.un_ref or discretion.text(told.subject),
            on=told.when,
            author=discretion.author(told),
            mandates=tuple(discretion.text(mandate) for mandate in told.mandates),
            recipient=self._name(tracked.record.key.addressee),
            url=discretion.text(_address(told.url), ""),
            reply=state.reply,
            reply_on=state.reply_when,
            paragraphs=self._paragraphs(state),
            clock=clock.standing,
            due_on=clock.due_on,
            at_the_latest=clock.is_reckoned,
            asked=len(state.questions),
            answered=answered(state, discretion),
        )

    def _paragraphs(self, state: LetterState) -> int | None:
        """How many the last reply has in which they were counted."""
        keeps = self._discretion.keeps_to_itself
        counted = [one.paragraphs for one in state.replies if one.paragraphs and not keeps(one)]
        return counted[-1] if counted else None

    def _late_letter(self, tracked: Tracked, record: LetterRecord) -> Late:
        state, due = tracked.state, _due(tracked)
        return Late(
            reference=record.reference,
            recipient=self._name(record.key.addressee),
            sent_on=state.sent_when,
            due_on=due,
            days=(self._scope.made_on - due).days,
            reply=state.reply,
            sender=self._discretion.private(record.sender),
        )

    def _story(self, tracked: Tracked, record: LetterRecord) -> Story:
        state, key = tracked.state, record.key
        return Story(
            reference=record.reference,
            recipient=self._name(key.addressee),
            via="" if key.via == DIRECT else self._post(key.via),
            delivery=state.delivery,
            on=_marked_on(tracked),
            channel=state.channel or "",
            note=self._note(state),
        )

    def _note(self, state: LetterState) -> str:
        """What was noted with the last mark, or nothing where the readers may not know."""
        note = state.marked_by.data.get("note", "") if state.marked_by else ""
        return self._discretion.private(str(note))

    def _title(self, tracked: Tracked) -> str:
        """What people call a letter: somebody else's by its name, ours by its template's."""
        told = tracked.state.communication
        if told:
            return told.un_ref or f"{told.when} {self._discretion.text(told.subject)}"
        template = self._campaign.templates.get(tracked.record.key.template)
        name = template.name.best(FALLBACK) if template and template.name else None
        return self._discretion.text(name or tracked.record.key.template)

    def _name(self, recipient: str) -> str:
        known = self._campaign.recipient(recipient)
        return self._discretion.text(known.display_name if known else recipient)

    def _post(self, recipient: str) -> str:
        """The name of a post with the country it is in: a State's embassies share one name."""
        known = self._campaign.recipient(recipient)
        place = self._country_name(known.address.country) if known and known.address else ""
        return ", ".join(filter(None, (self._name(recipient), place)))

    def _country(self, recipient: str) -> str | None:
        known = self._campaign.recipient(recipient)
        return known.country if known else None


def _counted(tracked: Tracked) -> Counter[str]:
    state, number = tracked.state, tracked.number
    return Counter(
        letters=number,
        sent=number * (state.sent_on is not None),
        replied=number * (state.reply is not ReplyState.NONE),
        decided=number * any(reply.is_decisive for reply in state.replies),
        overdue=number * tracked.clock.is_overdue,
    )


def _due(tracked: Tracked) -> dt.date:
    due = tracked.clock.due_on
    assert due is not None, "without a day nothing is overdue"
    return due


def _marked_on(tracked: Tracked) -> dt.date:
    mark = tracked.state.marked_by
    assert mark is not None, "without a mark nothing befell it"
    return mark.on


def _address(url: str) -> str:
    """An address of the web that can stand in a page, or nothing."""
    is_web = url.startswith(("https://", "http://"))
    return re.sub(r"[\s<>\"]", lambda found: quote(found[0]), url) if is_web else ""


def _most_first(line: Line) -> tuple[int, str, str]:
    return (-line.numbers.letters, line.name.casefold(), line.id)
