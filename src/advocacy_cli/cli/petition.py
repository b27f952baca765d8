"""`advocacy petition`: sheets, signatures, and their delivery."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.petition_import import Imported

SHOWN = 10
"""How many bad rows, and likely twins, are printed."""

Of = Annotated[
    str,
    typer.Option("--template", metavar="TEMPLATE", help="The petition's letter template."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Report what would happen, and stop.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    petition = typer.Typer(help="Signatures for a letter.", no_args_is_help=True)
    add(petition, sheet)
    add(petition, import_signatures, "import")
    add(petition, record_sheet, "record-sheet")
    add(petition, status)
    add(petition, withdraw)
    add(petition, deliver)
    add(petition, verify)
    app.add_typer(petition, name="petition")


def sheet(
    context: typer.Context,
    template: options.TemplateName,
    language: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANG", help="Default: English, if there is a text in it."),
    ] = None,
    layout: Annotated[str, typer.Option(metavar="PAPER", help="a4 or letter.")] = "a4",
    sheets: Annotated[int, typer.Option(metavar="N", help="How many sheets.")] = 1,
    first: Annotated[int, typer.Option(metavar="N", help="The first sheet's number.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Default: TEMPLATE-LANG-sheets.pdf.", dir_okay=False),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Make sheets of paper for people to sign on.

    Each has the petition's text, how one agrees to be named, numbered lines, and a number of its
    own, by which it is recorded when it comes back.

    Example: advocacy petition sheet petition-to-xi-jinping --lang ko --sheets 20
    """
    from advocacy_cli.desk import files, petitions
    from advocacy_cli.desk.workplace import cannot_write

    world = world_of(context)
    order = petitions.SheetOrder(language, layout, sheets, first)
    made = petitions.sheets(world.workplace(), template, order)
    target = out or Path(f"{template}-{made.language}-sheets.pdf")
    try:
        files.write_whole(target, made.pdf)
    except OSError as error:
        raise cannot_write(error, str(target)) from None
    if json:
        shape = {"file": str(target), "language": made.language, "lines": made.lines}
        world.terminal.json({"version": 1, **shape, "sheets": list(made.numbers)})
    else:
        world.terminal.answer(str(target))
        world.terminal.talk(f"{sheets} sheets with {made.lines} lines each, from number {first}.")
    return ExitCode.DONE


def import_signatures(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A table: .csv, .tsv, or JSON Lines (.jsonl).")
    ],
    template: Of,
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
    dry_run: DryRun = False,
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
    pairs = [entry.rpartition("=") for entry in mapping or ()]
    if any(not separator for _, separator, _ in pairs):
        raise typer.BadParameter("--map takes HEADER=COLUMN")
    wanted = petition_import.Wanted(
        file,
        {header: column for header, _, column in pairs},
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
    terminal.problems(found.warnings)
    passed = [header for header, column in found.columns.items() if column is None]
    if passed:
        terminal.talk(f"Passed over: {', '.join(passed)}")
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
        ]
    )
    if found.is_refused:
        terminal.talk("Nothing was taken. Mend the rows, or take the good ones with --keep-good.")
    elif found.dry_run:
        terminal.talk("Nothing was written.")
    elif found.bad_file:
        terminal.talk(f"The bad rows are in {found.bad_file}.")


