"""Adds commands to the program, with the help that their docstrings hold."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import typer

_EXAMPLE = "Example: "


def add(app: typer.Typer, command: Callable[..., Any], name: str | None = None) -> None:
    """Add `command`, named like its function unless `name` is given.

    Its docstring is the help, paragraph by paragraph; the last one is the example.
    """
    *paragraphs, example = [
        " ".join(paragraph.split()) for paragraph in (inspect.getdoc(command) or "").split("\n\n")
    ]
    if not example.startswith(_EXAMPLE):
        raise ValueError(f"the docstring of {command.__name__} ends without an example")
    app.command(name or command.__name__, help="\n\n".join(paragraphs), epilog=example)(command)
