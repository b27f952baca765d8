"""Signatures as others export them: rows of text, made into signatures or refused."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from advocacy_cli.errors import AdvocacyError, Problem, Where
from advocacy_cli.model.answers import span
from advocacy_cli.model.comparison import folded
from advocacy_cli.model.partial_dates import read_partial_date
from advocacy_cli.model.petitions import Petition
from advocacy_cli.model.senders import Purpose
from advocacy_cli.model.values import Line
from advocacy_cli.petition.names import NOTHING, no_name, no_town

CONSENT = "consent_"
COLUMNS = (
    *("name", "first_name", "last_name", "city", "country", "email"),
    *("at", "channel", "text_version"),
)
_SYNONYMS: Mapping[str, str] = {
    "fullname": "name",
    "nomcomplet": "name",
    "signatory": "name",
    "firstname": "first_name",
    "givenname": "first_name",
    "vorname": "first_name",
    "prenom": "first_name",
    "lastname": "last_name",
    "surname": "last_name",
    "familyname": "last_name",
    "nachname": "last_name",
    "town": "city",
    "ort": "city",
    "stadt": "city",
    "ville": "city",
    "land": "country",
    "pays": "country",
    "countrycode": "country",
    "mail": "email",
    "courriel": "email",
    "emailaddress": "email",
    "date": "at",
    "time": "at",
    "timestamp": "at",
    "signedat": "at",
    "signedon": "at",
    "source": "channel",
    "consentversion": "text_version",
}
_YES = frozenset(
    {*("yes", "y", "true", "1", "x", "on", "ja", "oui", "si", "sí")}
    | {*("да", "是", "예", "네", "نعم", "✓", "✔", "☑")}
)
_NO = frozenset(
    {*("", "no", "n", "false", "0", "off", "nein", "non", "-")}
    | {*("нет", "否", "아니요", "아니오", "لا", "☐")}
)
_LINE = TypeAdapter(Line)
_AHEAD = dt.timedelta(days=1)
"""It is tomorrow somewhere."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a good row says; see `Signature`. `email` is not kept.

    Attributes:
        refused: the purposes answered with no.
        is_ahead: it gives a day that has not come, which is not taken.
    """

    line: int
    name: str
    city: str
    country: str
    email: str
    consents: Mapping[Purpose, str]
    channel: str
    at: str
    refused: tuple[Purpose, ...] = ()
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How rows are to be read.

    Attributes:
        file: what problems call the table.
        country_of: the ISO 3166-1 code of a country's name or code, or None.
        channel: of rows that say nothing of it.
        today: nobody can have signed later.
    """

    petition: Petition
    file: str
    country_of: Callable[[str], str | None]
    channel: str
    today: dt.date


def map_headers(
    headers: Sequence[str], petition: Petition, asked: Mapping[str, str]
) -> dict[int, str]:
    """The columns that headers mean, by their places; what means nothing is left out.

    Args:
        headers: the table's.
        petition: says which consents are asked for.
        asked: columns for headers, before anything is guessed; an empty one passes a header over.

    Raises:
        AdvocacyError: there is no column of names or countries, two headers mean one column, or
            what is asked for is not there.
    """
    columns = [*COLUMNS, *(f"{CONSENT}{purpose}" for purpose in petition.purposes)]
    for header, column in asked.items():
        if header not in headers:
            raise _mapping(f"the table has no header {header!r}", headers)
        if column and column not in columns:
            raise _mapping(f"{column!r} is not a column of signatures", columns)
    known = {folded(column): column for column in columns} | dict(_SYNONYMS)
    meant = {
        at: asked[header] if header in asked else known.get(folded(header), "")
        for at, header in enumerate(headers)
    }
    found = {at: column for at, column in meant.items() if column}
    for column in found.values():
        if list(found.values()).count(column) > 1:
            both = [headers[at] for at in found if found[at] == column]
            raise _mapping(f"{' and '.join(map(repr, both))} both mean `{column}`", columns)
    named = {"name", "first_name", "last_name"} & set(found.values())
    for column in ("country", "name"):
        if column not in found.values() and not (column == "name" and named):
            raise AdvocacyError(
                Problem(
                    "missing_column",
                    f"the table has no column `{column}`",
                    hint=f'say which it is: --map "HEADER={column}";'
                    f" the headers are {', '.join(headers)}",
                )
            )
    return found


