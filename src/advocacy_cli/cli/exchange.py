"""`advocacy recipients|senders export`: lists as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.list_files import ListName


def add_exporting(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, export_recipients, "export")
    add(senders, export_senders, "export")


def export_recipients(
    context: typer.Context, csv: options.Csv = False, json: options.Json = False
) -> ExitCode:
    """The whole list of recipients, as CSV (the default) or JSON.

    Cells that a spreadsheet would take for a formula begin with an apostrophe; `import` takes
    it away again.

    Example: advocacy recipients export --csv > offices.csv
    """
    return _export(world_of(context), "recipients", json=json and not csv)


def export_senders(
    context: typer.Context, csv: options.Csv = False, json: options.Json = False
) -> ExitCode:
    """The whole list of senders, as CSV (the default) or JSON. It holds private addresses.

    Cells that a spreadsheet would take for a formula begin with an apostrophe; `import` takes
    it away again.

    Example: advocacy senders export --csv > volunteers.csv
    """
    return _export(world_of(context), "senders", json=json and not csv)


def _export(world: World, name: ListName, *, json: bool) -> ExitCode:
    from advocacy_cli.desk import exchange, exchange_shapes

    exported = exchange.export(world.workplace(), name)
    if json:
        world.terminal.json(exchange_shapes.export_shape(name, exported))
    else:
        rows = [[row.get(header, "") for header in exported.headers] for row in exported.rows]
        world.terminal.csv(exported.headers, rows)
    world.terminal.problems(exported.problems)
    return ExitCode.PARTLY if exported.problems else ExitCode.DONE
