"""What options come to, as the desk takes it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from advocacy_cli.desk.planning import Request
    from advocacy_cli.model.filters import Filter


def lines_of(values: Iterable[str] | None) -> tuple[str, ...]:
    """The values as given; a single `-` stands for the words on standard input."""
    return tuple(
        word
        for value in values or ()
        for word in (sys.stdin.read().split() if value == "-" else [value])
    )


def mapping_of(pairs: Iterable[str] | None) -> dict[str, str]:
    """What `--map` says: our column for a table's header; an empty one passes it over."""
    found = {}
    for pair in pairs or ():
        header, equals, column = pair.rpartition("=")
        if not equals:
            raise typer.BadParameter(
                f'{pair!r} is not HEADER=COLUMN, as in "Post code=postcode"', param_hint="--map"
            )
        found[header.strip()] = column.strip()
    return found


def _somebody(values: list[str] | None, option: str) -> tuple[str, ...]:
    """The ids given, and at least one if any were to be read: none would mean the default."""
    found = lines_of(values)
    if values and not found:
        raise typer.BadParameter("standard input named nobody", param_hint=option)
    return found


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
    via: list[str] | None,
    only: Filter,
    everyone: bool = False,
    senders: list[str] | None,
    language: str | None,
    case: str | None = None,
    layout: str | None,
    date: dt.date | None,
    again: bool = False,
    late: bool = False,
    names_read: bool = False,
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
        via=tuple(via or ()),
        only=only,
        everyone=everyone,
        senders=_somebody(senders, "--sender"),
        language=language,
        case=case,
    )
    return Request(choice, layout=layout, date=date, again=again, late=late, names_read=names_read)
