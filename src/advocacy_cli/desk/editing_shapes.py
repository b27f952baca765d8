"""The JSON of changes to a list, as in `shapes`."""

from __future__ import annotations

from advocacy_cli.desk.adding import Added
from advocacy_cli.desk.editing import Removed
from advocacy_cli.desk.shapes import Json, problem_shape, versioned


def removed_shape(removed: Removed, *, dry_run: bool) -> Json:
    """The answer of `remove`."""
    return versioned(
        {
            "list": removed.list_file,
            "dry_run": dry_run,
            "written": removed.written,
            "removed": [
                {"id": one, "letters": removed.letters.get(one, [])} for one in removed.ids
            ],
            "problems": [problem_shape(problem) for problem in removed.problems],
        }
    )


def added_shape(added: Added, *, dry_run: bool) -> Json:
    """The answer of `add`: the entry as the YAML file has it."""
    return versioned(
        {
            "list": added.list_file,
            "dry_run": dry_run,
            "written": added.written,
            "added": added.entry,
            "problems": [problem_shape(problem) for problem in added.problems],
        }
    )
