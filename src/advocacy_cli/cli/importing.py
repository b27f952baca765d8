"""`advocacy recipients|senders import`: tables taken into lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import import_questions, import_report, meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.import_report import DELIMITERS
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.campaign.tables.three_way import Prefer
    from advocacy_cli.desk.list_files import ListName

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="A table: .csv, .tsv, or JSON Lines (.jsonl).", show_default=False
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADER=COLUMN",
        help="Take this header for this column; no column passes it over. May be repeated.",
    ),
]
KeepGood = Annotated[
    bool,
    typer.Option(
        "--keep-good",
        help="Take the good rows, and write the bad ones beside FILE with an error column.",
        show_default=False,
    ),
]
Delimiter = Annotated[
    str | None,
    typer.Option(metavar="MARK", help="What sets cells apart: , ; | or tab. Default: found out."),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The file's encoding, as utf-8. Default: found out."),
]
Source = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="NAME",
        help="What the table comes from; what it says is remembered for each source."
        " Default: as for this file last time, or the file's name.",
        show_default=False,
    ),
]
Key = Annotated[
    str,
    typer.Option(
        "--key",
        metavar="HEADER",
        help="The column that tells the rows of this source apart, such as 'Contact ID'."
        " Remembered.",
        show_default=False,
    ),
]
Is = Annotated[
    list[str] | None,
    typer.Option(
        "--is",
        metavar="LINE=ID",
        help="Whose the row in this line is: an id of the list, new, or skip. May be repeated.",
    ),
]
AcceptRenames = Annotated[
    bool,
    typer.Option(
        "--accept-renames",
        help="Let an id, uid or key give an entry another name, where address or e-mail agree.",
        show_default=False,
    ),
]
BringBack = Annotated[
    list[str] | None,
    typer.Option(
        "--bring-back",
        metavar="ID",
        help="Let in again who was removed, by the id or the code the import names."
        " May be repeated.",
    ),
]
OnlyNew = Annotated[
    bool,
    typer.Option(
        "--only-new", help="Add who is new; change nobody in the list.", show_default=False
    ),
]
EraseEmpty = Annotated[
    bool,
    typer.Option(
        "--erase-empty",
        help="Let an empty cell take away what the table said before."
        " It never lifts do_not_contact, paused or contact_again_after.",
        show_default=False,
    ),
]
PreferOption = Annotated[
    str | None,
    typer.Option(
        "--prefer",
        metavar="WHICH",
        help="Where table and list differ and it is not known which is newer: take the table's,"
        " keep the list's (and remember that), or the table's where the list has none (filled).",
    ),
]


def add_importing(recipients: typer.Typer, senders: typer.Typer) -> None:
    """Add the commands to their groups."""
    add(recipients, import_recipients, "import")
    add(senders, import_senders, "import")


def import_recipients(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    keep_good: KeepGood = False,
    source: Source = "",
    key: Key = "",
    answers: Is = None,
    accept_renames: AcceptRenames = False,
    bring_back: BringBack = None,
    only_new: OnlyNew = False,
    erase_empty: EraseEmpty = False,
    prefer: PreferOption = None,
    dry_run: options.DryRun = False,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    json: options.Json = False,
) -> ExitCode:
    """Take a table of offices into the list of recipients.

    Reports what is new, changed and the same, and which recipients the table does not have;
    none is ever removed. If a row is bad nothing is written, unless --keep-good.

    A cell changes the list only where the table says something else than it said last; what you
    changed in the list yourself stays, and an empty cell erases nothing. Whose a row is, is told
    by id, uid, --key, or name and address; what is not certain is asked on a terminal, and
    elsewhere left out and listed.

    Exit code 1 if nothing was taken, 3 if some rows or cells were left out.

    Example: advocacy recipients import offices.csv --map "Post code=postcode" --dry-run
    """
    return _import(
        *(world_of(context), "recipients", file, mapping, delimiter, encoding),
        *(source, key, answers, bring_back, prefer),
        accept_renames=accept_renames,
        only_new=only_new,
        erase_empty=erase_empty,
        keep_good=keep_good,
        dry_run=dry_run,
        json=json,
    )


def import_senders(
    context: typer.Context,
    file: File,
    mapping: Map = None,
    keep_good: KeepGood = False,
    source: Source = "",
    key: Key = "",
    answers: Is = None,
    accept_renames: AcceptRenames = False,
    bring_back: BringBack = None,
    only_new: OnlyNew = False,
    erase_empty: EraseEmpty = False,
    prefer: PreferOption = None,
    dry_run: options.DryRun = False,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    json: options.Json = False,
) -> ExitCode:
    """Take a table of people into the list of senders.

    Reports who is new, changed and the same, and which senders the table does not have; none is
    ever removed. If a row is bad nothing is written, unless --keep-good.

    A cell changes the list only where the table says something else than it said last; what you
    changed in the list yourself stays, and an empty cell erases nothing. Whose a row is, is told
    by id, uid, --key, or name and address; what is not certain is asked on a terminal, and
    elsewhere left out and listed.

    Exit code 1 if nothing was taken, 3 if some rows or cells were left out.

    Example: advocacy senders import volunteers.csv --keep-good
    """
    return _import(
        *(world_of(context), "senders", file, mapping, delimiter, encoding),
        *(source, key, answers, bring_back, prefer),
        accept_renames=accept_renames,
        only_new=only_new,
        erase_empty=erase_empty,
        keep_good=keep_good,
        dry_run=dry_run,
        json=json,
    )


def _import(
    world: World,
    name: ListName,
    file: Path,
    mapping: list[str] | None,
    delimiter: str | None,
    encoding: str | None,
    source: str,
    key: str,
    answers: list[str] | None,
    bring_back: list[str] | None,
    prefer: str | None,
    *,
    accept_renames: bool,
    only_new: bool,
    erase_empty: bool,
    keep_good: bool,
    dry_run: bool,
    json: bool,
) -> ExitCode:
    from advocacy_cli.campaign.tables.incoming import Asked
    from advocacy_cli.campaign.tables.three_way import Rules
    from advocacy_cli.desk import exchange_shapes, importing
    from advocacy_cli.desk.country_names import country_code

    asked = Asked(
        encoding=encoding,
        delimiter=_delimiter(delimiter),
        mapping=meant.mapping_of(mapping),
        country_code=country_code,
    )
    wanted = importing.Import(
        file,
        asked,
        keep_good=keep_good,
        dry_run=dry_run,
        source=source.strip(),
        key=key.strip(),
        answers=_answers(answers),
        accept_renames=accept_renames,
        bring_back=tuple(bring_back or ()),
        only_new=only_new,
        rules=Rules(erase_empty=erase_empty, prefer=_preference(prefer)),
    )
    workplace = world.workplace()
    if world.is_interactive and not (json or dry_run):
        wanted = import_questions.answered(world, workplace, name, wanted)
    report = importing.import_list(workplace, name, wanted)
    if json:
        world.terminal.json(exchange_shapes.import_shape(report))
    else:
        import_report.show(world.terminal, report)
    return report.exit_code


def _delimiter(asked: str | None) -> str | None:
    if asked is None:
        return None
    delimiter = DELIMITERS.get(asked, asked)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise typer.BadParameter(
            "give one mark, such as ; or the word tab", param_hint="--delimiter"
        )
    return delimiter


def _answers(pairs: list[str] | None) -> dict[int, str]:
    found = {}
    for pair in pairs or ():
        line, equals, answer = pair.partition("=")
        if not (equals and answer.strip() and line.strip().isdecimal()):
            message = f"{pair!r} is not LINE=ID, as in 7=ada-example or 7=new"
            raise typer.BadParameter(message, param_hint="--is")
        found[int(line)] = answer.strip()
    return found


def _preference(text: str | None) -> Prefer | None:
    from advocacy_cli.campaign.tables.three_way import Prefer

    if text is None:
        return None
    try:
        return Prefer(text)
    except ValueError:
        message = f"{text!r} is none of {', '.join(Prefer)}"
        raise typer.BadParameter(message, param_hint="--prefer") from None
