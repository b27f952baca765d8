"""`advocacy petition`: sheets, signatures, and their delivery."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import meant, options, petition_import, petition_sheets, petition_withdraw
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.cli.terminal import Terminal
    from advocacy_cli.desk.petition_delivery import Delivery
    from advocacy_cli.desk.petitions import ImportCount
    from advocacy_cli.model.petitions import Printed


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    petition = typer.Typer(help="Signatures for a letter.", no_args_is_help=True)
    add(petition, petition_sheets.sheet)
    add(petition, petition_import.import_signatures, "import")
    add(petition, petition_sheets.record_sheet, "record-sheet")
    add(petition, show_status, "status")
    add(petition, petition_withdraw.withdraw)
    add(petition, petition_withdraw.set_aside, "set-aside")
    add(petition, deliver)
    add(petition, verify)
    app.add_typer(petition, name="petition")


def show_status(
    context: typer.Context, template: options.TemplateName, json: options.Json = False
) -> ExitCode:
    """The counts: online and on paper, by country and day, and what people agreed to.

    Example: advocacy petition status petition-to-xi-jinping --json
    """
    from advocacy_cli.desk import petition_shapes, petitions

    world = world_of(context)
    status = petitions.status(world.workplace(), template)
    if json:
        world.terminal.json(petition_shapes.status_shape(template, status))
        return ExitCode.DONE
    counts = status.counts
    world.terminal.facts(
        [
            ("total", str(counts.total)),
            ("online", str(counts.online)),
            ("on paper", f"{counts.paper} on {counts.sheets} sheets"),
            *map(_sheets_made, status.printed),
            ("withdrawn", str(counts.withdrawn)),
            ("set aside", str(counts.set_aside)),
            *((f"agreed to {purpose}", str(many)) for purpose, many in counts.consents.items()),
            *petition_import.by_country_and_day(counts),
            *((f"import {one.run.name}", _import_words(one)) for one in status.imports),
            *(
                (f"set aside {one.id}", one.set_aside.reason)
                for one in status.set_aside
                if one.set_aside
            ),
        ]
    )
    return ExitCode.DONE


def _sheets_made(made: Printed) -> tuple[str, str]:
    last = made.numbers[-1]
    numbers = f"sheets {made.first} to {last}" if made.count > 1 else f"sheet {last}"
    return numbers, f"printed on {made.on}, {made.lines} lines each"


def _import_words(one: ImportCount) -> str:
    if one.run.undone:
        return f"taken back on {one.run.undone}"
    return f"{one.signatures} signatures, on {one.run.on}"


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
    names_read: options.NamesRead = False,
    name_in: Annotated[
        list[str] | None,
        typer.Option(
            "--name-in",
            metavar="CC",
            help="Name people in this country although they are held back. May be repeated.",
            show_default=False,
        ),
    ] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Make the petition's letter with the list of those who signed, and a manifest.

    The list, letters/REF_annex.pdf, names those who agreed to it; the others are counted. So are
    those who live in the country it goes to, or in one of `never_name_in:` of campaign.yaml. The
    manifest, letters/REF_manifest.json, names nobody, and lets the number be proven later.

    Example: advocacy petition deliver petition-to-xi-jinping --via cn-embassy-london
    """
    world = world_of(context)
    if not dry_run:
        world.expect_letters()
    from advocacy_cli.desk import petition_delivery, petition_shapes

    asked = meant.request(
        template,
        to=to,
        via=via,
        only=meant.only(),
        senders=[sender] if sender else None,
        language=language,
        layout=layout,
        date=date,
        again=again,
        late=late,
        names_read=names_read,
    )
    with world.terminal.progress("Pages") as progress:
        done = petition_delivery.deliver(
            world.workplace(), asked, name_in=name_in or (), dry_run=dry_run, progress=progress
        )
    if json:
        world.terminal.json(petition_shapes.delivery_shape(done))
        return done.exit_code
    _show_delivery(world.terminal, done)
    return done.exit_code


def _show_delivery(terminal: Terminal, done: Delivery) -> None:
    terminal.table(
        ["reference", "addressee", "via", "outcome"],
        [
            [entry.reference or "-", entry.addressee, entry.via or "-", entry.outcome.value]
            for entry in done.letters.entries
        ],
    )
    of_letters = [problem for entry in done.letters.entries for problem in entry.problems]
    problems = (*of_letters, *done.letters.problems, *done.problems)
    terminal.problems(list(dict.fromkeys(problems)))
    for annex in done.annexes:
        pages = "1 page" if annex.pages == 1 else f"{annex.pages} pages"
        terminal.talk(f"{annex.file}: {pages}, {annex.named} names")
    terminal.talk(f"{done.counts.total} people signed.")
    if done.letters.dry_run:
        terminal.talk("Nothing was made.")


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A REF_manifest.json.")],
    template: options.Petition,
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
