"""`advocacy init`: start a campaign folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advocacy_cli.cli import options, questions
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode

REGION = "Your state, province or region (as US-CA or GB-ENG; empty to skip)"


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, init)


def init(
    context: typer.Context,
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder to start in.", show_default=False)
    ] = Path(),
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Your name, as it stands below a letter.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CC", help="Your country: two letters, as in GB or DE.")
    ] = None,
    address_line: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LINE", help="A line of your address, without the country; repeat for each."
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Your state, province or region (US-CA, GB-ENG): it may decide your post.",
        ),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(metavar="LANG", help="A language you write, best first; may be repeated."),
    ] = None,
    campaign_name: Annotated[
        str, typer.Option(metavar="NAME", help="The campaign's name.")
    ] = "Call on Xi Jinping",
    code: Annotated[
        str, typer.Option(metavar="CODE", help="Two to five letters that begin every reference.")
    ] = "NKR",
    json: options.Json = False,
) -> ExitCode:
    """Start a campaign folder with letters, addresses, and you as the sender.

    Asks for your name and address, unless they are given. Never overwrites a file.

    Example: advocacy init my-campaign --name "Ada Example" --country GB
    --address-line "1 Example Street" --address-line "London N1 1AA" --region GB-ENG
    """
    from advocacy_cli.desk import shapes, starting

    world = world_of(context)
    answers = starting.Answers(
        campaign=campaign_name,
        code=code.upper(),
        name=name or questions.ask(world, "--name", "Your name"),
        country=(
            country or questions.ask(world, "--country", "Your country (two letters, as GB)")
        ).upper(),
        lines=tuple(
            address_line or questions.ask_lines(world, "--address-line", "Your address, first line")
        ),
        region=region or questions.ask_or_skip(world, REGION).upper() or None,
        languages=tuple(language or ("en",)),
    )
    created = starting.start(directory.absolute(), answers, random=world.random)
    if json:
        world.terminal.json(shapes.versioned({"directory": str(directory), "files": created}))
        return ExitCode.DONE
    world.terminal.answer(f"Started a campaign in {directory}:")
    for file in created:
        world.terminal.answer(f"  {file}")
    here = "" if directory == Path() else f"-C {directory} "
    world.terminal.talk()
    world.terminal.talk(f"Next: advocacy {here}check")
    world.terminal.talk(f"      advocacy {here}preview call-on-xi-jinping")
    world.terminal.talk(f"      advocacy {here}draft call-on-xi-jinping")
    return ExitCode.DONE
