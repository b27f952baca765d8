"""What of a letter a report counts: letters of which this is the same are counted at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from advocacy_cli.model.events import EVENTFUL, Draft, Event, LetterState, Reply
from advocacy_cli.model.references import LetterKey

_DAY = dt.date.min
_TIME = dt.datetime.min.replace(tzinfo=dt.UTC)
"""They stand where a day or a time does not count."""


def counted(key: LetterKey, state: LetterState) -> tuple[LetterKey, LetterState] | None:
    """The letter without what no report looks at; None for one that is looked at by itself.

    What is left is a letter that adds the same to every figure, and that stands in lists with
    nothing else but its reference and who signed it. A report lists each letter that somebody else
    sent, and whether a follow-up may be spoken of hangs on the letter it follows up.
    """
    if state.communication or key.about:
        return None
    mark = _told(state)
    questions = state.draft.questions if state.draft and state.sent_on else ()
    counted_key = LetterKey(
        campaign="",
        template=key.template,
        addressee=key.addressee,
        via=key.via if mark else "",
        sender_uid="",
        case=key.case.partition("/")[0],
        language=key.language if questions else "",
        round=0,
    )
    counted_state = LetterState(
        delivery=state.delivery,
        delivery_on=None if state.sent_on else state.delivery_on,
        channel=state.channel if mark else None,
        sent_on=state.sent_on,
        draft=Draft("", "", 0, "", _DAY, "", _DAY, questions) if questions else None,
        marks=(mark,) if mark else (),
        replies=tuple(_reply(place, reply) for place, reply in enumerate(state.replies)),
        clock_changes=tuple(replace(change, note="") for change in state.clock_changes),
    )
    return counted_key, counted_state


def _told(state: LetterState) -> Event | None:
    """The last mark, so far as a report tells of it."""
    mark = state.marked_by
    note = mark.data.get("note") if mark else None
    if mark is None or not (note or state.delivery in EVENTFUL):
        return None
    data = {"note": note} if note else {}
    return Event("", "", mark.kind, mark.on, _TIME, data=data)


def _reply(place: int, reply: Reply) -> Reply:
    """A reply; its place among the others, which decides between equals, stands for its id."""
    name = f"{place:09}"
    return Reply(
        id=name,
        on=reply.on,
        kind=reply.kind,
        language=reply.language if any(answer.quote for answer in reply.answers) else "",
        dated=reply.dated,
        answers=tuple(
            replace(answer, reply=name, page=answer.page if answer.quote else None)
            for answer in reply.answers
        ),
    )
