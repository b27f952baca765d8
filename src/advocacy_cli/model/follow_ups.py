"""Letters that follow up others: what they speak of."""

from __future__ import annotations

from advocacy_cli.model.events import LetterState, ReplyKind
from advocacy_cli.model.letters import Followed, LetterRecord
from advocacy_cli.model.partial_dates import PartialDate

_SAYS_NOTHING = frozenset({ReplyKind.AUTO_REPLY})


def followed(record: LetterRecord, state: LetterState) -> Followed:
    """What a follow-up says of the letter that `record` and `state` tell of.

    Raises:
        ValueError: it has not been sent.
    """
    if state.sent_on is None:
        raise ValueError(f"{record.reference} has not been sent")
    communication = state.communication
    return Followed(
        name=(communication.un_ref if communication else "") or record.reference,
        date=PartialDate(str(state.draft.date) if state.draft else state.sent_when),
        open_questions=state.open_questions,
        replied_on=tuple(
            PartialDate(when)
            for when in dict.fromkeys(
                reply.when for reply in state.replies if reply.kind not in _SAYS_NOTHING
            )
        ),
    )
