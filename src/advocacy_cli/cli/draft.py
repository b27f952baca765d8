"""`advocacy draft`: make letters and record them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import meant, options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode, Problem

if TYPE_CHECKING:
    from advocacy_cli.desk.drafting import Report, Share
    from advocacy_cli.desk.entries import Entry

WARNINGS_OF_A_KIND = 10
"""How many warnings with one code are printed."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, draft)


def draft(
    context: typer.Context,
    template: options.TemplateName,
    to: options.To = None,
    via: options.Via = None,
    tag: options.Tag = None,
    country: options.Country = None,
    not_sent: options.NotSent = False,
    everyone: options.Everyone = False,
    sender: options.SenderNames = None,
    language: options.Language = None,
    case: options.Case = None,
    layout: options.LayoutName = None,
    date: options.Day = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Begin the next round with addressees a letter has left for, and write what was"
            " written another way.",
        ),
    ] = False,
    late: Annotated[
        bool, typer.Option("--late", help="Also after the campaign's last day to act (act_by).")
    ] = False,
    names_read: options.NamesRead = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the plan and stop; nothing is made or recorded.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also copy the PDFs to this folder.", file_okay=False),
    ] = None,
    merge: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write all of them to one PDF, for printing."),
    ] = None,
    no_plates: Annotated[
        bool, typer.Option("--no-plates", hidden=True, help="Typeset each letter as a whole.")
    ] = False,
    json: options.Json = False,
) -> ExitCode:
    """Make letters as PDFs in letters/, and record them.

    A letter that is drafted already and has not changed is left as it is. One that was sent is
    skipped, unless --again begins its next round. So is one that says what the same sender has
    written to the same addressee another way: through another delivery point, unless several are
    asked for, or in another language. So is one whose addressee, delivery point or sender is
    paused, closed or not to be contacted. With --sender all, everybody in the list writes: each
    through the post that serves the place where they live.

    Example: advocacy draft call-on-xi-jinping --via tag:cn-missions --dry-run
    """
    world = world_of(context)
    if not dry_run:
        world.expect_letters()
    from advocacy_cli.desk import drafting, shapes

    asked = meant.request(
        template,
        to=to,
        via=via,
        only=meant.only(tag, country, not_sent=not_sent),
        everyone=everyone,
        senders=sender,
        language=language,
        case=case,
        layout=layout,
        date=date,
        again=again,
        late=late,
        names_read=names_read,
    )
    asked = replace(asked, on_plates=not no_plates)
    if dry_run:
        report = drafting.plan_run(world.workplace(), asked)
    else:
        with world.terminal.progress("Drafting") as progress:
            report = drafting.draft(
                world.workplace(), asked, copies=out, print_file=merge, progress=progress
            )
    if json:
        world.terminal.json(shapes.report_shape(report))
    else:
        show_report(world, report)
    return report.exit_code


def show_report(world: World, report: Report) -> None:
    """What a run did, or would do: its letters, what is wrong with them, and what to do next."""
    terminal = world.terminal
    if not report.entries:
        terminal.talk("No letter is left to draft: all that were asked for have left.")
        terminal.problems(report.problems)
        return
    several = len({entry.sender for entry in report.entries}) > 1
    if several:
        terminal.table(
            ["via", "letters", "languages", "outcome"], [_share(share) for share in report.shares]
        )
    else:
        headers = ["reference", "addressee", "via", "lang", "outcome"]
        rows = [_row(entry) for entry in report.entries]
        if any(entry.case for entry in report.entries):
            headers.insert(1, "case")
            for row, entry in zip(rows, report.entries, strict=True):
                row.insert(1, entry.case)
        terminal.table(headers, rows)
    _show_problems(world, report.entries, several)
    shown = {problem for entry in report.entries for problem in entry.problems}
    terminal.problems([problem for problem in report.problems if problem not in shown])
    totals = ", ".join(f"{count} {outcome}" for outcome, count in report.totals.items() if count)
    terminal.talk()
    if report.dry_run:
        terminal.talk(f"Plan: {totals}. Nothing was made.")
        return
    if not (report.totals["drafted"] or report.totals["unchanged"]):
        terminal.talk(f"{totals}. Nothing was made.")
        return
    terminal.talk(f"{totals}. The letters are in letters/ (run {report.run}).")
    if report.print_file:
        terminal.talk(f"One file for the printer: {report.print_file}")
    if report.totals["drafted"]:
        terminal.talk(f"When they are posted: advocacy mark sent --run {report.run} --by post")


def _row(entry: Entry) -> list[str]:
    return [
        entry.reference or "-",
        entry.addressee,
        entry.via or "-",
        entry.language or "-",
        entry.outcome.value,
    ]


def _share(share: Share) -> list[str]:
    return [
        share.via or "-",
        str(share.letters),
        ", ".join(f"{language} {count}" for language, count in share.languages.items()),
        ", ".join(f"{count} {outcome}" for outcome, count in share.outcomes.items()),
    ]


def _show_problems(world: World, entries: Sequence[Entry], several: bool) -> None:
    """Each problem once, those of one kind together; of warnings of one kind the first few."""
    kinds: dict[tuple[str, str], list[Problem]] = {}
    concerned = _concerned(entries, several)
    for problem in concerned:
        kinds.setdefault((problem.code, problem.hint), []).append(problem)
    for (code, _), problems in kinds.items():
        world.terminal.talk()
        shown = problems if problems[0].is_error else problems[:WARNINGS_OF_A_KIND]
        for number, problem in enumerate(shown):
            names = concerned[problem]
            world.terminal.problems([replace(problem, hint="") if number else problem])
            if names and len(names) < len(entries):
                more = f" and {len(names) - 5} more" if len(names) > 5 else ""
                world.terminal.talk(f"  concerns {', '.join(names[:5])}{more}")
        if len(shown) < len(problems):
            hidden = len(problems) - len(shown)
            world.terminal.talk(f"and {hidden} more warnings [{code}]; --json shows them all")


def _concerned(entries: Sequence[Entry], several: bool) -> dict[Problem, list[str]]:
    """The problems, each with the letters it concerns, unless it names the sender itself."""
    found: dict[Problem, list[str]] = {}
    for entry in entries:
        point = f"{entry.addressee} via {entry.via or '?'}"
        point += f" about {entry.case}" if entry.case else ""
        unnamed = f"{entry.sender} to {point}" if several else point
        name = entry.reference or unnamed
        for problem in entry.problems:
            names = found.setdefault(problem, [])
            if entry.reference or f"({entry.sender})" not in problem.message:
                names.append(name)
    return found
