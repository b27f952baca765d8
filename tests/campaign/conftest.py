from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

SOUND: dict[str, str | bytes] = {
    "campaign.yaml": "name: A campaign\ncode: NKR\nsender: me\n",
    "recipients.yaml": """\
recipients:
  - id: head
    form: head-of-state
    office: {en: President, ko: 주석}
    represents: CN
  - id: post
    form: ambassador
    organisation: An embassy
    represents: CN
    tags: [posts]
    serves: [GB]
    address: {country: GB, lines: [1 Example Street, London]}
    source: made up
    as_of: 2026-11-01
""",
    "senders.yaml": """\
senders:
  - id: me
    uid: 0123456789abcdef
    name: Ada Example
    address: {country: GB, lines: [2 Example Street, London]}
""",
    "letter_templates/call/template.yaml": """\
to: [head]
via: jurisdiction
subject: {en: A call, ko: 호소}
languages: {en: {reviewed: true}}
""",
    "letter_templates/call/en.md": "Please answer.\n",
}


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture
def campaign(tmp_path: Path) -> Callable[[Mapping[str, str | bytes | None]], Path]:
    """Writes a sound campaign, with other files instead of or besides its own; None removes."""

    def make(changes: Mapping[str, str | bytes | None]) -> Path:
        wanted = {**SOUND, **changes}
        root = tmp_path / "campaign"
        root.mkdir()
        write(root, {name: content for name, content in wanted.items() if content is not None})
        return root

    return make
