"""What a letter's text may do with Jinja2, told from the text alone.

Texts are untrusted, and a letter needs little: values, conditions, short loops, macros and
parts. Everything else is refused before it runs. No operator calculates, so nothing can grow
out of bounds in one step; `sandbox` bounds the rest while it runs.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import filters, nodes, tests

from advocacy_cli.errors import Problem, Where

ALLOWED_FILTERS: Mapping[str, Callable[..., Any]] = {
    "capitalize": filters.do_capitalize,
    "default": filters.do_default,
    "lower": filters.do_lower,
    "trim": filters.do_trim,
    "upper": filters.do_upper,
}
ALLOWED_TESTS: Mapping[str, Callable[..., Any]] = {
    "defined": tests.test_defined,
    "undefined": tests.test_undefined,
}
ONE_OF = "one_of"
LAW = "law"
LAW_ARGUMENT = "law_argument"
ALLOWED_GLOBALS = ("range", ONE_OF, LAW, LAW_ARGUMENT)

WHAT_THERE_IS = "use values, conditions, short loops, macros and included parts only"
"""The hint for whoever asks for more."""

_ALLOWED_NODES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name),
    *(nodes.Getattr, nodes.Getitem, nodes.List, nodes.Tuple, nodes.Keyword),
    *(nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
    *(nodes.For, nodes.Assign, nodes.AssignBlock, nodes.With, nodes.Scope),
    *(nodes.Macro, nodes.CallBlock, nodes.Call, nodes.Filter, nodes.FilterBlock, nodes.Test),
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block),
)
_IN_WORDS: Mapping[type[nodes.Node], str] = {
    nodes.Concat: "joining with ~",
    nodes.Slice: "taking slices",
    nodes.Dict: "dictionaries",
    nodes.NSRef: "namespaces",
    nodes.ScopedEvalContextModifier: "switching escaping off",
}


class TextSource:
    """One file of a template: its place and its lines, for pointing into it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    def place(self, line: int, word: str = "") -> Where:
        """A line, with the column of `word` where the line holds it."""
        lines = self.text.split("\n")
        shown = lines[line - 1] if 0 < line <= len(lines) else ""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown) if word else None
        return Where(self.file, line, found.start() + 1 if found else None)


def forbidden(tree: nodes.Template, source: TextSource) -> Iterator[Problem]:
    """Everything in the text that letters may not use."""
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Filter) and node.name not in ALLOWED_FILTERS:
            yield _not_available("filter", node.name, ALLOWED_FILTERS, source.place(node.lineno))
        elif isinstance(node, nodes.Test) and node.name not in ALLOWED_TESTS:
            yield _not_available("test", node.name, ALLOWED_TESTS, source.place(node.lineno))
        elif not isinstance(node, _ALLOWED_NODES):
            yield _unsafe(node, source.place(node.lineno))


def references(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """The parts that a text names outright, with the line where it does."""
    for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        # Each of these kinds has a template; mypy is told only what all nodes have.
        for entry in _alternatives(node.template):  # type: ignore[attr-defined]
            if isinstance(entry, nodes.Const) and isinstance(entry.value, str):
                yield entry.value, entry.lineno


def _alternatives(wanted: nodes.Expr) -> list[nodes.Expr]:
    if isinstance(wanted, nodes.List | nodes.Tuple):
        return wanted.items
    if isinstance(wanted, nodes.Call) and isinstance(wanted.node, nodes.Name):
        return wanted.args if wanted.node.name == ONE_OF else []
    return [wanted]


def assigned(tree: nodes.Template) -> set[str]:
    """Every name that a text itself gives a meaning to, anywhere in it."""
    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    names |= {node.name for node in tree.find_all(nodes.Macro)}
    names |= {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in node.names}
    return names | {"loop", "caller", "varargs", "kwargs", "super", *ALLOWED_GLOBALS}


def unknown_names(
    tree: nodes.Template,
    source: TextSource,
    known: Mapping[str, tuple[str, ...]],
    own: set[str],
) -> Iterator[Problem]:
    """Variables, and parts of variables, that no letter has.

    Args:
        tree: the parsed text.
        source: the same, for pointing into it.
        known: the variables there are, with the parts of those that have any.
        own: names that the text or one that includes it gives a meaning to.
    """
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in known and node.name not in own:
            yield no_such_variable(node.name, known, source.place(node.lineno, node.name))
    for part in tree.find_all(nodes.Getattr):
        owner = part.node
        if not isinstance(owner, nodes.Name) or owner.name in own or owner.name not in known:
            continue
        if part.attr not in known[owner.name]:
            name = f"{owner.name}.{part.attr}"
            where = source.place(part.lineno, name)
            yield no_such_part(owner.name, part.attr, known[owner.name], where)


def without_audience(
    tree: nodes.Template, source: TextSource, names: set[str]
) -> Iterator[Problem]:
    """Uses of `names`, which speak of a case, in a template that does not say who reads it."""
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in names:
            yield Problem(
                "no_audience",
                f"the text speaks of {node.name!r}, but its template does not say who reads it",
                where=source.place(node.lineno, node.name),
                hint="write `audience: un`, `government` or `public` into template.yaml",
            )


def no_such_variable(name: str, known: Mapping[str, object], where: Where | None) -> Problem:
    """The finding that a text speaks of something letters do not have."""
    return Problem(
        "undefined_variable",
        f"there is no variable {name!r}",
        where=where,
        hint=_instead(name, list(known)),
    )


def no_such_part(owner: str, part: str, known: tuple[str, ...], where: Where | None) -> Problem:
    """The finding that a variable does not have the part a text asks for."""
    return Problem(
        "undefined_variable",
        f"{owner!r} has no {part!r}",
        where=where,
        hint=_instead(f"{owner}.{part}", [f"{owner}.{name}" for name in known])
        if known
        else f"write {{{{ {owner} }}}}",
    )


def include_not_found(name: str, available: Mapping[str, object], where: Where | None) -> Problem:
    """The finding that a text includes what is no part of its template."""
    parts = ", ".join(available)
    return Problem(
        "include_not_found",
        f"{name!r} is not a Markdown file of this template's folder",
        where=where,
        hint=f"a text can include {parts}; nothing outside the folder",
    )


def _instead(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    question = f"did you mean {near[0]}? " if near else ""
    return f"{question}a text can use {', '.join(names)}"


def _not_available(kind: str, name: str, allowed: Mapping[str, object], where: Where) -> Problem:
    return Problem(
        "template_unsafe",
        f"the {kind} {name!r} is not available in letters",
        where=where,
        hint=f"these are: {', '.join(allowed)}",
    )


def _unsafe(node: nodes.Node, where: Where) -> Problem:
    what = _IN_WORDS.get(type(node))
    if isinstance(node, nodes.BinExpr | nodes.UnaryExpr) and not what:
        what = f"calculating with {node.operator}"
    return Problem(
        "template_unsafe",
        f"{what or type(node).__name__} is not available in letters",
        where=where,
        hint=WHAT_THERE_IS,
    )
