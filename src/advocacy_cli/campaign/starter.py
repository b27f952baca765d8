"""The starter: what `advocacy init` puts into a new campaign's folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advocacy_cli.campaign.files import files_in
from advocacy_cli.campaign.schema import read_entries, read_record
from advocacy_cli.campaign.yaml_tree import read_yaml
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.campaigns import Settings
from advocacy_cli.model.senders import Sender

PRIVATE = 0o600
PUBLIC = 0o666  # less what the user's umask takes away
FIRST_SENDER = "me"

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
    away again. campaign.yaml comes last: without it the folder is no campaign.

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
        "senders.yaml": senders.encode(),
        "campaign.yaml": settings.encode(),
    }
    _require_free(target, files)
    _write_all(target, files)
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
    return {name: (folder / name).read_bytes() for name in names}


def _require_free(target: Path, files: Mapping[str, bytes]) -> None:
    nearest = next(path for path in (target, *target.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise AdvocacyError(
            Problem("not_a_folder", f"{nearest} is not a folder", hint="name another")
        )
    folders = {parent.as_posix() for name in files for parent in Path(name).parents}
    taken = [name for name in files if os.path.lexists(target / name)]
    taken += [name for name in folders if (target / name).exists() and not (target / name).is_dir()]
    if taken:
        raise AdvocacyError(
            Problem(
                "already_there",
                f"{target} already has {', '.join(taken)}",
                hint="nothing was written; name a folder that is empty or not there yet",
            )
        )


def _write_all(target: Path, files: Mapping[str, bytes]) -> None:
    made: list[Path] = []
    try:
        for name, content in files.items():
            path = target / name
            _make_folders(path.parent, made)
            mode = PRIVATE if name == "senders.yaml" else PUBLIC
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            made.append(path)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
    except BaseException:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and add the ones that were not there to `made`."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
        made.append(path)