def record_sheet(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The sheet's number.")],
    template: Of,
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

    Example: advocacy petition record-sheet 7 --template petition-to-xi-jinping --count 14
    """
    from advocacy_cli.desk import petition_shapes, petitions

    world = world_of(context)
    returned = petitions.Returned(number, count, on, scan, again=replace)
    recorded, counts = petitions.record_sheet(world.workplace(), template, returned)
    if json:
        world.terminal.json(petition_shapes.sheet_shape(recorded, counts))
    else:
        world.terminal.answer(f"sheet {number}: {count} signatures, {counts.total} in all")
    return ExitCode.DONE


def status(
    context: typer.Context, template: options.TemplateName, json: options.Json = False
) -> ExitCode:
    """The counts: online and on paper, by country and day, and what people agreed to.

    Example: advocacy petition status petition-to-xi-jinping --json
    """
    from advocacy_cli.desk import petition_shapes, petitions

    world = world_of(context)
    counts = petitions.status(world.workplace(), template)
    if json:
        world.terminal.json(petition_shapes.status_shape(template, counts))
        return ExitCode.DONE
    world.terminal.facts(
        [
            ("total", str(counts.total)),
            ("online", str(counts.online)),
            ("on paper", f"{counts.paper} on {counts.sheets} sheets"),
            ("withdrawn", str(counts.withdrawn)),
            *((f"agreed to {purpose}", str(many)) for purpose, many in counts.consents.items()),
            *((country, str(many)) for country, many in counts.by_country.items()),
            *((day, str(many)) for day, many in counts.by_day.items()),
        ]
    )
    return ExitCode.DONE


def withdraw(
    context: typer.Context,
    template: Of,
    ident: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The signature's id.", show_default=False)
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The whole name, instead of the id.")
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Take a signature out, and erase who gave it.

    It is in no later output, and no import brings it back. Letters and annexes made before are
    left as they are: make them again, or destroy them.

    Example: advocacy petition withdraw --name "Ada Example" --template petition-to-xi-jinping
    """
    from advocacy_cli.desk import petition_shapes, petitions

    if (ident is None) == (name is None):
        raise typer.BadParameter("say an ID or --name, one of the two")
    world = world_of(context)
    gone, counts = petitions.withdraw(world.workplace(), template, ident=ident, person=name)
    if json:
        world.terminal.json(petition_shapes.withdrawn_shape(gone, counts))
    else:
        world.terminal.answer(f"{gone} is withdrawn; {counts.total} signatures stand")
        world.terminal.talk("Annexes made before still name it: make them again, or destroy them.")
    return ExitCode.DONE


def deliver(
    context: typer.Context,
    template: options.TemplateName,
    to: options.To = None,
    via: options.Via = None,
    sender: options.SenderName = None,
    language: options.Language = None,
    layout: options.LayoutName = None,
    date: options.Day = None,
    again: Annotated[
        bool, typer.Option("--again", help="Begin the next round where a letter has left.")
    ] = False,
    late: Annotated[
        bool, typer.Option("--late", help="Also after the campaign's last day to act (act_by).")
    ] = False,
    dry_run: DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Make the petition's letter with the list of those who signed, and a manifest.

    The list, letters/REF_annex.pdf, names those who agreed to it; the others are counted. The
    manifest, letters/REF_manifest.json, names nobody, and lets the number be proven later.

    Example: advocacy petition deliver petition-to-xi-jinping --via cn-embassy-london
    """
    from advocacy_cli.desk import petition_delivery, petition_shapes

    world = world_of(context)
    asked = options.request(
        template,
        to=to,
        via=via,
        only=options.only(),
        senders=[sender] if sender else None,
        language=language,
        layout=layout,
        date=date,
        again=again,
        late=late,
    )
    with world.terminal.progress("Pages") as progress:
        done = petition_delivery.deliver(
            world.workplace(), asked, dry_run=dry_run, progress=progress
        )
    if json:
        world.terminal.json(petition_shapes.delivery_shape(done))
        return done.exit_code
    terminal = world.terminal
    terminal.table(
        ["reference", "addressee", "via", "outcome"],
        [
            [
                entry.letter.reference if entry.letter else "-",
                entry.addressee,
                entry.via or "-",
                entry.outcome.value,
            ]
            for entry in done.letters.entries
        ],
    )
    terminal.problems([problem for entry in done.letters.entries for problem in entry.problems])
    terminal.problems([*done.letters.problems, *done.problems])
    for annex in done.annexes:
        terminal.talk(f"{annex.file}: {annex.pages} pages, {annex.named} names")
    terminal.talk(f"{done.counts.total} people signed.")
    if dry_run:
        terminal.talk("Nothing was made.")
    return done.exit_code


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A REF_manifest.json.")],
    template: Of,
    json: options.Json = False,
) -> ExitCode:
    """Set a manifest against the signatures kept here: is the number claimed right?

    Example: advocacy petition verify NKR-7K3M-2QXA-V_manifest.json --template my-petition
    """
    from advocacy_cli.desk import petition_shapes, petitions

    world = world_of(context)
    verdict = petitions.check_manifest(world.workplace(), template, file)
    if json:
        world.terminal.json(petition_shapes.verdict_shape(verdict))
    else:
        world.terminal.facts(
            [
                ("numbers are right", "yes" if verdict.sound else "no"),
                ("claimed", str(verdict.total)),
                ("opened by signatures kept here", str(verdict.opened)),
                ("withdrawn since", str(verdict.withdrawn)),
                ("unknown here", str(verdict.unknown)),
            ]
        )
    return ExitCode.DONE if verdict.sound and not verdict.unknown else ExitCode.MENDABLE
