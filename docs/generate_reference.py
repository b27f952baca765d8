"""Writes docs/reference.md from the program itself: commands, files, layouts, states."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin

import problem_codes
import typer
from pydantic import BaseModel
from reference_words import CELLS, CLOCK_STATES, ENDINGS, EVIDENT, REPLY_STATES, STATES

from advocacy_cli.campaign.tables.columns import RECIPIENTS, SENDERS, Kind
from advocacy_cli.cli.main import app
from advocacy_cli.composing.case_variables import FACT_FIELDS
from advocacy_cli.composing.template_rules import (
    ALLOWED_FILTERS,
    ALLOWED_GLOBALS,
    ALLOWED_TESTS,
)
from advocacy_cli.composing.variables import FIELDS
from advocacy_cli.errors import ExitCode
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.cases import Case, Consent, Fact, LastSeen, Person
from advocacy_cli.model.clocks import ClockRules
from advocacy_cli.model.events import MAY_FOLLOW
from advocacy_cli.model.forms import ByGender, FormOfAddress, Wording
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.law import Law, Party
from advocacy_cli.model.mandates import Mandate
from advocacy_cli.model.partial_dates import PartialDate
from advocacy_cli.model.petitions import Controller, Petition
from advocacy_cli.model.recipients import Address, Area, Holder, Recipient
from advocacy_cli.model.senders import Sender
from advocacy_cli.model.templates import LanguageNote, LetterTemplate, Requirement
from advocacy_cli.model.values import Localised, LocalisedText, Value
from advocacy_cli.typesetting.layouts import layouts

REFERENCE = Path(__file__).with_name("reference.md")
JSON = Path(__file__).with_name("json.md")

FILES: dict[str, tuple[type[BaseModel], ...]] = {
    "campaign.yaml": (Settings,),
    "recipients.yaml, below `recipients:`": (Recipient, Address, Holder, Area),
    "senders.yaml, below `senders:`": (Sender,),
    "letter_templates/ID/template.yaml": (
        LetterTemplate,
        LanguageNote,
        Requirement,
        ClockRules,
        Petition,
        Controller,
    ),
    "cases/ID.yaml": (Case, Person, LastSeen, Consent, Fact),
    "forms_of_address.yaml, below `forms:`": (FormOfAddress, Wording, ByGender),
    "law.yaml, below `law:`": (Law, Party),
    "mandates.yaml, below `mandates:`": (Mandate,),
}
# Keys that are not in the file: they are read from elsewhere.
ELSEWHERE = {"where", "texts", "parts", "places"}
NAMED_BY_ITS_FOLDER: dict[type[BaseModel], set[str]] = {LetterTemplate: {"id"}, Case: {"id"}}
_ENDINGS_OF_COLUMNS = {Kind.LINES: "1`, `line2", Kind.CONSENTS: "[PURPOSE]"}
_INTRODUCTION = """\
# Reference

