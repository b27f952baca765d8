"""Ids for completion in the shell: quick, and undisturbed by files with errors in them."""

from __future__ import annotations

import re
from pathlib import Path

from advocacy_cli.disk.reading import opened
from advocacy_cli.model.references import read_reference

MAX_BYTES = 2_000_000
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ID = re.compile(
    r"""^[ ]*(?:-[ ]+)?(?:\{.*?\b)?id:[ ]+["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?[ ]*(?:[,}#]|$)""",
    re.MULTILINE,
)


def template_ids(root: Path) -> list[str]:
    """Names of the folders under `letter_templates/` that hold a template."""
    found = (path.parent.name for path in root.glob("letter_templates/*/template.yaml"))
    return sorted(filter(_NAME.fullmatch, found))


def recipient_ids(root: Path) -> list[str]:
    """Ids in recipients.yaml, in its order."""
    return _ids(root / "recipients.yaml")


def sender_ids(root: Path) -> list[str]:
    """Ids in senders.yaml, in its order."""
    return _ids(root / "senders.yaml")


def case_ids(root: Path) -> list[str]:
    """Names of the files under `cases/`."""
    return sorted(filter(_NAME.fullmatch, (path.stem for path in root.glob("cases/*.yaml"))))


def references(root: Path) -> list[str]:
    """References of the letters in `letters/`, from the names of their files."""
    starts = {
        path.name.partition("_")[0].removesuffix(".pdf") for path in root.glob("letters/*.pdf")
    }
    return sorted(start for start in starts if read_reference(start) == start)


def _ids(path: Path) -> list[str]:
    try:
        with opened(path, 100 * MAX_BYTES) as stream:
            text = stream.read(MAX_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return []
    return list(dict.fromkeys(_ID.findall(text)))
