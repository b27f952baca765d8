"""`advocacy reply`: what came back, and what somebody read in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.questions import prompt
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.kinds import ReplyKind, Treatment

if TYPE_CHECKING:
    from advocacy_cli.desk.assessing import Reading, ToRead
    from advocacy_cli.desk.replies import ReplyEntered

T = TypeVar("T")

Kind = Annotated[ReplyKind | None, typer.Option(help="What the reply is, if it has been read.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="What came back.", no_args_is_help=True)
    add(group, add_reply, "add")
    add(group, assess)
    app.add_typer(group, name="reply")


def add_reply(
    context: typer.Context,
    reference: options.Reference,
    on: options.Known = None,
    kind: Kind = None,
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Its scan or text: PDF, PNG, JPEG, .txt or .eml; a copy is kept in replies/.",
        ),
    ] = None,
    pages: Annotated[int | None, typer.Option(min=1, help="How many pages it has.")] = None,
    paragraphs: Annotated[
        int | None, typer.Option(min=1, help="How many paragraphs it has.")
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="LANG", help="Its language, as ko or zh-Hans.")
    ] = "",
    sender: Annotated[
        str, typer.Option("--from", metavar="WHO", help="The office it came from.")
    ] = "",
    forwarded: Annotated[
        options.DayValue,
        typer.Option(
            metavar="DATE",
            parser=options.day,
            callback=options.near,
            help="The day it was passed on to you, from which a term to answer it counts.",
        ),
    ] = None,
    note: options.Note = None,
    json: options.Json = False,
) -> ExitCode:
    """Enter a reply to a letter that has left.

    Without --kind it needs reading: `advocacy reply assess`. Only substantive, rejection and
    confidential end the waiting. Post that came back, or that nobody took, is no reply:
    `advocacy mark returned` and `advocacy mark refused`.

    Example: advocacy reply add NKR-7K3M-2QXA-S --on 2026-09-30 --file scan.pdf --pages 1
    """
    from advocacy_cli.cli.showing import kind_in_words
    from advocacy_cli.desk import replies, reply_shapes, shapes
    from advocacy_cli.model.events import Reply
    from advocacy_cli.model.partial_dates import reckoned

    world = world_of(context)
    workplace = world.workplace()
    day, dated = reckoned(on, workplace.today)
    said = Reply(
        id="",
        on=day,
        dated=dated,
        kind=kind,
        pages=pages,
        paragraphs=paragraphs,
        language=language,
        sender=sender,
        forwarded_on=forwarded,
        note=note or "",
    )
    entered = replies.add(workplace, reference, said, file)
    if json:
        world.terminal.json(shapes.versioned(reply_shapes.reply_entered_shape(entered)))
        return ExitCode.DONE
    reply = entered.reply
    if entered.is_new:
        words = f"reply entered: {_stands(entered)}"
    else:
        words = f"this reply of {reply.when} is known: {kind_in_words(reply)}"
    world.terminal.answer(f"{entered.reference}  {words}")
    if reply.kind is None:
        world.terminal.talk(f"When it is read: advocacy reply assess {entered.reference}")
    return ExitCode.DONE


def assess(
    context: typer.Context,
    reference: options.Reference,
    reply: Annotated[
        int | None,
        typer.Option(metavar="N", help="Which reply, as `advocacy show` counts them."),
    ] = None,
    kind: Kind = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N=HOW",
            help="What it does with a question: answered, partly, not_addressed or refused;"
            " repeat for each.",
        ),
    ] = None,
    quote: Annotated[
        list[str] | None,
        typer.Option(metavar="N=TEXT", help="Its own words on a question; repeat for each."),
    ] = None,
    page: Annotated[
        list[str] | None,
        typer.Option(metavar="N=PAGE", help="Where these words stand; repeat for each."),
    ] = None,
    rest: Annotated[
        Treatment | None,
        typer.Option(help="What it does with all questions not named and not read yet."),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Enter what somebody read in a reply: what it is, and how it answers each question.

    Without a word it asks, question by question.

    Example: advocacy reply assess NKR-7K3M-2QXA-S --kind rejection --answer 1=refused
    --quote "1=categorically rejects" --page 1=1 --rest not_addressed
    """
    from advocacy_cli.desk import assessing, reply_shapes, shapes

    world = world_of(context)
    workplace = world.workplace()
    reading = assessing.Reading(
        kind=kind,
        answers=_pairs(answer, "--answer", Treatment, ", ".join(Treatment)),
        quotes=_pairs(quote, "--quote", str, "TEXT"),
        pages=_pairs(page, "--page", int, "PAGE"),
        rest=rest,
    )
    if reading == assessing.Reading():
        if not world.is_interactive:
            raise typer.BadParameter("is needed where nobody can be asked", param_hint="--kind")
        reading = _asked(world, assessing.to_read(workplace, reference, reply))
    entered = assessing.assess(workplace, reference, reading, reply)
    if json:
        world.terminal.json(shapes.versioned(reply_shapes.reply_entered_shape(entered)))
        return ExitCode.DONE
    words = "reading entered" if entered.is_new else "nothing new"
    world.terminal.answer(f"{entered.reference}  {words}: {_stands(entered)}")
    return ExitCode.DONE


