"""Runs the Jinja2 of letter texts, which are untrusted.

Nothing here reads a disk: texts include the parts their template came with and nothing else.
A text can look at the values it is given, and at nothing behind them; it can print and count
only so much. What it cannot be kept from is taking long; the caller sets a deadline.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, pass_context
from jinja2.environment import Environment, TemplateModule
from jinja2.exceptions import (
    SecurityError,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from advocacy_cli.composing import template_rules as rules
from advocacy_cli.composing.case_variables import CASE_FIELDS
from advocacy_cli.composing.escaping import literal
from advocacy_cli.composing.paragraphs import Paragraphs
from advocacy_cli.composing.template_failures import (
    TooMuchError,
    UnknownNameError,
    problem_of,
    syntax_problem,
)
from advocacy_cli.composing.template_rules import TextSource
from advocacy_cli.composing.variables import FIELDS, Variables
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.templates import LetterTemplate

CHARACTERS = 200_000
"""How many characters a text may print, counting those it prints into its own macros."""
ITEMS = 10_000
"""How many numbers a text may draw from `range`."""


class TemplateTexts:
    """The texts of one letter template, compiled when first used and kept."""

    def __init__(self, template: LetterTemplate) -> None:
        self._texts = {text.language: text.file for text in template.texts.values()}
        self._sources = _sources(template)
        self._speaks_of_cases = template.audience is not None
        self._environment = _Environment(_Loader(self._sources))

    def render(self, language: str, variables: Variables) -> str:
        """The text in `language` as Markdown, its values escaped.

        Raises:
            AdvocacyError: the text is wrong, asks for what there is not, or does too much.
        """
        environment = self._environment
        environment.budget = _Budget()
        environment.reference = str(variables.get("reference", ""))
        name = PurePosixPath(self._texts[language]).name
        pieces = []
        try:
            for piece in environment.get_template(name).generate(_values(variables)):
                environment.budget.print(piece)
                pieces.append(piece)
        except AdvocacyError:
            raise
        except Exception as error:
            problem = problem_of(error, self._sources, FIELDS)
            if problem is None:
                raise
            raise AdvocacyError(problem) from error
        return "".join(pieces)

    def check(self, language: str) -> list[Problem]:
        """What is wrong with the text in `language` and its parts, told without rendering it."""
        problems: list[Problem] = []
        own: set[str] = set()
        waiting, seen = [PurePosixPath(self._texts[language]).name], set[str]()
        while waiting:
            name = waiting.pop(0)
            if name in seen or name not in self._sources:
                continue
            seen.add(name)
            source = self._sources[name]
            try:
                tree = _parse(self._environment, name, self._sources)
            except AdvocacyError as error:
                problems += error.problems
                continue
            own |= rules.assigned(tree)
            problems += rules.unknown_names(tree, source, FIELDS, own)
            if not self._speaks_of_cases:
                problems += rules.without_audience(tree, source, set(CASE_FIELDS) - own)
            waiting += [part for part, _ in rules.references(tree)]
        return problems


def _sources(template: LetterTemplate) -> dict[str, TextSource]:
    """Every file a text may include, by its name relative to the template's folder."""
    files = [PurePosixPath(text.file) for text in template.texts.values()]
    folder = files[0].parent if files else PurePosixPath()
    sources = {
        name: TextSource(str(folder / name), source) for name, source in template.parts.items()
    }
    for file, text in zip(files, template.texts.values(), strict=True):
        sources[file.name] = TextSource(text.file, text.source)
    return sources


def _parse(environment: Environment, name: str, sources: Mapping[str, TextSource]) -> Any:
    """The syntax tree of a text, or an AdvocacyError with all that letters may not use in it."""
    source = sources[name]
    try:
        tree = environment.parse(source.text, name, source.file)
    except TemplateSyntaxError as error:
        raise AdvocacyError(syntax_problem(error, source)) from None
    problems = list(rules.forbidden(tree, source))
    for part, line in rules.references(tree):
        if part not in sources:
            problems.append(rules.include_not_found(part, sources, source.place(line)))
    if problems:
        raise AdvocacyError(problems)
    return tree


class _Loader(BaseLoader):
    """Gives out the files of one template, each checked before it is compiled."""

    def __init__(self, sources: Mapping[str, TextSource]) -> None:
        self._sources = sources

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template not in self._sources:
            raise TemplateNotFound(template)
        _parse(environment, template, self._sources)
        source = self._sources[template]
        return source.text, source.file, None


