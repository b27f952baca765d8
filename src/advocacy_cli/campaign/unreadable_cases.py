"""Cases that cannot be read, and as far as they are certain the names that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from advocacy_cli.campaign.cases import FOLDER, is_like_a_case
from advocacy_cli.campaign.reading import read_text
from advocacy_cli.campaign.schema import read_record
from advocacy_cli.campaign.tree import Node
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, Where, has_errors
from advocacy_cli.model.cases import Case, Person
from advocacy_cli.model.unusable import UnreadableCase
from advocacy_cli.model.values import is_identifier

_NO_NAMES = frozenset(
    {
        *("id", "described", "initials", "birth_year", "sex", "nationality", "last_seen"),
        *("forces", "state", "steps", "minor", "protect", "consent"),
    }
)
"""Keys of a person under which no name stands; an error there leaves the names certain."""


def unreadable_cases(root: Path, problems: Iterable[Problem]) -> Iterator[UnreadableCase]:
    """The cases that are not read.

    Args:
        root: the campaign's folder.
        problems: what was found when its cases were read.
    """
    places = (problem.where for problem in problems if _hides_a_case(problem))
    for file in dict.fromkeys(where.file for where in places if where):
        name = file.removeprefix(f"{FOLDER}/") if file != FOLDER else ""
        name = name.rpartition("/")[2].partition(".")[0]
        name = name if is_identifier(name) else ""
        yield UnreadableCase(name, Where(file), _names_in(root / file, file, name))


def _hides_a_case(problem: Problem) -> bool:
    file = problem.where.file if problem.where else ""
    if file != FOLDER and not file.startswith(f"{FOLDER}/"):
        return False
    return problem.is_error or (problem.code == "ignored_file" and is_like_a_case(file))


def _names_in(path: Path, file: str, name: str) -> Case | None:
    """The names in a file, where they are certain: nothing may be wrong where one could stand."""
    try:
        tree, problems = read_yaml(read_text(path, file), file)
    except AdvocacyError:
        return None
    if tree is None or problems or not isinstance(tree.content, Mapping):
        return None
    persons = tree.child("persons")
    known = tree.content.keys() <= Case.model_fields.keys()
    if not known or persons is None or not isinstance(persons.content, tuple):
        return None
    named = [_names_of(person, file, number) for number, person in enumerate(persons.content)]
    if not named or None in named:
        return None
    return Case.model_validate({"id": name or "unreadable", "title": "A case", "persons": named})


def _names_of(person: Node, file: str, number: int) -> Person | None:
    if not isinstance(person.content, Mapping):
        return None
    entries = {key: entry for key, entry in person.content.items() if key not in _NO_NAMES}
    given: dict[str, Any] = {"id": f"p{number + 1}", "described": "somebody"}
    record, problems = read_record(Person, person._replace(content=entries), file, **given)
    return record.value if record and not has_errors(problems) else None
