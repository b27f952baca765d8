"""`advocacy cases`: the persons and facts that letters speak for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer

from advocacy_cli.cli import options
from advocacy_cli.cli.commands import add
from advocacy_cli.cli.questions import ask, ask_or_skip
from advocacy_cli.cli.world import World, world_of
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.audiences import Audience, Giver, Scope


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="The persons and facts that letters speak for.", no_args_is_help=True)
    add(group, new)
    add(group, list_cases, "list")
    add(group, show)
    app.add_typer(group, name="cases")


def new(
    context: typer.Context,
    case: Annotated[str, typer.Argument(metavar="ID", help="What to call the case.")],
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Names the case in letters, without naming a person."),
    ] = None,
    described: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The words for the person where the name may not print."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The person's name, if it is known.")
    ] = None,
    consent_by: Annotated[
        Giver | None, typer.Option(metavar="WHO", help="Who consented. Default: none.")
    ] = None,
    consent_on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=options.near, help="The day of the consent, as 2026-09-24."
        ),
    ] = None,
    scope: Annotated[
        list[Scope] | None,
        typer.Option(metavar="SCOPE", help="What was agreed to; may be repeated."),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """Begin a case: write cases/ID.yaml, with comments that say what else may stand in it.

    Asks for what is not given. Without consent letters only describe the person.

    Example: advocacy cases new returned-2023 --title "People returned in October 2023"
    --described "a woman in her 40s" --consent-by family --consent-on 2023-09-20 --scope to_un
    """
    from advocacy_cli.desk import cases, shapes

    world = world_of(context)
    asked = title is None or described is None
    title = title or ask(world, "--title", "A title that names no person")
    described = described or ask(world, "--described", "Words for the person (a man of 30)")
    if asked:
        name = name or ask_or_skip(world, "The name (empty if it is not known)")
        consent_by = consent_by or _giver(world)
    by, on, scopes = _consent(world, consent_by or Giver.NONE, consent_on, scope or [])
    answers = cases.NewCase(title, described, name, by, on, scopes)
    file = cases.new_case(world.workplace(), case, answers)
    if json:
        world.terminal.json(shapes.versioned({"case": case, "file": file}))
        return ExitCode.DONE
    world.terminal.answer(f"Wrote {file}")
    world.terminal.talk()
    world.terminal.talk("Fill it in, then: advocacy check")
    world.terminal.talk(f"      advocacy cases show {case}")
    return ExitCode.DONE


def list_cases(
    context: typer.Context, csv: options.Csv = False, json: options.Json = False
) -> ExitCode:
    """The cases.

    Example: advocacy cases list
    """
    from advocacy_cli.desk import cases, shapes

    world = world_of(context)
    found, problems = cases.cases(world.workplace())
    rows = [[str(item[header]) for header in cases.CASE_HEADERS] for item in found]
    if json:
        world.terminal.json(shapes.versioned({"cases": found}))
    elif csv:
        world.terminal.csv(cases.CASE_HEADERS, rows)
    elif rows:
        world.terminal.table(cases.CASE_HEADERS, rows)
    else:
        world.terminal.talk("There are no cases. Begin one with: advocacy cases new ID")
    world.terminal.problems(problems)
    return ExitCode.DONE


def show(
    context: typer.Context,
    case: options.CaseName,
    audience: Annotated[
        Audience | None,
        typer.Option(metavar="AUDIENCE", help="As this audience would read it today."),
    ] = None,
    json: options.Json = False,
) -> ExitCode:
    """One case: everything on file, with what would print for whom, or as an audience reads it.

    Example: advocacy cases show returned-2023 --audience government
    """
    from advocacy_cli.desk import cases, shapes

    world = world_of(context)
    workplace = world.workplace()
    shown = (
        cases.show_to(workplace, case, audience) if audience else cases.show_case(workplace, case)
    )
    if json:
        world.terminal.json(shapes.versioned(shown))
        return ExitCode.DONE
    readers = f"What is printed for: {audience}" if audience else "INTERNAL: not to be passed on"
    world.terminal.answer(readers)
    world.terminal.facts(list(_facts(shown)))
    return ExitCode.DONE


def _giver(world: World) -> Giver | None:
    answer = ask_or_skip(world, "Who consented: self, family, lawyer (empty for nobody)")
    if answer and answer not in set(Giver):
        raise typer.BadParameter(f"{answer!r} is none of these", param_hint="--consent-by")
    return Giver(answer) if answer else None


def _consent(
    world: World, by: Giver, on: str | None, scope: Sequence[str]
) -> tuple[Giver, str, Sequence[str]]:
    """A consent whole: by whom, when, and to what."""
    if by is Giver.NONE:
        if on or scope:
            raise typer.BadParameter("is needed with a day or a scope", param_hint="--consent-by")
        return by, "", ()
    on = on or ask(world, "--consent-on", "On which day (as 2026-09-24)")
    names = ", ".join(Scope)
    scope = scope or ask(world, "--scope", f"To what ({names})").replace(",", " ").split()
    return by, on, scope


def _facts(shown: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is shown of a case, as names and values."""
    yield "title", _cell(shown["title"])
    for person in shown["persons"]:
        yield "", ""
        yield from _parts(person)
    for fact in shown["facts"]:
        yield "", ""
        yield from (
            (f"fact {name}" if name == "text" else name, value) for name, value in _parts(fact)
        )
    if shown.get("note"):
        yield from (("", ""), ("note", shown["note"]))


def _parts(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if name == "prints":
            for audience, printed in value.items():
                elements = ", ".join(printed["elements"]) or "nothing else"
                yield f"to {audience}", f"{_cell(printed['naming'])} ({printed['as']}; {elements})"
        elif name == "consent":
            yield from (("consent", _cell(one)) for one in value)
        elif value not in (None, False, []):
            yield name.replace("_", " "), "yes" if value is True else _cell(value)


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_cell(item)}" for name, item in value.items())
    return ", ".join(map(_cell, value)) if isinstance(value, list) else str(value).strip()
