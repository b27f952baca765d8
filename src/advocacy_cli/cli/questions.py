"""Questions to a person at a terminal. They go to stderr, beside the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from advocacy_cli.cli.terminal import shown
from advocacy_cli.cli.world import World
from advocacy_cli.errors import AdvocacyError, Problem


def ask(world: World, option: str, question: str) -> str:
    """What a person answers to a question that must be answered.

    Raises:
        BadParameter: nobody can be asked; it names the option that would have answered.
    """
    if not world.is_interactive:
        raise typer.BadParameter("is needed where nobody can be asked", param_hint=option)
    return str(prompt(question))


def ask_or_skip(world: World, question: str) -> str:
    """What a person answers to a question that may be passed over; empty if nobody can be asked."""
    if not world.is_interactive:
        return ""
    return str(prompt(question, default="", show_default=False)).strip()


def ask_lines(world: World, option: str, question: str) -> list[str]:
    """The lines of an address that must have one.

    Raises:
        BadParameter: as `ask`.
    """
    return [ask(world, option, question), *more_lines(world)]


def more_lines(world: World) -> list[str]:
    """The further lines of an address."""
    lines = []
    while line := ask_or_skip(world, "next line (empty to end)"):
        lines.append(line)
    return lines


def agreed(world: World, question: str, *, default: bool = False) -> bool:
    """Whether a person says yes.

    Raises:
        AdvocacyError: nobody can be asked.
    """
    if not world.is_interactive:
        raise AdvocacyError(
            Problem(
                "not_confirmed",
                "this must be confirmed, and nobody can be asked here",
                hint="look at it with --dry-run, then say --yes",
            )
        )
    return typer.confirm(shown(question), default=default, err=True)


def choose(question: str, answers: Sequence[str], default: str) -> str:
    """Which of the answers a person gives. Somebody must be there to be asked."""

    def one_of(text: str) -> str:
        if text not in answers:
            raise typer.BadParameter(f"answer {', '.join(answers)}")
        return text

    return str(prompt(question, default=default, value_proc=one_of))


def prompt(question: str, **more: Any) -> Any:
    """What a person types; `more` is as for `typer.prompt`."""
    return typer.prompt(shown(question), err=True, **more)
