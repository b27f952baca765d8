"""The JSON of changes to a list, as in `shapes`."""

from __future__ import annotations

from collections.abc import Iterable

from advocacy_cli.desk.adding import Added
from advocacy_cli.desk.dedupe import Merged, Pair
from advocacy_cli.desk.editing import Removed
from advocacy_cli.desk.renaming import Renamed
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


def renamed_shape(renamed: Renamed, *, dry_run: bool) -> Json:
    """The answer of `rename`."""
    return versioned(
        {
            "list": renamed.list_file,
            "dry_run": dry_run,
            "written": renamed.written,
            "old": renamed.old,
            "new": renamed.new,
            "places": [str(place) for place in renamed.places],
            "letters": list(renamed.letters),
            "problems": [],
        }
    )


def pairs_shape(list_file: str, pairs: Iterable[Pair]) -> Json:
    """The answer of `dedupe`: an empty text in a column is null."""
    return versioned(
        {
            "list": list_file,
            "pairs": [
                {
                    "first": pair.first,
                    "second": pair.second,
                    "reason": pair.reason,
                    "differences": {
                        column: {"first": first or None, "second": second or None}
                        for column, (first, second) in pair.differences.items()
                    },
                    "letters": {
                        "first": pair.letters.get(pair.first, []),
                        "second": pair.letters.get(pair.second, []),
                    },
                }
                for pair in pairs
            ],
        }
    )


def merged_shape(merged: Merged) -> Json:
    """The answer of `dedupe --keep ID --merge ID`."""
    return versioned(
        {
            "list": merged.list_file,
            "kept": merged.kept,
            "removed": merged.removed,
            "changed": list(merged.keys),
            "letters": merged.letters.get(merged.removed, []),
            "problems": [problem_shape(problem) for problem in merged.problems],
        }
    )