def _stands(entered: ReplyEntered) -> str:
    state = entered.state
    words = state.reply.value.replace("_", " ")
    asked = len(state.questions)
    answered = asked - len(state.open_questions)
    return f"{words}; {answered} of {asked} questions answered" if asked else words


def _pairs(
    values: Sequence[str] | None, option: str, read: Callable[[str], T], allowed: str
) -> Mapping[str, T]:
    """`1=refused` as number and value."""
    pairs = {}
    for value in values or ():
        number, equals, text = value.partition("=")
        try:
            if not equals:
                raise ValueError
            pairs[number.strip()] = read(text.strip())
        except ValueError:
            raise typer.BadParameter(
                f"{value!r} is not NUMBER={allowed}", param_hint=option
            ) from None
    return pairs


def _asked(world: World, found: ToRead) -> Reading:
    """What a person says of a reply, question by question."""
    from advocacy_cli.desk.assessing import Reading

    reply = found.reply
    world.terminal.talk(f"{found.reference}: the reply of {reply.when} {reply.file}".rstrip())
    kind = _choice("What is it", list(ReplyKind), reply.kind)
    answers: dict[str, Treatment] = {}
    quotes: dict[str, str] = {}
    pages: dict[str, int] = {}
    known = {one.question: one.treatment for one in reply.answers}
    for number, question in enumerate(found.questions, start=1):
        world.terminal.talk()
        world.terminal.talk(f"Question {number} of {len(found.questions)}: {question.text}")
        usual = known.get(question.number, Treatment.NOT_ADDRESSED)
        treatment = _choice("How does it answer", list(Treatment), usual)
        answers[question.number] = treatment
        if treatment is Treatment.NOT_ADDRESSED:
            continue
        words = prompt("Its words (empty to skip)", default="", show_default=False)
        if words.strip():
            quotes[question.number] = words
            page = prompt("On page", default=1, type=int)
            pages[question.number] = page
    return Reading(kind, answers, quotes, pages)


def _choice(question: str, choices: Sequence[T], default: T | None) -> T:
    """One of the choices, by its name or the beginning of it."""
    names = {str(choice): choice for choice in choices}

    def read(text: str) -> T:
        fitting = [name for name in names if name.startswith(text.strip().lower())]
        if len(fitting) != 1:
            raise typer.BadParameter(f"choose one of {', '.join(names)}")
        return names[fitting[0]]

    asked = f"{question} ({', '.join(names)})"
    usual = str(default) if default else None
    return cast("T", prompt(asked, default=usual, value_proc=read))
