"""The words of a report, the same in every form of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advocacy_cli.model.events import ReplyState
from advocacy_cli.reporting.forms import Readers
from advocacy_cli.reporting.report import (
    Cell,
    Listing,
    OthersLetter,
    QuestionSet,
    Quote,
    Report,
    Spread,
    Story,
)

COLUMNS = ("letters", "sent", "replied", "decided", "overdue")
"""The numbers of a line, named like the fields of `Numbers`."""

CELLS = {cell: cell.value.replace("_", " ") for cell in Cell}
REPLIES = {state: state.value.replace("_", " ") for state in ReplyState} | {
    ReplyState.NONE: "no reply",
    ReplyState.ACKNOWLEDGED: "receipt acknowledged",
    ReplyState.SUBSTANTIVE: "reply on the substance",
    ReplyState.REJECTION: "rejection",
    ReplyState.HOLDING: "holding reply",
    ReplyState.AUTO_REPLY: "automatic reply",
    ReplyState.CONFIDENTIAL: "confidential reply",
}
CHANNELS = {"post": "by post", "hand": "by hand", "fax": "by fax", "email": "by e-mail"}


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 letter`, `2 letters`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def subtitle(report: Report) -> str:
    """The day of the report, and the days it tells of."""
    parts = [f"As of {report.made_on}"]
    if report.since and report.until:
        parts.append(f"letters of {report.since} to {report.until}")
    elif report.since:
        parts.append(f"letters from {report.since} on")
    elif report.until:
        parts.append(f"letters until {report.until}")
    if report.readers is Readers.INTERNAL:
        parts.append("internal: not to be published")
    return "; ".join(parts) + "."


def confidential(report: Report) -> str:
    """What is said of letters that may not be spoken of, or nothing where there are none."""
    if not report.confidential:
        return ""
    letters = counted(report.confidential, "confidential letter")
    verb = "is" if report.confidential == 1 else "are"
    return f"{letters} {verb} not told of here."


def days(number: float) -> str:
    """Days, whole or to the half: `12 days`, `12.5 days`."""
    shown = f"{number:,.1f}".removesuffix(".0")
    return f"{shown} day" if shown == "1" else f"{shown} days"


def in_full(found: Spread) -> str:
    """A spread as a sentence would have it."""
    if found.letters == 1:
        return f"{days(found.median)}, for one letter"
    return (
        f"{days(found.median)} in the median; half of them {_short(found.lower)} to"
        f" {days(found.upper)}, all of them {found.lowest:,} to {days(found.highest)}"
        f" ({counted(found.letters, 'letter')})"
    )


def spreads(report: Report) -> Iterator[tuple[str, str]]:
    """How long replies took: what, and how long."""
    if report.first_reply:
        yield "to a first reply", in_full(report.first_reply)
    if report.decision:
        yield "to a final reply", in_full(report.decision)


def score(found: QuestionSet) -> str:
    """How many of the questions were answered."""
    return f"{found.answered:,} of {found.asked:,} answered"


def tally(counts: tuple[tuple[Cell, int], ...], recipients: int) -> str:
    """How a question fared; the number is left out where there is one recipient only."""
    if recipients == 1:
        return CELLS[counts[0][0]]
    return ", ".join(f"{number:,} {CELLS[cell]}" for cell, number in counts)


def source(quote: Quote) -> str:
    """Where a quotation is from."""
    page = f", page {quote.page}" if quote.page else ""
    return f"{quote.name}, {quote.on}{page}"


def sent_by(letter: OthersLetter) -> str:
    """Who sent a letter of somebody else's, to whom."""
    sentence = f"{letter.author or 'Somebody else'} to {letter.recipient}."
    if letter.mandates and letter.mandates != (letter.author,):
        sentence += f" Mandates: {'; '.join(letter.mandates)}."
    return sentence


def outcome(letter: OthersLetter) -> str:
    """What came of a letter of somebody else's."""
    parts = [REPLIES[letter.reply]]
    if letter.reply_on:
        parts[0] += f" on {letter.reply_on}"
    if letter.paragraphs:
        parts.append(counted(letter.paragraphs, "paragraph"))
    if letter.asked:
        parts.append(f"{letter.answered} of {counted(letter.asked, 'question')} answered")
    latest = " at the latest" if letter.at_the_latest else ""
    if letter.due_on and letter.reply is ReplyState.NONE:
        parts.append(f"due by {letter.due_on}{latest}")
    return "; ".join(parts)


def went(story: Story) -> str:
    """How a letter went: by what, and through whom."""
    parts = [
        CHANNELS.get(story.channel, story.channel),
        f"through {story.via}" if story.via else "",
    ]
    return ", ".join(part for part in parts if part)


def more(listing: Listing[Any], command: str) -> str:
    """What is said of the entries that are not shown, or nothing where all are."""
    if not listing.left_out:
        return ""
    return f"And {listing.left_out:,} more; `{command}` lists them all."


def _short(number: float) -> str:
    return days(number).partition(" ")[0]
