"""The JSON of reports, as in `shapes`."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from enum import Enum
from typing import Any

from advocacy_cli.desk.shapes import Json
from advocacy_cli.reporting.report import Line, Listing, QuestionSet, Report


def campaign_report_shape(report: Report) -> Json:
    """The answer of `report --format json`."""
    return {
        "campaign": {"name": report.name, "code": report.code},
        "made_on": report.made_on.isoformat(),
        "audience": report.readers.value,
        "since": _plain(report.since),
        "until": _plain(report.until),
        "totals": {**asdict(report.numbers), "confidential": report.confidential},
        "deliveries": {delivery.value: number for delivery, number in report.deliveries},
        "replies": {reply.value: number for reply, number in report.replies},
        "recipients": [_line_shape(line) for line in report.recipients],
        "countries": [_line_shape(line) for line in report.countries],
        "timeline": {
            "unit": report.timeline.unit.value,
            "periods": [asdict(period) for period in report.timeline.periods],
        },
        "days_to_reply": {
            "first_reply": _plain(report.first_reply and asdict(report.first_reply)),
            "final_reply": _plain(report.decision and asdict(report.decision)),
        },
        "questions": [_questions_shape(found) for found in report.questions],
        "others": [_plain(asdict(letter)) for letter in report.others],
        "overdue": _listing_shape(report.overdue),
        "outcomes": _listing_shape(report.stories),
    }


def _line_shape(line: Line) -> Json:
    return {
        "id": line.id,
        "name": line.name,
        "country": line.country or None,
        **asdict(line.numbers),
    }


def _questions_shape(found: QuestionSet) -> Json:
    return {
        "title": found.title,
        "language": found.language or None,
        "asked": found.asked,
        "answered": found.answered,
        "questions": [
            {
                "number": question.number,
                "text": question.text,
                "counts": {cell.value: number for cell, number in question.counts},
            }
            for question in found.questions
        ],
        "recipients": [
            {
                "id": answers.recipient,
                "name": answers.name,
                "letters": answers.letters,
                "answers": [cell.value for cell in answers.cells],
            }
            for answers in found.answers
        ],
        "quotes": [_plain(asdict(quote)) for quote in found.quotes],
    }


def _listing_shape(listing: Listing[Any]) -> Json:
    return {
        "total": listing.total,
        "letters": [_plain(asdict(entry)) for entry in listing.shown],
    }


def _plain(value: Any) -> Any:
    """Days and words of a list as JSON has them; what is empty is null."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return None if value == "" else value
