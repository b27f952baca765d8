"""`advocacy status`, `show`, `history`, `verify`: look at what was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.looking import Verdict


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (status, show, history, verify):
        add(app, command)


def status(
    context: typer.Context,
    tag: options.LetterTag = None,
    country: options.LetterCountry = None,
    language: options.LetterLanguage = None,
    not_sent: options.NotSent = False,
    overdue: options.Overdue = False,
    due: Annotated[
        bool,
        typer.Option(
            "--due", help="What is late, or has its day soon, in order.", show_default=False
        ),
    ] = False,
    within: Annotated[
        Any,
        typer.Option(
            "--within",
            metavar="TERM",
            parser=options.term,
            help="With --due: how soon, as 14d, 10wd or 1m. Default: 14d.",
        ),
    ] = None,
    ids: options.Ids = False,
    csv: options.Csv = False,
    json: options.Json = False,
) -> ExitCode:
    """Where every letter stands.

    A stale letter was drafted, has not left, and would come out differently now: draft it again.

    Example: advocacy status --due --within 30d
    """
    from advocacy_cli.cli import standings
    from advocacy_cli.desk import looking

    world = world_of(context)
    shown = standings.Shown(world.terminal, ids=ids, csv=csv, json=json)
    only = meant.only(tag, country, language=language, not_sent=not_sent, overdue=overdue)
    workplace = world.workplace()
    if due or within:
        until, days = looking.due(workplace, within or options.term("14d"), only)
        shown.due(until, days, workplace.today)
    else:
        shown.letters(looking.status(workplace, only), str(only), workplace.today)
    return ExitCode.DONE


def show(
    context: typer.Context, reference: options.Reference, json: options.Json = False
) -> ExitCode:
    """One letter whole: what it is, where it stands, and everything that happened to it.

    Example: advocacy show NKR-7K3M-2QXA-S
    """
    from advocacy_cli.cli import showing
    from advocacy_cli.desk import looking, shapes

    world = world_of(context)
    shown = looking.show(world.workplace(), reference)
    if json:
        world.terminal.json(shapes.shown_shape(shown))
        return ExitCode.DONE
    showing.show(world.terminal, shown)
    return ExitCode.DONE


def history(
    context: typer.Context,
    reference: Annotated[
        str | None,
        typer.Argument(
            metavar="[REF]",
            help="Only this letter.",
            autocompletion=options.complete_references,
            show_default=False,
        ),
    ] = None,
    run: Annotated[str | None, typer.Option(metavar="ID", help="Only this run.")] = None,
    tag: options.LetterTag = None,
    country: options.LetterCountry = None,
    language: options.LetterLanguage = None,
    not_sent: options.NotSent = False,
    overdue: options.Overdue = False,
    series: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only letters of this series, by the days it happened."),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Everything that was recorded, oldest first.

    Example: advocacy history --run 20261124-7K3M
    """
    from advocacy_cli.cli import showing
    from advocacy_cli.desk import looking, shapes

    world = world_of(context)
    only = meant.only(tag, country, language=language, not_sent=not_sent, overdue=overdue)
    events = looking.history(world.workplace(), reference, run, only, series)
    if json:
        world.terminal.json(shapes.history_shape(events))
        return ExitCode.DONE
    for event in events:
        world.terminal.answer(f"{event.reference}  {showing.entry(event)}")
    return ExitCode.DONE


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A PDF.", dir_okay=False)],
    json: options.Json = False,
) -> ExitCode:
    """Which letter a PDF is, and whether it is that letter byte for byte.

    Exit code 0: it is the letter as drafted. 1: it was altered, is an earlier draft, or is unknown.

    Example: advocacy verify letters/NKR-7K3M-2QXA-S_xi-jinping_cn-embassy-london.pdf
    """
    from advocacy_cli.desk import looking, shapes

    world = world_of(context)
    verdict = looking.verify(world.workplace(), file)
    if json:
        world.terminal.json(shapes.verdict_shape(verdict))
    else:
        world.terminal.answer(f"{file}: {_verdict(verdict)}")
    return verdict.exit_code


def _verdict(verdict: Verdict) -> str:
    day = verdict.event.on if verdict.event else ""
    return {
        "genuine": f"this is letter {verdict.reference}, byte for byte as drafted on {day}",
        "superseded": f"this is letter {verdict.reference} as drafted on {day},"
        " but the letter has been drafted anew since",
        "altered": f"this bears the reference {verdict.reference}, but was altered:"
        " its bytes are not those of any draft",
        "unknown": "this is no letter of this campaign",
    }[verdict.verdict]
