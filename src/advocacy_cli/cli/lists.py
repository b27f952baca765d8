"""`advocacy templates|recipients|senders|law`: what a campaign has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from textwrap import wrap
from typing import Annotated, Any

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.adding import add_adding
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.deduping import add_deduping
from advocacy_cli.cli.exchange import add_exporting
from advocacy_cli.cli.hand_editing import add_hand_editing
from advocacy_cli.cli.importing import add_importing
from advocacy_cli.cli.removing import add_removing
from advocacy_cli.cli.renaming import add_renaming
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

_NARROW = 22
"""Characters of a line in a cell of routes."""


def register(app: typer.Typer) -> None:
    """Add the groups of commands."""
    templates = typer.Typer(help="The letter templates of the campaign.", no_args_is_help=True)
    recipients = typer.Typer(help="The offices one can write to.", no_args_is_help=True)
    senders = typer.Typer(help="The people who sign.", no_args_is_help=True)
    law = typer.Typer(help="The law that texts can cite.", no_args_is_help=True)
    add(templates, list_templates, "list")
    add(templates, show_template, "show")
    add(recipients, list_recipients, "list")
    add(recipients, show_recipient, "show")
    add(recipients, list_routes, "routes")
    add(senders, list_senders, "list")
    add(law, list_law, "list")
    add(law, show_law, "show")
    add(law, show_argument, "argument")
    add_exporting(recipients, senders)
    add_importing(recipients, senders)
    add_adding(recipients, senders)
    add_deduping(recipients, senders)
    add_hand_editing(recipients, senders)
    add_removing(recipients, senders)
    add_renaming(recipients, senders)
    app.add_typer(templates, name="templates")
    app.add_typer(recipients, name="recipients")
    app.add_typer(senders, name="senders")
    app.add_typer(law, name="law")


def list_templates(
    context: typer.Context, csv: options.Csv = False, json: options.Json = False
) -> ExitCode:
    """The templates, with their languages; a language in brackets has not been reviewed.

    Example: advocacy templates list
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    found, problems = listing.templates(world.workplace())
    _show_list(
        *(world, "templates", listing.TEMPLATE_HEADERS, found),
        left_out={"name"},
        csv=csv,
        json=json,
    )
    world.terminal.problems(problems)
    return ExitCode.DONE


def show_template(
    context: typer.Context, template: options.TemplateName, json: options.Json = False
) -> ExitCode:
    """One template: whom it may go to, and its texts.

    Example: advocacy templates show call-on-xi-jinping
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    _show_one(world, listing.template(world.workplace(), template), json=json)
    return ExitCode.DONE


def list_recipients(
    context: typer.Context,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="Only those with this tag; may be repeated."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CC", help="Only those of this country; may be repeated."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANG", help="Only those who can be greeted in it."),
    ] = None,
    not_sent: Annotated[
        bool,
        typer.Option("--not-sent", help="Only those no letter has left for.", show_default=False),
    ] = False,
    ids: options.Ids = False,
    csv: options.Csv = False,
    json: options.Json = False,
) -> ExitCode:
    """The recipients: addressees and delivery points.

    Example: advocacy recipients list --tag cn-missions
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    only = meant.only(tag, country, language=language, not_sent=not_sent)
    found, problems = listing.recipients(world.workplace(), only)
    if ids and not json:
        _show_ids(world, found, "recipient")
    else:
        _show_list(world, "recipients", listing.RECIPIENT_HEADERS, found, csv=csv, json=json)
    world.terminal.problems(problems)
    return ExitCode.DONE


def show_recipient(
    context: typer.Context, recipient: options.RecipientName, json: options.Json = False
) -> ExitCode:
    """One recipient, with the source of its address.

    Example: advocacy recipients show cn-embassy-london
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    _show_one(world, listing.recipient(world.workplace(), recipient), json=json)
    return ExitCode.DONE


def list_routes(
    context: typer.Context,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CC", help="Only from this country; may be repeated."),
    ] = None,
    represented: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="CC", help="Only to this country; may be repeated."),
    ] = None,
    csv: options.Csv = False,
    json: options.Json = False,
) -> ExitCode:
    """Which post takes the letters of each place, and why: who goes where with --via jurisdiction.

    The longest beginning of a postcode counts; a postcode that is not listed goes to the post of
    the region, else to that of the rest of the country. Nothing is guessed: where the sender's
    region or postcode is not known and matters, the letter fails and names what to enter.

    Example: advocacy recipients routes --country US
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    countries, wanted = meant.only(None, country).countries, meant.only(None, represented).countries
    found, problems = listing.routes(world.workplace(), countries, wanted)
    if csv or json or not found:
        _show_list(world, "routes", listing.ROUTE_HEADERS, found, csv=csv, json=json)
    else:
        rows = [[_narrow(item[header]) for header in listing.ROUTE_HEADERS] for item in found]
        world.terminal.table(listing.ROUTE_HEADERS, rows)
    world.terminal.problems(problems)
    return ExitCode.DONE


