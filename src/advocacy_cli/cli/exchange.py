"""`advocacy recipients|senders export` and `import`: lists as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.exchange import Report
    from advocacy_cli.desk.list_files import ListName

MISSING_SHOWN = 10
"""How many are named that the table does not have: a table is often one of several."""

_DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SHOWN = {delimiter: name for name, delimiter in _DELIMITERS.items()}

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A table: .csv, .tsv, or JSON Lines (.jsonl).", show_default=False
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADER=COLUMN",
        help="Take this header for this column; no column passes it over. May be repeated.",
    ),
]
KeepGood = Annotated[
    bool,
    typer.Option(
        "--keep-good",
        help="Take the good rows, and write the bad ones beside FILE with an error column.",
        show_default=False,
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option(metavar="MARK", help="What sets cells apart: , ; | or tab. Default: found out."),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The file's encoding, as utf-8. Default: found out."),
]


def add_exchange(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, export_recipients, "export")
    add(recipients, import_recipients, "import")
    add(senders, export_senders, "export")
    add(senders, import_senders, "import")


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


def import_recipients(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    keep_good: KeepGood = False,
    dry_run: options.DryRun = False,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    json: options.Json = False,
) -> ExitCode:
    """Take a table of offices into the list of recipients.

    Reports what is new, changed and the same, and which recipients the table does not have;
    none is ever removed. If a row is bad nothing is written, unless --keep-good.

    Exit code 1 if nothing was taken, 3 if some rows were left out.

    Example: advocacy recipients import offices.csv --map "Post code=postcode" --dry-run
    """
    return _import(
        *(world_of(context), "recipients", file, mapping, delimiter, encoding),
        keep_good=keep_good,
        dry_run=dry_run,
        json=json,
    )


def import_senders(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    keep_good: KeepGood = False,
    dry_run: options.DryRun = False,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    json: options.Json = False,
) -> ExitCode:
    """Take a table of people into the list of senders.

    Reports who is new, changed and the same, and which senders the table does not have; none is
    ever removed. If a row is bad nothing is written, unless --keep-good.

    Exit code 1 if nothing was taken, 3 if some rows were left out.

    Example: advocacy senders import volunteers.csv --keep-good
    """
    return _import(
        *(world_of(context), "senders", file, mapping, delimiter, encoding),
        keep_good=keep_good,
        dry_run=dry_run,
        json=json,
    )


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


def _import(
    world: World,
    name: ListName,
    file: Path,
    mapping: list[str] | None,
    delimiter: str | None,
    encoding: str | None,
    *,
    keep_good: bool,
    dry_run: bool,
    json: bool,
) -> ExitCode:
    from advocacy_cli.campaign.tables.incoming import Asked
    from advocacy_cli.desk import exchange, exchange_shapes
    from advocacy_cli.desk.country_names import country_code

    asked = Asked(
        encoding=encoding,
        delimiter=_delimiter(delimiter),
        mapping=meant.mapping_of(mapping),
        country_code=country_code,
    )
    wanted = exchange.Import(file, asked, keep_good=keep_good, dry_run=dry_run)
    report = exchange.import_list(world.workplace(), name, wanted)
    if json:
        world.terminal.json(exchange_shapes.import_shape(report))
    else:
        _show(world, report)
    return report.exit_code


def _delimiter(asked: str | None) -> str | None:
    if asked is None:
        return None
    delimiter = _DELIMITERS.get(asked, asked)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise typer.BadParameter(
            "give one mark, such as ; or the word tab", param_hint="--delimiter"
        )
    return delimiter


def _show(world: World, report: Report) -> None:
    """The change report: changes are the answer, how the table was read is talk."""
    terminal, found, taken = world.terminal, report.comparison, report.taken
    mark = taken.delimiter
    apart = f", cells set apart by {_SHOWN.get(mark, mark)}" if mark else ""
    terminal.talk(f"Read as {taken.encoding}{apart}.")
    pairs = zip(taken.mapped.headers, taken.mapped.columns, strict=True)
    shown = [
        column if header == column else f"{header} → {column}" for header, column in pairs if column
    ]
    terminal.talk(f"Taken: {'; '.join(shown) or 'no column'}.")
    if taken.mapped.unmapped:
        terminal.talk(f"Passed over: {'; '.join(taken.mapped.unmapped)}.")
    terminal.problems(taken.warnings)
    for name in found.added:
        terminal.answer(f"added    {name}")
    for name, edited in found.changed.items():
        terminal.answer(f"changed  {name}")
        for column, (before, after) in edited.columns.items():
            terminal.answer(f"         {column}: {before or '(empty)'} → {after or '(empty)'}")
    for name in found.missing[:MISSING_SHOWN]:
        terminal.answer(f"missing  {name}")
    if len(found.missing) > MISSING_SHOWN:
        terminal.answer(f"missing  and {len(found.missing) - MISSING_SHOWN} more")
    for bad in found.bad:
        terminal.problems(bad.problems)
    counts = {
        "added": found.added,
        "changed": found.changed,
        "the same": found.same,
        "missing from the table": found.missing,
        "bad": found.bad,
    }
    terminal.talk(", ".join(f"{len(rows)} {what}" for what, rows in counts.items()) + ".")
    terminal.talk(_outcome(report))


def _outcome(report: Report) -> str:
    if report.dry_run:
        return "Nothing was written (--dry-run)."
    if report.is_refused:
        return "Nothing was written: mend the bad rows, or take the good ones with --keep-good."
    done = f"{report.list_file} was written." if report.written else "Nothing had to be written."
    if report.bad_file:
        done += f" The bad rows are in {report.bad_file}: mend them there, then import that file."
    return done
