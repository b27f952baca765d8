"""Reads the files of a campaign, each on its own, and puts them together."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar

from advocacy_cli.campaign.cases import FOLDER as CASES
from advocacy_cli.campaign.cases import read_cases
from advocacy_cli.campaign.catalogues import LAW, MANDATES
from advocacy_cli.campaign.consistency import Parts, check_consistency
from advocacy_cli.campaign.files import digests_of, files_in, ignored
from advocacy_cli.campaign.forms import FORMS
from advocacy_cli.campaign.reading import read_bytes, read_text, text_of
from advocacy_cli.campaign.schema import Record, Section, read_entries, read_record
from advocacy_cli.campaign.settling import settle
from advocacy_cli.campaign.tables.decoding import decode
from advocacy_cli.campaign.tables.lists import MAX_BYTES, collector_at_rest, entries_of, is_table
from advocacy_cli.campaign.templates import FOLDER as TEMPLATES
from advocacy_cli.campaign.templates import read_templates
from advocacy_cli.campaign.tree import Node
from advocacy_cli.campaign.unreadable_cases import unreadable_cases
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.disk.folders import SETTINGS
from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

ASSETS = "assets"
_OTHERS = (FORMS.file, LAW.file, MANDATES.file, TEMPLATES, CASES, ASSETS)

E = TypeVar("E", Recipient, Sender)


@collector_at_rest()
def load(root: Path) -> tuple[Campaign | None, list[Problem]]:
    """The campaign in `root` and its problems; see `folder.load_campaign`."""
    parts, problems = read_parts(root)
    assets, found = _read_assets(root)
    problems += found
    problems += check_consistency(parts)
    if parts.settings is None:
        return None, problems
    recipients, unusable_recipients = settle(parts.recipients, problems)
    senders, unusable_senders = settle(parts.senders, problems)
    campaign = Campaign(
        settings=parts.settings.value,
        recipients=recipients,
        senders=senders,
        templates=parts.templates.by_id,
        forms=parts.forms.by_id,
        law=parts.law.by_id,
        mandates=parts.mandates.by_id,
        cases=parts.cases.by_id,
        assets=assets,
        unusable_recipients=unusable_recipients,
        unusable_senders=unusable_senders,
        unreadable_cases=tuple(unreadable_cases(root, problems)),
    )
    return campaign, problems


def read_parts(root: Path) -> tuple[Parts, list[Problem]]:
    """The campaign's files, each read on its own, and what is wrong with each."""
    settings, problems = read_settings(root)
    files = {name: _list_file(settings, name) for name in ("recipients", "senders")}
    recipients, found = read_list(root, files["recipients"], "recipients", Recipient)
    problems += found
    senders, found = _read_senders(root, files["senders"])
    problems += found
    templates, found = read_templates(root)
    problems += found
    forms, found = FORMS.read(root)
    problems += found
    law, found = LAW.read(root)
    problems += found
    mandates, found = MANDATES.read(root)
    problems += found
    cases, found = read_cases(root)
    problems += found
    problems += _by_other_names(root, [SETTINGS, *files.values(), *_OTHERS])
    parts = Parts(settings, recipients, senders, templates, forms, law, mandates, cases)
    return parts, problems


def _read_tree(root: Path, file: str) -> tuple[Node | None, list[Problem]]:
    try:
        return read_yaml(read_text(root / file, file), file)
    except AdvocacyError as error:
        return None, list(error.problems)


def read_settings(root: Path) -> tuple[Record[Settings] | None, list[Problem]]:
    """campaign.yaml, None if it cannot be used, and what is wrong with it."""
    tree, problems = _read_tree(root, SETTINGS)
    if tree is None:
        if not problems:
            problems = [Problem("empty_file", f"{SETTINGS} is empty", where=Where(SETTINGS))]
        return None, problems
    settings, found = read_record(Settings, tree, SETTINGS)
    return settings, problems + found


def _list_file(settings: Record[Settings] | None, name: str) -> str:
    """The file of a list: as campaign.yaml says, or the usual one where it cannot be used."""
    return str(getattr(settings.value, name) if settings else Settings.model_fields[name].default)


def read_list(root: Path, file: str, key: str, model: type[E]) -> tuple[Section[E], list[Problem]]:
    """The entries of a list, whether it is kept in YAML or as a table, and its problems."""
    try:
        if is_table(file):
            # Nothing but the call has hold of the bytes, which may be many: they go with it.
            return entries_of(decode(read_bytes(root / file, file, MAX_BYTES), file), file, model)
        return list_in(read_bytes(root / file, file), file, key, model)
    except AdvocacyError as error:
        return Section(readable=False), list(error.problems)


def list_in(
    content: bytes, file: str, key: str, model: type[E]
) -> tuple[Section[E], list[Problem]]:
    """The entries of a list in the bytes of its file, and its problems.

    Raises:
        AdvocacyError: nothing in it can be read.
    """
    if is_table(file):
        return entries_of(decode(content, file), file, model)
    tree, problems = read_yaml(text_of(content, file), file)
    if tree is None and problems:
        return Section(readable=False), problems
    section, found = read_entries(model, tree, file, key)
    return section, problems + found


def _read_senders(root: Path, file: str) -> tuple[Section[Sender], list[Problem]]:
    if os.path.lexists(root / file):
        return read_list(root, file, "senders", Sender)
    missing = Problem(
        "no_senders",
        f"there is no {file}, so nobody can sign",
        severity=Severity.WARNING,
        where=Where(file),
        hint="it holds addresses, so `advocacy init` keeps it out of Git: write your own",
    )
    return Section(readable=False), [missing]


def _by_other_names(root: Path, names: Collection[str]) -> Iterator[Problem]:
    """Files of the campaign under names that differ by capitals or their ending, as `Law.yml`."""
    meant = {_spelt(name): name for name in names}
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        name = meant.get(_spelt(path.name))
        read = root / (name or "")
        # Where capitals make no difference, it is the same file, and read.
        if name and path.name not in names and not (read.exists() and read.samefile(path)):
            yield ignored(path.name, f"rename it to {name}")


def _spelt(name: str) -> str:
    name = name.lower()
    return f"{name.removesuffix('.yml')}.yaml" if name.endswith(".yml") else name


def _read_assets(root: Path) -> tuple[dict[str, str], list[Problem]]:
    folder = root / ASSETS
    if not folder.exists():
        return {}, []
    files, problems = files_in(folder, ASSETS)
    digests, found = digests_of(files, ASSETS)
    return digests, problems + found
