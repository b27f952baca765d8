"""What holds for the house as a whole and is quick to see."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_MODULE = 350
"""Lines; more cannot be read in one sitting."""
LONGEST_BODY = 50
"""Lines of a function after its signature: an option of a command takes several."""


def project_files() -> list[Path]:
    """Every file of the project: what Git tracks, and what it would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def lines_that_match(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for file in project_files():
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    return found


needs_git = pytest.mark.skipif(
    not (shutil.which("git") and (ROOT / ".git").exists()),
    reason="an unpacked source distribution is no Git checkout",
)


@needs_git
def test_no_file_names_a_package_registry() -> None:
    hosts = re.compile(r"py[p]i[.]org|python[h]osted[.]org|registry[.]npm[j]s")
    assert lines_that_match(hosts) == []


@needs_git
def test_no_file_names_a_path_of_one_machine() -> None:
    paths = re.compile(r"(?<![\w.$~{}])/(?:wor[k]|roo[t]|home/\w+|Users/\w+)/")
    assert lines_that_match(paths) == []


@pytest.mark.parametrize("name", ["build", "run", "test", "bench"])
def test_pinned_requirements_carry_hashes_and_name_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    pins = re.split(r"\n(?=\S)", text.strip())
    assert pins
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_build_backend_is_pinned_once_and_the_same() -> None:
    (backend,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert backend in (ROOT / "requirements" / "build.in").read_text().splitlines()
    assert f"{backend} \\" in (ROOT / "requirements" / "build.txt").read_text().splitlines()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = (ROOT / "requirements" / "run.txt").read_text().lower()
    names = [re.split(r"[<>=]", dependency)[0] for dependency in project["dependencies"]]
    assert [name for name in names if f"\n{name}==" not in f"\n{pinned}"] == []


@pytest.mark.parametrize("module", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_modules_and_functions_can_be_read_in_one_sitting(module: Path) -> None:
    text = module.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    bodies = {
        node.name: (node.end_lineno or 0) - node.body[0].lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in bodies.items() if length > LONGEST_BODY} == {}


def test_what_the_doctor_prescribes_the_set_up_installs() -> None:
    listed = (ROOT / "scripts" / "debian-packages.txt").read_text().splitlines()
    package = re.compile(r"fonts-noto-(?:core|cjk)|lib(?:pango|harfbuzz)[\w.-]*-?\d")
    named = {name for module in SOURCES for name in package.findall(module.read_text("utf-8"))}
    assert {"fonts-noto-core", "fonts-noto-cjk", "libharfbuzz-subset0"} <= named
    assert named <= set(listed)
