"""Filters: the same few options choose among recipients and letters on every command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from advocacy_cli.model.clocks import STOPPED, Clock
from advocacy_cli.model.events import LetterState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep. What is empty keeps everything.

    Attributes:
        tags: keep what has one of the tags.
        countries: keep what belongs to one of the countries (see `Recipient.country`).
        language: keep what is in this language.
        not_sent: keep what has not left.
        overdue: keep letters whose reply is late.
    """

    tags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    language: str | None = None
    not_sent: bool = False
    overdue: bool = False

    @property
    def names_recipients(self) -> bool:
        """Whether it says by itself which recipients are meant."""
        return bool(self.tags or self.countries)

    @property
    def names_letters(self) -> bool:
        """Whether it says by itself which letters are meant; where they stand does not."""
        return bool(self.names_recipients or self.language)

    def keeps_recipient(self, recipient: Recipient) -> bool:
        """Whether a recipient has one of the tags and belongs to one of the countries."""
        tagged = not self.tags or any(tag in recipient.tags for tag in self.tags)
        return tagged and (not self.countries or recipient.country in self.countries)

    def keeps_letter(
        self,
        record: LetterRecord,
        state: LetterState,
        recipient: Callable[[str], Recipient | None],
        clock: Clock = STOPPED,
    ) -> bool:
        """Whether a letter is kept: for its recipients, its addressee or delivery point will do.

        Args:
            record, state, clock: of the letter.
            recipient: the recipient that an id means or meant.
        """
        key = record.key
        if self.not_sent and state.is_out:
            return False
        if self.overdue and not clock.is_overdue:
            return False
        if self.language and key.language != self.language:
            return False
        if not self.names_recipients:
            return True
        points = (recipient(key.addressee), recipient(key.via))
        return any(point and self.keeps_recipient(point) for point in points)

    def __str__(self) -> str:
        """The filter as it is written on the command line."""
        words = [f"--tag {tag}" for tag in self.tags]
        words += [f"--country {country}" for country in self.countries]
        words += [f"--lang {self.language}"] if self.language else []
        words += ["--not-sent"] if self.not_sent else []
        words += ["--overdue"] if self.overdue else []
        return " ".join(words)


EVERYTHING = Filter()
"""The filter that keeps everything."""
