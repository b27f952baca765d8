"""Cases: `cases/<id>.yaml`, one file for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from advocacy_cli.campaign.complaints import did_you_mean
from advocacy_cli.campaign.files import files_in, ignored
from advocacy_cli.campaign.reading import read_text
from advocacy_cli.campaign.schema import Record, Section, duplicate, read_record
from advocacy_cli.campaign.tree import Node, Steps
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, Where, has_errors
from advocacy_cli.model.cases import Case
from advocacy_cli.model.values import Identifier

FOLDER = "cases"
ENDING = ".yaml"
_TEXTS = (".txt", ".json", ".toml")
_NEVER_MEANT = ("._", ".#", ".~")
"""How names begin of files that other programs leave beside those of people."""


def read_cases(root: Path) -> tuple[Section[Case], list[Problem]]:
    """All cases of a campaign, in the order of their ids. Those with an error are left out."""
    folder = root / FOLDER
    if not folder.exists():
        return Section(), []
    files, problems = files_in(folder, FOLDER)
    problems += _passed_over(folder, files)
    records: dict[str, Record[Case]] = {}
    names: set[str] = set()
    for relative, path in files.items():
        file = f"{FOLDER}/{relative}"
        if "/" in relative or not relative.endswith(ENDING):
            problems += _ignored(file)
            continue
        name = relative.removesuffix(ENDING)
        names.add(name)
        try:
            record, found = read_case(read_text(path, file), name)
        except AdvocacyError as error:
            record, found = None, list(error.problems)
        problems += found
        if record:
            records[name] = record
    return Section(records, frozenset(names) - frozenset(records)), problems


def read_case(text: str, name: str) -> tuple[Record[Case] | None, list[Problem]]:
    """The case that the text of the file `cases/NAME.yaml` holds, and what is wrong with it."""
    file = f"{FOLDER}/{name}{ENDING}"
    problems = list(_name_problems(name, file))
    if problems:
        return None, problems
    tree, problems = read_yaml(text, file)
    if tree is None:
        if not problems:
            problems = [Problem("empty_file", f"{file} is empty", where=Where(file))]
        return None, problems
    record, found = read_record(Case, tree, file, id=name, places={})
    problems += found
    if record is None:
        return None, problems
    problems += _persons(record)
    if has_errors(problems):
        return None, problems
    places = dict(_places(tree, (), file))
    case = record.value.model_copy(update={"places": places})
    return Record(case, record.node, file), problems


def _name_problems(name: str, file: str) -> Iterator[Problem]:
    try:
        TypeAdapter(Identifier).validate_python(name)
    except ValidationError as error:
        [details] = error.errors(include_url=False)
        message = f"the file's name is the case's id: {details['ctx']['error']}"
        yield Problem("bad_value", message, where=Where(file), hint="take another name")


def _persons(record: Record[Case]) -> Iterator[Problem]:
    """Ids of persons that stand twice, or are not there."""
    seen: dict[str, Where] = {}
    for index, person in enumerate(record.value.persons):
        where = record.at("persons", index, "id")
        if person.id in seen:
            yield duplicate(person.id, where, seen[person.id].line or 1)
        seen.setdefault(person.id, where)
    for number, fact in enumerate(record.value.facts):
        for index, name in enumerate(fact.persons):
            if name not in seen:
                yield Problem(
                    "unknown_person",
                    f"there is no person {name!r} in the case {record.value.id}",
                    where=record.at("facts", number, "persons", index),
                    hint=did_you_mean(name, seen) or f"the persons are {', '.join(seen)}",
                )


def _places(node: Node, path: Steps, file: str) -> Iterator[tuple[Steps, Where]]:
    yield path, node.place((), file)
    if isinstance(node.content, Mapping):
        for key, entry in node.content.items():
            yield from _places(entry.value, (*path, key), file)
    elif isinstance(node.content, tuple):
        for index, item in enumerate(node.content):
            yield from _places(item, (*path, index), file)


def is_like_a_case(file: str) -> bool:
    """Whether a file is likely to hold a case, whatever it is called exactly."""
    name = file.rpartition("/")[2].lower().removesuffix(".txt")
    return name.endswith((ENDING, ".yml"))


def _ignored(file: str) -> Iterator[Problem]:
    """A file that may be meant to be a case."""
    name = file.rpartition("/")[2].lower()
    is_text = name.endswith(_TEXTS) or "." not in name or ENDING in name
    if is_like_a_case(file) or (is_text and not name.startswith("readme")):
        yield ignored(file, f"a case is a file in {FOLDER}/ whose name ends in {ENDING}")


def _passed_over(folder: Path, files: Mapping[str, Path]) -> Iterator[Problem]:
    """What stands in the folder under a case's name and is hidden; else `files_in` tells of it."""
    try:
        others = sorted(path for path in folder.iterdir() if path.name not in files)
    except NotADirectoryError:
        yield ignored(FOLDER, f"{FOLDER} must be a folder with a file for each case")
        return
    except OSError:
        return  # `files_in` has said it
    for path in others:
        file = f"{FOLDER}/{path.name}"
        if path.is_dir() or not is_like_a_case(file) or path.name.startswith(_NEVER_MEANT):
            continue
        if path.name.startswith("."):
            yield ignored(file, "a hidden file is not read: take the point at its beginning away")
