"""`advocacy recipients|senders rename`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.list_files import ListName

New = Annotated[str, typer.Argument(metavar="NEW", help="The id it is to have.")]


def add_renaming(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, rename_recipient, "rename")
    add(senders, rename_sender, "rename")


def rename_recipient(
    context: typer.Context,
    old: options.RecipientName,
    new: New,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Give a recipient another id. The old one goes on to mean it, and its letters stay its own.

    Writes the new id in letter templates and senders' posts that name the old one, and says
    where. Refuses where a file with errors may name it, too.

    Example: advocacy recipients rename cn-consulate-houston cn-consulate-texas --dry-run
    """
    return _rename(world_of(context), "recipients", old, new, dry_run=dry_run, json=json)


def rename_sender(
    context: typer.Context,
    old: options.SenderId,
    new: New,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Give a sender another id. The old one goes on to mean them, and their letters stay theirs.

    Writes the new id in campaign.yaml and for co-signers, and says where. Refuses where a file
    with errors may name it, too.

    Example: advocacy senders rename me ada-example
    """
    return _rename(world_of(context), "senders", old, new, dry_run=dry_run, json=json)


def _rename(
    world: World, name: ListName, old: str, new: str, *, dry_run: bool, json: bool
) -> ExitCode:
    from advocacy_cli.desk import editing_shapes, renaming

    renamed = renaming.rename(world.workplace(), name, old, new, dry_run=dry_run)
    if json:
        world.terminal.json(editing_shapes.renamed_shape(renamed, dry_run=dry_run))
        return ExitCode.DONE
    world.terminal.answer(f"renamed  {renamed.old} to {renamed.new}")
    for place in renamed.places:
        world.terminal.answer(f"  also in {place}")
    if renamed.letters:
        world.terminal.talk(f"Its letters keep their references: {len(renamed.letters)}.")
    world.terminal.talk(
        f"{renamed.list_file} was written." if renamed.written else "Nothing was written."
    )
    return ExitCode.DONE
