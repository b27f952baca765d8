"""Keep track of letters that somebody else sent: enter what is known of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.communication_checks import (
    require_kept,
    require_year_of_reference,
)
from advocacy_cli.desk.known import read_letters
from advocacy_cli.desk.marking import known_reference, of_un_reference
from advocacy_cli.desk.refusals import require_past
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.ledger.store import Ledger, open_ledger
from advocacy_cli.ledger.writing import Writing
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.clocks import Clock, read_term
from advocacy_cli.model.events import (
    COMMUNICATED,
    LINKED,
    Communication,
    LetterState,
    read_un_reference,
)
from advocacy_cli.model.letters import DIRECT, LetterRecord
from advocacy_cli.model.partial_dates import PartialDate, earliest, reckoned
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey
from advocacy_cli.model.selection import known_recipient
from advocacy_cli.model.values import one_line

T = TypeVar("T")

_WEB = ("https://", "http://")


class Change(StrEnum):
    """What an entry did to what was known."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entered:
    """A communication as it stands after it was entered."""

    record: LetterRecord
    state: LetterState
    clock: Clock
    change: Change


@dataclass(frozen=True, slots=True)
class Completion:
    """What has become known of a communication; None is what has not.

    Attributes:
        un_ref: its own reference, as `AL KOR 3/2019`.
        when: the day it was sent.
        public_on: the day on which it was made public.
        url: where it is published.
    """

    un_ref: str | None = None
    when: PartialDate | None = None
    public_on: dt.date | None = None
    url: str | None = None


def enter(
    workplace: Workplace,
    said: Communication,
    *,
    to: str,
    about: str | None = None,
    dates: bool = True,
) -> Entered:
    """Enter a communication, or what is new about one; what is not said of it stays as it was.

    Args:
        said: what is known of it. Its `subject` is its own reference, as `AL KOR 3/2019`, or a
            few words where it has none.
        to: the recipient's id.
        about: a letter that it belongs to, as people write its reference.
        dates: whether its day was said; if not, it is only taken where none is known.

    Raises:
        AdvocacyError: something said of it cannot be; nothing was entered.
    """
    campaign, _ = workplace.campaign()
    recipient = known_recipient(campaign, to)
    said = _checked(said, workplace.today)
    key = LetterKey(
        campaign=campaign.settings.code,
        template="",
        addressee=recipient.key_id,
        via=DIRECT,
        sender_uid=said.author,
        case=said.name,
        language="",
        round=1,
    )
    with open_ledger(workplace.ledger) as ledger:
        record = _of_reference(ledger, said, recipient) or LetterRecord(key, said.author)
        link = known_reference(ledger, about) if about else None
        _require_another(record.reference, link)
        with ledger.writing() as writing:
            writing.add_letter(record)
            state = writing.states([record.reference])[record.reference]
            known = state.communication
            communication = _together(known, said, dates=dates) if known else said
            require_year_of_reference(communication)
            _require_public_after_sent(communication, workplace.today)
            if known and not (said.public_on or said.confidential_until):
                require_kept(workplace, campaign, record, state, communication)
            is_new = _write(workplace, writing, record.reference, communication, link)
        entered = _entered(workplace, campaign, ledger, record.reference)
    change = Change.CHANGED if is_new else Change.UNCHANGED
    return replace(entered, change=change if known else Change.ADDED)


def complete(workplace: Workplace, name: str, known: Completion) -> Entered:
    """Enter what has become known of a communication; it stays the letter that it is here.

    Args:
        name: the letter's reference here, or what else it is called.

    Raises:
        AdvocacyError: there is no such communication, another bears the reference, or a day or
            an address cannot be; nothing was entered.
    """
    campaign, _ = workplace.campaign()
    with open_ledger(workplace.ledger, create=False) as ledger:
        reference = known_reference(ledger, name)
        with ledger.writing() as writing:
            state = writing.states([reference])[reference]
            told = state.communication
            if told is None:
                raise _no_communication(reference)
            if known.un_ref:
                told = replace(told, un_ref=_un_reference(known.un_ref))
                _require_free(ledger, told, reference)
            if known.when:
                on, dated = reckoned(known.when, workplace.today)
                require_past(on, workplace.today, dated=dated)
                _require_before_replies(reference, state, known.when)
                if str(known.when) != told.when:
                    told = replace(told, on=on, dated=dated)
            told = replace(
                told,
                public_on=known.public_on or told.public_on,
                url=_url(known.url) if known.url else told.url,
            )
            require_year_of_reference(told)
            _require_public_after_sent(told, workplace.today)
            if known.when and not known.public_on:
                record = ledger.communications()[reference]
                require_kept(workplace, campaign, record, state, told)
            is_new = _write(workplace, writing, reference, told)
        entered = _entered(workplace, campaign, ledger, reference)
    return replace(entered, change=Change.CHANGED) if is_new else entered


def _of_reference(ledger: Ledger, said: Communication, to: Recipient) -> LetterRecord | None:
    """The letter of that author to that recipient which was given this reference later."""
    if not said.un_ref:
        return None
    bearing = of_un_reference(ledger, said.un_ref).values()
    return next(
        (it for it in bearing if it.sender == said.author and it.key.addressee in to.ids), None
    )


