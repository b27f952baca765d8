"""What goes wrong while a letter's text runs, told as problems with file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType

from jinja2.exceptions import (
    SecurityError,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)

from advocacy_cli.composing import template_rules as rules
from advocacy_cli.composing.case_variables import FACT_FIELDS
from advocacy_cli.composing.template_rules import TextSource
from advocacy_cli.errors import Problem, Where


class TooMuchError(TemplateRuntimeError):
    """A text printed or counted more than letters may."""


class UnknownNameError(UndefinedError):
    """A text used what there is not.

    Args:
        name: the variable, or the part of `owner`.
        absent: letters do have it, but this one does not.
    """

    def __init__(self, message: str, name: str, owner: str | None, absent: bool = False) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner
        self.absent = absent


class RefusedError(TemplateRuntimeError):
    """A text asked for what this letter must not say; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def syntax_problem(error: TemplateSyntaxError, source: TextSource) -> Problem:
    """The problem that a text is not well formed."""
    return Problem(
        "template_syntax",
        (error.message or "the text cannot be read").rstrip("."),
        where=source.place(error.lineno),
        hint="look at the {{ }} and {% %} of this line and of those before it",
    )


def problem_of(
    error: Exception,
    sources: Mapping[str, TextSource],
    known: Mapping[str, tuple[str, ...]],
) -> Problem | None:
    """The problem behind an exception that ended a rendering, or None where it is a bug."""
    source, line = _place(error.__traceback__, sources)
    where = source.place(line) if source else None
    if isinstance(error, UnknownNameError):
        return _unknown(error, source, line, known)
    if isinstance(error, RefusedError):
        return replace(error.problem, where=where)
    if isinstance(error, TemplateNotFound):
        return rules.include_not_found(error.message or "?", sources, where)
    if isinstance(error, RecursionError):
        error = TooMuchError("the text includes or calls itself without end")
    for kind, code, hint in _KINDS:
        if isinstance(error, kind):
            return Problem(code, _sentence(error), where=where, hint=hint)
    if source and _is_of_the_text(error):
        return Problem("template_error", _sentence(error), where=where, hint=rules.WHAT_THERE_IS)
    return None


_LOOP = "look for a loop, a macro or an include that does not end"
_KINDS: tuple[tuple[type[Exception], str, str], ...] = (
    (SecurityError, "template_unsafe", rules.WHAT_THERE_IS),
    (TooMuchError, "template_too_much", _LOOP),
    (UndefinedError, "undefined_variable", rules.WHAT_THERE_IS),
    (TemplateError, "template_error", rules.WHAT_THERE_IS),
)


def _unknown(
    error: UnknownNameError,
    source: TextSource | None,
    line: int,
    known: Mapping[str, tuple[str, ...]],
) -> Problem:
    name = f"{error.owner}.{error.name}" if error.owner else error.name
    where = source.place(line, name) if source else None
    if error.absent:
        return _absent(name, where)
    if error.owner:
        return rules.no_such_part(
            error.owner, error.name, {**FACT_FIELDS, **known}[error.owner], where
        )
    return rules.no_such_variable(error.name, known, where)


def _absent(name: str, where: Where | None) -> Problem:
    return Problem(
        "undefined_variable",
        f"this letter has no {name!r}",
        where=where,
        hint=f"ask first: {{% if {name} %}} ... {{% endif %}}",
    )


def _place(
    trace: TracebackType | None, sources: Mapping[str, TextSource]
) -> tuple[TextSource | None, int]:
    """The innermost place in a text that a traceback, as Jinja2 rewrites it, leads through."""
    by_file = {source.file: source for source in sources.values()}
    found: tuple[TextSource | None, int] = (None, 0)
    while trace is not None:
        source = by_file.get(trace.tb_frame.f_code.co_filename)
        if source:
            found = (source, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _is_of_the_text(error: Exception) -> bool:
    """Whether the text asked for the impossible, rather than this program being wrong."""
    if not isinstance(error, TypeError | ValueError | ArithmeticError | LookupError):
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    module = str(trace.tb_frame.f_globals.get("__name__", "")) if trace else ""
    return not module.startswith("advocacy_cli.")


def _sentence(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__
