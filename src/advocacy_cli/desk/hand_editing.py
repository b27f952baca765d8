"""A list edited by hand: in a copy, which takes the list's place only if it is sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from advocacy_cli.desk.consequences import (
    OpenList,
    new_errors,
    open_list,
    still_needed,
    with_content,
)
from advocacy_cli.desk.files import remove, write_whole
from advocacy_cli.desk.list_files import ListName, bytes_of, replace_list
from advocacy_cli.desk.workplace import Workplace, cannot_write
from advocacy_cli.errors import AdvocacyError, Problem, Where

_RANDOM_BYTES = 4


@dataclass(frozen=True)
class Copy:
    """A copy to be edited, beside the list's file; for its owner's eyes only.

    Attributes:
        path: where it is.
        original: the list as it was copied.
    """

    path: Path
    original: OpenList

    @property
    def list_file(self) -> str:
        """The list's file, relative to the campaign."""
        return self.original.path.name


@dataclass(frozen=True)
class Judged:
    """What an edited copy is worth.

    Attributes:
        content: the bytes that were looked at.
        problems: the errors that keep them from the list's place.
    """

    content: bytes
    is_changed: bool
    problems: list[Problem]


def copy_of(workplace: Workplace, name: ListName) -> Copy:
    """A copy of a list, sound or not.

    Raises:
        AdvocacyError: there is no such file, or no room for a copy.
    """
    opened = open_list(workplace, name)
    if opened.content is None:
        raise AdvocacyError(
            Problem(
                "missing_file",
                f"there is no file {opened.path.name}",
                where=Where(opened.path.name),
                hint=f"`advocacy {name} add` begins it",
            )
        )
    file = opened.path
    mark = workplace.random(_RANDOM_BYTES).hex()
    path = file.with_name(f".{file.stem}.{mark}.editing{file.suffix}")
    try:
        write_whole(path, opened.content, over=False)
    except OSError as error:
        raise cannot_write(error, path.name) from None
    return Copy(path, opened)


def judge(copy: Copy) -> Judged:
    """Whether a copy has been changed, and can be the list of its campaign.

    Where the list itself was broken, only the copy is looked at, not what the rest of the
    campaign makes of it: that could not be told before either.

    Raises:
        AdvocacyError: the copy is gone, or cannot be read.
    """
    content = bytes_of(copy.path)
    if content is None:
        raise AdvocacyError(
            Problem(
                "missing_file",
                f"the copy {copy.path.name} is gone, so {copy.list_file} stays as it was",
                hint="run the same command again",
            )
        )
    if content == copy.original.content:
        return Judged(content, is_changed=False, problems=[])
    after = with_content(copy.original, content, copy.path.name)
    own = [problem for problem in after.problems if problem.is_error and _is_own(problem, copy)]
    if own or copy.original.errors:
        return Judged(content, is_changed=True, problems=own)
    elsewhere = map(still_needed, new_errors(copy.original, after))
    return Judged(content, is_changed=True, problems=list(elsewhere))


def put_in_place(workplace: Workplace, copy: Copy, judged: Judged) -> None:
    """Make the copy the list, and remove it.

    Raises:
        AdvocacyError: the list was changed meanwhile, or cannot be written; the copy is kept.
    """
    try:
        with workplace.alone():
            replace_list(copy.original.path, copy.original.content, judged.content)
    except AdvocacyError as error:
        hint = f"your copy is kept as {copy.path}: bring its changes into the list by hand"
        raise AdvocacyError(replace(problem, hint=hint) for problem in error.problems) from None
    discard(copy)


def discard(copy: Copy) -> None:
    """Remove a copy that is not needed any more."""
    remove(copy.path)


def refusal(copy: Copy, problems: Sequence[Problem]) -> AdvocacyError:
    """Why an edited copy has not become the list, and where it is."""
    kept = Problem(
        "not_put_in_place",
        f"{copy.list_file} stays as it was; your copy is kept as {copy.path}",
        hint=f"mend it, move it over {copy.list_file}, and run `advocacy check`",
    )
    return AdvocacyError([*problems, kept])


def _is_own(problem: Problem, copy: Copy) -> bool:
    return problem.where is None or problem.where.file == copy.path.name
