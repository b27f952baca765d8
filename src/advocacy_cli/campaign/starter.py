"""The starter: what `advocacy init` puts into a new campaign's folder."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.files import files_in
from advocacy_cli.campaign.reading import MAX_BYTES
from advocacy_cli.campaign.schema import read_entries, read_record
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.disk.folders import SETTINGS
from advocacy_cli.disk.reading import read_whole
from advocacy_cli.disk.trees import write_tree
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.senders import Sender

FIRST_SENDER = "me"
SENDERS = "senders.yaml"

_UID = re.compile(r'^    uid: "([0-9a-f]+)"$', re.MULTILINE)

_GITIGNORE = """\
# Kept out of Git: what was sent to whom, and people's names, addresses and signatures.
/ledger*
/letters/
/replies/
/*.pdf
/*.png
/senders.yaml
/.*.editing.*
/signatures/
# Tables hold people, or the rows that an import could not take. For a list of offices that is
# a table, add a line such as !/offices.csv
*.csv
*.tsv
*.jsonl
/cases/
/.advocacy.lock
# What tables said last, and digests of who was removed.
/.advocacy/
# What was left half written when the program was killed; the next call removes it.
.advocacy-*.part
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What must be known to start a campaign.

    Attributes:
        campaign: the campaign's name.
        code: its code, two to five capital letters.
        name: the sender's name.
        country: the sender's, as ISO 3166-1.
        lines: the sender's address without the country.
        region: ISO 3166-2, or the part of it after the country.
        languages: those the sender writes, best first.
    """

    campaign: str
    code: str
    name: str
    country: str
    lines: tuple[str, ...]
    region: str | None
    languages: tuple[str, ...]


def start_campaign(target: Path, answers: Answers, *, uid: str) -> list[str]:
    """Write a campaign into the folder `target`, which is made if it is not there.

    Nothing is overwritten, and where a file cannot be written those already made are taken
    away again. campaign.yaml comes last: without it the folder is no campaign, and the same call
    once more finishes what a killed one began.

    Args:
        uid: the sender's `uid`, a random text.

    Returns:
        The files made, relative to `target`.

    Raises:
        AdvocacyError: an answer cannot be used, or a file is there already.
        OSError: the folder cannot be written.
    """
    settings, senders = _settings_text(answers), _senders_text(answers, uid)
    _require_usable(settings, senders)
    files = {
        ".gitignore": _GITIGNORE.encode(),
        **_shipped(starter_folder()),
        SENDERS: senders.encode(),
        SETTINGS: settings.encode(),
    }
    there = _left_behind(target, files, answers)
    missing = {name: content for name, content in files.items() if name not in there}
    _require_free(target, missing)
    write_tree(target, missing, private={SENDERS})
    return list(files)


def starter_folder() -> Path:
    """Where the starter's files are: in the package, or in a checkout at its root."""
    packaged = Path(__file__).parents[1] / "starter"
    return packaged if packaged.is_dir() else Path(__file__).parents[3]


def quoted(text: str) -> str:
    """The text as a YAML scalar that reads back unchanged, whatever is in it."""
    return f'"{"".join(_escaped(character) for character in text)}"'


def _escaped(character: str) -> str:
    if character in {'"', "\\"}:
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _settings_text(answers: Answers) -> str:
    return f"""\
name: {quoted(answers.campaign)}
# Two to five capital letters; every reference begins with them. Do not change it later.
code: {quoted(answers.code)}
# The last day to act, every year as in `act_by: 09-24`, or a full date:
# act_by: 09-24
# Who signs when --sender is not given:
sender: {FIRST_SENDER}
# Lists of signatories never name people who live in these countries, nor in the one that gets the
# list; CN covers Hong Kong and Macao:
never_name_in: [CN, KP]
"""


def _senders_text(answers: Answers, uid: str) -> str:
    lines = "\n".join(f"        - {quoted(line)}" for line in answers.lines)
    region = f"    region: {quoted(answers.region)}\n" if answers.region else ""
    return f"""\
# People who sign. This file holds private addresses: keep it to yourself.
senders:
  - id: {FIRST_SENDER}
    # Tells this person from every other, on any machine. Never change it.
    uid: {quoted(uid)}
    name: {quoted(answers.name)}
    address:
      country: {quoted(answers.country)}
      lines:
{lines}
{region}    # Languages you write, best first.
    languages: [{", ".join(quoted(language) for language in answers.languages)}]
"""


def _require_usable(settings: str, senders: str) -> None:
    """Read the files as they will be read; a problem in them is one of the answers."""
    tree, problems = read_yaml(settings, "campaign.yaml")
    if tree:
        problems += read_record(Settings, tree, "campaign.yaml")[1]
    tree, found = read_yaml(senders, "senders.yaml")
    problems += found + read_entries(Sender, tree, "senders.yaml", "senders")[1]
    if problems:
        raise AdvocacyError(
            Problem(problem.code, problem.message, hint=problem.hint) for problem in problems
        )


def _shipped(folder: Path) -> dict[str, bytes]:
    templates, problems = files_in(folder / "letter_templates", "letter_templates")
    if problems:
        raise AdvocacyError(problems)
    names = ["recipients.yaml", *(f"letter_templates/{name}" for name in templates)]
    return {name: read_whole(folder / name, MAX_BYTES) for name in names}


def _require_free(target: Path, files: Mapping[str, bytes]) -> None:
    nearest = next(path for path in (target, *target.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise AdvocacyError(
            Problem("not_a_folder", f"{nearest} is not a folder", hint="name another")
        )
    folders = {parent for name in files for parent in Path(name).parents} - {Path()}
    taken = [name for name in files if os.path.lexists(target / name)]
    taken += [str(name) for name in folders if not _may_be_made(target / name)]
    if taken:
        raise AdvocacyError(
            Problem(
                "already_there",
                f"{target} already has {', '.join(taken)}",
                hint="nothing was written; name a folder that is empty or not there yet",
            )
        )


def _may_be_made(folder: Path) -> bool:
    """Whether a folder is there, or can be; what a link leads to is another."""
    return (folder.is_dir() and not folder.is_symlink()) or not os.path.lexists(folder)


def _left_behind(target: Path, files: Mapping[str, bytes], answers: Answers) -> set[str]:
    """The files that are there as they would be written: this was interrupted once before.

    Of the sender it is the `uid` alone that each call draws anew; then the earlier one stands.
    """
    if os.path.lexists(target / SETTINGS):
        return set()
    found = set()
    for name, content in files.items():
        with contextlib.suppress(OSError):
            there = read_whole(target / name, MAX_BYTES)
            uid = _UID.search(there.decode(errors="replace")) if name == SENDERS else None
            if there in {content, _senders_text(answers, uid[1]).encode() if uid else b""}:
                found.add(name)
    return found
