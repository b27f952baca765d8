"""Procedures: the terms that other people's letters come with."""

from __future__ import annotations

from collections.abc import Mapping

from advocacy_cli.model.clocks import NO_RULES, ClockRules
from advocacy_cli.model.events import Communication, CommunicationKind

_WAITING = {"reply_within": "60d", "remind": ["30d", "50d"], "long_overdue": "180d"}
_LETTER = ClockRules.model_validate({**_WAITING, "confidential": "60d"})
_OTHER_LETTER = ClockRules.model_validate({**_WAITING, "confidential": "2d"})

PROCEDURES: Mapping[CommunicationKind, ClockRules] = {
    CommunicationKind.URGENT_APPEAL: _LETTER,
    CommunicationKind.ALLEGATION_LETTER: _LETTER,
    CommunicationKind.OTHER_LETTER: _OTHER_LETTER,
    CommunicationKind.JOINT_URGENT_APPEAL: _LETTER,
    CommunicationKind.JOINT_ALLEGATION_LETTER: _LETTER,
    CommunicationKind.JOINT_OTHER_LETTER: _OTHER_LETTER,
}
"""The letters of mandate holders ask for a reply within 60 days, and are published when these are
over; other letters, on laws and policies, after 48 hours. Until then they are confidential. When
to think of them before, and from when they are long overdue, is this program's advice."""


def rules_of(communication: Communication) -> ClockRules:
    """The terms of the procedure that a communication belongs to, as its reference tells.

    A letter of mandate holders whose reference is not known is taken for one of the confidential
    kinds: that it exists may not be told too early.
    """
    if communication.kind:
        return PROCEDURES[communication.kind]
    return _LETTER if communication.mandates else NO_RULES
