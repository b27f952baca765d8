"""Options that several commands share, and their completion in the shell."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advocacy_cli.cli.world import world_of

if TYPE_CHECKING:
    from advocacy_cli.desk.planning import Request
    from advocacy_cli.model.clocks import Term
    from advocacy_cli.model.filters import Filter


def _names(kind: str) -> Callable[[typer.Context, str], Iterable[str]]:
    def complete(ctx: typer.Context, incomplete: str) -> Iterable[str]:
        from advocacy_cli.campaign import names
        from advocacy_cli.campaign.folder import find_campaign
        from advocacy_cli.errors import AdvocacyError

        try:
            root = find_campaign(Path(ctx.find_root().params.get("directory") or ".").absolute())
        except AdvocacyError:
            return []
        found: list[str] = getattr(names, kind)(root)
        return [name for name in found if name.startswith(incomplete)]

    return complete


def day(text: str) -> dt.date:
    """The day that a text such as 2026-09-24 means.

    Raises:
        BadParameter: it means none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-09-24") from None


def term(text: str) -> Term:
    """The length of time that a text such as 14d means.

    Raises:
        BadParameter: it means none.
    """
    from advocacy_cli.model.clocks import read_term

    try:
        return read_term(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _wants_json(context: typer.Context, wanted: bool) -> bool:
    world_of(context).json = wanted
    return wanted


def lines_of(values: Iterable[str] | None) -> tuple[str, ...]:
    """The values as given; a single `-` stands for the words on standard input."""
    return tuple(
        word
        for value in values or ()
        for word in (sys.stdin.read().split() if value == "-" else [value])
    )


def _somebody(values: list[str] | None, option: str) -> tuple[str, ...]:
    """The ids given, and at least one if any were to be read: none would mean the default."""
    found = lines_of(values)
    if values and not found:
        raise typer.BadParameter("standard input named nobody", param_hint=option)
    return found


complete_references = _names("references")
"""Completes letters' references, from the names of their files."""
complete_templates = _names("template_ids")
"""Completes letter templates' ids."""
complete_recipients = _names("recipient_ids")
"""Completes recipients' ids."""

DayValue = Any
"""A day, or None where the option was not given; Typer has no word for it."""

Json = Annotated[
    bool,
    typer.Option(
        "--json", help="Answer with one JSON object.", callback=_wants_json, show_default=False
    ),
]
Csv = Annotated[bool, typer.Option("--csv", help="Answer with CSV.", show_default=False)]
TemplateName = Annotated[
    str,
    typer.Argument(
        metavar="TEMPLATE", help="A letter template's id.", autocompletion=_names("template_ids")
    ),
]
RecipientName = Annotated[
    str,
    typer.Argument(metavar="ID", help="A recipient's id.", autocompletion=_names("recipient_ids")),
]
CaseName = Annotated[
    str,
    typer.Argument(metavar="ID", help="A case's id.", autocompletion=_names("case_ids")),
]
Case = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="ID",
        help="The case the letter speaks for; ID/PERSON for one person of it.",
        autocompletion=_names("case_ids"),
    ),
]
Reference = Annotated[
    str,
    typer.Argument(
        metavar="REF",
        help="A letter's reference, or the path of its PDF.",
        autocompletion=complete_references,
    ),
]
References = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REF...|-]",
        help="References, or paths of letters' PDFs; - reads them from standard input.",
        autocompletion=complete_references,
        show_default=False,
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="ID",
        help="An addressee; may be repeated; - reads ids from standard input.",
        autocompletion=_names("recipient_ids"),
    ),
]
Via = Annotated[
    str | None,
    typer.Option(
        "--via",
        metavar="POINT",
        help="Where the envelope goes: a recipient's id, tag:NAME for each with that tag,"
        " direct (the addressee's own address), or jurisdiction (the post that serves the"
        " sender's region). Default: what the template says.",
        autocompletion=_names("recipient_ids"),
    ),
]
Tag = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="Only addressees with this tag; may be repeated."),
]
Country = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="CC", help="Only addressees of this country; may be repeated."
    ),
]
LetterTag = Annotated[
    list[str] | None,
    typer.Option(
        "--tag",
        metavar="TAG",
        help="Only letters to or through recipients with this tag; may be repeated.",
    ),
]
LetterCountry = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="CC",
        help="Only letters to or through recipients of this country; may be repeated.",
    ),
]
LetterLanguage = Annotated[
    str | None, typer.Option("--lang", metavar="LANG", help="Only letters in this language.")
]
NotSent = Annotated[
    bool,
    typer.Option("--not-sent", help="Only letters that have not left.", show_default=False),
]
Overdue = Annotated[
    bool,
    typer.Option("--overdue", help="Only letters whose reply is late.", show_default=False),
]
Ids = Annotated[
    bool,
    typer.Option(
        "--ids", help="Print the names alone, one a line, for other commands.", show_default=False
    ),
]
Everyone = Annotated[
    bool,
    typer.Option("--all", help="Every addressee the template allows.", show_default=False),
]
SenderName = Annotated[
    str | None,
    typer.Option(
        "--sender",
        metavar="ID",
        help="Who signs. Default: the campaign's sender.",
        autocompletion=_names("sender_ids"),
    ),
]
SenderNames = Annotated[
    list[str] | None,
    typer.Option(
        "--sender",
        metavar="ID",
        help="Who signs, a letter each; may be repeated; all for everybody in the list;"
        " - reads ids from standard input. Default: the campaign's sender.",
        autocompletion=_names("sender_ids"),
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="The letter's language, also one not yet reviewed."
        " Default: the first of the sender's that the template has, else English.",
    ),
]
LayoutName = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="LAYOUT",
        help="din5008b, uk-dl, us-10, sn-right or plain. Default: that of the sender's country.",
    ),
]
Day = Annotated[
    Any,
    typer.Option(
        "--date",
        metavar="DATE",
        parser=day,
        help="The letter's date, as 2026-09-24. Default: that of an earlier draft, else today.",
    ),
]
Note = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="Anything worth remembering.")
]
On = Annotated[
    Any,
    typer.Option("--on", metavar="DATE", parser=day, help="The day it happened. Default: today."),
]


def only(
    tags: list[str] | None = None,
    countries: list[str] | None = None,
    *,
    language: str | None = None,
    not_sent: bool = False,
    overdue: bool = False,
) -> Filter:
    """What the options that filter were given, as the desk takes it."""
    from advocacy_cli.model.filters import Filter

    upper = tuple(country.upper() for country in countries or ())
    return Filter(tuple(tags or ()), upper, language, not_sent, overdue)


def request(
    template: str,
    *,
    to: list[str] | None,
    via: str | None,
    only: Filter,
    everyone: bool = False,
    senders: list[str] | None,
    language: str | None,
    case: str | None = None,
    layout: str | None,
    date: dt.date | None,
    again: bool = False,
    late: bool = False,
) -> Request:
    """What was asked for on the command line, as the desk takes it.

    Raises:
        BadParameter: somebody was to be read from standard input, and nobody was there.
    """
    from advocacy_cli.desk.planning import Request
    from advocacy_cli.model.selection import Choice

    if "-" in (to or ()) and "-" in (senders or ()):
        raise typer.BadParameter("standard input can be read for --to or for --sender, not both")
    choice = Choice(
        template=template,
        to=_somebody(to, "--to"),
        via=via,
        only=only,
        everyone=everyone,
        senders=_somebody(senders, "--sender"),
        language=language,
        case=case,
    )
    return Request(choice, layout=layout, date=date, again=again, late=late)
