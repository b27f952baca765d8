"""Letters that follow up others: what they speak of, and from when they may."""

from __future__ import annotations

import datetime as dt

from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.model.clocks import Clock
from advocacy_cli.model.events import Communication, LetterState, ReplyKind
from advocacy_cli.model.letters import Followed, LetterRecord, Published
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.procedures import UNProcedure, procedure_of

_SAYS_NOTHING = frozenset({ReplyKind.AUTO_REPLY})
_SAYS_NOTHING_IN_PUBLIC = frozenset({ReplyKind.AUTO_REPLY, ReplyKind.CONFIDENTIAL})

_PUBLISHED_BY_UN = frozenset({UNProcedure.LETTER, UNProcedure.OTHER_LETTER})


def followed(record: LetterRecord, state: LetterState, clock: Clock, on: dt.date) -> Followed:
    """What a letter of that day that follows up another says of it.

    Args:
        record, state, clock: of the letter that is followed up.

    Raises:
        ValueError: it has not been sent.
        AdvocacyError: it is somebody else's, and not public on that day.
    """
    if state.sent_on is None:
        raise ValueError(f"{record.reference} has not been sent")
    communication = state.communication
    published = _published(record, state, communication, clock, on) if communication else None
    silent = _SAYS_NOTHING_IN_PUBLIC if communication else _SAYS_NOTHING
    return Followed(
        name=communication.un_ref if communication else record.reference,
        date=PartialDate(str(state.draft.date) if state.draft else state.sent_when),
        open_questions=state.open_questions,
        replied_on=tuple(
            PartialDate(when)
            for when in dict.fromkeys(
                reply.when for reply in state.replies if reply.kind not in silent
            )
        ),
        published=published,
    )


def not_public(record: LetterRecord, state: LetterState, clock: Clock, on: dt.date) -> str | None:
    """Why no letter of that day may speak of this one to anybody, or None if it may.

    A letter of somebody else's may be spoken of from the day on which it is public: until then
    that it exists is confidential, most of all before the State it was sent to. One's own letter
    is known to whom it was sent.
    """
    if state.communication is None:
        return None
    name = state.communication.name
    if clock.confidential_until is None:
        return f"{name} ({record.reference}) is not known to be public"
    if clock.is_confidential(on):
        return f"{name} ({record.reference}) is confidential until {clock.confidential_until}"
    return None


def publication_to_confirm(reference: str, published: Published) -> Problem | None:
    """What to look up before a letter says that another is public; None where somebody did."""
    if published.is_entered:
        return None
    latest = " at the latest" if published.at_the_latest else ""
    return Problem(
        "publication_not_entered",
        f"the letter says that {reference} was made public on {published.on}{latest}, which"
        " follows from its procedure alone",
        severity=Severity.WARNING,
        hint="see before you post it whether and where it is published, and enter it:"
        f" `advocacy communication edit {reference} --public-on DATE --url URL`",
    )


def _published(
    record: LetterRecord, state: LetterState, told: Communication, clock: Clock, on: dt.date
) -> Published:
    reason, day = not_public(record, state, clock, on), clock.confidential_until
    if reason or day is None:
        raise AdvocacyError(
            Problem(
                "not_public",
                f"{reason}, so no letter may speak of it before",
                hint="it would tell the addressee of a letter that is confidential, and what it"
                " asks; if it was made public, say when:"
                f" `advocacy communication edit {record.reference} --public-on DATE`",
            )
        )
    return Published(
        on=day,
        is_entered=told.public_on is not None,
        at_the_latest=clock.is_reckoned and told.may_be_told_on is None,
        author=told.author,
        of_un=procedure_of(told) in _PUBLISHED_BY_UN,
        url=told.url,
    )
