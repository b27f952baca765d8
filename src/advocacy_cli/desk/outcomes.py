"""What is to be done with a letter of a plan, and what is to be said of that."""

from __future__ import annotations

from dataclasses import dataclass

from advocacy_cli.desk.already import Rivals, already_written, written_to_nobody
from advocacy_cli.desk.entries import Candidate
from advocacy_cli.desk.refusals import already_out, names_unread
from advocacy_cli.errors import Problem
from advocacy_cli.model.events import Delivery, Draft, LetterState
from advocacy_cli.model.letters import Outcome


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a letter.

    Attributes:
        state: where it stands.
        made_of: the digests of its inputs, and of the names it is searched for.
        rivals: letters beside which it would be one too many.
    """

    one: Candidate
    state: LetterState
    reference: str
    made_of: tuple[str, str]
    rivals: Rivals


def outcome_of(found: Found, *, again: bool, names_read: bool) -> tuple[Outcome, list[Problem]]:
    """What is to be done, and what is to be said.

    Args:
        again: whether letters were asked for once more.
        names_read: whether they were read for names that they may hold.
    """
    state, rivals = found.state, found.rivals
    if state.is_out or state.delivery is Delivery.WITHDRAWN:
        return Outcome.SKIPPED, [already_out(found.reference, state)]
    problems = [written_to_nobody(found.one, twin) for twin in rivals.doubtful]
    if rivals.standing:
        problems.append(already_written(found.one, rivals))
    if state.draft is None:
        refused = bool(rivals.standing) and not again
        return (Outcome.SKIPPED if refused else Outcome.PLANNED), problems
    if rivals.out:
        return (Outcome.PLANNED if again else Outcome.SKIPPED), problems
    if (state.draft.inputs, state.draft.searched) != found.made_of:
        return Outcome.PLANNED, problems
    return _as_drafted(state.draft, found.reference, problems, names_read=names_read)


def _as_drafted(
    draft: Draft, reference: str, problems: list[Problem], *, names_read: bool
) -> tuple[Outcome, list[Problem]]:
    """A letter that has not changed is left alone, unless it is to be recorded as read."""
    if not draft.is_unread:
        return Outcome.UNCHANGED, problems
    if names_read:
        return Outcome.PLANNED, problems
    return Outcome.UNCHANGED, [*problems, names_unread(reference)]
