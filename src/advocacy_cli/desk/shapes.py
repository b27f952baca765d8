"""The JSON that scripts read: plain data made from results. A change of shape is a new version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from advocacy_cli.desk.looking import totals
from advocacy_cli.desk.reply_shapes import (
    clock_shape,
    communication_shape,
    questions_shape,
    reply_shape,
)
from advocacy_cli.errors import Problem
from advocacy_cli.model.events import Event

if TYPE_CHECKING:  # `status` has nothing to do with what makes letters
    from advocacy_cli.desk.drafting import Report
    from advocacy_cli.desk.entries import Entry
    from advocacy_cli.desk.health import Examination
    from advocacy_cli.desk.looking import DueDay, Shown, Standing, Verdict
    from advocacy_cli.desk.marking import Marked, Undone
    from advocacy_cli.desk.previewing import Preview

Json: TypeAlias = dict[str, Any]

VERSION = 1


def versioned(fields: Json) -> Json:
    """Plain data as the answer of a command."""
    return {"version": VERSION, **fields}


def problem_shape(problem: Problem) -> Json:
    """One problem; `where` is `file:line:column` or null."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "where": str(problem.where) if problem.where else None,
        "hint": problem.hint or None,
    }


def problems_shape(problems: Iterable[Problem]) -> Json:
    """What a command that failed as a whole prints."""
    return {"version": VERSION, "problems": [problem_shape(problem) for problem in problems]}


def check_shape(problems: Sequence[Problem]) -> Json:
    """The answer of `check`."""
    errors = sum(problem.is_error for problem in problems)
    return {**problems_shape(problems), "errors": errors, "warnings": len(problems) - errors}


def report_shape(report: Report) -> Json:
    """The answer of `draft`; its letters are an iterator, as there may be many."""
    return {
        "version": VERSION,
        "run": report.run,
        "dry_run": report.dry_run,
        "letters": map(_entry_shape, report.entries),
        "totals": report.totals,
        "problems": [problem_shape(problem) for problem in report.problems],
    }


def _entry_shape(entry: Entry) -> Json:
    draft = entry.on_paper
    return {
        "reference": entry.reference or None,
        "template": entry.template,
        "addressee": entry.addressee,
        "via": entry.via,
        "sender": entry.sender,
        "case": entry.case or None,
        "language": entry.language,
        "layout": entry.layout or None,
        "round": entry.round or None,
        "file": draft.file if draft else None,
        "pages": draft.pages if draft else None,
        "sha256": draft.sha256 if draft else None,
        "outcome": entry.outcome.value,
        "written": list(entry.written),
        "problems": [problem_shape(problem) for problem in entry.problems],
    }


def preview_shape(made: Preview, files: Iterable[Path]) -> Json:
    """The answer of `preview`."""
    return {
        "version": VERSION,
        "reference": made.letter.reference,
        "case": made.letter.key.case or None,
        "language": made.letter.key.language,
        "layout": made.letter.layout,
        "pages": made.pages or None,
        "text": made.text or None,
        "files": [str(file) for file in files],
        "others": made.others,
        "problems": [problem_shape(problem) for problem in made.problems],
    }


def status_shape(standings: list[Standing]) -> Json:
    """The answer of `status`."""
    return {
        "version": VERSION,
        "letters": [standing_shape(standing) for standing in standings],
        "totals": totals(standings),
    }


def standing_shape(standing: Standing) -> Json:
    """One letter of `status`."""
    key, state = standing.record.key, standing.state
    return {
        "reference": standing.record.reference,
        "template": key.template,
        "addressee": key.addressee,
        "via": key.via,
        "sender": standing.record.sender,
        "case": (key.case or None) if state.communication is None else None,
        "language": key.language,
        "round": key.round,
        "file": state.draft.file if state.draft else None,
        "drafted_on": _day(state.draft.on if state.draft else None),
        "stale": standing.stale,
        "delivery": state.delivery.value,
        "delivery_on": _day(state.delivery_on),
        "channel": state.channel,
        "conflict": state.conflict,
        "reply": state.reply.value,
        "reply_on": _day(state.reply_on),
        "clock": standing.clock.standing.value,
        "due_on": _day(standing.clock.due_on),
        "about": key.about or None,
        "series": state.series or None,
    }


def shown_shape(shown: Shown) -> Json:
    """The answer of `show`."""
    state = shown.standing.state
    draft = state.draft
    return {
        "version": VERSION,
        "letter": {
            **standing_shape(shown.standing),
            "layout": draft.layout if draft else None,
            "date": _day(draft.date if draft else None),
            "pages": draft.pages if draft else None,
            "sha256": draft.sha256 if draft else None,
        },
        "communication": communication_shape(state.communication) if state.communication else None,
        "questions": questions_shape(state),
        "replies": [reply_shape(reply) for reply in state.replies],
        "clock": clock_shape(shown.standing.clock),
        "related": list(shown.related),
        "events": [event_shape(event) for event in shown.events],
    }


def due_shape(until: dt.date, days: Sequence[DueDay], today: dt.date) -> Json:
    """The answer of `status --due`."""
    return {
        "version": VERSION,
        "until": until.isoformat(),
        "due": [
            {
                "reference": day.standing.record.reference,
                "addressee": day.standing.record.key.addressee,
                "due": day.due.value,
                "on": day.on.isoformat(),
                "days_left": (day.on - today).days,
            }
            for day in days
        ],
    }


def history_shape(events: Iterable[Event]) -> Json:
    """The answer of `history`."""
    return {"version": VERSION, "events": [event_shape(event) for event in events]}


def event_shape(event: Event) -> Json:
    """One entry of the ledger."""
    return {
        "id": event.id,
        "reference": event.reference,
        "kind": event.kind,
        "on": _day(event.on),
        "recorded_at": event.recorded_at.isoformat(),
        "actor": event.actor or None,
        "run": event.run,
        "data": dict(event.data),
    }


def marked_shape(marked: Marked) -> Json:
    """The answer of `mark`."""
    return {
        "version": VERSION,
        "state": marked.state.value,
        "changed": list(marked.changed),
        "unchanged": list(marked.unchanged),
        "problems": [problem_shape(problem) for problem in marked.problems],
    }


def undone_shape(undone: Undone) -> Json:
    """The answer of `undo`."""
    return {
        "version": VERSION,
        "reference": undone.reference,
        "retracted": event_shape(undone.retracted),
        "delivery": undone.state.delivery.value,
    }


def verdict_shape(verdict: Verdict) -> Json:
    """The answer of `verify`."""
    return {
        "version": VERSION,
        "verdict": verdict.verdict,
        "reference": verdict.reference,
        "sha256": verdict.sha256,
        "drafted_on": _day(verdict.event.on) if verdict.event else None,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def doctor_shape(examinations: Iterable[Examination]) -> Json:
    """The answer of `doctor`."""
    return {
        "version": VERSION,
        "examined": [
            {
                "what": examined.what,
                "sound": examined.is_sound,
                "problems": [problem_shape(problem) for problem in examined.problems],
            }
            for examined in examinations
        ],
    }
