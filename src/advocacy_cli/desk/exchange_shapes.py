"""The JSON of exports and imports, as in `shapes`."""

from __future__ import annotations

from advocacy_cli.campaign.tables.comparison import Asked
from advocacy_cli.campaign.tables.three_way import Conflict
from advocacy_cli.desk.exchange import Export
from advocacy_cli.desk.importing import Report
from advocacy_cli.desk.list_files import ListName
from advocacy_cli.desk.shapes import VERSION, Json, problem_shape


def export_shape(name: ListName, exported: Export) -> Json:
    """The answer of `export --json`: the entries as the YAML file has them."""
    return {"version": VERSION, name: exported.entries}


def import_shape(report: Report) -> Json:
    """The answer of `import`."""
    taken, found = report.taken, report.comparison
    return {
        "version": VERSION,
        "list": report.list_file,
        "encoding": taken.encoding,
        "delimiter": taken.delimiter,
        "mapping": [
            {"header": header, "column": column}
            for header, column in zip(taken.mapped.headers, taken.mapped.columns, strict=True)
        ],
        "dry_run": report.dry_run,
        "written": report.written,
        "added": list(found.added),
        "changed": [
            {
                "id": name,
                "columns": {
                    column: {"before": before or None, "after": after or None}
                    for column, (before, after) in edited.columns.items()
                },
            }
            for name, edited in found.changed.items()
        ],
        "same": list(found.same),
        "missing": list(found.missing),
        "bad": [
            {"line": bad.row.line, "problems": [problem_shape(problem) for problem in bad.problems]}
            for bad in found.bad
        ],
        "asked": [_asked_shape(asked, taken.file) for asked in found.asked],
        "conflicts": [_conflict_shape(conflict) for conflict in found.conflicts],
        "warnings": [problem_shape(problem) for problem in report.warnings],
        "source": report.source,
        "key": report.key or None,
        "bad_file": str(report.bad_file) if report.bad_file else None,
        "problems": [problem_shape(problem) for problem in taken.warnings],
    }


def _asked_shape(asked: Asked, file: str) -> Json:
    return {
        "line": asked.line,
        "code": asked.doubt.code,
        "message": asked.doubt.message,
        "candidates": list(asked.doubt.candidates),
        "added": asked.is_new,
        "hint": asked.problem(file).hint or None,
    }


def _conflict_shape(conflict: Conflict) -> Json:
    return {
        "id": conflict.entry,
        "line": conflict.line,
        "about": conflict.about,
        "lifts": conflict.lifts,
        "columns": {
            column: {"list": listed or None, "table": new or None, "before": said or None}
            for column, (listed, new, said) in conflict.columns.items()
        },
    }
