"""The documentation says what is so: its examples run, its reference is current, its links lead."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import examples
import generate_reference
import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.slow
@pytest.mark.parametrize("name", examples.PAGES)
def test_the_examples_print_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    if "```sh" in page and not shutil.which("jq"):
        pytest.skip("jq, which the scripts on this page call, is not installed")
    assert examples.refreshed(page, examples.Session(tmp_path)) == page, "run `make docs`"


def test_an_example_that_fails_is_found(tmp_path: Path) -> None:
    page = "```console\n$ advocacy recipients show nobody\n```\n"
    with pytest.raises(examples.ExampleError, match="there is no recipient"):
        examples.refreshed(page, examples.Session(tmp_path))


def test_an_example_that_prints_something_else_is_mended(tmp_path: Path) -> None:
    page = "```console\n$ advocacy --version\nadvocacy 0\n```\n"
    assert "advocacy 0\n" not in examples.refreshed(page, examples.Session(tmp_path))


def test_the_reference_is_current() -> None:
    written = generate_reference.REFERENCE.read_text(encoding="utf-8")
    assert generate_reference.reference() == written, "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []
