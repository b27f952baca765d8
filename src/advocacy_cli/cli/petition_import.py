"""`advocacy petition import`: signatures out of a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.petition_import import Imported
    from advocacy_cli.model.petitions import Tally

SHOWN = 10
"""How many bad rows, and likely twins, are printed."""


def import_signatures(
    context: typer.Context,
    template: options.Petition,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="A table: .csv, .tsv, or JSON Lines (.jsonl).",
            show_default=False,
        ),
    ] = None,
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
    newer: Annotated[
        Any,
        typer.Option(
            "--this-is-newer",
            metavar="DAY",
            parser=options.day,
            help="The answers in FILE are of this day, and newer than those kept.",
        ),
    ] = None,
    back: Annotated[
        list[int] | None,
        typer.Option(
            "--bring-back",
            metavar="LINE",
            help="Take this line although it looks like a signature that was withdrawn."
            " May be repeated.",
            show_default=False,
        ),
    ] = None,
    undo: Annotated[
        str | None,
        typer.Option("--undo", metavar="RUN", help="Take a whole import back, instead of FILE."),
    ] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Take signatures from a table into the petition.

    Columns: name, country, and city, email, at (the day or time), channel, text_version,
    "consent print_name" and the like, with yes or no. Who has not agreed to be named is counted
    only. An e-mail address with the name tells who has signed before; it is not kept.

    Of several answers of one person the newest counts; where that is not certain, the no.

    Example: advocacy petition import signed.csv --template petition-to-xi-jinping --dry-run
    """
    from advocacy_cli.desk import petition_import, petition_shapes

    world = world_of(context)
    if undo is not None:
        if file or dry_run:
            raise typer.BadParameter("--undo RUN stands alone, without FILE and --dry-run")
        return _take_back(world, template, undo, json=json)
    if file is None:
        raise typer.BadParameter("name the table, or an import to take back with --undo")
    wanted = petition_import.Wanted(
        file,
        meant.mapping_of(mapping),
        channel,
        encoding,
        keep_good=keep_good,
        dry_run=dry_run,
        newer=newer,
        back=frozenset(back or ()),
    )
    found = petition_import.import_signatures(world.workplace(), template, wanted)
    if json:
        world.terminal.json(petition_shapes.imported_shape(found))
    else:
        _show_import(world, template, found)
    return found.exit_code


def _take_back(world: World, template: str, run: str, *, json: bool) -> ExitCode:
    from advocacy_cli.desk import petition_shapes, petition_undo

    undone = petition_undo.undo_import(world.workplace(), template, run)
    if json:
        world.terminal.json(petition_shapes.undone_shape(undone))
        return ExitCode.DONE
    what = undone.what
    world.terminal.facts(
        [
            ("signatures removed", str(len(what.removed))),
            ("kept, since other tables have them", str(what.kept)),
            ("consents changed to no", str(what.turned.to_no)),
            ("consents changed to yes", str(what.turned.to_yes)),
            ("signatures in all", str(undone.counts.total)),
        ]
    )
    _warn_of_annexes(world, undone.named_in)
    return ExitCode.DONE


def by_country_and_day(counts: Tally) -> list[tuple[str, str]]:
    """How many signed online, by country and by day, as facts to show."""
    unknown = [("country unknown", counts.country_unknown)] if counts.country_unknown else []
    no_day = [("day unknown", counts.day_unknown)] if counts.day_unknown else []
    found = [*counts.by_country.items(), *unknown, *counts.by_day.items(), *no_day]
    return [(what, str(many)) for what, many in found]


def _warn_of_annexes(world: World, files: Iterable[str]) -> None:
    for file in files:
        world.terminal.talk(
            f"{file} still prints what is no longer agreed to: make it again, or destroy it."
        )


def _show_import(world: World, template: str, found: Imported) -> None:
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
            ("consents changed to no", str(found.turned.to_no)),
            ("consents changed to yes", str(found.turned.to_yes)),
            ("may be signed twice", str(len(found.likely))),
            ("bad rows", str(len(found.bad))),
            ("signatures in all", str(found.counts.total)),
            *by_country_and_day(found.counts),
        ]
    )
    _warn_of_annexes(world, found.named_in)
    if found.dry_run:
        terminal.talk("Nothing was written.")
    elif found.is_refused:
        terminal.talk("Nothing was taken. Mend the rows, or take the good ones with --keep-good.")
    if found.bad_file:
        terminal.talk(f"The bad rows are in {found.bad_file}.")
    if found.run:
        terminal.talk(
            f"To take this back: advocacy petition import --undo {found.run} --template {template}"
        )
