"""`advocacy mark` and `advocacy undo`: tell the ledger what became of letters."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.kinds import Channel

if TYPE_CHECKING:
    from advocacy_cli.desk.marking import Marked


class State(StrEnum):
    """The marks a person can make."""

    SENT = "sent"
    DELIVERED = "delivered"
    LEFT_WITH_GUARD = "left_with_guard"
    PREVENTED = "prevented"
    REFUSED = "refused"
    RETURNED = "returned"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, mark)
    add(app, undo)


def mark(
    context: typer.Context,
    state: Annotated[State, typer.Argument(help="What became of the letters.")],
    references: options.References = None,
    run: Annotated[
        str | None, typer.Option(metavar="ID", help="Also all letters drafted in this run.")
    ] = None,
    tag: options.LetterTag = None,
    country: options.LetterCountry = None,
    language: options.LetterLanguage = None,
    not_sent: options.NotSent = False,
    overdue: options.Overdue = False,
    by: Annotated[Channel | None, typer.Option(help="How they travelled.")] = None,
    on: options.On = None,
    tracking: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The post's number for the item.")
    ] = None,
    note: options.Note = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Also where the same letter has left another way, through another delivery point"
            " or in another language.",
        ),
    ] = False,
    despite_withdrawal: Annotated[
        bool,
        typer.Option(
            "--despite-withdrawal",
            help="Also where a consent was withdrawn after the letter was drafted.",
        ),
    ] = False,
    json: options.Json = False,
) -> ExitCode:
    """Tell the ledger what became of letters: all of them or, if one does not fit, none.

    --tag, --country, --lang, --not-sent and --overdue keep some of the letters named, or
    without a name some of all letters. The same mark again changes nothing.

    prevented: a guard kept you from the door; left_with_guard: a guard took the letter;
    refused: nobody would; returned: the post brought it back; withdrawn: it will not be
    sent.

    Refuses to mark as gone a letter of which another has left that says the same, and one about a
    case whose consent was withdrawn since: it should not leave.

    Example: advocacy mark sent NKR-7K3M-2QXA-S --by post --on 2026-09-24
    """
    from advocacy_cli.desk import marking, shapes
    from advocacy_cli.model.events import Delivery
    from advocacy_cli.model.marks import Mark

    world = world_of(context)
    names = meant.lines_of(references) if references else None
    only = meant.only(tag, country, language=language, not_sent=not_sent, overdue=overdue)
    if not (references or run or only.names_letters):
        raise typer.BadParameter(
            "say which letters: references, -, --run, --tag, --country or --lang", param_hint="REF"
        )
    given = {"already_sent": again, "consent_withdrawn": despite_withdrawal}
    lifts = frozenset(code for code, is_lifted in given.items() if is_lifted)
    change = Mark(Delivery(state.value), on, by.value if by else None, tracking, note, lifts)
    marked = marking.mark(world.workplace(), change, names, run=run, only=only)
    if json:
        world.terminal.json(shapes.marked_shape(marked))
    else:
        _show(world, marked)
    return ExitCode.DONE


def _show(world: World, marked: Marked) -> None:
    from advocacy_cli.model.marks import in_words

    words = in_words(marked.state)
    for reference in marked.changed:
        world.terminal.answer(f"{reference}  {words}")
    for reference in marked.unchanged:
        world.terminal.answer(f"{reference}  {words} already")
    world.terminal.problems(marked.problems)


def undo(
    context: typer.Context, reference: options.Reference, json: options.Json = False
) -> ExitCode:
    """Take back the last entry of a letter: a mark, a reply, a reading, a change of its clock.

    The history keeps both. A drafting cannot be taken back.

    Example: advocacy undo NKR-7K3M-2QXA-S
    """
    from advocacy_cli.desk import marking, shapes
    from advocacy_cli.model.marks import in_words

    world = world_of(context)
    undone = marking.undo(world.workplace(), reference)
    if json:
        world.terminal.json(shapes.undone_shape(undone))
    else:
        taken = undone.retracted.kind.replace("_", " ")
        world.terminal.answer(
            f"{undone.reference}  {taken} of {undone.retracted.when} taken back;"
            f" now {in_words(undone.state.delivery)}"
        )
    return ExitCode.DONE