def read_row(line: int, row: Mapping[str, str], reading: Reading) -> Given:
    """The signature that a row gives.

    Raises:
        AdvocacyError: it cannot be taken.
    """
    where = Where(reading.file, line)
    cells = {column: text.strip() for column, text in row.items()}
    whole = cells.get("name") or " ".join(
        filter(None, (cells.get("first_name"), cells.get("last_name")))
    )
    version = cells.get("text_version") or reading.petition.version
    agreed, refused = _answers(cells, reading.petition, where)
    email = cells.get("email", "")
    at = _time(cells["at"], where) if cells.get("at") else ""
    is_ahead = bool(at) and span(at)[0] > reading.today + _AHEAD
    return Given(
        line=line,
        name=_name(whole, where),
        city=_town(cells.get("city", ""), where),
        country=_country(cells.get("country", ""), reading, where),
        email=email if "@" in unicodedata.normalize("NFKC", email) else "",
        consents=dict.fromkeys(agreed, version),
        channel=_one_line(cells.get("channel") or reading.channel, "channel", where),
        at="" if is_ahead else at,
        refused=tuple(refused),
        is_ahead=is_ahead,
    )


def _name(text: str, where: Where) -> str:
    why = no_name(text)
    if text and why:
        hint = "write the name, or take the row out"
        raise AdvocacyError(Problem("no_name", f"the name is {why}", where=where, hint=hint))
    return _one_line(text, "name", where)


def _town(text: str, where: Where) -> str:
    why = no_town(text)
    if why:
        hint = "write the town, or empty the cell"
        raise AdvocacyError(Problem("no_town", f"the town is {why}", where=where, hint=hint))
    return _one_line(text, "city", where) if text else ""


def _one_line(text: str, column: str, where: Where) -> str:
    try:
        return _LINE.validate_python(text)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        why = str(details.get("ctx", {}).get("error", details["msg"]))
        raise AdvocacyError(
            Problem("bad_value", f"{column}: {why}", where=where, hint="mend the cell")
        ) from None


def _country(text: str, reading: Reading, where: Where) -> str:
    """The country's code; empty where the row names none: then nobody is named by it."""
    if not text or no_name(text) in NOTHING:
        return ""
    code = reading.country_of(text)
    if code:
        return code
    message = f"{text!r} is not a country"
    hint = (
        "write its name, or its ISO 3166 code of two capital letters; who has none is counted only"
    )
    raise AdvocacyError(Problem("unknown_country", message, where=where, hint=hint))


def _answers(
    cells: Mapping[str, str], petition: Petition, where: Where
) -> tuple[list[Purpose], list[Purpose]]:
    """The purposes agreed to and refused; a table without a column for one did not ask."""
    agreed: list[Purpose] = []
    refused: list[Purpose] = []
    for purpose in petition.purposes:
        column = f"{CONSENT}{purpose}"
        if column not in cells:
            continue
        text = cells[column].casefold()
        if text not in _YES | _NO:
            raise AdvocacyError(
                Problem(
                    "unclear_consent",
                    f"{text!r} is neither yes nor no for consent {purpose}",
                    where=where,
                    hint="write yes or no; an empty cell is no",
                )
            )
        (agreed if text in _YES else refused).append(purpose)
    return agreed, refused


def _time(text: str, where: Where) -> str:
    """The time, or as much of the day as is known, as ISO 8601 has it."""
    try:
        if len(text) <= len("2026-09-24"):
            return str(read_partial_date(text))
        if not re.match(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return dt.datetime.fromisoformat(text).isoformat()
    except ValueError:
        hint = "write it as 2026-09-24, 2026-09 or 2026-09-24T18:30:00+02:00"
        message = f"{text!r} is not a day or time"
        raise AdvocacyError(Problem("bad_value", message, where=where, hint=hint)) from None


def _mapping(message: str, choice: Sequence[str]) -> AdvocacyError:
    return AdvocacyError(
        Problem("bad_mapping", message, hint=f"choose among {', '.join(filter(None, choice))}")
    )
