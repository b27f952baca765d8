"""A small campaign for tests, written as the files a person would write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

CAMPAIGN = """\
name: Test call
code: TST
sender: ada
"""

RECIPIENTS = """\
recipients:
  - id: president
    form: head-of-state
    office: President of Exampleland
    short_office: President
    holder: {name: Pat Example, style: His Excellency, gender: m}
    represents: CN
    address: {country: CN, lines: [1 Palace Road, Capital 100000]}
    source: invented
    as_of: 2026-01-01
  - id: embassy-london
    form: ambassador
    organisation: Embassy of Exampleland
    represents: CN
    tags: [missions]
    serves: [GB]
    address: {country: GB, lines: [2 Mission Street, London W1 1AA]}
    source: invented
    as_of: 2026-01-01
  - id: embassy-berlin
    form: ambassador
    organisation: Embassy of Exampleland
    represents: CN
    tags: [missions]
    serves: [DE]
    address: {country: DE, lines: [Musterstraße 3, 10115 Berlin]}
    source: invented
    as_of: 2026-01-01
  - id: embassy-of-others
    form: ambassador
    organisation: Embassy of Otherland
    represents: KP
    serves: [GB]
    address: {country: GB, lines: [4 Other Street, London W2 2BB]}
    source: invented
    as_of: 2026-01-01
"""

SENDERS = """\
senders:
  - id: ada
    uid: uid-of-ada-0001
    name: Ada Example
    address: {country: GB, lines: [5 Sender Street, London N1 1AA]}
    region: GB-ENG
    languages: [en]
"""

TEMPLATE = """\
name: A call
to: [president]
via: jurisdiction
subject: A request
max_pages: 1
languages:
  en: {reviewed: true}
"""

TEXT = """\
I am {{ sender.name }}, and I write, as in 2025, to ask for **one thing**.

Will you answer?
"""

FILES: Mapping[str, str] = {
    "campaign.yaml": CAMPAIGN,
    "recipients.yaml": RECIPIENTS,
    "senders.yaml": SENDERS,
    "letter_templates/call/template.yaml": TEMPLATE,
    "letter_templates/call/en.md": TEXT,
}


def write_campaign(root: Path, files: Mapping[str, str | bytes] = {}) -> Path:
    """Write the small campaign to `root`; `files` replace or add to it. Returns `root`."""
    for name, content in {**FILES, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = dedent(content) if isinstance(content, str) else content
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace one text in a file; the text must be there."""
    content = path.read_text(encoding="utf-8")
    assert old in content, f"{old!r} is not in {path.name}"
    path.write_text(content.replace(old, new), encoding="utf-8")


@dataclass
class Clock:
    """A clock that tests set, and that goes on by a second each time it is read."""

    time: dt.datetime = field(default_factory=lambda: dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC))

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(seconds=1)
        return self.time

    def pass_days(self, days: int) -> None:
        self.time += dt.timedelta(days=days)
