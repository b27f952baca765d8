"""What the ledger knows of letters that are being planned, and which round each of them is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.events import Delivery, LetterState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey


class KnownLetters(Protocol):
    """What planning asks of a ledger."""

    def records(self, references: Iterable[str]) -> Mapping[str, LetterRecord]:
        """Those of the letters that it knows, by reference."""

    def digests(self, references: Iterable[str]) -> Mapping[str, str]:
        """The digests of the keys of those of the letters that it knows, by reference."""

    def states(self, references: Iterable[str]) -> Mapping[str, LetterState]:
        """Where each of the letters stands, by reference."""

    def later_rounds(self, template: str) -> Iterable[LetterRecord]:
        """The letters of a template that are no first ones."""


class Rounds:
    """Finds the round of each letter to work on.

    Args:
        again: begin the next round where the last letter has left.
    """

    def __init__(self, ledger: KnownLetters, template: str, *, again: bool) -> None:
        self._ledger = ledger
        self._again = again
        self._written_again = {
            replace(record.key, round=1) for record in ledger.later_rounds(template)
        }
        self._digests: Mapping[str, str] = {}
        self._states: Mapping[str, LetterState] = {}

    def look_up(self, keys: Iterable[LetterKey]) -> None:
        """Read what is known of letters that are asked for next, all at once."""
        references = [key.reference for key in keys]
        self._digests = self._ledger.digests(references)
        self._states = self._ledger.states(self._digests)

    def of(self, key: LetterKey) -> tuple[LetterKey, LetterState]:
        """The key of the round to work on, and where that letter stands.

        It is the latest round there is, or the one after it.

        Args:
            key: of the first round.

        Raises:
            AdvocacyError: `reference_collision`, if a reference belongs to another letter.
        """
        state = self._state(key)
        if key in self._written_again:
            key, state = self._latest(key, state)
        if self._again and (state.is_out or state.delivery is Delivery.WITHDRAWN):
            key = replace(key, round=key.round + 1)
            state = self._looked_up(key)
        return key, state

    def _latest(self, key: LetterKey, state: LetterState) -> tuple[LetterKey, LetterState]:
        while True:
            following = replace(key, round=key.round + 1)
            following_state = self._looked_up(following)
            if following_state == LetterState():
                return key, state
            key, state = following, following_state

    def _looked_up(self, key: LetterKey) -> LetterState:
        known = self._ledger.digests([key.reference])
        _require_same(key, known.get(key.reference))
        return self._ledger.states(known).get(key.reference, LetterState())

    def _state(self, key: LetterKey) -> LetterState:
        _require_same(key, self._digests.get(key.reference))
        return self._states.get(key.reference, LetterState())


def _require_same(key: LetterKey, digest: str | None) -> None:
    """Make sure that a letter known under a key's reference, if there is one, has that key."""
    if digest is not None and digest != key.digest:
        raise AdvocacyError(
            Problem(
                "reference_collision",
                f"the reference {key.reference} already belongs to another letter",
                hint="give the sender another uid, or the campaign another code",
            )
        )
