"""`advocacy communication`: letters that somebody else sent, and that are merely tracked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.communications import Entered


PublicOn = Annotated[
    options.DayValue,
    typer.Option(
        "--public-on",
        metavar="DATE",
        parser=options.day,
        callback=options.near,
        help="The day on which it was made public; ends its confidentiality.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Letters that somebody else sent.", no_args_is_help=True)
    add(group, add_communication, "add")
    add(group, edit_communication, "edit")
    app.add_typer(group, name="communication")


def add_communication(
    context: typer.Context,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="RECIPIENT",
            help="Whom it was sent to.",
            autocompletion=options.complete_recipients,
        ),
    ],
    author: Annotated[str, typer.Option("--from", metavar="WHO", help="Who sent it, as it signs.")],
    ref: Annotated[
        str,
        typer.Option(
            "--ref",
            metavar="TEXT",
            help='Its own reference, as "AL KOR 3/2019"; if it has none, a few words.',
        ),
    ],
    on: options.Known = None,
    mandate: Annotated[
        list[str] | None,
        typer.Option(metavar="WHO", help="A mandate that signed it; may be repeated."),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="A question it asks, in their order; repeat for each."),
    ] = None,
    confidential_until: Annotated[
        options.DayValue,
        typer.Option(
            metavar="DATE",
            parser=options.day,
            callback=options.near,
            help="The first day on which it may be spoken of.",
        ),
    ] = None,
    public_on: PublicOn = None,
    reply_within: Annotated[
        str | None,
        typer.Option(
            metavar="TERM", help="How long it gives for a reply: 60d, 10wd (working days), 6m."
        ),
    ] = None,
    url: Annotated[str, typer.Option(metavar="URL", help="Where it is published.")] = "",
    series: Annotated[str, typer.Option(metavar="NAME", help="The history it belongs to.")] = "",
    about: Annotated[
        str | None,
        typer.Option(
            metavar="REF",
            help="A letter of yours that it goes back to.",
            autocompletion=options.complete_references,
        ),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Enter a letter that somebody else sent, so that its replies can be followed.

    It gets a reference of this campaign, which reply, clock, show and follow-up take. Entered
    once more, with the same --from, --to and --ref, it is completed: what is given replaces what
    was known, what is not given stays.

    The reference of a letter of United Nations mandates brings their terms with it: a reply is
    due within 60 days, and it is confidential until then. A case of the Working Groups on
    Disappearances or on Arbitrary Detention stays confidential.

    Example: advocacy communication add --ref "AL XXX 3/2019" --on 2019-11-05
    --from "Example Working Group" --to geneva-mission --question "Where are they?"
    """
    from advocacy_cli.desk import communications, reply_shapes, shapes
    from advocacy_cli.model.events import Communication
    from advocacy_cli.model.partial_dates import reckoned

    world = world_of(context)
    workplace = world.workplace()
    day, dated = reckoned(on, workplace.today)
    said = Communication(
        on=day,
        dated=dated,
        author=author,
        subject=ref,
        mandates=tuple(mandate or ()),
        questions=tuple(question or ()),
        url=url,
        confidential_until=confidential_until,
        public_on=public_on,
        reply_within=reply_within,
        series=series,
    )
    entered = communications.enter(workplace, said, to=to, about=about, dates=on is not None)
    if json:
        world.terminal.json(shapes.versioned(reply_shapes.entered_shape(entered)))
    else:
        _show(world, entered)
    return ExitCode.DONE


def edit_communication(
    context: typer.Context,
    reference: options.Reference,
    un_ref: Annotated[
        str | None,
        typer.Option("--un-ref", metavar="TEXT", help='Its own reference, as "AL KOR 3/2019".'),
    ] = None,
    on: Annotated[
        Any,
        typer.Option(
            "--on",
            metavar="DATE",
            parser=options.partial_day,
            callback=options.near,
            help="The day it was sent, or as much of it as is known: 2026-09-24, 2026-09 or 2026.",
        ),
    ] = None,
    public_on: PublicOn = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where it is published.")
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Enter what has become known of a letter of somebody else's: its reference, day, publication.

    Its reference in this campaign stays, and so do its replies. The rest is completed with
    `advocacy communication add`.

    Example: advocacy communication edit NKR-7K3M-2QXA-S --un-ref "AL XXX 3/2026"
    """
    from advocacy_cli.desk import communications, reply_shapes, shapes

    known = communications.Completion(un_ref=un_ref, when=on, public_on=public_on, url=url)
    if known == communications.Completion():
        options_ = "--un-ref / --on / --public-on / --url"
        raise typer.BadParameter("say what is known now", param_hint=options_)
    world = world_of(context)
    entered = communications.complete(world.workplace(), reference, known)
    if json:
        world.terminal.json(shapes.versioned(reply_shapes.entered_shape(entered)))
    else:
        _show(world, entered)
    return ExitCode.DONE


def _show(world: World, entered: Entered) -> None:
    clock = entered.clock
    communication = entered.state.communication
    name = communication.name if communication else ""
    world.terminal.answer(f"{entered.record.reference}  {entered.change.value}: {name}")
    latest = " at the latest" if clock.is_reckoned else ""
    if clock.due_on:
        world.terminal.talk(f"A reply is due by {clock.due_on}{latest}.")
    if communication and communication.public_on:
        world.terminal.talk(f"It is public since {communication.public_on}.")
    elif clock.confidential_until:
        world.terminal.talk(f"It is confidential until {clock.confidential_until}.")
    elif clock.never_public:
        world.terminal.talk("It is confidential, and no term ends that.")
