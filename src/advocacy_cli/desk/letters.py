"""Letters from their keys: every person and place in them as the campaign stands now."""

from __future__ import annotations

import datetime as dt

from advocacy_cli.desk.workplace import LETTERS
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.case_choice import case_for
from advocacy_cli.model.letters import DIRECT, Letter
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.selection import choose_template, known_recipient, known_sender
from advocacy_cli.model.senders import Sender


def letter_from(
    campaign: Campaign, key: LetterKey, sender: Sender, *, layout: str, date: dt.date
) -> Letter:
    """The letter that `key` names; the letter it follows up is left out.

    Raises:
        AdvocacyError: the key names something the campaign does not have.
    """
    via = None if key.via == DIRECT else known_recipient(campaign, key.via)
    addressee = known_recipient(campaign, key.addressee)
    template = choose_template(campaign, key.template)
    point = via or addressee
    copies = [point if name == "via" else known_recipient(campaign, name) for name in template.cc]
    name = "_".join([key.reference, key.addressee, *([key.via] if via else [])])
    return Letter(
        key=key,
        addressee=addressee,
        via=via,
        sender=sender,
        co_signers=tuple(known_sender(campaign, name) for name in sender.co_signers),
        copies=tuple(copies),
        layout=layout,
        date=date,
        case=case_for(campaign, template, key.case, date),
        file=f"{LETTERS}/{name}.pdf",
    )
