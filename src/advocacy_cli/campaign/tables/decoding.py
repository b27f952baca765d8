"""From a table's bytes to its text: which encoding it is in, and what sets its cells apart."""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from itertools import islice

from advocacy_cli.errors import AdvocacyError, Problem, Severity, Where

DELIMITERS = (",", ";", "\t", "|")
GUESS = "windows-1252"
_SAVE_AS = "save the table as UTF-8 (in a spreadsheet: CSV UTF-8), or say --encoding"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_LOOKED_AT = 20
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A table's text, its line ends as they were.

    Attributes:
        encoding: as people call it: `utf-8`, `utf-16`, `windows-1252` or what was asked for.
        warnings: that the encoding is a guess, with a sample of what it makes of the text.
    """

    text: str
    encoding: str
    warnings: tuple[Problem, ...] = ()


def decode(data: bytes, file: str, encoding: str | None = None) -> Decoded:
    """The text of a table. Without byte order mark it is UTF-8, or else taken for Windows-1252.

    Args:
        data: the file's bytes.
        file: what problems call it.
        encoding: the encoding to take instead of finding it out.

    Raises:
        AdvocacyError: the bytes are in no such encoding, or hold a NUL character.
    """
    name, codec = encoding or "utf-8", encoding or "utf-8"
    for mark, known, with_mark in _BOMS:
        if not encoding and data.startswith(mark):
            name, codec = known, with_mark
    warnings: tuple[Problem, ...] = ()
    try:
        text = data.decode(codec)
    except LookupError:
        hint = "such as utf-8, utf-16 or windows-1252"
        raise AdvocacyError(
            Problem("unknown_encoding", f"{encoding!r} is no encoding known here", hint=hint)
        ) from None
    except UnicodeDecodeError as error:
        if encoding or name != "utf-8" or b"\0" in data:
            raise _not_in(name, data, error, file) from None
        name, text = GUESS, _guessed(data, file)
        warnings = (_guess(text, file),)
    _refuse_nul(text, file)
    return Decoded(text.removeprefix("\ufeff"), name, warnings)


def find_delimiter(text: str) -> str:
    """What sets the cells apart: the mark that splits the first lines most evenly."""

    def evenness(delimiter: str) -> tuple[int, int]:
        lines = islice(text[:200_000].splitlines(keepends=True), _LOOKED_AT * 5)
        rows = csv.reader(lines, delimiter=delimiter)
        try:
            widths = [len(row) for row in islice(rows, _LOOKED_AT) if row]
        except csv.Error:
            return 0, 0
        width = widths[0] if widths else 0
        return (widths.count(width), width) if width > 1 else (0, 0)

    best = max(DELIMITERS, key=evenness)
    return best if evenness(best) > (0, 0) else DELIMITERS[0]


def _guessed(data: bytes, file: str) -> str:
    try:
        return data.decode(GUESS)
    except UnicodeDecodeError as error:
        raise _not_in("UTF-8 nor Windows-1252", data, error, file) from None


def _guess(text: str, file: str) -> Problem:
    found = re.search(r"[^\x00-\x7f]", text)
    at = found.start() if found else 0
    sample = re.sub(r"\s+", " ", text[max(0, at - 15) : at + 15]).strip()
    return Problem(
        "guessed_encoding",
        f"{file} is not UTF-8, so it was taken for Windows-1252, which reads as “{sample}”",
        severity=Severity.WARNING,
        where=Where(file, len(_LINE_END.findall(text[:at])) + 1),
        hint="if that is wrong, say --encoding, or save the table as UTF-8",
    )


def _not_in(name: str, data: bytes, error: UnicodeDecodeError, file: str) -> AdvocacyError:
    line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
    return AdvocacyError(
        Problem(
            "not_text",
            f"{file} is not {name} text: the byte 0x{data[error.start]:02X} stands here",
            where=Where(file, line),
            hint=_SAVE_AS,
        )
    )


def _refuse_nul(text: str, file: str) -> None:
    at = text.find("\0")
    if at >= 0:
        ends = list(_LINE_END.finditer(text, 0, at))
        column = at - (ends[-1].end() if ends else 0) + 1
        raise AdvocacyError(
            Problem(
                "nul_character",
                "a NUL character stands here, so this is no plain table",
                where=Where(file, len(ends) + 1, column),
                hint=_SAVE_AS,
            )
        )
