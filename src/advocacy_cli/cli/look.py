"""`advocacy status`, `show`, `history`, `verify`: look at what was done."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.world import world_of
from advocacy_cli.errors import ExitCode

if TYPE_CHECKING:
    from advocacy_cli.desk.looking import Shown, Standing, Verdict
    from advocacy_cli.model.events import Event


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (status, show, history, verify):
        add(app, command)


def status(
    context: typer.Context,
    tag: options.LetterTag = None,
    country: options.LetterCountry = None,
    language: options.LetterLanguage = None,
    not_sent: options.NotSent = False,
    ids: options.Ids = False,
    csv: options.Csv = False,
    json: options.Json = False,
) -> ExitCode:
    """Where every letter stands.

    A stale letter was drafted, has not left, and would come out differently now: draft it again.

    Example: advocacy status --json | jq '.totals'
    """
    from advocacy_cli.desk import looking, shapes

    world = world_of(context)
    only = options.only(tag, country, language=language, not_sent=not_sent)
    standings = looking.status(world.workplace(), only)
    if json:
        world.terminal.json(shapes.status_shape(standings))
        return ExitCode.DONE
    if ids:
        for standing in standings:
            world.terminal.answer(standing.record.reference)
        return ExitCode.DONE
    headers = ["reference", "addressee", "via", "lang", "delivery", "on"]
    rows = [_row(standing) for standing in standings]
    if csv:
        world.terminal.csv(headers, rows)
    elif rows:
        world.terminal.table(headers, rows)
        world.terminal.talk("\n" + _counted(looking.totals(standings)))
    elif str(only):
        world.terminal.talk(f"No letter fits {only}.")
    else:
        world.terminal.talk("No letters yet. Make some with: advocacy draft TEMPLATE")
    return ExitCode.DONE


def _counted(totals: Mapping[str, int]) -> str:
    letters = f"{totals['letters']} letter{'' if totals['letters'] == 1 else 's'}"
    parts = [f"{n} {name.replace('_', ' ')}" for name, n in totals.items() if n]
    return f"{letters}: {', '.join(parts[1:])}"


def _row(standing: Standing) -> list[str]:
    from advocacy_cli.model.marks import in_words

    key, state = standing.record.key, standing.state
    notes = [
        word for word, holds in (("stale", standing.stale), ("conflict", state.conflict)) if holds
    ]
    delivery = in_words(state.delivery) + (f" ({', '.join(notes)})" if notes else "")
    return [
        standing.record.reference,
        key.addressee,
        key.via,
        key.language,
        delivery,
        str(state.delivery_on or ""),
    ]


def show(
    context: typer.Context, reference: options.Reference, json: options.Json = False
) -> ExitCode:
    """One letter whole: what it is, where it stands, and everything that happened to it.

    Example: advocacy show NKR-7K3M-2QXA-S
    """
    from advocacy_cli.desk import looking, shapes

    world = world_of(context)
    shown = looking.show(world.workplace(), reference)
    if json:
        world.terminal.json(shapes.shown_shape(shown))
        return ExitCode.DONE
    world.terminal.facts(_facts(shown))
    world.terminal.answer()
    for event in shown.events:
        world.terminal.answer(_entry(event))
    return ExitCode.DONE


def _facts(shown: Shown) -> list[tuple[str, str]]:
    from advocacy_cli.model.marks import in_words

    standing, key, state = shown.standing, shown.standing.record.key, shown.standing.state
    facts = [
        ("letter", standing.record.reference),
        ("template", f"{key.template} ({key.language})"),
        ("addressee", key.addressee),
        ("via", key.via),
        ("sender", standing.record.sender),
        ("round", str(key.round)),
    ]
    facts += [("case", key.case)] if key.case else []
    if state.draft:
        draft = state.draft
        pages = f"{draft.pages} page{'s' if draft.pages > 1 else ''}, layout {draft.layout}"
        facts += [
            ("dated", str(draft.date)),
            ("file", f"{draft.file} ({pages})"),
            ("sha-256", draft.sha256),
        ]
    delivery = in_words(state.delivery)
    delivery += f" on {state.delivery_on}" if state.delivery_on else ""
    delivery += f" by {state.channel}" if state.channel else ""
    facts.append(("delivery", delivery))
    if standing.stale:
        facts.append(("stale", "its text, addressee, sender or case has changed: draft it again"))
    if state.conflict:
        facts.append(("conflict", "its entries contradict each other: see below"))
    return facts


def history(
    context: typer.Context,
    reference: Annotated[
        str | None,
        typer.Argument(
            metavar="[REF]",
            help="Only this letter.",
            autocompletion=options.complete_references,
            show_default=False,
        ),
    ] = None,
    run: Annotated[str | None, typer.Option(metavar="ID", help="Only this run.")] = None,
    tag: options.LetterTag = None,
    country: options.LetterCountry = None,
    language: options.LetterLanguage = None,
    not_sent: options.NotSent = False,
    json: options.Json = False,
) -> ExitCode:
    """Everything that was recorded, oldest first.

    Example: advocacy history --run 20261124-7K3M
    """
    from advocacy_cli.desk import looking, shapes

    world = world_of(context)
    only = options.only(tag, country, language=language, not_sent=not_sent)
    events = looking.history(world.workplace(), reference, run, only)
    if json:
        world.terminal.json(shapes.history_shape(events))
        return ExitCode.DONE
    for event in events:
        world.terminal.answer(f"{event.reference}  {_entry(event)}")
    return ExitCode.DONE


def _entry(event: Event) -> str:
    kept = {"by": "by ", "tracking": "no. ", "file": "", "note": ""}
    data = [f"{word}{event.data[name]}" for name, word in kept.items() if event.data.get(name)]
    data += [f"run {event.run}"] if event.run else []
    data += [f"entered by {event.actor}"] if event.actor else []
    return "  ".join(
        [str(event.on), f"{event.kind.replace('_', ' '):15}", ", ".join(data)]
    ).rstrip()


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A PDF.", dir_okay=False)],
    json: options.Json = False,
) -> ExitCode:
    """Which letter a PDF is, and whether it is that letter byte for byte.

    Exit code 0: it is the letter as drafted. 1: it was altered, is an earlier draft, or is unknown.

    Example: advocacy verify letters/NKR-7K3M-2QXA-S_xi-jinping_cn-embassy-london.pdf
    """
    from advocacy_cli.desk import looking, shapes

    world = world_of(context)
    verdict = looking.verify(world.workplace(), file)
    if json:
        world.terminal.json(shapes.verdict_shape(verdict))
    else:
        world.terminal.answer(f"{file}: {_verdict(verdict)}")
    return verdict.exit_code


def _verdict(verdict: Verdict) -> str:
    day = verdict.event.on if verdict.event else ""
    return {
        "genuine": f"this is letter {verdict.reference}, byte for byte as drafted on {day}",
        "superseded": f"this is letter {verdict.reference} as drafted on {day},"
        " but the letter has been drafted anew since",
        "altered": f"this bears the reference {verdict.reference}, but was altered:"
        " its bytes are not those of any draft",
        "unknown": "this is no letter of this campaign",
    }[verdict.verdict]
