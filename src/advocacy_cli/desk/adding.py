"""A new entry at the end of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from advocacy_cli.campaign.duplicates import duplicate_findings
from advocacy_cli.campaign.forms import FORMS
from advocacy_cli.campaign.list_checks import list_findings
from advocacy_cli.campaign.tables.columns import Flat, shape_of
from advocacy_cli.campaign.tables.entry_ids import slug_of, title_of
from advocacy_cli.campaign.tables.flat import flat_form, unflatten, validate
from advocacy_cli.campaign.tables.lists import collector_at_rest
from advocacy_cli.campaign.tables.tidying import tidy
from advocacy_cli.desk.consequences import OpenList, with_content
from advocacy_cli.desk.country_names import country_code
from advocacy_cli.desk.editing import held, open_sound_list, rewritten
from advocacy_cli.desk.list_files import MODELS, ListChanges, ListName, replace_list
from advocacy_cli.desk.starting import UID_BYTES
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Where, has_errors
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.rules import weighed
from advocacy_cli.model.senders import Sender


@dataclass(frozen=True)
class Added:
    """What was, or would be, put into a list.

    Attributes:
        list_file: the list's file, relative to the campaign.
        entry: as the YAML file has it.
        written: whether it has been done.
        problems: warnings about the entry.
    """

    list_file: str
    entry: dict[str, Any]
    written: bool
    problems: list[Problem]


def forms_of(workplace: Workplace) -> list[str]:
    """The forms of address that a recipient of this campaign can have."""
    return list(FORMS.read(workplace.root)[0].records)


def add(
    workplace: Workplace,
    name: ListName,
    given: Flat,
    *,
    called: Callable[[str], str],
    dry_run: bool = False,
) -> Added:
    """Put an entry at the end of a list.

    Args:
        workplace: the campaign.
        name: of the list.
        given: the entry as a row. Without an id, one is made of its name.
        called: what problems call a column.
        dry_run: check and show only.

    Raises:
        AdvocacyError: the entry is not usable, its id is taken, the list has errors of its own,
            was changed meanwhile, or cannot be written.
    """
    with held(workplace, dry_run=dry_run), collector_at_rest():
        opened = open_sound_list(workplace, name)
        value = _valid(workplace, opened, given, called)
        flat = flat_form(value)
        content = rewritten(opened, ListChanges(added=[flat]))
        after = with_content(opened, content, opened.path.name)
        findings = _findings(workplace, opened, after, value.id)
        if has_errors(findings):
            raise AdvocacyError(_nowhere(problem for problem in findings if problem.is_error))
        if not dry_run:
            replace_list(opened.path, opened.content, content)
    entry = unflatten(flat, shape_of(type(value)))
    return Added(opened.path.name, entry, written=not dry_run, problems=findings)


def _valid(
    workplace: Workplace, opened: OpenList, given: Flat, called: Callable[[str], str]
) -> Recipient | Sender:
    model = MODELS[opened.name]
    flat = {column: text for column, text in tidy(given, country_code).items() if text}
    flat["id"] = flat.get("id") or _free_id(opened, title_of(flat), called)
    taken = opened.entries.get(flat["id"])
    if taken:
        raise AdvocacyError(
            Problem(
                "id_taken",
                f"there is a {opened.kind} {taken.id} already",
                where=taken.where,
                hint=f"give another {called('id')}, or change that one with"
                f" `advocacy {opened.name} edit`",
            )
        )
    if model is Sender:
        flat["uid"] = workplace.random(UID_BYTES).hex()
    data = unflatten(flat, shape_of(model))
    value, problems = validate(data, model, Where(opened.path.name), called)
    if value is None:
        raise AdvocacyError(_nowhere(problems))
    return value


def _free_id(opened: OpenList, title: str, called: Callable[[str], str]) -> str:
    if not title:
        raise AdvocacyError(
            Problem(
                "missing_key",
                f"{called('id')} is missing, and there is no name to make an id of",
                hint=f"say {called('id')}, {called('name')} or {called('organisation')}",
            )
        )
    slug = slug_of(title)
    taken = {name for entry in opened.entries.values() for name in entry.ids}
    ids = chain([slug], (f"{slug}-{number}" for number in count(2)))
    return next(one for one in ids if one not in taken)


def _findings(workplace: Workplace, before: OpenList, after: OpenList, name: str) -> list[Problem]:
    """What the checks of the campaign say of the entry that is new."""
    settings = after.parts.settings
    value = after.entries.get(name)
    list_file = before.path.name
    known = {(problem.code, problem.message) for problem in before.problems}
    problems = [
        problem
        for problem in after.problems
        if problem.where
        and problem.where.file == list_file
        and (problem.code, problem.message) not in known
    ]
    if settings is None or value is None:
        return problems
    alone = Campaign(
        settings=settings.value,
        recipients={name: value} if isinstance(value, Recipient) else {},
        senders={name: value} if isinstance(value, Sender) else {},
        templates={},
        forms={},
    )
    found = [
        *list_findings(alone, workplace.today),
        *(one for one in duplicate_findings(after.entries.values()) if one.where == value.where),
    ]
    return [*problems, *weighed(found, settings.value)]


def _nowhere(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without places: the entry is in no file yet."""
    return [replace(problem, where=None) for problem in problems]