@dataclass(slots=True)
class _Budget:
    """What one rendering may still print and count."""

    characters: int = CHARACTERS
    items: int = ITEMS

    def print(self, text: str) -> None:
        self.characters -= len(text)
        if self.characters < 0:
            raise TooMuchError(f"the text prints more than {CHARACTERS:,} characters")

    def range(self, *bounds: int) -> range:
        try:
            numbers = range(*bounds)
        except (TypeError, ValueError) as error:
            raise TemplateRuntimeError(f"range: {error}") from None
        try:
            self.items -= len(numbers)
        except OverflowError:
            self.items = -1
        if self.items < 0:
            raise TooMuchError(f"the text counts further than {ITEMS:,}")
        return numbers


@dataclass(frozen=True, slots=True)
class _Record:
    """A value with parts (`sender.name`). It has no methods for a text to reach."""

    name: str
    parts: Mapping[str, Any] = field(repr=False)


class _Missing(StrictUndefined):
    """What a text names and no letter has: every use of it is an error that knows the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] | None = None,
    ) -> None:
        super().__init__(hint, obj, name, exc or UndefinedError)
        if exc is None and hint is None and (obj is missing or isinstance(obj, _Record)):
            owner = obj.name if isinstance(obj, _Record) else None
            self._undefined_exception = partial(UnknownNameError, name=name or "", owner=owner)  # type: ignore[assignment]


class _Absent(_Missing):
    """What this very letter does not have. It may be asked for in conditions, not printed."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self._undefined_exception = partial(UnknownNameError, name=name, owner=None, absent=True)  # type: ignore[assignment]

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


def _values(variables: Variables) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in variables.items()}


def _value(name: str, value: Any) -> Any:
    """A value as texts see it; `name` is how they call it."""
    if value is None:
        return _Absent(name)
    if isinstance(value, Mapping):
        parts = {
            part: _Absent(f"{name}.{part}") if inner is None else _value(part, inner)
            for part, inner in value.items()
        }
        return _Record(name, parts)
    if isinstance(value, list):
        return [_value(_ONE_OF.get(name, name), item) for item in value]
    return value


_ONE_OF = {"persons": "person", "facts": "fact"}
"""What one item of a list is called where something is wrong with it."""


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja2 with only what `template_rules` allows, escaping values for Markdown."""

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=_Missing,
            autoescape=True,
            finalize=_print,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.budget = _Budget()
        self.reference = ""
        self.filters = dict(rules.ALLOWED_FILTERS)
        self.tests = dict(rules.ALLOWED_TESTS)
        self.globals = {"range": self._range, "one_of": self._one_of}

    def _range(self, *bounds: int) -> range:
        return self.budget.range(*bounds)

    def _one_of(self, *choices: str) -> str:
        """One of the texts, for this letter always the same.

        By rendezvous hashing (Thaler and Ravishankar 1998): a choice that is added to the others
        changes those letters only that take it.
        """
        if not choices or not all(isinstance(choice, str) for choice in choices):
            raise TemplateRuntimeError("one_of needs the names to choose from")
        return max(
            choices, key=lambda choice: sha256(f"{self.reference} {choice}".encode()).digest()
        )

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, _Record):
            found = obj.parts.get(attribute)
            return self.undefined(obj=obj, name=attribute) if found is None else found
        if isinstance(obj, LoopContext | TemplateModule | Undefined):
            return super().getattr(obj, attribute)
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, list | tuple) and isinstance(argument, int):
            return super().getitem(obj, argument)
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, Macro | LoopContext | BlockReference) or obj in self.globals.values():
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext)

    def printable(self, value: Any) -> Markup:
        """The Markdown that prints `value`; texts already rendered pass as they are."""
        if isinstance(value, Markup):
            text = value
        elif isinstance(value, Paragraphs):
            text = Markup("\n\n".join(map(literal, value.each)))  # noqa: S704
        elif isinstance(value, str | int | float | Undefined) and not isinstance(value, bool):
            # An undefined value fails here, except that of an `if` without `else`: it is empty.
            text = Markup(literal(str(value)))  # noqa: S704
        elif isinstance(value, _Record):
            parts = ", ".join(f"{value.name}.{part}" for part in value.parts)
            raise TemplateRuntimeError(f"{value.name!r} has parts; print one of {parts}")
        elif callable(value):
            raise SecurityError("a macro or function is printed without being called")
        else:
            raise TemplateRuntimeError("only text and numbers can be printed")
        self.budget.print(text)
        return text


@pass_context
def _print(context: Context, value: Any) -> Markup:
    """Called by Jinja2 on whatever `{{ }}` holds.

    It takes the context so that constants too are printed when a text runs, not when it is
    compiled.
    """
    environment = context.environment
    assert isinstance(environment, _Environment)
    return environment.printable(value)
