"""Finds in the source every code that a problem can have, with its severity and what it says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "advocacy_cli"
PROBLEM = "Problem"


@dataclass(frozen=True, order=True)
class Code:
    """One way in which the program makes a problem.

    Attributes:
        severity: `error`, `warning`, or both where the program decides as it runs.
        message: what it says, with `…` for what differs.
    """

    code: str
    severity: str
    message: str


def problem_codes(source: Path = SOURCE) -> list[Code]:
    """Every code in the Python files below `source`, in order, each message once."""
    files = sorted(source.rglob("*.py"))
    found = chain.from_iterable(
        _codes(ast.parse(file.read_text(encoding="utf-8"))) for file in files
    )
    return sorted(set(found))


def _codes(module: ast.Module) -> Iterator[Code]:
    makers = {PROBLEM: "error", **_makers(module)}
    for function, call in _calls(module):
        if _name(call) not in makers or len(call.args) < 2:
            continue
        severity = _severity(call) or makers[_name(call)]
        for code in _constants(call.args[0]):
            said = (_words(argument, function) for argument in call.args[1:3])
            yield Code(code, severity, next(filter(None, said), "…"))


def _makers(module: ast.Module) -> Mapping[str, str]:
    """Functions of the module that make a problem with the code they are given, by name."""
    makers = {}
    for function, call in _calls(module):
        if _name(call) == PROBLEM and call.args and isinstance(call.args[0], ast.Name):
            parameters = [one.arg for one in function.args.args if one.arg != "self"]
            if parameters[:1] == [call.args[0].id]:
                makers[function.name] = _severity(call) or "error"
    return makers


def _calls(module: ast.Module) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """Every call, with the function it stands in."""
    for part in ast.walk(module):
        if isinstance(part, ast.FunctionDef):
            yield from ((part, node) for node in ast.walk(part) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    """What is called: a function, or a method of the same object."""
    if isinstance(call.func, ast.Attribute):
        owner = call.func.value
        return call.func.attr if isinstance(owner, ast.Name) and owner.id == "self" else ""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _constants(code: ast.expr) -> list[str]:
    """The codes that an argument can be: one, one of two, or a family such as `unknown_…`."""
    if isinstance(code, ast.IfExp):
        return [*_constants(code.body), *_constants(code.orelse)]
    if isinstance(code, ast.JoinedStr):
        return [_words(code, None)]
    return [code.value] if isinstance(code, ast.Constant) and isinstance(code.value, str) else []


def _severity(call: ast.Call) -> str:
    given = next((word.value for word in call.keywords if word.arg == "severity"), None)
    if given is None:
        return ""
    names = [node.attr.lower() for node in ast.walk(given) if isinstance(node, ast.Attribute)]
    return " or ".join(sorted(set(names) & {"error", "warning"})) or "error or warning"


def _words(message: ast.expr, function: ast.FunctionDef | None) -> str:
    """The text of a message, as far as it is written down."""
    if isinstance(message, ast.Name) and function:
        assigned = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            and node.lineno <= message.lineno
            and any(isinstance(one, ast.Name) and one.id == message.id for one in node.targets)
        ]
        return _words(assigned[-1], None) if assigned else ""
    if isinstance(message, ast.Constant):
        return str(message.value)
    if isinstance(message, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "…" for part in message.values)
        return re.sub("…+", "…", "".join(map(str, parts)))
    if isinstance(message, ast.Call) and isinstance(message.func, ast.Attribute):
        return _words(message.func.value, function)
    if isinstance(message, ast.BinOp):
        return _words(message.left, function) + _words(message.right, function)
    return "…" if isinstance(message, ast.IfExp) else ""
