"""`advocacy petition import`: signatures out of a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.petition_import import Imported

SHOWN = 10
"""How many bad rows, and likely twins, are printed."""


def import_signatures(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A table: .csv, .tsv, or JSON Lines (.jsonl).")
    ],
    template: options.Petition,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="HEADER=COLUMN",
            help="Take this header for this column; no column passes it over. May be repeated.",
        ),
    ] = None,
    channel: Annotated[
        str, typer.Option(metavar="NAME", help="Where it was signed, if a row does not say.")
    ] = "online",
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="The file's encoding. Default: found out.")
    ] = None,
    keep_good: Annotated[
        bool,
        typer.Option(
            "--keep-good",
            help="Take the good rows, and write the bad ones beside FILE with an error column.",
            show_default=False,
        ),
    ] = False,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Take signatures from a table into the petition.

    Columns: name, country, and city, email, at (the day or time), channel, text_version,
    "consent print_name" and the like, with yes or no. Who has not agreed to be named is counted
    only. An e-mail address tells who has signed before; it is not kept.

    Example: advocacy petition import signed.csv --template petition-to-xi-jinping --dry-run
    """
    from advocacy_cli.desk import petition_import, petition_shapes

    world = world_of(context)
    wanted = petition_import.Wanted(
        file,
        meant.mapping_of(mapping),
        channel,
        encoding,
        keep_good=keep_good,
        dry_run=dry_run,
    )
    found = petition_import.import_signatures(world.workplace(), template, wanted)
    if json:
        world.terminal.json(petition_shapes.imported_shape(found))
    else:
        _show_import(world, found)
    if found.is_refused:
        return ExitCode.MENDABLE
    return ExitCode.PARTLY if found.bad_file else ExitCode.DONE


def _show_import(world: World, found: Imported) -> None:
    terminal = world.terminal
    terminal.talk(f"Read as {found.encoding}.")
    taken = [
        column if header == column else f"{header} → {column}"
        for header, column in found.columns.items()
        if column
    ]
    terminal.talk(f"Taken: {'; '.join(taken)}.")
    passed = [header for header, column in found.columns.items() if column is None]
    if passed:
        terminal.talk(f"Passed over: {'; '.join(passed)}.")
    terminal.problems(found.warnings)
    for pair in found.likely[:SHOWN]:
        terminal.talk(
            f"May be one person: {pair.new.name} ({pair.new.id}) and"
            f" {pair.known.name} ({pair.known.id})"
        )
    terminal.problems(found.bad[:SHOWN])
    terminal.facts(
        [
            ("new", str(len(found.new))),
            ("signed before", str(found.repeated)),
            ("withdrawn before", str(found.withdrawn)),
            ("may be signed twice", str(len(found.likely))),
            ("bad rows", str(len(found.bad))),
            ("signatures in all", str(found.counts.total)),
            *((country, str(many)) for country, many in found.counts.by_country.items()),
            *((day, str(many)) for day, many in found.counts.by_day.items()),
        ]
    )
    if found.is_refused:
        terminal.talk("Nothing was taken. Mend the rows, or take the good ones with --keep-good.")
    elif found.dry_run:
        terminal.talk("Nothing was written.")
    elif found.bad_file:
        terminal.talk(f"The bad rows are in {found.bad_file}.")
