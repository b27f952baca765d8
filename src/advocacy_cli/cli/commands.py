"""Adds commands to the program, with the help that their docstrings hold."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cached_property
from typing import Any

import typer
from typer.core import TyperCommand

_EXAMPLE = "Example: "


class Later(TyperCommand):
    """A command that reads its options when it is called, not when the program starts.

    To read those of all commands takes longer than to show the help of the program.
    """

    function: Callable[..., Any]

    @cached_property
    def whole(self) -> TyperCommand:
        """The command with its options."""
        alone = typer.Typer(
            add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich"
        )
        alone.command(self.name, help=self.help, epilog=self.epilog)(self.function)
        command = typer.main.get_command(alone)
        assert isinstance(command, TyperCommand)
        return command

    def make_context(self, *given: Any, **more: Any) -> Any:
        """The context of one call, whose command is the whole one."""
        return self.whole.make_context(*given, **more)


def add(app: typer.Typer, command: Callable[..., Any], name: str | None = None) -> None:
    """Add `command`, named like its function unless `name` is given.

    Its docstring is the help, paragraph by paragraph; the last one is the example.
    """
    *paragraphs, example = [
        " ".join(paragraph.split()) for paragraph in (inspect.getdoc(command) or "").split("\n\n")
    ]
    if not example.startswith(_EXAMPLE):
        raise ValueError(f"the docstring of {command.__name__} ends without an example")

    later = type("Later", (Later,), {"function": staticmethod(command)})
    app.command(
        name or command.__name__.replace("_", "-"),
        cls=later,
        help="\n\n".join(paragraphs),
        epilog=example,
    )(_no_options)


def _no_options() -> None:
    """Stand for a function whose options are not read yet."""
