"""`advocacy preview`: look at one letter."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, preview)


def preview(
    context: typer.Context,
    template: options.TemplateName,
    to: options.To = None,
    via: options.Via = None,
    tag: options.Tag = None,
    country: options.Country = None,
    sender: options.SenderName = None,
    language: options.Language = None,
    case: options.Case = None,
    layout: options.LayoutName = None,
    date: options.Day = None,
    png: Annotated[
        bool, typer.Option("--png", help="Write a picture of each page instead of a PDF.")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="Plain text instead: printed, or written to --out.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The file to write. Default: preview.pdf, or preview.png."
        ),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Look at one letter as draft would make it; nothing is recorded.

    Example: advocacy preview call-on-xi-jinping --via cn-embassy-london --text
    """
    world = world_of(context)
    world.expect_letters(surely=True)
    from advocacy_cli.desk import previewing, shapes

    asked = meant.request(
        template,
        to=to,
        via=via,
        only=meant.only(tag, country),
        everyone=True,
        senders=[sender] if sender else None,
        language=language,
        case=case,
        layout=layout,
        date=date,
    )
    if text:
        made = previewing.preview_text(world.workplace(), asked)
        files = previewing.write(made, out, as_picture=False) if out else []
    else:
        made = previewing.preview(world.workplace(), asked)
        files = previewing.write(made, out, as_picture=png)
    if json:
        world.terminal.json(shapes.preview_shape(made, files))
        return ExitCode.DONE
    world.terminal.problems(made.problems)
    if text and not out:
        world.terminal.text(made.text)
    for file in files:
        world.terminal.answer(str(file))
    if made.others:
        world.terminal.talk(
            f"This is the first of {made.others + 1} letters; choose another with --to or --via."
        )
    return ExitCode.DONE
