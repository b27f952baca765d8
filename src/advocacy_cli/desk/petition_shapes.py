"""The JSON of petitions; see `desk.shapes`."""

from __future__ import annotations

from pathlib import Path

from advocacy_cli.desk.petition_delivery import Delivery
from advocacy_cli.desk.petition_import import Imported
from advocacy_cli.desk.petition_returns import Recorded
from advocacy_cli.desk.petition_set_aside import PutAside
from advocacy_cli.desk.petition_sheets import Sheets
from advocacy_cli.desk.petition_undo import ImportUndone
from advocacy_cli.desk.petition_withdrawal import Gone
from advocacy_cli.desk.petitions import Status
from advocacy_cli.desk.shapes import VERSION, Json, problem_shape, report_shape
from advocacy_cli.model.petitions import Tally
from advocacy_cli.petition.manifest import Verdict
from advocacy_cli.petition.newcomers import Turned


def counts_shape(counts: Tally) -> Json:
    """The counts, as they stand within other answers."""
    return {
        "total": counts.total,
        "online": counts.online,
        "paper": counts.paper,
        "sheets": counts.sheets,
        "withdrawn": counts.withdrawn,
        "by_country": dict(counts.by_country),
        "by_day": dict(counts.by_day),
        "consents": dict(counts.consents),
        "country_unknown": counts.country_unknown,
        "day_unknown": counts.day_unknown,
        "set_aside": counts.set_aside,
    }


def status_shape(name: str, status: Status) -> Json:
    """The answer of `petition status`."""
    return {
        "version": VERSION,
        "petition": name,
        "counts": counts_shape(status.counts),
        "imports": [
            {
                "run": one.run.name,
                "on": one.run.on.isoformat(),
                "undone": one.run.undone.isoformat() if one.run.undone else None,
                "signatures": one.signatures,
            }
            for one in status.imports
        ],
        "set_aside": [
            {"id": one.id, "reason": aside.reason, "on": aside.on.isoformat()}
            for one in status.set_aside
            if (aside := one.set_aside)
        ],
        "printed": [
            {
                "first": made.first,
                "count": made.count,
                "lines": made.lines,
                "language": made.language,
                "on": made.on.isoformat(),
            }
            for made in status.printed
        ],
    }


def imported_shape(imported: Imported) -> Json:
    """The answer of `petition import`."""
    return {
        "version": VERSION,
        "dry_run": imported.dry_run,
        "written": imported.written,
        "encoding": imported.encoding,
        "delimiter": imported.delimiter,
        "columns": dict(imported.columns),
        "new": len(imported.new),
        "repeated": imported.repeated,
        "withdrawn_before": imported.withdrawn,
        "consents_changed": _turned_shape(imported.turned),
        "run": imported.run or None,
        "named_in": list(imported.named_in),
        "likely": [
            {"new": pair.new.id, "known": pair.known.id, "names": [pair.new.name, pair.known.name]}
            for pair in imported.likely
        ],
        "bad": [problem_shape(problem) for problem in imported.bad],
        "bad_file": imported.bad_file.name if imported.bad_file else None,
        "counts": counts_shape(imported.counts),
        "problems": [problem_shape(problem) for problem in imported.warnings],
    }


def undone_shape(undone: ImportUndone) -> Json:
    """The answer of `petition import --undo`."""
    return {
        "version": VERSION,
        "undone": undone.run,
        "removed": len(undone.what.removed),
        "kept": undone.what.kept,
        "answers": undone.what.answers,
        "consents_changed": _turned_shape(undone.what.turned),
        "named_in": list(undone.named_in),
        "counts": counts_shape(undone.counts),
    }


def set_aside_shape(done: PutAside) -> Json:
    """The answer of `petition set-aside`."""
    aside = done.signature.set_aside
    return {
        "version": VERSION,
        "id": done.signature.id,
        "set_aside": aside is not None,
        "reason": aside.reason if aside else None,
        "named_in": list(done.named_in),
        "counts": counts_shape(done.counts),
    }


def _turned_shape(turned: Turned) -> Json:
    return {"to_no": turned.to_no, "to_yes": turned.to_yes}


def sheets_shape(made: Sheets, file: Path) -> Json:
    """The answer of `petition sheet`."""
    return {
        "version": VERSION,
        "file": str(file),
        "language": made.language,
        "lines": made.lines,
        "sheets": list(made.numbers),
        "specimen": made.is_specimen,
        "problems": [problem_shape(problem) for problem in made.problems],
    }


def sheet_shape(recorded: Recorded) -> Json:
    """The answer of `petition record-sheet`."""
    sheet, before = recorded.sheet, recorded.before
    return {
        "version": VERSION,
        "sheet": {
            "number": sheet.number,
            "count": sheet.count,
            "on": sheet.on.isoformat(),
            "scan": sheet.file or None,
            "scan_sha256": sheet.scan or None,
            "replaced_scan": recorded.replaced or None,
        },
        "replaced": {
            "count": before.count,
            "on": before.on.isoformat(),
            "scan": before.file or None,
        }
        if before
        else None,
        "counts": counts_shape(recorded.counts),
        "problems": [problem_shape(problem) for problem in recorded.problems],
    }


def withdrawn_shape(gone: Gone) -> Json:
    """The answer of `petition withdraw`."""
    return {
        "version": VERSION,
        "withdrawn": gone.id,
        "named_in": list(gone.named_in),
        "counts": counts_shape(gone.counts),
    }


def delivery_shape(delivery: Delivery) -> Json:
    """The answer of `petition deliver`: that of `draft`, with what goes with each letter."""
    return {
        **report_shape(delivery.letters),
        "annexes": [
            {
                "reference": annex.reference,
                "file": annex.file,
                "manifest": annex.manifest,
                "pages": annex.pages,
                "named": annex.named,
                "held_back": dict(annex.held_back),
            }
            for annex in delivery.annexes
        ],
        "counts": counts_shape(delivery.counts),
        "problems": [
            problem_shape(problem) for problem in (*delivery.letters.problems, *delivery.problems)
        ],
    }


def verdict_shape(verdict: Verdict) -> Json:
    """The answer of `petition verify`."""
    return {
        "version": VERSION,
        "sound": verdict.sound,
        "total": verdict.total,
        "opened": verdict.opened,
        "withdrawn": verdict.withdrawn,
        "unknown": verdict.unknown,
    }
