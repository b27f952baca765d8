"""What was written already: which letters of a plan would be second ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advocacy_cli.desk.digests import InputDigests
from advocacy_cli.desk.entries import Candidate
from advocacy_cli.desk.twins import Family, Twin, Way, Written
from advocacy_cli.errors import Problem, Severity
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.delivery_points import DeliveryPoints
from advocacy_cli.model.events import SEVERAL, LetterState
from advocacy_cli.model.letters import DIRECT
from advocacy_cli.model.marks import in_words
from advocacy_cli.model.references import LetterKey


@dataclass(frozen=True, slots=True)
class Rivals:
    """Letters beside which another would be one too many.

    Attributes:
        standing: those that were written and not given up.
        doubtful: those to an addressee who is in no list, and may be the same office.
    """

    standing: tuple[Twin, ...] = ()
    doubtful: tuple[Twin, ...] = ()

    @property
    def out(self) -> tuple[Twin, ...]:
        """Those that have left."""
        return tuple(twin for twin in self.standing if twin.state.is_out)


NO_RIVALS = Rivals()


class Already:
    """Looks for letters that say the same as one that is planned.

    Args:
        points: where the envelopes of the request go.
    """

    def __init__(
        self, ledger: Written, campaign: Campaign, template: str, points: DeliveryPoints
    ) -> None:
        self._ledger = ledger
        self._points = points
        self._anew = points.have_closed
        self._family = Family(ledger, campaign, template)
        self._digests = InputDigests(campaign)

    def look_up(self, portion: Iterable[Candidate]) -> list[Candidate]:
        """The candidates with the keys that their letters have had from the first.

        What is known of their twins is read, all at once.
        """
        candidates = list(portion)
        self._family.look_up(
            (one.sender for one in candidates),
            (one.addressee for one in candidates),
            set() if self._anew else {one.key.reference for one in candidates},
        )
        return [self._as_known(one) for one in candidates]

    def _as_known(self, one: Candidate) -> Candidate:
        """The letter under the ids or the uid that it was written with, where these were others.

        Of two that became one by a merge, the one that has left counts, else that of the entry
        which was kept.
        """
        same = [twin for twin in self._family.of(one.now) if _way(twin.now) == _way(one.now)]
        if not same:
            return one
        gone = next((twin for twin in same if twin.state.is_out), None)
        known = self._ledger.states([one.key.reference])[one.key.reference]
        if known.is_out or (known != LetterState() and gone is None):
            return one
        return replace(one, key=replace((gone or same[0]).record.key, round=1))

    def rivals(self, one: Candidate, key: LetterKey, state: LetterState) -> Rivals:
        """Those that keep the letter from being made without being asked for once more.

        Args:
            one: the letter, with the key of its first round.
            key: that of the round to work on.
            state: where that letter stands.
        """
        twins = [twin for twin in self._twins(one) if twin.stands]
        if state.draft:
            draft = state.draft
            asked = draft.asked or (SEVERAL if self._points.are_several else "")
            way = Way(one.now.via, key.language, key.round, asked, draft.run)
            found = [twin for twin in twins if not way.may_join(twin.way)]
            return Rivals(tuple(found)) if found else NO_RIVALS
        if key.round > 1:
            return NO_RIVALS
        found = [twin for twin in twins if not self._may_begin(one, twin, twins)]
        doubtful = [twin for twin in self._to_nobody(one) if not _offices(twin)]
        return Rivals(tuple(found), tuple(doubtful)) if found or doubtful else NO_RIVALS

    def _twins(self, one: Candidate) -> Iterator[Twin]:
        """The letters that say the same, but for the earlier and later rounds of this one."""
        for twin in self._family.of(one.now):
            if replace(twin.record.key, round=1) != one.key:
                yield twin
        yield from (twin for twin in self._to_nobody(one) if self._is_office(one, twin))

    def _to_nobody(self, one: Candidate) -> Iterator[Twin]:
        return (twin for twin in self._family.to_nobody_known(one.now) if twin.stands)

    def _is_office(self, one: Candidate, twin: Twin) -> bool:
        return _offices(twin)[:1] == (self._digests.office(one.addressee),)

    def _may_begin(self, one: Candidate, twin: Twin, twins: list[Twin]) -> bool:
        """Whether several points were asked for outright, and the twin goes through another."""
        if not self._points.are_several or self._is_point(one, twin):
            return False
        return self._points.are_asked_for or _is_of_several(twin, twins)

    def _is_point(self, one: Candidate, twin: Twin) -> bool:
        """Whether a letter goes to the delivery point of a twin, or to the one that took over."""
        if self._points.now(twin.now.via) == one.now.via:
            return True
        return one.post is not None and _offices(twin)[1:] == (self._digests.office(one.post),)

    def points_of(self, one: Candidate) -> tuple[str, str]:
        """What tells the letter's addressee and its delivery point, whatever their ids."""
        office = self._digests.office
        return office(one.addressee), office(one.post) if one.post else ""


def already_written(one: Candidate, rivals: Rivals) -> Problem:
    """What to say of a letter that would be a second one."""
    twins = rivals.out or rivals.standing
    sender, addressee = one.sender, one.addressee
    hint = "to write once more, use --again"
    if not rivals.out:
        first = twins[0].reference
        hint = (
            f"post that one; or give it up with `advocacy mark withdrawn {first}`, and draft again;"
            " --again makes another beside it"
        )
    return Problem(
        "already_written",
        f"{sender.name} ({sender.id}) has written this to {addressee.id} already:"
        f" {'; '.join(_told(twin, one) for twin in twins[:3])}"
        + (f"; and {len(twins) - 3} more" if len(twins) > 3 else ""),
        severity=Severity.WARNING,
        hint=hint,
    )


def written_to_nobody(one: Candidate, twin: Twin) -> Problem:
    """What to say where a letter may be a second one, as its addressee's id may have changed."""
    gone = twin.now.addressee
    return Problem(
        "maybe_written",
        f"{one.sender.name} ({one.sender.id}) has written this to {gone}, which is in no list now:"
        f" {_told(twin, one)}",
        severity=Severity.WARNING,
        where=one.addressee.where,
        hint=f"if {one.addressee.id} is the same office, write `aliases: [{gone}]` below its id",
    )


def _told(twin: Twin, one: Candidate) -> str:
    """A twin, how it differs, and where it stands."""
    now, state = twin.now, twin.state
    ways = []
    if now.via != one.now.via:
        ways.append("directly" if now.via == DIRECT else f"through {now.via}")
    if now.language != one.now.language:
        ways.append(f"in {now.language}")
    day = f" on {state.delivery_on}" if state.delivery_on else ""
    return " ".join([twin.reference, *ways, f"({in_words(state.delivery)}{day})"])


def _offices(twin: Twin) -> tuple[str, ...]:
    """What tells a twin's addressee and delivery point; nothing where its draft did not keep it."""
    return twin.state.draft.points if twin.state.draft else ()


def _is_of_several(twin: Twin, twins: list[Twin]) -> bool:
    """Whether a twin was one of several that were drafted together."""
    way = twin.way
    return way.asked == SEVERAL or any(
        other.way.run == way.run and other.way.via != way.via for other in twins if way.run
    )


def _way(now: LetterKey) -> tuple[str, str]:
    return now.via, now.language
