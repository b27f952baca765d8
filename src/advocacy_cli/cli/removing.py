"""`advocacy recipients|senders remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from advocacy_cli.cli import meant, options, questions
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.editing import Removed
    from advocacy_cli.desk.list_files import ListName


def add_removing(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, remove_recipients, "remove")
    add(senders, remove_senders, "remove")


def remove_recipients(
    context: typer.Context,
    recipients: options.RecipientNames,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Take recipients out of the list: all of those named or, if one cannot go, none.

    Refuses where a letter template or a sender's post names one of them. Letters in the ledger
    stay, and are named.

    Example: advocacy recipients remove cn-consulate-houston --dry-run
    """
    world = world_of(context)
    return _remove(world, "recipients", recipients, yes=yes, dry_run=dry_run, json=json)


def remove_senders(
    context: typer.Context,
    senders: options.SenderIds,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Take senders out of the list: all of those named or, if one cannot go, none.

    Refuses where campaign.yaml names one of them, or another sender as a co-signer. Letters in
    the ledger stay, and are named.

    Example: advocacy senders list --country FR --ids | advocacy senders remove - --yes
    """
    world = world_of(context)
    return _remove(world, "senders", senders, yes=yes, dry_run=dry_run, json=json)


def _remove(
    world: World, name: ListName, ids: list[str], *, yes: bool, dry_run: bool, json: bool
) -> ExitCode:
    from advocacy_cli.desk import editing, editing_shapes

    workplace, named = world.workplace(), meant.lines_of(ids)
    if not named:
        raise typer.BadParameter("standard input named nobody", param_hint="ID")
    must_ask = not (yes or dry_run)
    if must_ask and not _agreed(world, editing.remove(workplace, name, named, dry_run=True)):
        world.terminal.talk("Nothing was removed.")
        return ExitCode.MENDABLE
    removed = editing.remove(workplace, name, named, dry_run=dry_run)
    if json:
        world.terminal.json(editing_shapes.removed_shape(removed, dry_run=dry_run))
        return ExitCode.DONE
    for one in removed.ids:
        world.terminal.answer(f"removed  {one}")
    if not must_ask:
        world.terminal.problems(removed.problems)
    world.terminal.talk(
        f"{removed.list_file} was written." if removed.written else "Nothing was written."
    )
    return ExitCode.DONE


def _agreed(world: World, planned: Removed) -> bool:
    world.terminal.problems(planned.problems)
    for one in planned.ids:
        world.terminal.talk(f"  {one}")
    return questions.agreed(world, f"Take these out of {planned.list_file}?")
