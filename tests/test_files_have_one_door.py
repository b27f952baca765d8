"""Only `disk` opens, makes, moves and removes files: everybody else would follow planted links."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "advocacy_cli"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "disk")
METHODS = frozenset(
    [
        "write_bytes",
        "write_text",
        "touch",
        "mkdir",
        "rmdir",
        "unlink",
        "chmod",
        "rename",
        "symlink_to",
        "hardlink_to",
        "read_bytes",
        "read_text",
        "open",
    ]
)
FUNCTIONS = {
    "os": frozenset(
        [
            "open",
            "mkdir",
            "makedirs",
            "rename",
            "replace",
            "renames",
            "link",
            "symlink",
            "unlink",
            "remove",
            "rmdir",
            "removedirs",
            "chmod",
            "truncate",
            "mkfifo",
            "mknod",
            "fdopen",
        ]
    ),
    "io": frozenset(["open", "FileIO"]),
    "gzip": frozenset(["open"]),
}
LIBRARIES = frozenset(["tempfile", "shutil", "fileinput", "zipfile", "tarfile", "filelock"])
ALLOWED = {
    "cli/main.py": {"Path(os.devnull).open(mode, encoding='utf-8')"},
    "typesetting/joining.py": {"pikepdf.Pdf.open"},
    "typesetting/picture_texts.py": {"Image.open(BytesIO("},
    "typesetting/letter_reading.py": {"pikepdf.Pdf.open", "stream.read_bytes"},
    "composing/wordlists.py": {"file.read_text"},
}
"""Calls that reach no file of anybody: the null device, PDFs in memory, and packaged files."""


def files_reached(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if LIBRARIES.intersection(name.partition(".")[0] for name in names):
                yield node
        elif isinstance(node, ast.Call) and _reaches_a_file(node):
            yield node


def _reaches_a_file(call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id in {"open", "FileIO"}
    if not isinstance(function, ast.Attribute):
        return False
    owner, name = function.value, function.attr
    if isinstance(owner, ast.Name) and owner.id in FUNCTIONS:
        return name in FUNCTIONS[owner.id]
    if name in {"replace", "rename"}:  # those of texts take two arguments, that of days keywords
        return len(call.args) == 1 and not call.keywords
    return name in METHODS and not _is_packaged(owner)


def _is_packaged(owner: ast.expr) -> bool:
    """Whether a file is one of the program's own, which `importlib.resources` finds."""
    text = ast.unparse(owner)
    return "files(" in text or text == "data"


def _is_allowed(module: Path, node: ast.AST) -> bool:
    allowed = ALLOWED.get(module.relative_to(SOURCE).as_posix(), set())
    return any(ast.unparse(node).startswith(one) for one in allowed)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_other_module_reaches_files(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    found = [node for node in files_reached(tree) if not _is_allowed(module, node)]
    assert [f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)}" for node in found] == []


@pytest.mark.parametrize(
    "code",
    [
        *("open('x', 'w')", "path.write_text('x')", "Path('x').open('wb')", "path.replace(other)"),
        *("os.open('x', 1)", "os.replace(a, b)", "import tempfile", "from shutil import copy"),
        *("path.read_bytes()", "path.mkdir()", "os.rename(a, b)", "io.FileIO('x')"),
    ],
)
def test_the_ways_to_a_file_are_known(code: str) -> None:
    assert list(files_reached(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "text.replace('a', 'b')",
        "day.replace(day=1)",
        "files(__package__).joinpath('x').read_text('utf-8')",
        "replace(value, a=1)",
    ],
)
def test_what_reaches_no_file_is_let_through(code: str) -> None:
    assert list(files_reached(ast.parse(code))) == []
