"""Procedures: the terms that other people's letters come with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from advocacy_cli.model.clocks import ClockRules
from advocacy_cli.model.comparison import folded
from advocacy_cli.model.events import Communication, CommunicationKind


class UNProcedure(StrEnum):
    """What procedure of the United Nations a letter of somebody else's belongs to, if to any."""

    NONE = ""
    LETTER = "letter"
    OTHER_LETTER = "other_letter"
    DISAPPEARANCE = "disappearance"
    DETENTION = "detention"

    @property
    def is_about_a_case(self) -> bool:
        """Whether it is a Working Group's own procedure for one person, and no published letter."""
        return self in {UNProcedure.DISAPPEARANCE, UNProcedure.DETENTION}


_WAITING = {"reply_within": "60d", "remind": ["30d", "50d"], "long_overdue": "180d"}

PROCEDURES: Mapping[UNProcedure, ClockRules] = {
    UNProcedure.NONE: ClockRules(),
    UNProcedure.LETTER: ClockRules.model_validate({**_WAITING, "confidential": "60d"}),
    UNProcedure.OTHER_LETTER: ClockRules.model_validate({**_WAITING, "confidential": "2d"}),
    UNProcedure.DISAPPEARANCE: ClockRules.model_validate(
        {"answer_within": "6m", "never_public": "true"}
    ),
    UNProcedure.DETENTION: ClockRules.model_validate(
        {"reply_within": "60d", "never_public": "true"}
    ),
}
"""The letters of mandate holders ask for a reply within 60 days, and are published when these are
over; other letters, on laws and policies, after 48 hours. Until then they are confidential. When
to think of them before, and from when they are long overdue, is this program's advice.

The Working Group on Enforced or Involuntary Disappearances takes up cases as a humanitarian
matter: it publishes neither them nor names, and gives the State no 60 days. When it passes on what
the State says there are six months to comment. (OHCHR.) The Working Group on Arbitrary Detention
gives a Government 60 days, and publishes an opinion on some later day that no term tells."""

_OTHER_LETTERS = {CommunicationKind.OTHER_LETTER, CommunicationKind.JOINT_OTHER_LETTER}
_WORKING_GROUPS: Mapping[UNProcedure, tuple[str, ...]] = {
    UNProcedure.DISAPPEARANCE: ("wgeid", "disappearance", "disparition", "desaparicion"),
    UNProcedure.DETENTION: (
        *("wgad", "arbitrarydetention", "detentionarbitraire", "detencionarbitraria"),
    ),
}
"""Words, as `folded` leaves them, that tell a Working Group wherever it is named."""


def procedure_of(communication: Communication) -> UNProcedure:
    """The procedure of a communication, as its reference and its authors tell.

    What mandate holders publish has a reference. Without one, what comes from Working Groups alone
    is taken for a case of theirs, and any other letter of mandates for one of the confidential
    kinds: that it exists may not be told too early.

    The ledger keeps what this gives: a change of it is a new edition of `ledger.folds.RULES`.
    """
    if communication.kind:
        other = communication.kind in _OTHER_LETTERS
        return UNProcedure.OTHER_LETTER if other else UNProcedure.LETTER
    signed_by = communication.mandates or (communication.author,)
    groups = [_working_group(name) for name in signed_by]
    if UNProcedure.NONE not in groups:
        return groups[0]
    return UNProcedure.LETTER if communication.mandates else UNProcedure.NONE


def rules_of(communication: Communication) -> ClockRules:
    """The terms of the procedure that a communication belongs to."""
    return PROCEDURES[procedure_of(communication)]


def _working_group(name: str) -> UNProcedure:
    said = folded(name)
    for procedure, words in _WORKING_GROUPS.items():
        if any(word in said for word in words):
            return procedure
    return UNProcedure.NONE
