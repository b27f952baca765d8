"""What a YAML parser complains about, in words for people who do not know YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advocacy_cli.errors import Problem, Where

_QUOTE = "put the whole text in quotes"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's complaint. Places are (line, column), both counted from 1.

    Attributes:
        problem: the parser's own words.
        place: where it gave up.
        start: where the thing begins that it was reading, if it knows.
        context: what it was reading.
    """

    problem: str
    place: tuple[int, int]
    start: tuple[int, int] | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: str
    message: str
    hint: str
    at_start: bool = False
    code: str = "yaml_syntax"


_RULES = (
    _Rule(
        r"scanning an (alias|anchor)",
        "a text may not begin with * or &",
        _QUOTE,
        at_start=True,
    ),
    _Rule(r"cannot start any token", "a text may not begin with {character}", _QUOTE),
    _Rule(
        r"quoted scalar.*end of stream",
        "the quoted text that begins here has no closing quote",
        "close it, or use the other kind of quotes around it",
        at_start=True,
    ),
    _Rule(
        r"expected ',' or '\]'",
        "the list that begins here with [ is not closed, or a comma is missing in it",
        "close it with ]; put a text that holds [ ] { } or a comma in quotes",
        at_start=True,
    ),
    _Rule(
        r"expected ',' or '\}'",
        "what begins here with { is not closed, or a comma is missing in it",
        "close it with }; put a text that holds [ ] { } or a comma in quotes",
        at_start=True,
    ),
    _Rule(
        r"mapping values are not allowed",
        "a colon is not expected here",
        f"if it belongs to the text, {_QUOTE}; else check how far this line is indented",
    ),
    _Rule(
        r"could not find expected ':'",
        "a key without a colon begins here",
        "write it as `key: value`, or indent it if it goes on from the line above",
        at_start=True,
    ),
    _Rule(
        r"unknown escape|escape sequence|expected escape",
        "a backslash in double quotes does not mean itself",
        "use single quotes around the text",
    ),
    _Rule(
        r"sequence entries are not allowed",
        "a list cannot begin here",
        f"begin it on a line of its own; if the text begins with a hyphen, {_QUOTE}",
    ),
    _Rule(
        r"scanning a block scalar",
        "only a line break may follow | or >",
        f"begin the text on the next line; if | or > belongs to it, {_QUOTE}",
    ),
    _Rule(r"\btag\b", "a text may not begin with !", _QUOTE),
    _Rule(
        r"expected key|'-' indicator|block end|document start|document indicator",
        "this does not fit what stands before it",
        "check how far the line is indented; a text that holds quotes must be quoted as a whole,"
        " with those inside doubled: 'O''Brien'",
    ),
    _Rule(
        r"expected (the )?node content",
        "a value or a closing bracket is missing here",
        f"close every [ and {{; if a bracket belongs to the text, {_QUOTE}",
    ),
    _Rule(r"nesting depth", "lists or keys nest too deep here", _QUOTE, code="too_deep"),
    _Rule(r"incompatible YAML document", "this version of YAML is not known", "take the line out"),
)


def explain(complaint: Complaint, text: str, file: str) -> Problem:
    """The problem behind a parser's complaint about `text`."""
    line, column = complaint.place
    lines = text.split("\n")
    if line > len(lines):  # the parser reads on past a last line without an end
        line, column = len(lines), len(lines[-1]) + 1
    content = lines[line - 1]
    tab = content[: len(content) - len(content.lstrip())].find("\t")
    if tab >= 0:
        return Problem(
            "tab_indentation",
            "a tab stands where only spaces may indent",
            where=Where(file, line, tab + 1),
            hint="replace the tabs at the beginning of lines with spaces",
        )
    said = f"{complaint.context} {complaint.problem}"
    for rule in _RULES:
        if re.search(rule.pattern, said, re.DOTALL):
            if rule.at_start and complaint.start:
                line, column = complaint.start
            character = content[column - 1 : column]
            return Problem(
                rule.code,
                rule.message.replace("{character}", character or "this character"),
                where=Where(file, line, column),
                hint=rule.hint,
            )
    return Problem(
        "yaml_syntax",
        f"this is not valid YAML ({complaint.problem})",
        where=Where(file, line, column),
        hint=f"check quotes and indentation here; when in doubt, {_QUOTE}",
    )
