"""What cannot be decided from a table alone, in words for the person who can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advocacy_cli.campaign.tables.removals import Removal
from advocacy_cli.errors import Problem, Severity, Where

NEW = "new"
SKIP = "skip"
"""What a person may answer of a row, instead of an entry's id."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is not certain whose a row is.

    Attributes:
        code: a word for scripts.
        message: what speaks for and against.
        candidates: ids of the entries that it may be, the likeliest first.
        hint: what else to do than to answer.
        removed: code of the removed entry that the row matches.
    """

    code: str
    message: str
    candidates: tuple[str, ...] = ()
    hint: str = ""
    removed: str = ""

    def problem(self, where: Where, answers: Iterable[str]) -> Problem:
        """As a warning.

        Args:
            where: the row.
            answers: what a person may say of it.
        """
        said = " or ".join(f"--is {where.line}={answer}" for answer in answers)
        hint = self.hint or (f"say which: {said}" if said else "")
        return Problem(self.code, self.message, Severity.WARNING, where, hint)


def _named(candidates: tuple[str, ...]) -> str:
    shown = ", ".join(candidates[:3])
    return f"{shown} and {len(candidates) - 3} more" if len(candidates) > 3 else shown


def renamed(title: str, entry: str, before: str) -> Doubt:
    """The row is surely one entry's, but says another name."""
    return Doubt(
        "renamed",
        f"this row is {entry}'s by its key, but says {title!r} where the list has {before!r}",
        (entry,),
    )


def crossed(entry: str, other: str) -> Doubt:
    """Key and name point to two entries."""
    return Doubt(
        "crossed",
        f"by its key this row is {entry}'s, but its name and address are those of {other}",
        tuple(dict.fromkeys((other, entry))),
    )


def swapped(entry: str, line: int) -> Doubt:
    """Another row is the entry by name, this one by its key."""
    return Doubt(
        "crossed",
        f"by its key this row is {entry}'s, but so is line {line} by name and address",
        (entry,),
    )


def signs_contradict(entries: tuple[str, ...]) -> Doubt:
    """Id, uid and key point to several entries."""
    return Doubt("crossed", f"the keys of this row belong to {_named(entries)}", entries)


def ambiguous(title: str, entries: tuple[str, ...]) -> Doubt:
    """Several entries are as likely."""
    return Doubt("ambiguous", f"{title!r} may be any of {_named(entries)}", entries)


def likely(title: str, entry: str, before: str) -> Doubt:
    """The names agree in the folded form alone."""
    return Doubt(
        "likely_same",
        f"{title!r} may be {entry}, written {before!r} in the list",
        (entry,),
    )


def other_holder(title: str, entry: str) -> Doubt:
    """An office of the list may have a new holder."""
    return Doubt("renamed", f"{title!r} may now hold the office of {entry}", (entry,))


def other_email(title: str, entry: str) -> Doubt:
    """Name and address agree, the e-mail addresses do not."""
    return Doubt(
        "likely_same",
        f"{title!r} has the name and address of {entry}, but another e-mail address",
        (entry,),
    )


def other_key(title: str, entry: str) -> Doubt:
    """Name and address agree, the key does not."""
    return Doubt(
        "likely_same",
        f"{title!r} has the name and address of {entry}, but another key",
        (entry,),
    )


def moved(title: str, entries: tuple[str, ...]) -> Doubt:
    """The name agrees, the address does not, and no other row is that entry's."""
    return Doubt("moved", f"{title!r} may be {_named(entries)} at a new address", entries)


def new_name(title: str, entry: str, before: str) -> Doubt:
    """Addresses agree, the name does not, and no other row is that entry's any more."""
    return Doubt(
        "renamed", f"{title!r} may be the new name of {entry}, {before!r} until now", (entry,)
    )


def name_only(title: str, entries: tuple[str, ...]) -> Doubt:
    """There is nothing but the name to go by."""
    return Doubt(
        "name_only",
        f"{title!r} may be {_named(entries)}: the row has no address or e-mail address to tell",
        entries,
    )


def taken_out(title: str, entry: str) -> Doubt:
    """The entry was in the list once, and somebody took it out by hand."""
    return Doubt(
        "taken_out",
        f"{title!r} came from this table before as {entry}, and was taken out of the list since",
    )


def removed(title: str, called: str, removal: Removal, *, exactly: bool) -> Doubt:
    """The row matches an entry that was removed."""
    how = "matches" if exactly else "may be, in other writing,"
    return Doubt(
        "removed",
        f"{title!r} {how} {called}, removed on {removal.day}",
        removed=removal.code,
        hint=f"left out; --bring-back {called} if this person or office wants to be in the list"
        " again",
    )


def twice(title: str, line: int) -> Doubt:
    """An earlier row of the table may be the same."""
    return Doubt("twice", f"{title!r} may be whom line {line} is about, with the same address")


def left_out(title: str) -> Doubt:
    """A person said to leave the row."""
    return Doubt("left_out", f"{title!r} was left out")


def shared_email(title: str, entries: tuple[str, ...]) -> Doubt:
    """Another name with a known e-mail address."""
    return Doubt(
        "shared_email",
        f"{title!r} has the e-mail address of {_named(entries)}, but another name",
        entries,
    )


def namesake(title: str, entries: tuple[str, ...]) -> Doubt:
    """A known name at another address."""
    return Doubt(
        "namesake", f"{title!r} has the name of {_named(entries)}, but another address", entries
    )
