"""Where a table comes from, and what a person has said of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy_cli.campaign.tables.doubts import NEW, SKIP
from advocacy_cli.campaign.tables.incoming import Taken
from advocacy_cli.campaign.tables.memory import Memory, Source
from advocacy_cli.campaign.tables.removals import Removals
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

_BAD_ROWS = re.compile(r"\.bad(-\d+)?\.csv$")
"""What `bad_rows` adds to the name of a table."""
_COPY = re.compile(r"[ _]?\(\d+\)$")
"""What browsers add to the name of a file that is downloaded again."""


@dataclass(frozen=True)
class Origin:
    """Where a table comes from: the name of its file without what downloads add, its source."""

    file: str
    name: str
    source: Source


def origin_of(memory: Memory, taken: Taken, name: str, key: str) -> Origin:
    """The source of a table, with the key that was named.

    Args:
        memory: of the list.
        taken: the table.
        name: what the source is called; empty for what it was last.
        key: the header of the column that tells rows apart; empty for the one it was last.

    Raises:
        AdvocacyError: the table has no such header.
    """
    if key and key not in taken.mapped.headers:
        hint = f"the headers are {', '.join(taken.mapped.headers)}"
        message = f"the table has no header {key!r}"
        raise AdvocacyError(Problem("unknown_header", message, hint=hint))
    file = _COPY.sub("", Path(_BAD_ROWS.sub("", taken.file)).stem)
    name = name or memory.files.get(file, file)
    source = memory.source(name)
    if key and key != source.key:
        said = {
            entry: tuple(replace(one, key="") for one in rows)
            for entry, rows in source.said.items()
        }
        source = Source(key, said)
    return Origin(file, name, source)


def aliases_of(entries: Mapping[str, Recipient] | Mapping[str, Sender]) -> dict[str, str]:
    """The ids that entries had before, with those they have now."""
    return {
        alias: name
        for name, value in entries.items()
        for alias in getattr(value, "aliases", ())
        if alias not in entries
    }


def require_answers(
    answers: Mapping[int, str], taken: Taken, entries: Mapping[str, object]
) -> None:
    """Make sure that answers are about rows of the table and entries of the list.

    Raises:
        AdvocacyError: one is not.
    """
    lines = {row.line for row in taken.rows}
    problems = [
        Problem(
            "unknown_answer",
            f"{line}={answer}: "
            + (
                f"there is no row in line {line} of {taken.file}"
                if line not in lines
                else f"there is no {answer!r} in the list"
            ),
            hint=f"give the line of a row, and an id of the list, {NEW} or {SKIP}",
        )
        for line, answer in answers.items()
        if line not in lines or (answer not in entries and answer not in {NEW, SKIP})
    ]
    if problems:
        raise AdvocacyError(problems)


def codes_of(names: Iterable[str], removals: Removals) -> Iterator[str]:
    """The codes of removed entries that may come back.

    Raises:
        AdvocacyError: nobody of that name was removed.
    """
    for name in names:
        removal = removals.called(name)
        if removal is None:
            raise AdvocacyError(
                Problem(
                    "unknown_removal",
                    f"nobody called {name} was removed here",
                    hint="the import names whom a row matches; run it without --bring-back",
                )
            )
        yield removal.code
