"""`advocacy report`: the campaign at a glance."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode
from advocacy_cli.reporting.forms import Form, Readers


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, report)


def report(
    context: typer.Context,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="Default: as --out ends, or else md.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it; else it is printed.", dir_okay=False),
    ] = None,
    audience: Annotated[
        Readers | None,
        typer.Option(help="Who will read it. Default: the public.", show_default=False),
    ] = None,
    since: Annotated[
        options.DayValue,
        typer.Option(
            metavar="DATE",
            parser=options.day,
            callback=options.near,
            help="Only letters from this day on.",
        ),
    ] = None,
    until: Annotated[
        options.DayValue,
        typer.Option(
            metavar="DATE",
            parser=options.day,
            callback=options.near,
            help="Only letters until this day.",
        ),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """The campaign at a glance: letters, replies, who answered what, and what is overdue.

    For the public it leaves out what is confidential, what has not left, notes, and the names of
    persons and senders. A letter's day is that on which it left.

    Example: advocacy report --out report.html
    """
    from advocacy_cli.desk import report_shapes, reporting, shapes

    world = world_of(context)
    wanted = Form.JSON if json else form or _form_of(out)
    world.json = wanted is Form.JSON and out is None
    if wanted is Form.PDF and out is None and sys.stdout.isatty():
        raise typer.BadParameter("a terminal cannot show a PDF; name a file", param_hint="--out")
    made = reporting.make_report(world.workplace(), audience or Readers.PUBLIC, since, until)
    if world.json:
        world.terminal.json(shapes.versioned(report_shapes.campaign_report_shape(made)))
    elif out is None:
        world.terminal.file(reporting.write_report(made, wanted))
    else:
        reporting.save(reporting.write_report(made, wanted), out)
        world.terminal.answer(str(out))
    if audience is None:
        world.terminal.talk("This is what the public may read. For all of it: --audience internal")
    return ExitCode.DONE


def _form_of(out: Path | None) -> Form:
    ending = out.suffix.lower().removeprefix(".") if out else ""
    return Form(ending) if ending in set(Form) else Form.MARKDOWN
