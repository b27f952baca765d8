"""Enter what came back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy_cli.desk.marking import known_reference
from advocacy_cli.desk.refusals import require_past
from advocacy_cli.desk.reply_files import KeptFile, keep, read_file
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.events import REPLIED, LetterState, Reply
from advocacy_cli.model.partial_dates import earliest
from advocacy_cli.model.values import one_line

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class ReplyEntered:
    """What entering a reply did.

    Attributes:
        state: of the letter, as it stands now.
        is_new: False where this very reply had been entered before.
    """

    reference: str
    reply: Reply
    state: LetterState
    is_new: bool


def add(workplace: Workplace, name: str, said: Reply, file: Path | None = None) -> ReplyEntered:
    """Enter a reply to a letter that has left, and keep its file.

    Args:
        name: the letter's reference, as people write it.
        said: what is known of the reply; its `id` and its file are not.

    Raises:
        AdvocacyError: the letter is unknown or has not left, a day cannot be, or the file cannot
            be kept; nothing was entered.
    """
    content = read_file(file) if file else None
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        said = _checked(said)
        with ledger.writing() as writing:
            state = writing.states([reference])[reference]
            _require_possible(reference, state, said, workplace.today)
            if content:
                said = _with_file(said, content)
            known = _entered_before(state, said)
            if known:
                return ReplyEntered(reference, known, state, is_new=False)
            if content:
                keep(workplace, content)
            event_id = next(workplace.event_ids(writing.last_id()))
            writing.add(workplace.event(event_id, reference, REPLIED, on=said.on, data=said.data))
            state = writing.states([reference])[reference]
    return ReplyEntered(reference, replace(said, id=event_id), state, is_new=True)


def _checked(said: Reply) -> Reply:
    try:
        return replace(
            said,
            sender=one_line(said.sender) if said.sender else "",
            note=one_line(said.note) if said.note else "",
            language=_language(said.language) if said.language else "",
        )
    except ValueError as error:
        raise AdvocacyError(
            Problem("bad_value", str(error), hint="mend --from, --language or --note")
        ) from None


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"{text!r} is not a language tag such as ko or zh-Hans")
    return text


def _require_possible(reference: str, state: LetterState, said: Reply, today: dt.date) -> None:
    if not state.is_out or state.sent_on is None:
        raise AdvocacyError(
            Problem(
                "not_sent",
                f"{reference} has not been sent, so nothing can have come back",
                hint=f"first `advocacy mark sent {reference} --on DATE`",
            )
        )
    require_past(said.on, today, dated=said.dated)
    if said.on < earliest(state.sent_on, state.sent_dated):
        raise AdvocacyError(
            Problem(
                "before_sending",
                f"{reference} was sent on {state.sent_when}, so no reply can have come on"
                f" {said.when}",
                hint="mend --on",
            )
        )
    if said.forwarded_on is None:
        return
    require_past(said.forwarded_on, today, "--forwarded")
    if said.forwarded_on < earliest(said.on, said.dated):
        raise AdvocacyError(
            Problem(
                "before_reply",
                f"the reply came on {said.when}, so it cannot have been passed on on"
                f" {said.forwarded_on}",
                hint="mend --forwarded",
            )
        )


def _with_file(said: Reply, kept: KeptFile) -> Reply:
    return replace(
        said,
        file=kept.path,
        sha256=kept.sha256,
        size=len(kept.content),
        media_type=kept.media_type,
    )


def _entered_before(state: LetterState, said: Reply) -> Reply | None:
    """The same file, or without one the same words; what was read in it since does not matter."""
    for reply in state.replies:
        if said.sha256 and reply.sha256 == said.sha256:
            return reply
        kind = said.kind or reply.kind
        on = reply.on if said.when == reply.when else said.on
        if replace(reply, id="", answers=()) == replace(said, kind=kind, on=on):
            return reply
    return None
