"""Runs the Jinja2 of letter texts, which are untrusted.

Nothing here reads a disk: texts include the parts their template came with and nothing else.
A text can look at the values it is given, and at nothing behind them; it can print and count
only so much. What it cannot be kept from is taking long; the caller sets a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, pass_context
from jinja2.environment import Environment, TemplateModule
from jinja2.exceptions import (
    SecurityError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from advocacy_cli.composing import template_rules as rules
from advocacy_cli.composing.case_variables import CASE_FIELDS
from advocacy_cli.composing.citations import Citations
from advocacy_cli.composing.escaping import literal
from advocacy_cli.composing.law_rules import law_problems
from advocacy_cli.composing.paragraphs import Paragraphs
from advocacy_cli.composing.question_variables import Numbered
from advocacy_cli.composing.template_failures import (
    TooMuchError,
    problem_of,
    syntax_problem,
)
from advocacy_cli.composing.template_rules import TextSource
from advocacy_cli.composing.template_values import Missing, Record, values_of
from advocacy_cli.composing.variables import FIELDS, Variables
from advocacy_cli.errors import AdvocacyError, Problem
from advocacy_cli.model.direction import (
    direction_of,
    has_right_to_left,
    isolated,
    without_isolates,
)
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.law import Law
from advocacy_cli.model.templates import LetterTemplate

CHARACTERS = 200_000
"""How many characters a text may print, counting those it prints into its own macros."""
ITEMS = 10_000
"""How many numbers a text may draw from `range`."""

_BETWEEN_BLOCKS = re.compile(r"(\n[^\S\n]*\n)")


class TemplateTexts:
    """The texts of one letter template, compiled when first used and kept."""

    def __init__(self, template: LetterTemplate, law: Mapping[str, Law] = {}) -> None:
        self._template = template
        self._sources = _sources(template)
        self._speaks_of_cases = template.audience is not None
        self._environment = _Environment(_Loader(self._sources), law)

    def render(self, language: str, variables: Variables) -> str:
        """The text in `language` as Markdown, its values escaped.

        Raises:
            AdvocacyError: the text is wrong, asks for what there is not, or does too much.
        """
        name = PurePosixPath(self._template.texts[language].file).name
        return self._in_order(name, variables, LANGUAGES[language].direction)

    def render_annex(self, language: str, variables: Variables) -> str:
        """The annex in `language` as Markdown, or nothing where the template has none.

        It comes after `render` with the same variables, which by then know what law is cited.

        Raises:
            AdvocacyError: as `render`.
        """
        name = self._template.annex_file(language)
        direction = LANGUAGES[language].direction
        return self._in_order(name, variables, direction) if name else ""

    def _in_order(self, name: str, variables: Variables, direction: str) -> str:
        """A text whose values keep their own order where anything runs from right to left.

        Whether anything does is known when it has been rendered; then it is once more.
        """
        text = self._rendered(name, variables)
        if direction == "ltr" and not has_right_to_left(text):
            return text
        text = self._rendered(name, variables, direction)
        if direction == "rtl":
            return text
        blocks = _BETWEEN_BLOCKS.split(text)
        return "".join(
            block if has_right_to_left(block) else without_isolates(block) for block in blocks
        )

    def _rendered(self, name: str, variables: Variables, direction: str = "") -> str:
        """A text as Markdown; values are ordered by themselves if the text's direction is given."""
        environment = self._environment
        environment.direction = direction
        environment.budget = _Budget()
        environment.reference = str(variables.get("reference", ""))
        citations = variables.get("law_annex")
        environment.citations = citations if isinstance(citations, Citations) else None
        pieces = []
        try:
            for piece in environment.get_template(name).generate(values_of(variables)):
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
        annex = self._template.annex_file(language)
        first = PurePosixPath(self._template.texts[language].file).name
        waiting, seen = [first, *([annex] if annex else [])], set[str]()
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


def _parse(environment: _Environment, name: str, sources: Mapping[str, TextSource]) -> Any:
    """The syntax tree of a text, or an AdvocacyError with all that letters may not use in it."""
    source = sources[name]
    try:
        tree = environment.parse(source.text, name, source.file)
    except TemplateSyntaxError as error:
        raise AdvocacyError(syntax_problem(error, source)) from None
    problems = [
        *rules.forbidden(tree, source),
        *law_problems(tree, source, environment.law),
    ]
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
        assert isinstance(environment, _Environment)
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


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja2 with only what `template_rules` allows, escaping values for Markdown."""

    def __init__(self, loader: BaseLoader, law: Mapping[str, Law] = {}) -> None:
        super().__init__(
            loader=loader,
            undefined=Missing,
            autoescape=True,
            finalize=_print,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.budget = _Budget()
        self.reference = ""
        self.direction = ""
        self.law = law
        self.citations: Citations | None = None
        self.filters = dict(rules.ALLOWED_FILTERS)
        self.tests = dict(rules.ALLOWED_TESTS)
        self.globals = {"range": self._range, "one_of": self._one_of, "law": self._law}
        self.globals[rules.LAW_ARGUMENT] = self._law_argument

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

    def _law(self, name: str, *, binding: bool = True, state: str | None = None) -> str:
        if self.citations is None:
            raise TemplateRuntimeError("no law can be cited here")
        return self.citations.cite(name, binding=binding, state=state)

    def _law_argument(self, name: str) -> str:
        if self.citations is None:
            raise TemplateRuntimeError("no law can be cited here")
        return self.citations.argue(name)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Record):
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

    def _paragraph(self, text: str) -> str:
        """A paragraph as Markdown, ordered by itself where it does not run as the letter does."""
        other = self.direction and direction_of(text) != self.direction
        return isolated(literal(text)) if other else literal(text)

    def printable(self, value: Any) -> Markup:
        """The Markdown that prints `value`; texts already rendered pass as they are."""
        # What becomes Markup here is escaped by `literal`, there or in the value's own method.
        if isinstance(value, Markup):
            text = value
        elif isinstance(value, Paragraphs):
            text = Markup("\n\n".join(map(self._paragraph, value.each)))  # noqa: S704
        elif isinstance(value, Numbered):
            text = Markup(value.markdown())  # noqa: S704
        elif isinstance(value, Citations):
            text = Markup(value.annex())  # noqa: S704
        elif isinstance(value, str | int | float | Undefined) and not isinstance(value, bool):
            # An undefined value fails here, except that of an `if` without `else`: it is empty.
            shown = literal(str(value))
            text = Markup(isolated(shown) if shown and self.direction else shown)  # noqa: S704
        elif isinstance(value, Record):
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
