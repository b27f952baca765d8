"""Communications, replies and changes of clocks, for tests of what follows from them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from advocacy_cli.model.events import (
    ASSESSED,
    CLOCK,
    COMMUNICATED,
    LINKED,
    REPLIED,
    ClockAction,
    ClockChange,
    Communication,
    Event,
)
from advocacy_cli.model.letters import LetterRecord
from ledger_values import DAY, event

QUESTIONS = ("Where are they?", "Are they safe?", "Do their families know?")


def communicated(second: int, letter: LetterRecord | None = None, **changes: Any) -> Event:
    """A letter of somebody else's, sent on `DAY`; `changes` are fields of `Communication`."""
    values = {"on": DAY, "author": "Example Rapporteur", "un_ref": "AL XXX 3/2019"}
    made = Communication(**{**values, "questions": QUESTIONS, **changes})
    return event(second, COMMUNICATED, letter, on=made.on, data=made.data)


def replied(
    second: int,
    letter: LetterRecord | None = None,
    *,
    kind: str | None = None,
    on: dt.date = DAY,
    **data: Any,
) -> Event:
    """A reply."""
    return event(second, REPLIED, letter, on=on, data={**({"kind": kind} if kind else {}), **data})


def assessed(
    second: int, reply: Event, *, kind: str | None = None, **answers: str | dict[str, Any]
) -> Event:
    """A reading of a reply: `q1="refused"`, or all that is known of the answer."""
    given = {
        number.removeprefix("q"): answer if isinstance(answer, dict) else {"answer": answer}
        for number, answer in answers.items()
    }
    data: dict[str, Any] = {"reply": reply.id, **({"kind": kind} if kind else {})}
    return event(second, ASSESSED, reference=reply.reference, data={**data, "answers": given})


def clock_changed(second: int, action: ClockAction, value: str = "", *, on: dt.date = DAY) -> Event:
    """A change of a clock."""
    return event(second, CLOCK, on=on, data=ClockChange(on, action, value).data)


def linked(second: int, to: str) -> Event:
    """A link to another letter."""
    return event(second, LINKED, data={"to": to})


PDF = b"%PDF-1.7\n% a scan\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20
EML = b"From: office@example.org\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\nWe received it.\n"
TXT = "Nous avons bien reçu votre lettre.\n".encode()

COMMUNICATION = (
    *("communication", "add", "--ref", "AL XXX 3/2025", "--on", "2025-11-05"),
    *("--from", "Example Working Group", "--to", "president"),
    *(part for question in QUESTIONS for part in ("--question", question)),
)
"""The words that enter a communication in the small campaign."""
