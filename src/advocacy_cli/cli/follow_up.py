"""`advocacy follow-up`: recall a letter that awaits its answer."""

from __future__ import annotations

from typing import Annotated

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.draft import show_report
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, follow_up, "follow-up")


def follow_up(
    context: typer.Context,
    reference: options.Reference,
    template: Annotated[
        str,
        typer.Option(
            metavar="TEMPLATE",
            help="The letter template; one that says `follows_up: true`.",
            autocompletion=options.complete_templates,
        ),
    ] = "follow-up",
    sender: options.SenderName = None,
    language: options.Language = None,
    layout: options.LayoutName = None,
    date: options.Day = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="Also if it has its answer, or a follow-up of it has left already."
        ),
    ] = False,
    names_read: options.NamesRead = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the plan and stop; nothing is made or recorded.")
    ] = False,
    json: options.Json = False,
) -> ExitCode:
    """Draft the letter that recalls another: its reference, date, open questions and replies.

    It goes to the same addressee by the same way, and has a reference of its own.

    Example: advocacy follow-up NKR-7K3M-2QXA-S
    """
    world = world_of(context)
    world.expect_letters()
    from advocacy_cli.desk import drafting, follow_ups, shapes

    wanted = meant.request(
        template,
        to=None,
        via=None,
        only=meant.only(),
        senders=[sender] if sender else None,
        language=language,
        layout=layout,
        date=date,
        again=again,
        late=True,
        names_read=names_read,
    )
    workplace = world.workplace()
    request = follow_ups.follow_up(workplace, reference, wanted)
    if dry_run:
        report = drafting.plan_run(workplace, request)
    else:
        report = drafting.draft(workplace, request)
    if json:
        world.terminal.json(shapes.report_shape(report))
    else:
        show_report(world, report)
    return report.exit_code
