"""Options that several commands share, and their completion in the shell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advocacy_cli.cli.world import world_of

if TYPE_CHECKING:
    from advocacy_cli.model.clocks import Term


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


def near(context: typer.Context, value: Any) -> Any:
    """A day, or as much of one as is known, that an option was given.

    Raises:
        AdvocacyError: it is centuries off.
    """
    from advocacy_cli.model.near_days import require_near

    found = getattr(value, "first", value)
    if isinstance(value, str):
        try:
            found = dt.date.fromisoformat(value)
        except ValueError:
            return value  # what it is worth is said where it is used
    if isinstance(found, dt.date):
        require_near(found, world_of(context).now().date())
    return value


def partial_day(text: str) -> Any:
    """As much of a day as a text such as 2026-09-24, 2026-09 or 2026 tells.

    Raises:
        BadParameter: it tells none.
    """
    from advocacy_cli.model.partial_dates import read_partial_date

    try:
        return read_partial_date(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


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
        "--json",
        help="Answer with one JSON object.",
        callback=_wants_json,
        is_eager=True,
        show_default=False,
    ),
]
Csv = Annotated[bool, typer.Option("--csv", help="Answer with CSV.", show_default=False)]
TemplateName = Annotated[
    str,
    typer.Argument(
        metavar="TEMPLATE", help="A letter template's id.", autocompletion=_names("template_ids")
    ),
]
Petition = Annotated[
    str,
    typer.Option(
        "--template",
        metavar="TEMPLATE",
        help="The petition's letter template.",
        autocompletion=_names("template_ids"),
    ),
]
NamesRead = Annotated[
    bool,
    typer.Option(
        "--names-read",
        help="You have read the letters that may name somebody of a case, and they do not.",
        show_default=False,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Report what would happen, and stop.", show_default=False)
]
RecipientName = Annotated[
    str,
    typer.Argument(metavar="ID", help="A recipient's id.", autocompletion=_names("recipient_ids")),
]
RecipientNames = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...|-",
        help="Recipients' ids; - reads them from standard input.",
        autocompletion=_names("recipient_ids"),
        show_default=False,
    ),
]
SenderIds = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...|-",
        help="Senders' ids; - reads them from standard input.",
        autocompletion=_names("sender_ids"),
        show_default=False,
    ),
]
SenderId = Annotated[
    str,
    typer.Argument(metavar="ID", help="A sender's id.", autocompletion=_names("sender_ids")),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.", show_default=False)]
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
    list[str] | None,
    typer.Option(
        "--via",
        metavar="POINT",
        help="Where the envelope goes: a recipient's id, tag:NAME for each with that tag,"
        " direct (the addressee's own address), or jurisdiction (the post that serves the"
        " sender's region); may be repeated, for a letter through each. Default: what the"
        " template says.",
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
        callback=near,
        help="The letter's date, as 2026-09-24. Default: that of an earlier draft, else today.",
    ),
]
Note = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="Anything worth remembering.")
]
Known = Annotated[
    Any,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=partial_day,
        callback=near,
        help="The day it happened, or as much of it as is known: 2026-09-24, 2026-09 or 2026."
        " Default: today.",
    ),
]
On = Annotated[
    Any,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=day,
        callback=near,
        help="The day it happened. Default: today.",
    ),
]
