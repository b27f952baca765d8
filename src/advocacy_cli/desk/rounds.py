"""What the ledger knows of letters that are being planned, and which round each of them is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from advocacy_cli.desk.twins import Written
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.events import Delivery, LetterState
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.references import LetterKey


class KnownLetters(Written, Protocol):
    """What planning asks of a ledger."""

    def records(self, references: Iterable[str]) -> Mapping[str, LetterRecord]:
        """Those of the letters that it knows, by reference."""

    def digests(self, references: Iterable[str]) -> Mapping[str, str]:
        """The digests of the keys of those of the letters that it knows, by reference."""

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
        """Read what is known of letters that are asked for next, round by round, all at once.

        Args:
            keys: of the first rounds.
        """
        digests: dict[str, str] = {}
        states: dict[str, LetterState] = {}
        self._digests, self._states = digests, states
        wanted = [(key, key) for key in keys]
        while wanted:
            found = self._ledger.digests([key.reference for _, key in wanted])
            digests.update(found)
            states.update(self._ledger.states(found))
            wanted = [
                (first, replace(key, round=key.round + 1))
                for first, key in wanted
                if self._may_go_on(first, key)
            ]

    def _may_go_on(self, first: LetterKey, key: LetterKey) -> bool:
        """Whether the round after that of `key` may be the one to work on."""
        state = self._states.get(key.reference, LetterState())
        if first in self._written_again and (key is first or state != LetterState()):
            return True
        return self._again and _has_ended(state)

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
        if self._again and _has_ended(state):
            key = replace(key, round=key.round + 1)
            state = self._state(key)
        return key, state

    def _latest(self, key: LetterKey, state: LetterState) -> tuple[LetterKey, LetterState]:
        while True:
            following = replace(key, round=key.round + 1)
            following_state = self._state(following)
            if following_state == LetterState():
                return key, state
            key, state = following, following_state

    def _state(self, key: LetterKey) -> LetterState:
        _require_same(key, self._digests.get(key.reference))
        return self._states.get(key.reference, LetterState())


def _has_ended(state: LetterState) -> bool:
    return state.is_out or state.delivery is Delivery.WITHDRAWN


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
