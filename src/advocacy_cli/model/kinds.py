"""Kinds that entries tell: how letters travel, what replies are and do. Options know these words.

They stand apart so that help need not read the rest of the model.
"""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a letter travels."""

    POST = "post"
    HAND = "hand"
    FAX = "fax"
    EMAIL = "email"


class ReplyKind(StrEnum):
    """What a reply turned out to be, once somebody had read it."""

    ACKNOWLEDGED = "acknowledged"
    HOLDING = "holding"
    SUBSTANTIVE = "substantive"
    REJECTION = "rejection"
    REFERRAL = "referral"
    AUTO_REPLY = "auto_reply"
    CONFIDENTIAL = "confidential"


class Treatment(StrEnum):
    """What a reply does with a question, the best last."""

    NOT_ADDRESSED = "not_addressed"
    REFUSED = "refused"
    PARTLY = "partly"
    ANSWERED = "answered"
