"""`advocacy check` and `advocacy doctor`: is the campaign sound, and is this machine."""

from __future__ import annotations

from pathlib import Path

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import AdvocacyError, ExitCode, has_errors


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, check)
    add(app, doctor)


def check(context: typer.Context, json: options.Json = False) -> ExitCode:
    """Read everything in the campaign and report every problem, with its place.

    Exit code 1 if any of them is an error.

    Example: advocacy check
    """
    from advocacy_cli.desk import checking, shapes

    world = world_of(context)
    campaign, problems = checking.check(world.workplace())
    if json:
        world.terminal.json(shapes.check_shape(problems))
    else:
        world.terminal.problems(problems, to_answer=True)
        errors = sum(problem.is_error for problem in problems)
        if campaign:
            cases = f", {_count(len(campaign.cases), 'case')}" if campaign.cases else ""
            world.terminal.talk(
                f"{_count(len(campaign.recipients), 'recipient')},"
                f" {_count(len(campaign.senders), 'sender')},"
                f" {_count(len(campaign.templates), 'template')}{cases}:"
                f" {_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}."
            )
    return ExitCode.MENDABLE if has_errors(problems) else ExitCode.DONE


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def doctor(context: typer.Context, json: options.Json = False) -> ExitCode:
    """What this machine and the ledger of the campaign lack, and how to mend it.

    Exit code 1 if letters cannot be made.

    Example: advocacy doctor
    """
    from advocacy_cli.desk import health, shapes

    world = world_of(context)
    examinations = health.examine(_root(world))
    if json:
        world.terminal.json(shapes.doctor_shape(examinations))
    else:
        for examined in examinations:
            world.terminal.answer(f"{examined.what}: {'well' if not examined.problems else ''}")
            world.terminal.problems(examined.problems, to_answer=True)
    sound = all(examined.is_sound for examined in examinations)
    return ExitCode.DONE if sound else ExitCode.MENDABLE


def _root(world: World) -> Path | None:
    try:
        return world.workplace().root
    except AdvocacyError:
        return None