def _narrow(value: str | Sequence[str]) -> str | list[str]:
    """A cell of a table of routes, in lines short enough for a terminal of 80 columns."""
    if isinstance(value, str):
        return value
    return wrap(", ".join(value), _NARROW, break_long_words=False, break_on_hyphens=False)


def list_senders(
    context: typer.Context,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CC", help="Only those who live there; may be repeated."),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", metavar="LANG", help="Only those who write it.")
    ] = None,
    ids: options.Ids = False,
    csv: options.Csv = False,
    json: options.Json = False,
) -> ExitCode:
    """The senders.

    Example: advocacy senders list --country US --ids
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    found, problems = listing.senders(
        world.workplace(), meant.only(None, country, language=language)
    )
    if ids and not json:
        _show_ids(world, found, "sender")
    else:
        _show_list(world, "senders", listing.SENDER_HEADERS, found, csv=csv, json=json)
    world.terminal.problems(problems)
    return ExitCode.DONE


def list_law(
    context: typer.Context, csv: options.Csv = False, json: options.Json = False
) -> ExitCode:
    """The law that texts can cite, by the names they cite it with: {{ law("cat-3") }}.

    Example: advocacy law list
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    found, problems = listing.law(world.workplace())
    _show_list(world, "law", listing.LAW_HEADERS, found, csv=csv, json=json)
    world.terminal.problems(problems)
    return ExitCode.DONE


def show_law(
    context: typer.Context,
    law: Annotated[str, typer.Argument(metavar="LAW", help="The name it is cited with.")],
    json: options.Json = False,
) -> ExitCode:
    """One law: how it is cited, what it lays down, and which States are bound since when.

    What we argue from it is another thing: see `advocacy law argument`.

    Example: advocacy law show cat-3
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    found = listing.one_law(world.workplace(), law)
    if not json:
        found["parties"] = {name: _standing(party) for name, party in found["parties"].items()}
    _show_one(world, found, json=json)
    return ExitCode.DONE


def show_argument(
    context: typer.Context,
    law: Annotated[str, typer.Argument(metavar="LAW", help="The name it is cited with.")],
    json: options.Json = False,
) -> ExitCode:
    """What we argue from a law, which it does not say itself; `law_argument` in a text prints it.

    Example: advocacy law argument border-1986
    """
    from advocacy_cli.desk import listing

    world = world_of(context)
    found = listing.law_argument(world.workplace(), law)
    _show_one(world, found, json=json)
    if found["argument"] is None:
        world.terminal.talk(f"Nothing is argued from {law}.")
    return ExitCode.DONE


def _standing(party: Mapping[str, str]) -> str:
    note = f" ({party['note']})" if "note" in party else ""
    return " ".join([party["how"].replace("_", " "), party.get("since", "")]).rstrip() + note


def _show_list(
    world: World,
    name: str,
    headers: Sequence[str],
    found: Sequence[Mapping[str, Any]],
    *,
    left_out: Collection[str] = (),
    csv: bool,
    json: bool,
) -> None:
    """Show a list; people at a terminal are spared the columns `left_out`."""
    if json:
        from advocacy_cli.desk import shapes

        world.terminal.json(shapes.versioned({name: list(found)}))
        return
    shown = headers if csv else [header for header in headers if header not in left_out]
    rows = [[_cell(item[header]) for header in shown] for item in found]
    if csv:
        world.terminal.csv(shown, rows)
    elif rows:
        world.terminal.table(shown, rows)
    else:
        world.terminal.talk(f"There are no {name}.")


def _show_ids(world: World, found: Sequence[Mapping[str, Any]], name: str) -> None:
    for item in found:
        world.terminal.answer(item[name])


def _show_one(world: World, item: Mapping[str, Any], *, json: bool) -> None:
    if json:
        from advocacy_cli.desk import shapes

        world.terminal.json(shapes.versioned(dict(item)))
    else:
        world.terminal.facts([(name, _lines(value)) for name, value in item.items() if value])


def _cell(value: Any) -> str:
    return ", ".join(_lines(value))


def _lines(value: Any) -> list[str]:
    """A value, each thing in it on a line of its own."""
    if isinstance(value, Mapping):
        return [f"{name}: {_cell(item)}" for name, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [_cell(item) for item in value]
    return ["" if value is None else str(value)]
