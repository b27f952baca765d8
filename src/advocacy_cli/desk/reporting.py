"""The report on a campaign: what is known, counted, and written in the form asked for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from advocacy_cli.composing.countries import country_name
from advocacy_cli.desk.clocks import Clocks
from advocacy_cli.desk.files import write_whole
from advocacy_cli.desk.report_shapes import campaign_report_shape
from advocacy_cli.desk.shapes import versioned
from advocacy_cli.desk.workplace import CASES, Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.ledger.counting import Counting
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.languages import FALLBACK
from advocacy_cli.reporting.discretion import Tracked
from advocacy_cli.reporting.figures import Scope, report
from advocacy_cli.reporting.forms import Form, Readers
from advocacy_cli.reporting.report import Report


def make_report(
    workplace: Workplace,
    readers: Readers,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Report:
    """The report as it stands today.

    Args:
        since, until: the first and the last day of the letters it tells of.

    Raises:
        AdvocacyError: the days are the wrong way round; the ledger or campaign.yaml cannot be
            read; or a case cannot, so that it is not known whom the public may not read of.
    """
    if since and until and until < since:
        raise AdvocacyError(
            Problem(
                "ends_before_it_begins",
                f"the report would end on {until}, before it begins on {since}",
                hint="mend --since or --until",
            )
        )
    campaign, problems = workplace.campaign()
    if readers is Readers.PUBLIC:
        _require_cases(campaign, problems)
    scope = Scope(workplace.today, readers, since, until)
    names = cache(lambda code: country_name(code, FALLBACK))
    with (
        open_ledger(workplace.ledger, create=False) as ledger,
        ledger.counting() as counting,
    ):
        return report(campaign, _tracked(campaign, scope.made_on, counting), scope, names)


def write_report(made: Report, form: Form) -> bytes:
    """The report as a file of that form.

    Raises:
        AdvocacyError: the PDF cannot be typeset.
    """
    if form is Form.JSON:
        shape = versioned(campaign_report_shape(made))
        return f"{json.dumps(shape, ensure_ascii=False, indent=2)}\n".encode()
    if form is Form.MARKDOWN:
        from advocacy_cli.reporting.markdown import markdown

        return markdown(made).encode()
    from advocacy_cli.reporting.html import page, paper

    if form is Form.HTML:
        return page(made).encode()
    from advocacy_cli.typesetting.libraries import require_libraries
    from advocacy_cli.typesetting.reports import set_report

    require_libraries()
    return set_report(*paper(made))


def save(content: bytes, file: Path) -> None:
    """Write a report to a file, whole or not at all.

    Raises:
        AdvocacyError: it cannot be written there.
    """
    try:
        write_whole(file, content)
    except OSError as error:
        raise cannot_write(error, str(file)) from None


def _require_cases(campaign: Campaign, problems: list[Problem]) -> None:
    """Refuse to tell the public anything where it is not known what to keep from it.

    Raises:
        AdvocacyError: with the errors in the files of cases, and with those that are not read.
    """
    unread = {one.where.file for one in campaign.unreadable_cases}
    found = [
        replace(problem, severity=Severity.ERROR)
        for problem in problems
        if problem.where
        and (
            problem.where.file in unread
            or (problem.is_error and problem.where.file.startswith(f"{CASES}/"))
        )
    ]
    if found:
        raise AdvocacyError(found)


def _tracked(campaign: Campaign, today: dt.date, counting: Counting) -> Iterator[Tracked]:
    clocks = Clocks(campaign, today, counting.records, counting.states)
    known = {}
    for name, record in counting.records.items():
        if state := counting.states.get(name):
            clock = clocks.of(record, state)
            hidden = clocks.is_confidential(record, state, clock)
            known[name] = Tracked(record, state, clock, hidden)
    for name, number in counting.numbers.items():
        tracked = known[name]
        about = known.get(tracked.record.key.about)
        hidden = tracked.is_confidential or bool(about and about.is_confidential)
        yield replace(
            tracked,
            is_confidential=hidden or not _knows_case(campaign, tracked),
            number=number,
            alike=partial(counting.alike, name),
        )


def _knows_case(campaign: Campaign, tracked: Tracked) -> bool:
    """Whether a letter's case is on file, so that it is known whom it may not name."""
    case = tracked.record.key.case
    if not case or tracked.state.communication:
        return True
    return case.partition("/")[0] in campaign.cases
