"""What an import found and did, as people read it."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING

from advocacy_cli.cli.terminal import Terminal

if TYPE_CHECKING:
    from advocacy_cli.campaign.tables.comparison import Comparison
    from advocacy_cli.desk.importing import Report

MISSING_SHOWN = 10
"""How many are named that the table does not have: a table is often one of several."""
ASKED_SHOWN = 10
CONFLICTS_SHOWN = 10

DELIMITERS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SHOWN_AS = {delimiter: name for name, delimiter in DELIMITERS.items()}


def show(terminal: Terminal, report: Report) -> None:
    """The change report: changes are the answer, how the table was read is talk."""
    found, taken = report.comparison, report.taken
    mark = taken.delimiter
    apart = f", cells set apart by {_SHOWN_AS.get(mark, mark)}" if mark else ""
    terminal.talk(f"Read as {taken.encoding}{apart}.")
    pairs = zip(taken.mapped.headers, taken.mapped.columns, strict=True)
    shown = [
        column if header == column else f"{header} → {column}" for header, column in pairs if column
    ]
    terminal.talk(f"Taken: {'; '.join(shown) or 'no column'}.")
    if taken.mapped.unmapped:
        terminal.talk(f"Passed over: {'; '.join(taken.mapped.unmapped)}.")
    terminal.problems([*taken.warnings, *found.warnings])
    for name in found.added:
        terminal.answer(f"added    {name}")
    for name, edited in found.changed.items():
        terminal.answer(f"changed  {name}")
        for column, (before, after) in edited.columns.items():
            terminal.answer(f"         {column}: {before or '(empty)'} → {after or '(empty)'}")
    _show_conflicts(terminal, found)
    for name in found.missing[:MISSING_SHOWN]:
        terminal.answer(f"missing  {name}")
    if len(found.missing) > MISSING_SHOWN:
        terminal.answer(f"missing  and {len(found.missing) - MISSING_SHOWN} more")
    for bad in found.bad:
        terminal.problems(bad.problems)
    _show_doubts(terminal, report)
    counts: dict[str, Sized] = {
        "added": found.added,
        "changed": found.changed,
        "the same": found.same,
        "missing from the table": found.missing,
        "bad": found.bad,
    }
    if found.left:
        counts["left out"] = found.left
    if found.conflicts:
        counts["in conflict"] = found.conflicts
    terminal.talk(", ".join(f"{len(rows)} {what}" for what, rows in counts.items()) + ".")
    terminal.talk(_outcome(report))


def _outcome(report: Report) -> str:
    if report.dry_run:
        return "Nothing was written (--dry-run)."
    if report.is_refused:
        return "Nothing was written: mend the bad rows, or take the good ones with --keep-good."
    done = f"{report.list_file} was written." if report.written else "Nothing had to be written."
    if report.comparison.left:
        done += " Rows that were left out wait for an answer, here or with --is."
    if report.comparison.conflicts:
        done += " In conflict the list stays: look at it, then --prefer table or --prefer list."
    if report.bad_file:
        done += f" The bad rows are in {report.bad_file}: mend them there, then import that file."
    return done


def _show_conflicts(terminal: Terminal, found: Comparison) -> None:
    for conflict in found.conflicts[:CONFLICTS_SHOWN]:
        terminal.answer(f"conflict {conflict.entry}")
        for column, (listed, new, said) in conflict.columns.items():
            before = "" if said is None else f", until now {said or '(empty)'}"
            terminal.answer(
                f"         {column}: list {listed or '(empty)'}, table {new or '(empty)'}{before}"
            )
        if conflict.lifts:
            terminal.answer("         a table lifts no block: take it out of the list by hand")
    more = len(found.conflicts) - CONFLICTS_SHOWN
    if more > 0:
        terminal.answer(f"conflict and {more} more; --json lists them")


def _show_doubts(terminal: Terminal, report: Report) -> None:
    asked = report.comparison.asked
    terminal.problems([one.problem(report.taken.file) for one in asked[:ASKED_SHOWN]])
    if len(asked) > ASKED_SHOWN:
        terminal.talk(f"... and {len(asked) - ASKED_SHOWN} more in doubt; --json lists them.")
