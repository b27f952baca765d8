"""Questions to the person at the terminal, for what no option has said."""

from __future__ import annotations

import typer

from advocacy_cli.cli.world import World


def ask(world: World, option: str, question: str) -> str:
    """The answer to a question.

    Raises:
        BadParameter: nobody can be asked; it names the option to give instead.
    """
    if not world.is_interactive:
        raise typer.BadParameter("is needed where nobody can be asked", param_hint=option)
    return str(typer.prompt(question, err=True))


def ask_or_skip(world: World, question: str) -> str | None:
    """The answer to a question that may stay open; None where it does, or nobody can be asked."""
    if not world.is_interactive:
        return None
    return str(typer.prompt(question, default="", show_default=False, err=True)) or None
