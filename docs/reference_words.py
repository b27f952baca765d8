"""What the reference says of things whose meaning is written down nowhere else."""

from __future__ import annotations

from pydantic import BaseModel

from advocacy_cli.campaign.tables.columns import Kind
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.cases import Case, LastSeen, Person
from advocacy_cli.model.clocks import DUE_SOON_DAYS, ClockStanding
from advocacy_cli.model.events import Delivery, ReplyState
from advocacy_cli.model.forms import ByGender, FormOfAddress
from advocacy_cli.model.recipients import Area, Holder, Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LanguageNote, LetterTemplate

EVIDENT: dict[type[BaseModel], dict[str, str]] = {
    Settings: {"name": "the campaign's name; a text can print it."},
    Recipient: {
        "short_office": "a shorter title, for small windows.",
        "tags": "words to choose it by, with `--tag` and `--via tag:NAME`.",
        "email": "kept for reference; the program sends no e-mail.",
        "note": "anything worth remembering; printed nowhere.",
    },
    Holder: {"name": "the person's name."},
    Area: {
        "region": "a country (`GB`) or a part of one (`US-CA`).",
        "postcodes": "the beginnings of the postcodes whose letters the post takes.",
    },
    Sender: {
        "name": "as it stands below a letter.",
        "organisation": "for whom the sender writes; stands below the name.",
        "role": "the sender's part in it; stands below the name.",
        "email": "kept for reference; not printed.",
        "phone": "kept for reference; not printed.",
    },
    LetterTemplate: {
        "name": "its name in lists.",
        "description": "what it is for; printed nowhere.",
    },
    LanguageNote: {"reviewed": "whether somebody who writes the language well has read the text."},
    Case: {"persons": "those it is about.", "facts": "what happened, in order."},
    Person: {
        "name": "as it prints; left out where it is not known.",
        "birth_year": "four figures.",
        "sex": "as it prints, such as `female`.",
        "nationality": "an ISO 3166-1 code such as `KP`.",
        "last_seen": "when and where; see below.",
    },
    LastSeen: {"place": "as it prints."},
    FormOfAddress: {
        "description": "what the role is.",
        "source": "what the words rest on.",
        "wordings": "one for each language; `und` serves every language.",
    },
    ByGender: {
        "any": "where the gender is not known, or makes no difference.",
        "m": "for a man.",
        "f": "for a woman.",
    },
}
"""Keys of which the docstrings say nothing, since their names do."""

STATES = {
    Delivery.DRAFTED: "made, and not gone",
    Delivery.SENT: "posted, or sent another way",
    Delivery.DELIVERED: "somebody of the office has it",
    Delivery.LEFT_WITH_GUARD: "a guard took it",
    Delivery.PREVENTED: "you were kept from the door; you still have the letter",
    Delivery.REFUSED: "nobody would take it",
    Delivery.RETURNED: "it came back",
    Delivery.FAILED: "sending it did not work; it can be sent again",
    Delivery.WITHDRAWN: "given up: it will not be sent",
}
"""The states a letter can be in today, in the order of its way."""

REPLY_STATES = {
    ReplyState.NONE: "nothing has come back",
    ReplyState.NEEDS_READING: "a reply has come that nobody has read",
    ReplyState.ACKNOWLEDGED: "a note of receipt",
    ReplyState.HOLDING: "more time is asked for",
    ReplyState.SUBSTANTIVE: "it goes into what was asked; it ends the waiting",
    ReplyState.REJECTION: "it denies or refuses all of it; it ends the waiting",
    ReplyState.REFERRAL: "it names another office",
    ReplyState.AUTO_REPLY: "a machine answered",
    ReplyState.CONFIDENTIAL: "it may not be made public; it ends the waiting",
}
"""Where a letter can stand with its replies. Of several the one that weighs most counts."""

CLOCK_STATES = {
    ClockStanding.NONE: "nothing says when a reply is due, or the letter has not left",
    ClockStanding.RUNNING: "a reply is due",
    ClockStanding.DUE_SOON: f"a reply is due within {DUE_SOON_DAYS} days",
    ClockStanding.OVERDUE: "the day has gone by",
    ClockStanding.LONG_OVERDUE: "the term `long_overdue` has gone by as well",
    ClockStanding.PAUSED: "the clock stands still",
    ClockStanding.MET: "a reply has ended the waiting",
}
"""The states of a clock."""

ENDINGS = {
    ExitCode.DONE: "done",
    ExitCode.MENDABLE: "something you can mend; nothing was done",
    ExitCode.USAGE: "wrong usage",
    ExitCode.PARTLY: "partly done; the rest is listed",
    ExitCode.BUG: "a bug",
    ExitCode.INTERRUPTED: "interrupted",
}

CELLS = {
    Kind.TEXT: "text",
    Kind.LOCALISED: "text; `COLUMN[LANG]` for one language, as `office[de]`",
    Kind.WORDS: "words with blanks or commas between",
    Kind.AREAS: "`GB US-CA:90/91`: codes, with the beginnings of postcodes",
    Kind.LINES: "a line of the address",
    Kind.CONSENTS: "the day on which it was given",
}
"""What a cell of a table holds, by the kind of its column."""
