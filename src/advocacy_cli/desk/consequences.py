"""What a change to a list means for the rest of the campaign, and for letters that are out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy_cli.campaign.consistency import Parts, check_consistency
from advocacy_cli.campaign.loading import list_in, read_parts
from advocacy_cli.desk.list_files import ListName, bytes_of, errors_in, list_path
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.errors import AdvocacyError, Problem, Severity
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.senders import Sender

_NAMED = 3
"""References that a warning names."""


@dataclass(frozen=True)
class OpenList:
    """A list about to be changed, and the campaign around it.

    Attributes:
        path: the list's file.
        content: its bytes; None where there is no file.
        parts: the campaign as it is.
        problems: what is wrong with the campaign as it is.
    """

    name: ListName
    path: Path
    content: bytes | None
    parts: Parts
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """What is wrong with the list itself."""
        return errors_in(self.path.name, list(self.problems)) if self.content is not None else []

    @property
    def entries(self) -> Mapping[str, Recipient] | Mapping[str, Sender]:
        """The usable entries by id."""
        return self.parts.recipients.by_id if self.is_recipients else self.parts.senders.by_id

    @property
    def kind(self) -> str:
        """What an entry is called."""
        return self.name.removesuffix("s")

    @property
    def is_recipients(self) -> bool:
        """Whether these are the offices, not the people who sign."""
        return self.name == "recipients"


def open_list(workplace: Workplace, name: ListName) -> OpenList:
    """The list as it stands.

    Raises:
        AdvocacyError: campaign.yaml cannot be used, or the file cannot be read.
    """
    path = list_path(workplace, name)
    content = bytes_of(path)
    parts, problems = read_parts(workplace.root)
    problems += check_consistency(parts)
    return OpenList(name, path, content, parts, tuple(problems))


def with_content(opened: OpenList, content: bytes, file: str) -> OpenList:
    """The same campaign, were this the list's content.

    Args:
        opened: the list as it is.
        content: the other bytes.
        file: what problems call them.
    """
    try:
        parts, problems = with_list(opened.parts, opened.name, content, file)
    except AdvocacyError as error:
        return replace(opened, content=content, problems=tuple(error.problems))
    problems += check_consistency(parts)
    return replace(opened, content=content, parts=parts, problems=tuple(problems))


def with_list(
    parts: Parts, name: ListName, content: bytes, file: str
) -> tuple[Parts, list[Problem]]:
    """The parts of a campaign, were this the content of a list, and what is wrong with it.

    Raises:
        AdvocacyError: nothing in it can be read.
    """
    if name == "recipients":
        recipients, problems = list_in(content, file, name, Recipient)
        return replace(parts, recipients=recipients), problems
    senders, problems = list_in(content, file, name, Sender)
    return replace(parts, senders=senders), problems


def new_errors(before: OpenList, after: OpenList) -> list[Problem]:
    """The errors that come with a change, in the list and everywhere else."""
    known = {_without_line(problem) for problem in before.problems}
    return [
        problem
        for problem in after.problems
        if problem.is_error and _without_line(problem) not in known
    ]


def _without_line(problem: Problem) -> tuple[str, str, str | None]:
    """A problem but for its line, which changes with what stands above."""
    return problem.code, problem.message, problem.where.file if problem.where else None


def still_needed(problem: Problem) -> Problem:
    """What to say of a place that a change would leave without sense."""
    return Problem(
        "still_needed",
        f"after this change {problem.message}",
        where=problem.where,
        hint="change this place first",
    )


def letters_naming(
    workplace: Workplace, opened: OpenList, ids: Collection[str]
) -> dict[str, list[str]]:
    """For each of the ids that letters of the ledger go to, through or come from: their references.

    Raises:
        AdvocacyError: the ledger cannot be read.
    """
    meant = {
        former: name
        for name, value in opened.entries.items()
        if name in ids
        for former in (value.uids if isinstance(value, Sender) else value.ids)
    }
    found: dict[str, list[str]] = {}
    with open_ledger(workplace.ledger, create=False) as ledger:
        records = ledger.records()
    for reference, record in records.items():
        key = record.key
        named = {key.addressee, key.via} if opened.is_recipients else {key.sender_uid}
        for name in {meant[former] for former in named if former in meant}:
            found.setdefault(name, []).append(reference)
    return found


def warnings_of(letters: Mapping[str, list[str]]) -> list[Problem]:
    """A warning for each id that letters of the ledger name."""
    return [
        Problem(
            "named_by_letters",
            f"{len(references)} letter{'s' * (len(references) > 1)} in the ledger"
            f" name{'s' * (len(references) == 1)} {name}: {', '.join(references[:_NAMED])}"
            + (f" and {len(references) - _NAMED} more" if len(references) > _NAMED else ""),
            severity=Severity.WARNING,
            hint="what is known of them stays in the ledger",
        )
        for name, references in letters.items()
    ]
