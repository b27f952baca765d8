"""`advocacy petition sheet` and `record-sheet`: paper to sign on, and what comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode


def sheet(
    context: typer.Context,
    template: options.TemplateName,
    language: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANG", help="Default: English, if there is a text in it."),
    ] = None,
    layout: Annotated[str, typer.Option(metavar="PAPER", help="a4 or letter.")] = "a4",
    sheets: Annotated[int, typer.Option(metavar="N", help="How many sheets.")] = 1,
    first: Annotated[
        int | None,
        typer.Option(metavar="N", help="The first sheet's number. Default: the next free one."),
    ] = None,
    return_by: Annotated[
        Any,
        typer.Option(
            "--return-by",
            metavar="DAY",
            parser=options.day,
            help="The day by which sheets are to be back. Default: as template.yaml says.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Default: TEMPLATE-LANG-sheets.pdf.", dir_okay=False),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Make sheets of paper for people to sign on.

    Each has the petition's text, who collects and how one withdraws, numbered lines, and a number
    of its own, by which it is recorded when it comes back. No number is given out twice.

    Example: advocacy petition sheet petition-to-xi-jinping --lang ko --sheets 20
    """
    from advocacy_cli.desk import files, petition_shapes, petition_sheets
    from advocacy_cli.desk.workplace import cannot_write

    world = world_of(context)
    order = petition_sheets.SheetOrder(language, layout, sheets, first, return_by)
    made = petition_sheets.sheets(world.workplace(), template, order)
    target = out or Path(f"{template}-{made.language}-sheets.pdf")
    try:
        files.write_whole(target, made.pdf)
    except OSError as error:
        raise cannot_write(error, str(target)) from None
    if json:
        world.terminal.json(petition_shapes.sheets_shape(made, target))
    else:
        world.terminal.answer(str(target))
        world.terminal.problems(made.problems)
        first, last = made.numbers[0], made.numbers[-1]
        numbers = f"Sheets: {first} to {last}." if last > first else f"Sheet: {last}."
        world.terminal.talk(f"{made.lines} lines a sheet. {numbers}")
    return ExitCode.DONE


def record_sheet(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The sheet's number.")],
    template: options.Petition,
    count: Annotated[int, typer.Option(metavar="N", help="How many signed it.")],
    scan: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Its scan; a copy is kept in signatures/scans/."),
    ] = None,
    on: options.On = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Correct what was recorded.", show_default=False)
    ] = False,
    json: options.Json = False,
) -> ExitCode:
    """Record a sheet of paper that came back: how many signed it.

    They are counted only, and cannot be more than the sheet has lines. Names typed in from a sheet
    are imported instead, and its count is not recorded: both would count twice.

    Example: advocacy petition record-sheet 7 --template petition-to-xi-jinping --count 14
    """
    from advocacy_cli.desk import petition_returns, petition_shapes

    world = world_of(context)
    returned = petition_returns.Returned(number, count, on, scan, again=replace)
    recorded = petition_returns.record_sheet(world.workplace(), template, returned)
    if json:
        world.terminal.json(petition_shapes.sheet_shape(recorded))
        return ExitCode.DONE
    world.terminal.problems(recorded.problems)
    total = recorded.counts.total
    world.terminal.answer(f"sheet {number}: {count} signatures, {total} in all")
    if before := recorded.before:
        kept = f" ({before.file})" if before.file else ""
        world.terminal.talk(f"That replaces {before.count}, recorded on {before.on}{kept}.")
    if recorded.replaced:
        world.terminal.talk(
            f"The scan before this one is still there: {recorded.replaced}. Remove it, if nobody"
            " needs it: it may show names."
        )
    return ExitCode.DONE
