"""`advocacy recipients|senders dedupe`: likely duplicates, merged on a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import options, questions
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import AdvocacyError, ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.dedupe import Merged, Pair
    from advocacy_cli.desk.list_files import ListName

Keep = Annotated[
    str | None, typer.Option("--keep", metavar="ID", help="Merge into this entry, without asking.")
]
Merge = Annotated[
    str | None, typer.Option("--merge", metavar="ID", help="The entry that goes into --keep.")
]


def add_deduping(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, dedupe_recipients, "dedupe")
    add(senders, dedupe_senders, "dedupe")


def dedupe_recipients(
    context: typer.Context, keep: Keep = None, merge: Merge = None, json: options.Json = False
) -> ExitCode:
    """Show recipients that are likely the same and why; on a terminal ask for each pair.

    The entry that is kept takes from the other what it lacks, and its tags and places; the other
    goes, unless a letter template or a sender's post names it. Two named by --keep and --merge
    are merged at once, alike or not.

    Example: advocacy recipients dedupe --json
    """
    return _dedupe(world_of(context), "recipients", keep, merge, json=json)


def dedupe_senders(
    context: typer.Context, keep: Keep = None, merge: Merge = None, json: options.Json = False
) -> ExitCode:
    """Show senders who are likely the same and why; on a terminal ask for each pair.

    The entry that is kept takes from the other what it lacks, and its languages; the other goes,
    unless campaign.yaml or another sender names it. Two named by --keep and --merge are merged
    at once, alike or not.

    Example: advocacy senders dedupe
    """
    return _dedupe(world_of(context), "senders", keep, merge, json=json)


def _dedupe(
    world: World, name: ListName, keep: str | None, merge: str | None, *, json: bool
) -> ExitCode:
    from advocacy_cli.desk import dedupe, editing_shapes

    if bool(keep) != bool(merge):
        raise typer.BadParameter("--keep and --merge go together")
    workplace = world.workplace()
    if keep and merge:
        merged = dedupe.merge(workplace, name, keep, merge)
        if json:
            world.terminal.json(editing_shapes.merged_shape(merged))
        else:
            _show_merged(world, merged)
        return ExitCode.DONE
    list_file, found = dedupe.pairs(workplace, name)
    if json:
        world.terminal.json(editing_shapes.pairs_shape(list_file, found))
        return ExitCode.DONE
    if not found:
        world.terminal.talk(f"No two entries of {list_file} are likely the same.")
    return _go_through(world, name, found)


def _go_through(world: World, name: ListName, found: list[Pair]) -> ExitCode:
    """Show the pairs and, where somebody can be asked, do with each what they say."""
    merged: set[str] = set()
    refused = False
    for pair in found:
        if merged & {pair.first, pair.second}:
            continue
        _show(world, pair)
        answer = _ask(world, pair)
        if answer == "quit":
            break
        if answer == "leave":
            continue
        keep, gone = (pair.first, pair.second) if answer == "1" else (pair.second, pair.first)
        if _merged(world, name, keep, gone):
            merged.add(gone)
        else:
            refused = True
    if refused:
        return ExitCode.PARTLY if merged else ExitCode.MENDABLE
    return ExitCode.DONE


def _ask(world: World, pair: Pair) -> str:
    if not world.is_interactive:
        return "leave"
    question = f"Keep 1 ({pair.first}), keep 2 ({pair.second}), leave both, or quit?"
    return questions.choose(question, ["1", "2", "leave", "quit"], default="leave")


def _merged(world: World, name: ListName, keep: str, gone: str) -> bool:
    """Merge two entries; whether that could be done."""
    from advocacy_cli.desk import dedupe

    try:
        _show_merged(world, dedupe.merge(world.workplace(), name, keep, gone))
    except AdvocacyError as error:
        world.terminal.problems(error.problems)
        return False
    return True


def _show(world: World, pair: Pair) -> None:
    world.terminal.answer(f"{pair.second} is likely the same as {pair.first}: {pair.reason}")
    rows = [[column, *texts] for column, texts in pair.differences.items()]
    counts = [len(pair.letters.get(one, ())) for one in (pair.first, pair.second)]
    if any(counts):
        rows.append(["letters", *map(str, counts)])
    if rows:
        world.terminal.table(["", pair.first, pair.second], rows)
    world.terminal.answer()


def _show_merged(world: World, merged: Merged) -> None:
    taken = f" (changed: {', '.join(merged.keys)})" if merged.keys else ""
    world.terminal.answer(f"merged  {merged.removed} into {merged.kept}{taken}")
    world.terminal.problems(merged.problems)
