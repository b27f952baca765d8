"""A campaign with many letters to make, and the same letters as HTML for the plain loop."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

from advocacy_cli.composing.compose import Composer
from advocacy_cli.desk.drafting import plan_run
from advocacy_cli.desk.planning import Request
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.model.selection import Choice
from advocacy_cli.typesetting.document import document
from advocacy_cli.typesetting.fitting import Fit, address_steps, text_steps
from advocacy_cli.typesetting.layouts import Layout, layouts
from advocacy_cli.typesetting.stylesheet import layout_css, letter_css

TEMPLATE = "call-on-xi-jinping"
TAG = "benchmark"
DATE = dt.date(2026, 12, 1)

_SENDERS = """\
senders:
  - id: example
    uid: benchmark-sender
    name: Ada Example
    address: {country: GB, lines: [1 Example Street, Exampletown]}
    languages: [en]
"""
_POST = """\
  - id: post-{number:05}
    form: ambassador
    organisation: Embassy of Exampleland, Office {number}
    represents: CN
    tags: [{tag}]
    address: {{country: DE, lines: [Musterstraße {number}, {postcode:05} Musterstadt]}}
    source: invented
    as_of: 2026-01-01
"""


def write_campaign(root: Path, sample: Path, letters: int) -> None:
    """Write the sample campaign to `root`, with `letters` delivery points more."""
    shutil.copytree(sample / "letter_templates", root / "letter_templates")
    shutil.copy(sample / "campaign.yaml", root)
    (root / "senders.yaml").write_text(_SENDERS, encoding="utf-8")
    posts = [
        _POST.format(number=number, postcode=10000 + number, tag=TAG)
        for number in range(1, letters + 1)
    ]
    known = (sample / "recipients.yaml").read_text(encoding="utf-8")
    (root / "recipients.yaml").write_text(known + "\n" + "".join(posts), encoding="utf-8")


def draft_command(advocacy: Path, root: Path) -> list[str | Path]:
    """The command that drafts all letters of the campaign at `root`."""
    wanted = ["--to", "xi-jinping", "--via", f"tag:{TAG}", "--date", DATE.isoformat(), "--json"]
    return [advocacy, "-C", root, "draft", TEMPLATE, *wanted]


def write_pages(root: Path, target: Path) -> int:
    """Write the letters of the campaign at `root` as HTML to `target`; returns how many."""
    now = dt.datetime.combine(DATE, dt.time(12), dt.UTC)
    workplace = Workplace(root, lambda: now, os.urandom)
    request = Request(Choice(TEMPLATE, to=("xi-jinping",), via=f"tag:{TAG}"), date=DATE)
    composer = Composer(workplace.campaign()[0])
    letters = [entry.letter for entry in plan_run(workplace, request).entries if entry.letter]
    target.mkdir()
    text = None
    for number, letter in enumerate(letters):
        composed, layout = composer.compose(letter), layouts()[letter.layout]
        address = address_steps(composed, layout)[0]
        if text is None:
            fits = [Fit(address, step) for step in text_steps(composed, layout)]
            text = next(fit.text for fit in fits if _is_short_enough(composed, layout, fit))
        page = _page(composed, layout, Fit(address, text))
        (target / f"{number:05}.html").write_text(page, encoding="utf-8")
    return len(letters)


def _page(letter: ComposedLetter, layout: Layout, fit: Fit) -> str:
    sheet = f"<style>{layout_css(letter, layout, fit)}\n{letter_css()}</style></head>"
    return document(letter, layout, fit.address).replace("</head>", sheet, 1)


def _is_short_enough(letter: ComposedLetter, layout: Layout, fit: Fit) -> bool:
    from weasyprint import HTML

    pages = HTML(string=_page(letter, layout, fit)).render().pages
    return len(pages) <= letter.max_pages
