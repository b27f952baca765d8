"""How a text may call `law` and `law_argument`: the name of a rule that is there, in quotes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from jinja2 import nodes

from advocacy_cli.composing.template_rules import LAW, LAW_ARGUMENT, TextSource
from advocacy_cli.errors import Problem, Where
from advocacy_cli.model.countries import country_problem

_OPTIONS: Mapping[str, type] = {"binding": bool, "state": str}


def law_problems(
    tree: nodes.Template, source: TextSource, known: Mapping[str, object]
) -> Iterator[Problem]:
    """What is wrong with a text's calls of `law` and `law_argument`, told from the text alone.

    Only literal arguments are allowed, so that what a letter cites is known before it is made.
    """
    calls = [call for call in tree.find_all(nodes.Call) if _is_law(call.node)]
    for call in calls:
        function = call.node.name if isinstance(call.node, nodes.Name) else LAW
        where = source.place(call.lineno, function)
        name = _name(call, _OPTIONS if function == LAW else {})
        if name is None:
            yield _misused(where)
        elif name not in known:
            yield _unknown(name, known, where)
        else:
            yield from _bad_state(call, where)
    called = [call.node for call in calls]
    for word in tree.find_all(nodes.Name):
        if _is_law(word) and not any(word is callee for callee in called):
            yield _misused(source.place(word.lineno, LAW))


def _is_law(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name in {LAW, LAW_ARGUMENT}


def _name(call: nodes.Call, options: Mapping[str, type]) -> str | None:
    """The name that is cited, or None where the call is not as it must be."""
    if call.dyn_args or call.dyn_kwargs or len(call.args) != 1:
        return None
    given = [option.key for option in call.kwargs]
    if len(set(given)) < len(given):
        return None
    for option in call.kwargs:
        kind = options.get(option.key)
        if kind is None or not _is_constant(option.value, kind):
            return None
    (first,) = call.args
    return str(first.as_const()) if _is_constant(first, str) else None


def _is_constant(node: nodes.Node, kind: type) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, kind)


def _bad_state(call: nodes.Call, where: Where) -> Iterator[Problem]:
    for option in call.kwargs:
        problem = country_problem(option.value.as_const()) if option.key == "state" else None
        if problem:
            yield Problem(
                "bad_value", f"`state`: {problem}", where=where, hint='as in law("x", state="CN")'
            )


def _misused(where: Where) -> Problem:
    return Problem(
        "law_misused",
        "law is called with the name of one rule in quotes",
        where=where,
        hint='write law("cat-3"), law("iccpr-7", binding=false), law("cat-3", state="CN") or'
        ' law_argument("border-1986")',
    )


def _unknown(name: str, known: Mapping[str, object], where: Where) -> Problem:
    near = difflib.get_close_matches(name, known, n=1)
    return Problem(
        "unknown_law",
        f"there is no law {name!r}",
        where=where,
        hint=f"did you mean {near[0]}?" if near else "see `advocacy law list`",
    )
