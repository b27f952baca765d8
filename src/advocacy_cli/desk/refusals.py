"""Why a letter that was asked for is not made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where
from advocacy_cli.model.campaigns import Settings, is_past
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.marks import in_the_future, in_words
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LetterTemplate
from advocacy_cli.model.unusable import UnreadableCase


def require_in_time(settings: Settings, today: dt.date) -> None:
    """Make sure the campaign's last day to act has not gone by.

    That no letter should be sent after an action has expired is a rule of Amnesty's guides for
    letter writers.

    Raises:
        AdvocacyError: it has.
    """
    if settings.act_by is None or not is_past(settings.act_by, today):
        return
    every_year = len(settings.act_by) == len("09-24")
    day = f"{today.year}-{settings.act_by}" if every_year else settings.act_by
    again = f"; it opens again on {today.year + 1}-01-01" if every_year else ""
    raise AdvocacyError(
        Problem(
            "expired",
            f"the last day to act was {day}{again}",
            where=settings.where,
            hint="letters are not sent after an action has expired, since what they ask for may"
            " be done, decided or harmful by then; to write all the same use --late",
        )
    )


def require_names_known(cases: Iterable[UnreadableCase]) -> None:
    """Make sure that it is known whom letters may not name.

    A case that cannot be read as a whole does not stop letters that are not about it, as long as
    the names in it are certain: those are looked for like others.

    Raises:
        AdvocacyError: there is a case in which they are not.
    """
    problems = [
        Problem(
            "unreadable_case",
            f"it is not certain which names stand in {case.where.file}, so no letter can be"
            " searched for them",
            where=case.where,
            hint="mend what `advocacy check` says of it; if it is no case, move it out of cases/",
        )
        for case in cases
        if case.names is None
    ]
    if problems:
        raise AdvocacyError(problems)


def names_unread(reference: str) -> Problem:
    """That a draft may name somebody of a case, and nobody has read it for that."""
    return Problem(
        "names_unread",
        f"{reference} may name somebody of a case, and nobody has read it for that",
        severity=Severity.WARNING,
        hint="read it; if it means somebody or something else, draft it again with --names-read",
    )


def require_followed(template: LetterTemplate, about: str) -> None:
    """Make sure that a template which follows up a letter is given one, and no other is.

    Raises:
        AdvocacyError: it is not so.
    """
    if template.follows_up and not about:
        raise AdvocacyError(
            Problem(
                "nothing_followed",
                f"{template.id} follows up a letter, and none is named",
                where=template.where,
                hint="name it: `advocacy follow-up REF`",
            )
        )
    if about and not template.follows_up:
        raise AdvocacyError(
            Problem(
                "no_follow_up",
                f"{template.id} is no template for follow-ups",
                where=template.where,
                hint="take one that says `follows_up: true` in its template.yaml",
            )
        )


def require_told_as_public(template: LetterTemplate, language: str) -> None:
    """Make sure that a text which recalls somebody else's letter does not call it its own.

    Raises:
        AdvocacyError: it never says that the letter is public.
    """
    text = template.texts[language]
    if any("followed.public_on" in part for part in (text.source, *template.parts.values())):
        return
    raise AdvocacyError(
        Problem(
            "speaks_as_own",
            f"{template.id} recalls a letter as the sender's own, and this is somebody else's",
            where=Where(text.file),
            hint="say whose it is, and since when it is public, with {% if followed.public_on %};"
            " the text of a new campaign shows how",
        )
    )


def require_past(on: dt.date, today: dt.date, option: str = "--on", dated: str = "") -> None:
    """Make sure that a day on which something is said to have happened has come.

    Args:
        dated: as much of the day as is known, where that is less.

    Raises:
        AdvocacyError: it has not.
    """
    if on > today:
        raise AdvocacyError(in_the_future(dated or on, today, option))


def held_back(people: Iterable[Recipient | Sender], today: dt.date) -> Iterator[Problem]:
    """For each of those a letter goes to, or comes from, who is held back: why."""
    for one in people:
        reason = _reason(one, today)
        if reason:
            name = one.id if isinstance(one, Recipient) else f"{one.name} ({one.id})"
            yield Problem(
                "held_back",
                f"{name} is {reason}",
                severity=Severity.WARNING,
                where=one.where,
                hint="no letter is made until the entry says otherwise",
            )
        elif isinstance(one, Recipient) and one.is_closed(today):
            yield closed(one)


def closed(post: Recipient) -> Problem:
    """Why no letter goes to, or through, a recipient that is closed."""
    after = post.succeeded_by
    return Problem(
        "closed",
        f"{post.id} has been closed since {post.closed_on}",
        severity=Severity.WARNING,
        where=post.where,
        hint=f"{after} has taken over: choose that one" if after else "choose another",
    )


def closing(people: Iterable[Recipient | Sender], today: dt.date) -> Iterator[Problem]:
    """For each of those a letter goes to that is going to close: when."""
    for one in people:
        if isinstance(one, Recipient) and one.closed_on and not one.is_closed(today):
            after = f"; {one.succeeded_by} takes over" if one.succeeded_by else ""
            yield Problem(
                "closing",
                f"{one.id} closes on {one.closed_on}{after}",
                severity=Severity.WARNING,
                where=one.where,
                hint="see to it that the letter arrives before that day",
            )


def already_out(reference: str, state: LetterState) -> Problem:
    """Why a letter that has left, or was given up, is not drafted."""
    day = f" on {state.delivery_on}" if state.delivery_on else ""
    return Problem(
        "already_out" if state.is_out else "withdrawn",
        f"{reference} is marked {in_words(state.delivery)}{day}",
        severity=Severity.WARNING,
        hint="to write once more, begin the next round with --again",
    )


def _reason(one: Recipient | Sender, today: dt.date) -> str | None:
    if isinstance(one, Recipient):
        return one.held_back(today)
    return f"paused: {one.paused}" if one.paused else None
