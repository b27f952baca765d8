from __future__ import annotations

import subprocess
import sys

import pytest

from advocacy_cli.errors import Severity
from advocacy_cli.typesetting import pages
from advocacy_cli.typesetting.libraries import library_problems


def test_nothing_is_missing_here() -> None:
    assert library_problems() == []


def test_a_missing_subset_library_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "subsets_quickly", lambda: False)
    (problem,) = library_problems()
    assert problem.severity is Severity.WARNING
    assert "libharfbuzz-subset0" in problem.hint


def test_without_pango_the_package_is_named() -> None:
    script = (
        "import sys, ctypes.util, cffi\n"
        "real = cffi.FFI.dlopen\n"
        "def missing(self, name, *rest):\n"
        "    if 'pango' in str(name): raise OSError(f'cannot load {name}')\n"
        "    return real(self, name, *rest)\n"
        "cffi.FFI.dlopen = missing\n"
        "from advocacy_cli.typesetting.libraries import library_problems\n"
        "print([(p.code, p.hint) for p in library_problems()], file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "missing_library" in ran.stderr
    assert "libpango-1.0-0" in ran.stderr
    assert ran.stdout == ""
