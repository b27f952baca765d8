"""Stale means stale: an upgrade alone makes no draft stale, and a letter that changes does.

`fixtures/editions.toml` keeps what each edition comes to, and is only ever added to.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.composing.compose import Composer
from advocacy_cli.composing.editions import composing_edition
from advocacy_cli.composing.plain_text import to_text
from advocacy_cli.desk.letters import letter_from
from advocacy_cli.desk.looking import status
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.model.campaigns import Campaign
from advocacy_cli.model.languages import LANGUAGES
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.model.references import LetterKey
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter
from campaigns import Clock
from paper import font_names

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
KEPT_CAMPAIGN = FIXTURES / "kept_campaign"
"""A campaign with the ledger that version 0.1.0 wrote before there were editions."""
DAY = dt.date(2026, 12, 1)
TENTH_OF_A_MM = 72 / 254
"""In points."""


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return tomllib.loads((FIXTURES / "editions.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    found, problems = load_campaign(KEPT_CAMPAIGN)
    assert found is not None, problems
    return found


@pytest.fixture(scope="session")
def sample() -> Callable[[str], ComposedLetter]:
    def make(language: str) -> ComposedLetter:
        body = {"ar": "نطلب منكم الجواب", "ko": "답변을 부탁드립니다", "en": "We ask for an answer"}
        return ComposedLetter(
            language=language,
            direction="rtl" if language == "ar" else "ltr",
            title="Request",
            return_address="Ada Example · 5 Sender Street · London N1 1AA",
            sender_lines=("Ada Example", "5 Sender Street", "London N1 1AA"),
            address=("H.E. Pat Example", "President", "1 Palace Road", "CHINA"),
            short_address=(),
            date="1 December 2026",
            reference_label="Our reference",
            reference="KPT-ETW4-BF2E-Z",
            subject=body[language],
            salutation="Your Excellency,",
            body=f"<p>{body[language]}. </p>" * 30 + "<ul><li>one</li><li>two</li></ul>",
            closing="Respectfully yours,",
            signatures=(("Ada Example", "Teacher"), ("Bo Example",)),
            enclosures_label="Enclosures",
            enclosures=("A list",),
            copies_label="Copies to",
            copies=("Embassy of Exampleland",),
            page_label="{page}/{pages}",
            max_pages=3,
        )

    return make


def test_nothing_in_a_ledger_from_before_editions_is_stale(tmp_path: Path) -> None:
    root = tmp_path / "campaign"
    shutil.copytree(KEPT_CAMPAIGN, root)
    standings = status(Workplace(root, Clock(), bytes))
    assert len(standings) == 11
    assert [standing.record.reference for standing in standings if standing.stale] == []


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr", "ko", "ru", "zh-Hans"])
def test_what_letters_say_belongs_to_the_edition_of_their_language(
    language: str,
    campaign: Campaign,
    sample: Callable[[str], ComposedLetter],
    kept: dict[str, Any],
) -> None:
    _require_pinned("babel", "jinja2", "markdown-it-py", "weasyprint", "pydyf")
    found: list[Any] = _said(campaign, language)
    if LANGUAGES[language].direction == "rtl":  # how such letters stand is their language's affair
        found += _seen(Typesetter(None).typeset(sample(language), layouts()["plain"]).pdf)
    _require_kept(
        f"letters in {language}",
        kept["composing"].get(language, {}),
        composing_edition(language),
        _digest(found),
    )


@pytest.mark.parametrize("layout", layouts())
def test_how_letters_look_belongs_to_the_edition_of_their_layout(
    layout: str, sample: Callable[[str], ComposedLetter], kept: dict[str, Any]
) -> None:
    _require_pinned("weasyprint", "pydyf")
    found = layouts()[layout]
    typesetter = Typesetter(None)
    seen = [
        list(_seen(typesetter.typeset(sample(language), found).pdf)) for language in ("en", "ko")
    ]
    _require_kept(
        f"the layout {layout}", kept["layouts"].get(layout, {}), found.edition, _digest(seen)
    )


def _said(campaign: Campaign, language: str) -> list[str]:
    """Letters of that language from five countries, as text."""
    composer = Composer(campaign)
    said = []
    for sender in campaign.senders.values():
        for via in ("direct", "embassy-london"):
            key = LetterKey("KPT", "call", "president", via, sender.uid, "", language, 1)
            letter = letter_from(campaign, key, sender, layout="plain", date=DAY)
            said.append(to_text(composer.compose(letter)))
    return said


def _seen(pdf: bytes) -> Iterator[Any]:
    """Each character with its box in tenths of a mm, page by page, and the faces."""
    assert pdf
    yield sorted(font_names(pdf))
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        yield [
            (text.get_text_range(at, 1), *(round(x / TENTH_OF_A_MM) for x in text.get_charbox(at)))
            for at in range(text.count_chars())
        ]


def _require_kept(what: str, editions: dict[str, str], edition: int, found: str) -> None:
    """Hold what an edition comes to against the table."""
    expected = editions.get(str(edition))
    assert sorted(map(int, editions)) == list(range(1, len(editions) + 1))
    assert edition >= len(editions), f"{what}: an edition never goes back"
    if expected is None:
        assert found not in editions.values(), (
            f"{what}: edition {edition} is new, but comes to what an earlier one came to: keep the"
            " earlier number, or drafts are stale for nothing"
        )
        pytest.fail(f"{what}: add to fixtures/editions.toml: {edition} = {found!r}")
    assert found == expected, (
        f"{what} have changed under edition {edition}. If that was meant, raise the edition, so"
        " that drafts of before are stale, and add the new number to fixtures/editions.toml"
    )


def _require_pinned(*packages: str) -> None:
    """What editions come to is kept for the pinned versions only."""
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for package in packages:
        if f"{package}=={version(package)} " not in pinned:
            pytest.skip(f"{package} is not the pinned version")


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:16]
