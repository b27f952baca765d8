"""Letter templates: `letter_templates/<id>/` with `template.yaml` and the texts beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from advocacy_cli.campaign.complaints import did_you_mean
from advocacy_cli.campaign.files import files_in, ignored
from advocacy_cli.campaign.reading import read_text, unreadable
from advocacy_cli.campaign.schema import Record, Section, read_record
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.templates import LanguageNote, LetterTemplate, LetterText
from advocacy_cli.model.values import Identifier

FOLDER = "letter_templates"
SETTINGS = "template.yaml"
_TEXTS = (".md", ".markdown", ".txt", ".yaml", ".yml", ".md.txt")
"""Endings of files that are likely meant to be read."""

_LANGUAGE_TAG = re.compile(r"[a-z]{2}|[A-Z]{2}|[a-z]{2,3}-(?:[A-Z][a-z]{3}|[A-Z]{2})")


class _TemplateFile(LetterTemplate):
    """`template.yaml` as it is written: with a note on each language."""

    languages: Mapping[str, LanguageNote] = {}


def read_templates(root: Path) -> tuple[Section[LetterTemplate], list[Problem]]:
    """All letter templates of a campaign. Those with an error are left out."""
    folder = root / FOLDER
    try:
        paths = sorted(folder.iterdir())
        names = [path.name for path in paths if _may_be_template(path)]
    except FileNotFoundError:
        return Section(), [
            Problem(
                "no_templates",
                f"there is no folder {FOLDER}",
                severity=Severity.WARNING,
                where=Where(FOLDER),
                hint="a template is a folder in it, with template.yaml and en.md",
            )
        ]
    except OSError as error:
        return Section(readable=False), [unreadable(FOLDER, error)]
    records: dict[str, Record[LetterTemplate]] = {}
    problems = [
        ignored(f"{FOLDER}/{path.name}", f"a template is a folder in {FOLDER}/ with {SETTINGS}")
        for path in paths
        if path.suffix.lower() in _TEXTS and path.name not in names and _is_meant(path)
    ]
    for name in names:
        record, found = _read_template(folder / name, name)
        problems += found
        if record:
            records[name] = record
    return Section(records, frozenset(names) - frozenset(records)), problems


def _may_be_template(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _is_meant(path: Path) -> bool:
    return not path.name.startswith(".") and path.stem.lower() != "readme"


def _read_template(folder: Path, name: str) -> tuple[Record[LetterTemplate] | None, list[Problem]]:
    shown = f"{FOLDER}/{name}"
    bad_name = _name_problems(name, shown)
    if bad_name:
        return None, bad_name
    files, problems = files_in(folder, shown)
    if problems and not files:
        return None, problems
    parts, found = _read_parts(files, shown)
    problems += [*found, *_texts_by_other_names(files, shown)]
    file = f"{shown}/{SETTINGS}"
    try:
        tree, found = read_yaml(read_text(files.get(SETTINGS, folder / SETTINGS), file), file)
    except AdvocacyError as error:
        return None, [*problems, *error.problems]
    problems += found
    if tree is None:
        if not found:
            problems.append(Problem("empty_file", f"{file} is empty", where=Where(file)))
        return None, problems
    written, found = read_record(_TemplateFile, tree, file, id=name, texts={}, parts=parts)
    problems += found
    if written is None:
        return None, problems
    texts, found = _texts(written, files, parts, shown)
    problems += found
    if any(problem.is_error for problem in problems):
        return None, problems
    fields = {key: getattr(written.value, key) for key in LetterTemplate.model_fields}
    template = LetterTemplate(**{**fields, "texts": texts})
    return Record(template, written.node, file), problems


def _read_parts(files: Mapping[str, Path], shown: str) -> tuple[dict[str, str], list[Problem]]:
    parts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, path in files.items():
        if not name.endswith(".md"):
            continue
        try:
            parts[name] = read_text(path, f"{shown}/{name}")
        except AdvocacyError as error:
            problems += error.problems
    return parts, problems


def _texts_by_other_names(files: Iterable[str], shown: str) -> Iterator[Problem]:
    """Files that are likely meant to be a text, as `en.txt` or `KO.MD`."""
    for name in files:
        stem, _, ending = name.partition(".")
        if f".{ending.lower()}" in _TEXTS and not name.endswith(".md") and _is_language(stem):
            yield ignored(f"{shown}/{name}", f"the text is read from {stem}.md")


def _name_problems(name: str, shown: str) -> list[Problem]:
    try:
        TypeAdapter(Identifier).validate_python(name)
    except ValidationError as error:
        [details] = error.errors(include_url=False)
        message = f"the folder's name is the template's id: {details['ctx']['error']}"
        return [Problem("bad_value", message, where=Where(shown), hint="rename the folder")]
    return []


def _texts(
    written: Record[_TemplateFile],
    files: Mapping[str, Path],
    parts: Mapping[str, str],
    shown: str,
) -> tuple[dict[str, LetterText], list[Problem]]:
    """The texts, in the order of the languages, and what is wrong with their names."""
    notes = written.value.languages
    problems = [
        _unknown_language(stem, Where(f"{shown}/{stem}.md"))
        for stem in (name.removesuffix(".md") for name in parts)
        if stem not in LANGUAGES and _is_language(stem)
    ]
    for language in notes:
        where = written.at_key("languages", language)
        if language not in LANGUAGES:
            problems.append(_unknown_language(language, where))
        elif f"{language}.md" not in files:
            message = f"there is no text {shown}/{language}.md"
            hint = "write it, or take the language out"
            problems.append(Problem("missing_text", message, where=where, hint=hint))
    texts = {}
    for language in LANGUAGES:
        file = f"{language}.md"
        if file not in parts:
            continue
        if not parts[file].strip():
            where = Where(f"{shown}/{file}")
            problems.append(Problem("empty_file", f"{shown}/{file} is empty", where=where))
        note = notes.get(language, LanguageNote())
        texts[language] = LetterText(
            language=language, file=f"{shown}/{file}", source=parts[file], reviewed=note.reviewed
        )
    return texts, problems


def _is_language(stem: str) -> bool:
    """Whether a file's name looks like a language rather than like a part to include."""
    meant = stem.lower() in {language.lower() for language in LANGUAGES}
    return meant or bool(_LANGUAGE_TAG.fullmatch(stem))


def _unknown_language(tag: str, where: Where) -> Problem:
    return Problem(
        "unknown_language",
        f"{tag!r} is not a language of this tool",
        where=where,
        hint=did_you_mean(tag, LANGUAGES) or f"the languages are {', '.join(LANGUAGES)}",
    )
