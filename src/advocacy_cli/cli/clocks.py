"""`advocacy clock` and `advocacy calendar`: when a reply is due."""

from __future__ import annotations

from typing import Annotated

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, clock)
    add(app, calendar)


def clock(
    context: typer.Context,
    reference: options.Reference,
    within: Annotated[
        str | None,
        typer.Option(metavar="TERM", help="A reply is due so long after sending: 60d, 10wd, 6m."),
    ] = None,
    until: Annotated[
        options.DayValue,
        typer.Option(
            metavar="DATE",
            parser=options.day,
            callback=options.near,
            help="A reply is due on this day.",
        ),
    ] = None,
    extend: Annotated[
        str | None, typer.Option(metavar="TERM", help="Put the day off by so long.")
    ] = None,
    pause: Annotated[bool, typer.Option("--pause", help="Let the clock stand still.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Set it going again.")] = False,
    on: options.On = None,
    note: options.Note = None,
    json: options.Json = False,
) -> ExitCode:
    """Change the clock of one letter: one of --within, --until, --extend, --pause, --resume.

    Reminders, and when a letter is long overdue, move along with the day the reply is due. What
    was changed last counts.

    Example: advocacy clock NKR-7K3M-2QXA-S --extend 30d --note "asked for by the mission"
    """
    from advocacy_cli.desk import clock_changes, reply_shapes, shapes
    from advocacy_cli.model.events import ClockAction, ClockChange

    given = {
        ClockAction.WITHIN: within,
        ClockAction.UNTIL: until.isoformat() if until else None,
        ClockAction.EXTEND: extend,
        ClockAction.PAUSE: "" if pause else None,
        ClockAction.RESUME: "" if resume else None,
    }
    asked = [(action, value) for action, value in given.items() if value is not None]
    if len(asked) != 1:
        raise typer.BadParameter("say one thing", param_hint=" / ".join(f"--{a}" for a in given))
    world = world_of(context)
    workplace = world.workplace()
    ((action, value),) = asked
    change = ClockChange(on or workplace.today, action, value, note or "")
    changed = clock_changes.change_clock(workplace, reference, change)
    if json:
        world.terminal.json(shapes.versioned(reply_shapes.clock_changed_shape(changed)))
        return ExitCode.DONE
    found = changed.clock
    words = found.standing.value.replace("_", " ")
    words += f", due on {found.due_on}" if found.due_on else ""
    words += " at the latest" if found.due_on and found.is_reckoned else ""
    words += f", since {found.paused_on}" if found.paused_on else ""
    world.terminal.answer(f"{changed.reference}  {words}{'' if changed.is_new else ' (as before)'}")
    return ExitCode.DONE


def calendar(
    context: typer.Context,
    tag: options.LetterTag = None,
    country: options.LetterCountry = None,
    language: options.LetterLanguage = None,
    overdue: options.Overdue = False,
) -> ExitCode:
    """The days of all clocks as a calendar file: when replies are due, reminders, and the rest.

    It holds what is confidential: do not publish it.

    Example: advocacy calendar > clocks.ics
    """
    from advocacy_cli.desk import calendar as calendars

    world = world_of(context)
    only = meant.only(tag, country, language=language, overdue=overdue)
    world.terminal.file(calendars.calendar(world.workplace(), only))
    return ExitCode.DONE
