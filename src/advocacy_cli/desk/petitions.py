"""Petitions: where their signatures are kept, and how they stand."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.reading import read_bytes
from advocacy_cli.desk.files import PRIVATE_FOLDER, write_whole
from advocacy_cli.desk.workplace import SIGNATURES, Workplace, cannot_write
from advocacy_cli.disk.reading import read_whole
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.petitions import Petition, Printed, Run, Signature, Tally
from advocacy_cli.model.selection import choose_template
from advocacy_cli.model.templates import LetterTemplate
from advocacy_cli.petition import lines
from advocacy_cli.petition import store as stores
from advocacy_cli.petition.manifest import Verdict, verify
from advocacy_cli.petition.tally import tally

MAX_MANIFEST = 500_000_000
"""Bytes."""


@dataclass(frozen=True)
class Desk:
    """One petition: its template, where its signatures are kept, and what they are."""

    campaign: Campaign
    template: LetterTemplate
    petition: Petition
    path: Path
    file: str
    store: stores.Store

    def write(self, events: Iterable[str], *, add: bool) -> None:
        """Put lines into the store: after those there are, or in their place.

        Raises:
            AdvocacyError: it cannot be written; it stays what it was.
        """
        try:
            is_there = os.path.lexists(self.path)
            before = read_whole(self.path, stores.MAX_BYTES) if add and is_there else b""
            before += b"\n" if before and not before.endswith(b"\n") else b""
            begun = [] if before or not add else [lines.begun(self.store.key)]
            content = before + "".join([*begun, *events]).encode()
            write_whole(self.path, content, make=PRIVATE_FOLDER)
        except OSError as error:
            raise cannot_write(error, self.file) from None


def petition_desk(workplace: Workplace, name: str) -> Desk:
    """The petition of a letter template.

    Raises:
        AdvocacyError: there is no such template, it is no petition, or the signatures cannot be
            read.
    """
    campaign, problems = workplace.campaign()
    file = f"{SIGNATURES}/{name}.jsonl"
    errors = [problem for problem in problems if problem.is_error and _is_about(problem, name)]
    if errors:
        raise AdvocacyError(errors)
    template = choose_template(campaign, name)
    if template.petition is None:
        raise AdvocacyError(
            Problem(
                "not_a_petition",
                f"{name} is a letter without signatures",
                where=template.where,
                hint="add `petition:` with text, consent and version to its template.yaml",
            )
        )
    store = stores.read_store(workplace.root / file, file)
    if not store.key:
        store.key = workplace.random(stores.KEY_BYTES).hex()
    return Desk(campaign, template, template.petition, workplace.root / file, file, store)


def _is_about(problem: Problem, template: str) -> bool:
    file = problem.where.file if problem.where else ""
    return file.startswith((f"letter_templates/{template}/", f"{SIGNATURES}/{template}."))


@dataclass(frozen=True, slots=True)
class ImportCount:
    """An import, and how many of the signatures it brought are there."""

    run: Run
    signatures: int


@dataclass(frozen=True, slots=True)
class Status:
    """The counts, the imports they came with, what does not count for now, and sheets made."""

    counts: Tally
    imports: tuple[ImportCount, ...]
    set_aside: tuple[Signature, ...]
    printed: tuple[Printed, ...]


def status(workplace: Workplace, name: str) -> Status:
    """How a petition stands.

    Raises:
        AdvocacyError: it is no petition, or its signatures cannot be read.
    """
    store = petition_desk(workplace, name).store
    brought = Counter(one.run for one in store.signatures.values())
    return Status(
        tally(store),
        tuple(ImportCount(run, brought[run.name]) for run in store.runs.values()),
        tuple(one for one in store.signatures.values() if one.set_aside),
        tuple(store.printed),
    )


def check_manifest(workplace: Workplace, name: str, file: Path) -> Verdict:
    """Set a manifest against the signatures kept here.

    Raises:
        AdvocacyError: it is no manifest.
    """
    content = read_bytes(file, file.name, MAX_MANIFEST)
    return verify(content, petition_desk(workplace, name).store, file.name)


def by_country(signatures: Iterable[Signature]) -> Mapping[str, list[Signature]]:
    """The signatures, by country."""
    found: dict[str, list[Signature]] = {}
    for signature in signatures:
        found.setdefault(signature.country, []).append(signature)
    return found