Written by `make docs` from the program itself; do not edit.
"""


def reference() -> str:
    """The page, whole."""
    parts = [
        _INTRODUCTION,
        *_commands(),
        *_files(),
        *_texts(),
        *_columns(),
        *_tables(),
        *_states(),
        *_problems(),
        JSON.read_text(encoding="utf-8"),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _commands() -> Iterator[str]:
    yield "## Commands\n\n`-C DIR` stands before the command and names the campaign's folder.\n"
    root: Any = typer.main.get_command(app)
    for name, command in root.commands.items():
        children = getattr(command, "commands", None) or {"": command}
        for child_name, child in children.items():
            yield _command(f"{name} {child_name}".strip(), child.whole)


def _command(name: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    words = " ".join(str(one.metavar or one.name) for one in arguments)
    lines = [f"### advocacy {name} {words}".rstrip(), "", inspect.cleandoc(command.help or ""), ""]
    rows = [(f"`{one.metavar or one.name}`", _explanation(one)) for one in arguments]
    rows += [(f"`{_spelling(one)}`", _explanation(one)) for one in options]
    lines += _table(("word", "meaning"), rows)
    example = re.sub(r"^Example: ", "", command.epilog or "")
    return "\n".join([*lines, "", f"    {example}"]) + "\n"


def _spelling(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar or option.name.upper()}"


def _explanation(word: Any) -> str:
    """What the word means, and what may be written for it if that is one of a few."""
    text = " ".join((word.help or "").split())
    kinds = _inner(word.type_descriptor.annotation)
    choices = [
        f"`{one}`"
        for kind in kinds
        if inspect.isclass(kind) and issubclass(kind, Enum)
        for one in kind
    ]
    return f"{text} One of {', '.join(choices)}." if choices else text


def _files() -> Iterator[str]:
    yield "## Files\n\nKeys in bold are needed. Every value is text, exactly as it is typed.\n"
    for file, models in FILES.items():
        yield f"### {file}\n"
        for model in models:
            meanings = _meanings(model)
            rows = [
                (
                    f"**{key}**" if field.is_required() else key,
                    _kind(field),
                    _default(field),
                    meanings.get(key, ""),
                )
                for key, field in model.model_fields.items()
                if key not in ELSEWHERE | NAMED_BY_ITS_FOLDER.get(model, set())
            ]
            heading = model.__doc__ or ""
            yield "\n".join([_plain(heading.split("\n")[0]), "", *_table(_KEYS, rows)]) + "\n"


_KEYS = ("key", "kind", "if not given", "meaning")


def _default(field: Any) -> str:
    """What holds where the key is not there, as it would be written."""
    value = field.default
    if field.is_required() or value is None or value in ((), "", {}) or _is_record(type(value)):
        return ""
    if isinstance(value, tuple):
        return f"`[{', '.join(map(str, value))}]`"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _kind(field: Any) -> str:
    """What may stand there, in a word or two."""
    kinds = list(_inner(field.annotation))
    if PartialDate in kinds:
        kind = "date, or the month or year"
    elif Localised in kinds or LocalisedText in kinds:
        kind = "text, or one for each language"
    elif ByGender in kinds:
        kind = "text, or one for each gender"
    elif dt.date in kinds:
        kind = "date"
    elif bool in kinds:
        kind = "true or false"
    elif int in kinds:
        kind = "number"
    else:
        kind = next((_in_words(one) for one in kinds if _is_record(one)), "text")
    if tuple in kinds or any(get_origin(one) is tuple for one in kinds):
        return f"list of {kind}" if kind != "text" else "list"
    return f"mapping to {kind}" if any(get_origin(one) is Mapping for one in kinds) else kind


def _in_words(record: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).lower()


def _inner(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        if argument is not NoneType:
            yield from _inner(argument)


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _meanings(model: type[BaseModel]) -> dict[str, str]:
    """What the docstrings of the class, and of its bases, say of each key under Attributes."""
    meanings = dict(EVIDENT.get(model, {}))
    for base in model.__bases__:
        meanings |= _meanings(base) if issubclass(base, Value) else {}
    _, _, section = inspect.cleandoc(model.__doc__ or "").partition("Attributes:\n")
    for entry in re.split(r"\n(?=    \S)", "\n" + section):
        names, _, meaning = entry.strip().partition(": ")
        meanings |= dict.fromkeys(names.split(", "), _plain(" ".join(meaning.split())))
    return meanings


def _plain(text: str) -> str:
    return re.sub(r"\bNone\b", "nothing", text)


def _texts() -> Iterator[str]:
    yield "## What a text can use\n\nA text is Markdown with Jinja2. These names have values:\n"
    rows = [
        (", ".join(f"`{name}.{part}`" for part in parts) if parts else f"`{name}`",)
        for name, parts in FIELDS.items()
    ]
    yield "\n".join(_table(("name",), [*rows])) + "\n"
    parts = ", ".join(f"`fact.{part}`" for part in FACT_FIELDS["fact"])
    yield (
        "A letter has `case` where it was drafted with `--case`, and `person` where it is about one"
        " person. `{% for person in case.persons %}` goes through the persons, and"
        f" `{{% for fact in case.facts %}}` through the facts: {parts}. What the reader may not"
        " know is not there.\n"
    )
    words = {
        "Filters": ALLOWED_FILTERS,
        "Tests": ALLOWED_TESTS,
        "Functions": ALLOWED_GLOBALS,
    }
    listed = {kind: ", ".join(f"`{word}`" for word in those) for kind, those in words.items()}
    yield " ".join(f"{kind}: {those}." for kind, those in listed.items())


def _columns() -> Iterator[str]:
    yield (
        "## Lists as tables\n\nA list may be a `.csv` or `.tsv` file, and `import` and `export`"
        " take and give one. Only the columns that hold something need be there.\n"
    )
    rows = []
    for shape in (RECIPIENTS, SENDERS):
        for column in shape.columns:
            name = f"{column.name}{_ENDINGS_OF_COLUMNS.get(column.kind, '')}"
            rows.append((shape.key, f"`{name}`", f"`{'.'.join(column.path)}`", CELLS[column.kind]))
    yield "\n".join(_table(("list", "column", "key", "a cell holds"), rows)) + "\n"


def _tables() -> Iterator[str]:
    yield "## Languages\n"
    rows = [(f"`{one.tag}`", f"{one.name}, {one.own_name}") for one in LANGUAGES.values()]
    yield "\n".join(_table(("language", "name"), rows)) + "\n"
    yield "## Layouts\n\nMillimetres from the top left corner of the page.\n"
    layout_rows = [
        (
            f"`{one.id}`",
            one.name,
            " × ".join(f"{side:g}" for side in one.page),
            f"{one.address.x:g}, {one.address.y:g}, {one.address.w:g} × {one.address.h:g}",
            ", ".join(f"{fold:g}" for fold in one.folds) or "none",
            one.mark,
        )
        for one in layouts().values()
    ]
    headers = ("layout", "for", "page", "address: x, y, size", "folds", "geometry")
    yield "\n".join(_table(headers, layout_rows)) + "\n"
    yield "## Exit codes\n"
    yield "\n".join(_table(("code", "meaning"), [(str(int(c)), ENDINGS[c]) for c in ExitCode]))


def _states() -> Iterator[str]:
    yield (
        "## States of a letter, and marks\n\nEvery state but the first is a mark of `mark`. A mark"
        " that does not follow from what is known is refused.\n"
    )
    rows: list[tuple[str, ...]] = []
    for state, meaning in STATES.items():
        before = sorted(MAY_FOLLOW.get(state, ()))
        rows.append((f"`{state}`", meaning, ", ".join(f"`{one}`" for one in before)))
    yield "\n".join(_table(("state", "meaning", "may follow"), rows)) + "\n"
    for heading, states in (("Replies", REPLY_STATES), ("Clocks", CLOCK_STATES)):
        rows = [(f"`{state}`", meaning) for state, meaning in states.items()]
        yield "\n".join([f"### {heading}", "", *_table(("state", "meaning"), rows)]) + "\n"


def _problems() -> Iterator[str]:
    yield (
        "## Problems\n\nThe code stands in brackets at the end of each message, and under `code` in"
        " JSON. `…` stands for what differs. An error stops what it concerns; a warning does not.\n"
    )
    by_code: dict[str, list[problem_codes.Code]] = {}
    for found in problem_codes.problem_codes():
        by_code.setdefault(found.code, []).append(found)
    rows = [
        (
            f"`{code}`",
            " or ".join(sorted({one.severity for one in ways})),
            "; ".join(dict.fromkeys(one.message for one in ways)),
        )
        for code, ways in by_code.items()
    ]
    yield "\n".join(_table(("code", "severity", "what it says"), rows)) + "\n"


def _table(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in (headers, ("---",) * len(headers), *escaped)]


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
