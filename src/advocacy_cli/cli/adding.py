"""`advocacy recipients|senders add`: a new entry from flags, or from a person's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import options, questions
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.list_files import ListName

_FLAGS = {"tags": "--tag", "languages": "--language", "address": "--line"}
"""By column, the flags that are not called like it."""
_REGION = "Their state, province or region (as US-CA; empty to skip)"

Id = Annotated[str | None, typer.Option("--id", metavar="ID", help="Default: made of the name.")]
Organisation = Annotated[
    str | None, typer.Option(metavar="NAME", help="The body it, or the person, belongs to.")
]
Line = Annotated[
    list[str] | None,
    typer.Option(metavar="LINE", help="A line of the address, without the country; repeat."),
]
Postcode = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The postcode once more: it stands in one of the lines."),
]
Country = Annotated[
    str | None, typer.Option(metavar="CC", help="Where the address is: two letters, or a name.")
]
Email = Annotated[str | None, typer.Option(metavar="ADDRESS", help="An e-mail address.")]


def add_adding(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, add_recipient, "add")
    add(senders, add_sender, "add")


def add_recipient(
    context: typer.Context,
    recipient_id: Id = None,
    form: Annotated[
        str | None, typer.Option(metavar="FORM", help="Its form of address, as ambassador.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who holds the office, if that is known.")
    ] = None,
    style: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What stands before the name.")
    ] = None,
    gender: Annotated[str | None, typer.Option(metavar="m|f", help="The holder's.")] = None,
    name_as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=options.near, help="The day the name was known to be right."
        ),
    ] = None,
    office: Annotated[str | None, typer.Option(metavar="TITLE", help="The office's title.")] = None,
    organisation: Organisation = None,
    represents: Annotated[
        str | None, typer.Option(metavar="CC", help="The country it acts for.")
    ] = None,
    line: Line = None,
    postcode: Postcode = None,
    country: Country = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="May be repeated.")] = None,
    serves: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AREA",
            help="A country or region whose letters it takes, as GB, US-NY, or US-CA:90/91 with"
            " beginnings of postcodes; repeat.",
        ),
    ] = None,
    email: Email = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where the address comes from.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=options.near,
            help="The day the address was known to be right.",
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Anything to remember.")] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Add a recipient to the end of the list; every other byte of the file stays.

    Asks for what is missing. Texts in several languages, a salutation or a closing of its own are
    written with `advocacy recipients edit`.

    Example: advocacy recipients add --form minister --office "Minister of Justice"
    --country GB --line "1 Example Street" --line "London N1 1AA"
    """
    world = world_of(context)
    given = {
        "id": recipient_id,
        "form": form,
        "name": name,
        "style": style,
        "gender": gender,
        "name_as_of": name_as_of,
        "office": office,
        "organisation": organisation,
        "represents": represents,
        "postcode": postcode,
        "country": country,
        "tags": " ".join(tag or ()),
        "serves": ", ".join(serves or ()),
        "email": email,
        "source": source,
        "as_of": as_of,
        "note": note,
    }
    row = _row(given, line)
    if not form:
        row = _ask_recipient(world, row)
    return _add(world, "recipients", row, dry_run=dry_run, json=json)


def add_sender(
    context: typer.Context,
    sender_id: Id = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="As it stands below a letter.")
    ] = None,
    line: Line = None,
    postcode: Postcode = None,
    country: Country = None,
    region: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Their state or province (US-CA): it may decide which post is theirs.",
        ),
    ] = None,
    home_postcode: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Where they live, if the address is elsewhere."),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(metavar="LANG", help="A language they write, best first; repeat."),
    ] = None,
    organisation: Organisation = None,
    role: Annotated[str | None, typer.Option(metavar="TEXT", help="Theirs in it.")] = None,
    email: Email = None,
    phone: Annotated[str | None, typer.Option(metavar="NUMBER", help="A telephone.")] = None,
    post: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The post to take where several serve their region."),
    ] = None,
    dry_run: options.DryRun = False,
    json: options.Json = False,
) -> ExitCode:
    """Add a sender to the end of the list; every other byte of the file stays.

    Asks for what is missing. Own words, consents and co-signers are written with
    `advocacy senders edit`.

    Example: advocacy senders add --name "Bo Example" --country GB --line "1 Example Street"
    --line "London N1 1AA" --language en
    """
    world = world_of(context)
    given = {
        "id": sender_id,
        "name": name or questions.ask(world, "--name", "Their name"),
        "country": country or questions.ask(world, "--country", "Their country (two letters)"),
        "home_postcode": home_postcode,
        "postcode": postcode,
        "languages": " ".join(language or ()),
        "organisation": organisation,
        "role": role,
        "email": email,
        "phone": phone,
        "post": post,
    }
    lines = line or questions.ask_lines(world, "--line", "Their address, first line")
    is_whole = bool(name and country and line)  # who gave all that is needed is asked nothing
    given["region"] = region or (None if is_whole else questions.ask_or_skip(world, _REGION))
    return _add(world, "senders", _row(given, lines), dry_run=dry_run, json=json)


def _row(given: dict[str, str | None], lines: list[str] | None) -> dict[str, str]:
    row = {column: text for column, text in given.items() if text}
    return row | {f"line{number}": line for number, line in enumerate(lines or (), start=1)}


def _ask_recipient(world: World, row: dict[str, str]) -> dict[str, str]:
    """The row with what a person says of it."""
    from advocacy_cli.desk.adding import forms_of

    known = ", ".join(forms_of(world.workplace())) if world.is_interactive else ""
    row["form"] = questions.ask(world, "--form", f"Its form of address ({known})")
    asked = {
        "office": "The office's title (empty to skip)",
        "organisation": "The body it stands in (empty to skip)",
        "name": "Who holds the office (empty to skip)",
        "country": "The country of its address (two letters; empty if it has none)",
    }
    for column, question in asked.items():
        row[column] = row.get(column) or questions.ask_or_skip(world, question)
    if row["country"] and "line1" not in row:
        row |= _row({}, questions.ask_lines(world, "--line", "Its address, first line"))
    return row


def _called(column: str) -> str:
    """The flag for a column."""
    base = "--line" if column.startswith("line") else f"--{column.replace('_', '-')}"
    return _FLAGS.get(column, base) if column else ""


def _add(
    world: World, name: ListName, row: dict[str, str], *, dry_run: bool, json: bool
) -> ExitCode:
    from advocacy_cli.desk import adding, editing_shapes

    added = adding.add(world.workplace(), name, row, called=_called, dry_run=dry_run)
    if json:
        world.terminal.json(editing_shapes.added_shape(added, dry_run=dry_run))
        return ExitCode.DONE
    world.terminal.answer(f"added  {added.entry['id']}")
    world.terminal.problems(added.problems)
    world.terminal.talk(
        f"{added.list_file} was written." if added.written else "Nothing was written."
    )
    return ExitCode.DONE
