"""The letters of a campaign as the other tools get them: composed once, the same words for all.

A folder with three files. `layout.json` says where things stand on the page. `letters.jsonl` has
one letter a line, in words and blocks, with the sizes our own letter would be set in.
`pages.jsonl` has the same letters as HTML with all CSS, as WeasyPrint would be given them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import random
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from advocacy_cli.composing.compose import Composer
from advocacy_cli.desk.planning import Request, make_plan
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.letters import ComposedLetter, Letter
from advocacy_cli.model.selection import Choice
from advocacy_cli.typesetting.document import document
from advocacy_cli.typesetting.faces import families
from advocacy_cli.typesetting.fitting import Fit, TextStep, address_steps, text_steps
from advocacy_cli.typesetting.layouts import Layout, layouts
from advocacy_cli.typesetting.stylesheet import layout_css, letter_css
from mixes import DATE, TEMPLATE, Mix, parts


def write_letters(root: Path, target: Path, mix: Mix) -> int:
    """Write the letters of the campaign at `root` to `target`; returns how many.

    They stand in no order, so that the first of them are a fair sample of all.
    """
    now = dt.datetime.combine(DATE, dt.time(12), dt.UTC)
    workplace = Workplace(root, lambda: now, os.urandom)
    letters = list(_planned(workplace, mix))
    random.Random(4).shuffle(letters)
    composer = Composer(workplace.campaign()[0])
    sizes: dict[tuple[str, TextStep], TextStep] = {}
    target.mkdir()
    with (
        (target / "letters.jsonl").open("w", encoding="utf-8") as words,
        (target / "pages.jsonl").open("w", encoding="utf-8") as pages,
    ):
        for letter in letters:
            composed, layout = composer.compose(letter), layouts()[letter.layout]
            fit = _fit(composed, layout, sizes)
            words.write(json.dumps(_in_words(composed, fit), ensure_ascii=False) + "\n")
            pages.write(json.dumps(_page(composed, layout, fit), ensure_ascii=False) + "\n")
    layout = layouts()[letters[0].layout]
    (target / "layout.json").write_text(json.dumps(dataclasses.asdict(layout)), encoding="utf-8")
    return len(letters)


def _planned(workplace: Workplace, mix: Mix) -> Iterator[Letter]:
    for part in parts(mix):
        choice = Choice(
            TEMPLATE,
            to=("xi-jinping",),
            via=part.via,
            senders=part.senders,
            language=part.language,
        )
        with open_ledger(workplace.ledger, create=False) as ledger:
            plan = make_plan(workplace, ledger, Request(choice, date=DATE))
            yield from (one.letter for one in plan.letters() if one.letter)


def _fit(
    letter: ComposedLetter, layout: Layout, sizes: dict[tuple[str, TextStep], TextStep]
) -> Fit:
    """The sizes a letter fits in. Letters that begin with the same estimate end with the same."""
    address = address_steps(letter, layout)[0]
    steps = text_steps(letter, layout)
    key = (letter.language, steps[0])
    if key not in sizes:
        sizes[key] = next(
            step for step in steps if _is_short_enough(letter, layout, Fit(address, step))
        )
    return Fit(address, sizes[key])


def _is_short_enough(letter: ComposedLetter, layout: Layout, fit: Fit) -> bool:
    from weasyprint import HTML

    pages = HTML(string=_page(letter, layout, fit)).render().pages
    return len(pages) <= letter.max_pages


def _page(letter: ComposedLetter, layout: Layout, fit: Fit) -> str:
    sheet = f"<style>{layout_css(letter, layout, fit)}\n{letter_css()}</style></head>"
    return document(letter, layout, fit.address).replace("</head>", sheet, 1)


def _in_words(letter: ComposedLetter, fit: Fit) -> dict[str, Any]:
    (signature,) = letter.signatures
    return {
        "language": letter.language,
        "faces": families(letter.language)[:2],
        "sender": letter.sender_lines,
        "address": fit.address.lines,
        "date": letter.date,
        "reference_label": letter.reference_label,
        "reference": letter.reference,
        "subject": letter.subject,
        "salutation": letter.salutation,
        "blocks": _blocks(letter.body),
        "closing": letter.closing,
        "signature": signature,
        "size": fit.text.size,
        "leading": fit.text.leading,
        "address_size": fit.address.size,
        "address_leading": fit.address.leading,
    }


def _blocks(body: str) -> list[dict[str, str]]:
    reader = _Blocks()
    reader.feed(body)
    reader.close()
    return reader.blocks


class _Blocks(HTMLParser):
    """Reads paragraphs and list entries; a text that has more cannot be given to all tools."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"p", "ul", "li"} or attrs:
            raise ValueError(f"the benchmark's text may not have <{tag}>")
        if tag != "ul":
            self.blocks.append({"kind": tag, "text": ""})

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.blocks[-1]["text"] += data.strip()
