"""What happened to letters, and the state that follows from it.

Events are only ever added. A wrong one is retracted by a further event. State is folded from
the set of events: any order and any repetition of them gives the same state.
"""

from __future__ import annotations

from advocacy_cli.model.events.communications import (
    Communication,
    CommunicationKind,
    communication_of,
    read_un_reference,
)
from advocacy_cli.model.events.drafts import AGAIN, SEVERAL, Draft, NamesRead
from advocacy_cli.model.events.entries import (
    ASSESSED,
    CLOCK,
    COMMUNICATED,
    DRAFTED,
    EVENTFUL,
    LINKED,
    MAY_FOLLOW,
    OUT,
    REPLIED,
    RETRACTED,
    Delivery,
    Event,
    standing,
)
from advocacy_cli.model.events.replies import (
    DECISIVE,
    Answer,
    Question,
    Reply,
    ReplyState,
    assessed,
)
from advocacy_cli.model.events.state import (
    ClockAction,
    ClockChange,
    LetterState,
    fold,
)
from advocacy_cli.model.kinds import Channel, ReplyKind, Treatment

__all__ = [
    "AGAIN",
    "ASSESSED",
    "CLOCK",
    "COMMUNICATED",
    "DECISIVE",
    "DRAFTED",
    "EVENTFUL",
    "LINKED",
    "MAY_FOLLOW",
    "OUT",
    "REPLIED",
    "RETRACTED",
    "SEVERAL",
    "Answer",
    "Channel",
    "ClockAction",
    "ClockChange",
    "Communication",
    "CommunicationKind",
    "Delivery",
    "Draft",
    "Event",
    "LetterState",
    "NamesRead",
    "Question",
    "Reply",
    "ReplyKind",
    "ReplyState",
    "Treatment",
    "assessed",
    "communication_of",
    "fold",
    "read_un_reference",
    "standing",
]
