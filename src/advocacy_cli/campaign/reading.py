"""From a file's bytes to text: UTF-8 only, with one kind of line end."""

from __future__ import annotations

from pathlib import Path

from advocacy_cli.disk.folders import LinkedError, NotRegularError
from advocacy_cli.disk.reading import TooLargeError, read_whole
from advocacy_cli.errors import AdvocacyError, Problem, Where

MAX_BYTES = 20_000_000
_BOM = b"\xef\xbb\xbf"
_SAVE_AS = "save the file as UTF-8 (in most editors: Save as, Encoding: UTF-8)"


def read_text(path: Path, file: str) -> str:
    """The text of a file, without byte order mark, every line ended by a line feed.

    Args:
        path: where the file is.
        file: what problems call it: its path relative to the campaign.

    Raises:
        AdvocacyError: the file is missing, no regular file, unreadable, larger than 20 MB,
            not UTF-8, or holds a NUL character.
    """
    return text_of(read_bytes(path, file), file)


def text_of(data: bytes, file: str) -> str:
    """The text in a file's bytes, as `read_text` gives it.

    Raises:
        AdvocacyError: the bytes are not UTF-8, or hold a NUL character.
    """
    data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, file) from None
    text = _line_feeds(text)
    if "\0" in text:
        where = _place(text[: text.index("\0")], file)
        raise AdvocacyError(
            Problem("nul_character", "the file holds a NUL character", where=where, hint=_SAVE_AS)
        )
    return text


def read_bytes(path: Path, file: str, limit: int | None = None) -> bytes:
    """The bytes of a regular file, `limit` at most (20 MB where none is given).

    Raises:
        AdvocacyError: the file is missing, no regular file, unreadable, or larger.
    """
    try:
        return read_whole(path, limit or MAX_BYTES)
    except OSError as error:
        raise AdvocacyError(unreadable(file, error)) from None


def unreadable(file: str, error: OSError) -> Problem:
    """What to say of a file that could not be opened, or may not be read.

    Args:
        file: what problems call it.
        error: why.
    """
    where = Where(file)
    if isinstance(error, FileNotFoundError):
        return Problem("missing_file", f"there is no file {file}", where=where)
    if isinstance(error, NotRegularError):
        return Problem("not_a_file", f"{file} is not a file", where=where)
    if isinstance(error, LinkedError):
        return linked(file)
    if isinstance(error, TooLargeError):
        return Problem(
            "too_large",
            f"{file} is larger than {error.limit // 1_000_000} MB",
            where=where,
            hint="take out what does not belong there",
        )
    return Problem(
        "unreadable",
        f"{file} cannot be read ({error.strerror})",
        where=Where(file),
        hint="make it readable for you",
    )


def linked(file: str) -> Problem:
    """What to say of a link in a campaign: it may lead to any file of the person who reads it."""
    return Problem(
        "linked_file",
        f"{file} is a link, or lies in a folder that is one; links in a campaign are not followed",
        where=Where(file),
        hint="put the file itself there; if you did not make the link, do not trust it",
    )


def _not_utf8(data: bytes, start: int, file: str) -> AdvocacyError:
    before = _line_feeds(data[:start].decode())
    return AdvocacyError(
        Problem(
            "not_utf8",
            f"the file is not UTF-8 text: the byte 0x{data[start]:02X} stands here",
            where=_place(before, file),
            hint=_SAVE_AS,
        )
    )


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(before: str, file: str) -> Where:
    """The place right after the text `before`."""
    return Where(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
