"""Who is measured beside this program, and what stands in the way of measuring them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from mixes import Mix

PEERS = Path(__file__).with_name("peers")
LOOP = "loop"
TYPST = "typst"
TYPST_MERGED = "typst-merged"
REPORTLAB = "reportlab"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A peer.

    Attributes:
        script, options: how it is called, before FOLDER COUNT OUT.
        program: what must be on the path, or empty.
        module: what must be importable, or empty.
        slow: whether it is measured only with up to a thousand letters.
        latin: whether it can set no Chinese in our faces.
    """

    id: str
    name: str
    script: str
    options: tuple[str, ...] = ()
    program: str = ""
    module: str = ""
    slow: bool = False
    latin: bool = False

    def absent(self, mix: Mix) -> str:
        """Why it is not measured with that mix; empty where it is."""
        if self.program and not shutil.which(self.program):
            return f"{self.program} is not installed (`make bench-peers`)"
        if self.module and not importlib.util.find_spec(self.module):
            return f"the Python package {self.module} is not installed (`make bench-peers`)"
        if self.latin and mix.language != "en":
            return "it cannot embed faces with CFF outlines, as Noto Serif CJK is"
        if self.slow and mix.letters > 1000:
            return "measured with up to 1,000 letters"
        return ""

    def command(self, folder: Path, count: int, out: Path) -> list[str | Path]:
        """What sets the first `count` letters of `folder` into `out`."""
        return [sys.executable, PEERS / self.script, *self.options, folder, str(count), out]


CANDIDATES = (
    Candidate(LOOP, "WeasyPrint, plain loop, `pdf/ua-1`", "weasyprint_letters.py"),
    Candidate(
        "pool",
        "WeasyPrint, all cores",
        "weasyprint_letters.py",
        ("--processes", str(os.cpu_count() or 1)),
    ),
    Candidate(TYPST, "Typst, tagged", "typst_letters.py", module="typst"),
    Candidate(
        REPORTLAB, "ReportLab, no tags", "reportlab_letters.py", module="reportlab", latin=True
    ),
    Candidate(
        "libreoffice", "LibreOffice, tagged", "libreoffice_letters.py", program="soffice", slow=True
    ),
    Candidate("chromium", "Chromium, tagged", "chromium_letters.py", program="chromium", slow=True),
)
MERGED = Candidate(
    TYPST_MERGED, "Typst, one file", "typst_letters.py", ("--merged",), module="typst"
)
