"""What to know of an import of signatures: which rows were taken in another way than they ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from advocacy_cli.desk.petition_tables import Incoming
from advocacy_cli.errors import Problem, Severity, Where
from advocacy_cli.petition.newcomers import Newcomers
from advocacy_cli.petition.rows import CONSENT

SHOWN = 10
"""Lines named in one warning."""
_AHEAD = Problem(
    "in_the_future",
    "the day on {} has not come yet, so it is taken as not known",
    severity=Severity.WARNING,
    hint="mend the day and import the table again",
)
_SHARED = Problem(
    "shared_address",
    "an e-mail address that somebody of another name signed with is given again on {};"
    " they are counted as different people",
    severity=Severity.WARNING,
    hint="where one is the other's second, set it aside: advocacy petition set-aside ID",
)
_LOOKALIKES = Problem(
    "may_have_withdrawn",
    "{} may be somebody who withdrew: written in another way, or with the same address;"
    " nothing was taken from there",
    severity=Severity.WARNING,
    hint="if it is another person, take the line all the same with --bring-back LINE",
)
_UNLIFTED = Problem(
    "consent_not_lifted",
    "the yes on {} does not lift a no, since it is not certain which of them is newer",
    severity=Severity.WARNING,
    hint="if the table's answers are newer, say of which day: --this-is-newer 2026-09-24",
)
_UNSURE = Problem(
    "consent_not_taken",
    "the yes on {} is not taken, since nothing tells who of that name gave it",
    severity=Severity.WARNING,
    hint="where it is one person, give both tables the e-mail address, or neither",
)


def import_warnings(
    table: Incoming, columns: Iterable[str], found: Newcomers, file: str
) -> Iterator[Problem]:
    """The warnings, in the order in which they are shown.

    Args:
        table: what was read.
        columns: those that its headers were taken for.
        found: what its rows came to.
        file: what problems call the table.
    """
    yield from table.warnings
    if not any(column.startswith(CONSENT) for column in columns):
        yield Problem(
            "no_consent_column",
            "no column tells what people agreed to, so they are counted only",
            severity=Severity.WARNING,
            where=Where(file),
            hint='name the column: --map "HEADER=consent_print_name"',
        )
    homeless = sum(not one.country for one in found.new)
    if homeless:
        yield Problem(
            "no_country",
            f"{homeless} of the new signatures name no country, so they are counted only",
            severity=Severity.WARNING,
            where=Where(file),
            hint="to have them named, give their countries and import the table again",
        )
    for numbers, problem in (
        (found.ahead, _AHEAD),
        (found.shared, _SHARED),
        (found.lookalikes, _LOOKALIKES),
        (found.unlifted, _UNLIFTED),
        (found.unsure, _UNSURE),
    ):
        if numbers:
            message = problem.message.format(_lines(numbers))
            yield replace(problem, message=message, where=Where(file, numbers[0]))


def _lines(numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return f"line {', '.join(map(str, numbers[:SHOWN]))}{more}"