def _un_reference(text: str) -> str:
    un_ref = _read("--un-ref", read_un_reference, text)
    if un_ref is None:
        raise _bad("--un-ref", f"{text!r} is not a reference such as AL KOR 3/2019")
    return un_ref


def _require_free(ledger: Ledger, told: Communication, reference: str) -> None:
    """Make sure that no other letter bears the reference of this one."""
    for name in of_un_reference(ledger, told.un_ref):
        if name != reference:
            raise AdvocacyError(
                Problem(
                    "reference_taken",
                    f"{told.un_ref} is entered already, as {name}",
                    hint=f"if it is the same letter, keep one of them: `advocacy undo {name}` takes"
                    " back the last entry of the other",
                )
            )


def _require_before_replies(reference: str, state: LetterState, when: PartialDate) -> None:
    """Make sure that a letter was not sent after it was replied to."""
    for reply in state.replies:
        if reply.on < when.first:
            raise AdvocacyError(
                Problem(
                    "after_reply",
                    f"a reply to {reference} came on {reply.when}, so it cannot have been sent on"
                    f" {when}",
                    hint="mend --on",
                )
            )


def _no_communication(reference: str) -> AdvocacyError:
    return AdvocacyError(
        Problem(
            "not_a_communication",
            f"{reference} is a letter of yours, not one that somebody else sent",
            hint="see `advocacy show`",
        )
    )


def _write(
    workplace: Workplace,
    writing: Writing,
    reference: str,
    communication: Communication,
    link: str | None = None,
) -> bool:
    """Enter what is new of a letter; whether anything was."""
    state = writing.states([reference])[reference]
    new: list[tuple[str, dt.date, dict[str, Any]]] = []
    if communication != state.communication:
        new.append((COMMUNICATED, communication.on, communication.data))
    if link and link not in state.links:
        new.append((LINKED, workplace.today, {"to": link}))
    ids = workplace.event_ids(writing.last_id())
    for kind, on, data in new:
        writing.add(workplace.event(next(ids), reference, kind, on=on, data=data))
    return bool(new)


def _entered(workplace: Workplace, campaign: Campaign, ledger: Ledger, reference: str) -> Entered:
    """A communication as it stands now."""
    known = read_letters(ledger, [reference])
    record, state = known.records[reference], known.states[reference]
    clock = Clocks(campaign, workplace.today, known.records, known.states).of(record, state)
    return Entered(record, state, clock, Change.UNCHANGED)


def _require_another(reference: str, link: str | None) -> None:
    """Make sure that a letter belongs to another than itself."""
    if link == reference:
        raise AdvocacyError(
            Problem(
                "about_itself",
                f"{reference} cannot belong to itself",
                hint="name another letter with --about",
            )
        )


def _together(known: Communication, said: Communication, *, dates: bool) -> Communication:
    """What is known, with what is said now in the place of what was."""
    values = {name: getattr(said, name) for name in Communication.__slots__}
    given = {name: value for name, value in values.items() if value}
    when = known if not dates or said.when == known.when else said
    return replace(known, **{**given, "on": when.on, "dated": when.dated})


def _checked(said: Communication, today: dt.date) -> Communication:
    """What was said, in its standard form.

    Raises:
        AdvocacyError: with a problem for the first thing that cannot be.
    """
    require_past(said.on, today, dated=said.dated)
    name = _read("--ref", one_line, said.subject)
    un_ref = _read("--ref", read_un_reference, name)
    if said.confidential_until and said.confidential_until < earliest(said.on, said.dated):
        raise _bad(
            "--confidential-until",
            f"{said.confidential_until} is before the day it was sent, {said.when}",
        )
    if said.reply_within is not None:
        _read("--reply-within", read_term, said.reply_within)
    return replace(
        said,
        author=_read("--from", one_line, said.author),
        un_ref=un_ref or "",
        url=_url(said.url) if said.url else "",
        subject="" if un_ref else name,
        mandates=tuple(_read("--mandate", one_line, mandate) for mandate in said.mandates),
        questions=tuple(_read("--question", one_line, question) for question in said.questions),
        series=_read("--series", one_line, said.series) if said.series else "",
    )


def _url(text: str) -> str:
    url = _read("--url", one_line, text)
    if url != text or not text.startswith(_WEB):
        raise _bad("--url", f"{text!r} is not the address of a page, which begins with https://")
    return url


def _require_public_after_sent(told: Communication, today: dt.date) -> None:
    """Make sure that a letter was made public on a day that has come, and not before it was sent.

    Raises:
        AdvocacyError: it was not.
    """
    if told.public_on is None:
        return
    require_past(told.public_on, today, "--public-on")
    if told.public_on < earliest(told.on, told.dated):
        raise _bad("--public-on", f"{told.public_on} is before the day it was sent, {told.when}")


def _read(option: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise _bad(option, str(error)) from None


def _bad(option: str, message: str) -> AdvocacyError:
    return AdvocacyError(Problem("bad_value", message, hint=f"mend {option}"))
