"""Reads the files of a campaign, each on its own, and puts them together."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from advocacy_cli.campaign.consistency import Parts, check_consistency
from advocacy_cli.campaign.files import digests_of, files_in
from advocacy_cli.campaign.folder import SETTINGS
from advocacy_cli.campaign.forms import read_forms
from advocacy_cli.campaign.reading import read_text
from advocacy_cli.campaign.schema import Record, Section, read_entries, read_record
from advocacy_cli.campaign.templates import read_templates
from advocacy_cli.campaign.tree import Node
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where
from advocacy_cli.model.campaigns import Campaign, Settings
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

RECIPIENTS = "recipients.yaml"
SENDERS = "senders.yaml"
ASSETS = "assets"

E = TypeVar("E", Recipient, Sender)


def load(root: Path) -> tuple[Campaign | None, list[Problem]]:
    """The campaign in `root` and its problems; see `folder.load_campaign`."""
    settings, problems = _read_settings(root)
    recipients, found = _read_list(root, RECIPIENTS, "recipients", Recipient)
    problems += found
    senders, found = _read_senders(root)
    problems += found
    templates, found = read_templates(root)
    problems += found
    forms, found = read_forms(root)
    problems += found
    assets, found = _read_assets(root)
    problems += found
    problems += check_consistency(Parts(settings, recipients, senders, templates, forms))
    if settings is None:
        return None, problems
    campaign = Campaign(
        settings=settings.value,
        recipients=recipients.by_id,
        senders=senders.by_id,
        templates=templates.by_id,
        forms=forms.by_id,
        assets=assets,
    )
    return campaign, problems


def _read_tree(root: Path, file: str) -> tuple[Node | None, list[Problem]]:
    try:
        return read_yaml(read_text(root / file, file), file)
    except AdvocacyError as error:
        return None, list(error.problems)


def _read_settings(root: Path) -> tuple[Record[Settings] | None, list[Problem]]:
    tree, problems = _read_tree(root, SETTINGS)
    if tree is None:
        if not problems:
            problems = [Problem("empty_file", f"{SETTINGS} is empty", where=Where(SETTINGS))]
        return None, problems
    settings, found = read_record(Settings, tree, SETTINGS)
    return settings, problems + found


def _read_list(root: Path, file: str, key: str, model: type[E]) -> tuple[Section[E], list[Problem]]:
    tree, problems = _read_tree(root, file)
    if tree is None and problems:
        return Section(readable=False), problems
    section, found = read_entries(model, tree, file, key)
    return section, problems + found


def _read_senders(root: Path) -> tuple[Section[Sender], list[Problem]]:
    if (root / SENDERS).exists():
        return _read_list(root, SENDERS, "senders", Sender)
    missing = Problem(
        "no_senders",
        f"there is no {SENDERS}, so nobody can sign",
        severity=Severity.WARNING,
        where=Where(SENDERS),
        hint="it holds addresses, so `advocacy init` keeps it out of Git: write your own",
    )
    return Section(readable=False), [missing]


def _read_assets(root: Path) -> tuple[dict[str, str], list[Problem]]:
    folder = root / ASSETS
    if not folder.exists():
        return {}, []
    files, problems = files_in(folder, ASSETS)
    digests, found = digests_of(files, ASSETS)
    return digests, problems + found
