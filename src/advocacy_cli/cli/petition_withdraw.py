"""`advocacy petition withdraw` and `set-aside`: signatures that count no longer, or not for now."""

from __future__ import annotations

from typing import Annotated

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode


def withdraw(
    context: typer.Context,
    template: options.Petition,
    ident: Annotated[
        str | None, typer.Argument(metavar="ID", help="The signature's id.", show_default=False)
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The whole name, instead of the id.")
    ] = None,
    email: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The e-mail address that the signature came with."),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Take a signature out, and erase who gave it.

    It is in no later output, and no import brings it back. Annexes made before that print the
    name are listed and left as they are: make them again, or destroy them.

    Example: advocacy petition withdraw --name "Ada Example" --template petition-to-xi-jinping
    """
    from advocacy_cli.desk import petition_shapes, petition_withdrawal

    if sum(given is not None for given in (ident, name, email)) != 1:
        raise typer.BadParameter("say an ID, --name or --email, one of the three")
    world = world_of(context)
    whose = petition_withdrawal.Whose(ident, name, email)
    gone = petition_withdrawal.withdraw(world.workplace(), template, whose)
    if json:
        world.terminal.json(petition_shapes.withdrawn_shape(gone))
        return ExitCode.DONE
    world.terminal.answer(f"{gone.id} is withdrawn; {gone.counts.total} signatures stand")
    for file in gone.named_in:
        world.terminal.talk(f"{file} still prints the name: make it again, or destroy it.")
    return ExitCode.DONE


def set_aside(
    context: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="The signature's id.")],
    template: options.Petition,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept with it.")
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Let it count again.", show_default=False)
    ] = False,
    json: options.Json = False,
) -> ExitCode:
    """Set a signature aside: it neither counts nor prints until you take it up again.

    For names that are none, jokes, and people who signed twice. Who wants to be out is withdrawn
    instead, which erases the name.

    Example: advocacy petition set-aside 21baeb3f350950bb --template my-petition --reason "a joke"
    """
    from advocacy_cli.desk import petition_set_aside, petition_shapes

    if undo is (reason is not None):
        raise typer.BadParameter("say why with --reason, or take it up again with --undo")
    world = world_of(context)
    done = petition_set_aside.set_aside(world.workplace(), template, ident, reason)
    if json:
        world.terminal.json(petition_shapes.set_aside_shape(done))
        return ExitCode.DONE
    state = "counts again" if undo else "is set aside"
    world.terminal.answer(f"{ident} {state}; {done.counts.total} signatures stand")
    for file in done.named_in:
        world.terminal.talk(f"{file} still prints the name: make it again, or destroy it.")
    return ExitCode.DONE
