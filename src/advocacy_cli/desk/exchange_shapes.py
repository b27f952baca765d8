"""The JSON of exports and imports, as in `shapes`."""

from __future__ import annotations

from advocacy_cli.desk.exchange import Export, Report
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
        "bad_file": str(report.bad_file) if report.bad_file else None,
        "problems": [problem_shape(problem) for problem in taken.warnings],
    }
