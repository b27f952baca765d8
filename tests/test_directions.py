"""Names, numbers, dates and addresses keep their order on paper, whichever way those beside run.

What stands where is read from the positions of the glyphs, as a reader of the paper would.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from advocacy_cli.campaign.folder import load_campaign
from advocacy_cli.composing.compose import Composer
from advocacy_cli.composing.plain_text import to_text
from advocacy_cli.desk.letters import letter_from
from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.model.references import LetterKey
from advocacy_cli.typesetting.layouts import layouts
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.press import Press
from campaigns import edit, write_campaign

AHMAD, DAVID = "أحمد الخطيب", "דוד כהן"
ENGLISH = """\
I am {{ sender.name }}, 12/3 in a row, and my friends are {{ sender.name }} 2 {{ sender.name }}.

On {{ date }}, {{ addressee.name }} 9 October 2023 spoke of {{ sender.role }} {{ date }}.

Will you answer?
"""
ARABIC = """\
أنا {{ sender.name }}، ورقمي {{ sender.role }}،
وأكتب إليكم في {{ date }} بشأن أشخاص {{ sender.organisation }}.

هل تجيبون؟
"""


def composed(root: Path, language: str = "en", **replaced: str) -> ComposedLetter:
    """A letter through London; what is replaced is of the sender Ada Example."""
    write_campaign(
        root,
        {
            "letter_templates/call/en.md": ENGLISH,
            "letter_templates/call/ar.md": ARABIC,
        },
    )
    template = root / "letter_templates/call/template.yaml"
    edit(template, "subject: A request", "subject: {en: A request, ar: طلب}")
    edit(template, "  en: {reviewed: true}", "  en: {reviewed: true}\n  ar: {reviewed: true}")
    known = {
        "name": "name: Ada Example",
        "address": "address: {country: GB, lines: [5 Sender Street, London N1 1AA]}",
        "more": "languages: [en]",
    }
    for part, new in {"more": "role: +44 20 7946\n    languages: [en]", **replaced}.items():
        edit(root / "senders.yaml", known[part], new)
    campaign, problems = load_campaign(root)
    assert campaign is not None, problems
    key = LetterKey(
        "TST", "call", "president", "embassy-london", "uid-of-ada-0001", "", language, 1
    )
    sender = campaign.senders["ada"]
    letter = letter_from(campaign, key, sender, layout="din5008b", date=dt.date(2026, 12, 1))
    return Composer(campaign).compose(letter)


def lines_of(pdf: bytes) -> list[str]:
    """The lines of a page from left to right, as the eye has them; without blanks."""
    assert pdf
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    glyphs = [
        (text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars())
    ]
    found: dict[int, list[tuple[float, str]]] = {}
    for (left, bottom, right, top), character in glyphs:
        if character.strip() and right > left:
            # Numbers and letters of a line stand within its middle.
            found.setdefault(round((bottom + top) / 2 / 4), []).append((left, character))
    merged: list[list[tuple[float, str]]] = []
    for row in sorted(found, reverse=True):
        if merged and row + 1 in found:
            merged[-1] += found[row]
        else:
            merged.append(list(found[row]))
    return ["".join(character for _, character in sorted(line)) for line in merged]


def printed(letter: ComposedLetter, layout: str = "din5008b") -> str:
    return "\n".join(lines_of(Typesetter(None).typeset(letter, layouts()[layout]).pdf))


@pytest.mark.parametrize("name", [AHMAD, DAVID])
def test_a_name_from_right_to_left_tears_no_address_number_or_date(
    tmp_path: Path, name: str
) -> None:
    letter = composed(
        tmp_path,
        name=f"name: {name}",
        address="address: {country: GB, lines: [12/3 Foo Rd, London N1 1AA]}",
    )
    seen = printed(letter)
    # The window, the letterhead and the text.
    assert seen.count("12/3FooRd·LondonN11AA") == 2
    assert "12/3inarow" in seen
    assert "2026spokeof" not in seen  # a break of the line may part the date
    for whole in ("1December2026", "9October2023", "+44207946"):
        assert whole in seen.replace("\n", ""), whole
    first, second = name.split()
    assert f"{second[::-1]}{first[::-1]}" in seen or f"{first[::-1]}" in seen


def test_every_line_of_an_address_runs_its_own_way(tmp_path: Path) -> None:
    address = "address: {country: EG, lines: [مبنى 4, 12/3 Foo Rd, 11511 القاهرة]}"
    letter = composed(tmp_path, name=f"name: {AHMAD}", address=address)
    changed = letter.__class__(
        **{
            **{name: getattr(letter, name) for name in letter.__dataclass_fields__},
            "address": (AHMAD, "12/3 Foo Rd", "مبنى 4", "Cairo 11511", "EGYPT"),
            "short_address": (),
        }
    )
    for given in (letter, changed):
        assert "12/3FooRd" in printed(given)
    assert "Cairo11511" in printed(changed)


def test_an_arabic_letter_keeps_latin_names_numbers_and_dates(tmp_path: Path) -> None:
    letter = composed(
        tmp_path,
        "ar",
        name="name: Ada 3 Example-Smith",
        more="role: +44 (20) 79-46\n    organisation: Group 7/8 (UK)\n    languages: [en]",
    )
    seen = printed(letter, "plain").replace("\n", "")
    for whole in ("Ada3Example-Smith", "+44(20)79-46", "Group7/8(UK)", "5SenderStreet"):
        assert whole in seen, whole


def test_nothing_is_marked_where_all_runs_one_way(tmp_path: Path) -> None:
    letter = composed(tmp_path)
    everything = repr(letter)
    assert "\\u2068" not in everything
    assert "\u2068" not in everything


def test_marks_are_for_paper_alone_and_only_where_they_are_needed(tmp_path: Path) -> None:
    letter = composed(tmp_path, name=f"name: {AHMAD}")
    first, second, third = letter.body.strip().split("</p>\n<p>")
    assert f"I am \u2068{AHMAD}\u2069, 12/3 in a row" in first
    assert "\u2068" not in third
    assert "\u2068" not in second  # nothing in it runs from right to left
    assert letter.return_address.startswith(f"\u2068{AHMAD}\u2069 · 5 Sender Street")
    assert "\u2068" not in to_text(letter)
    assert AHMAD in to_text(letter)


def test_a_stamped_letter_is_the_same_beside_one_with_an_arabic_name(tmp_path: Path) -> None:
    press, layout = Press(None), layouts()["din5008b"]
    letters = [
        composed(tmp_path / str(number), name=f"name: {name}")
        for number, name in enumerate(["Ada Example", AHMAD, "Bo Example", DAVID, "Cy Example"])
    ]
    for letter in [*letters, *reversed(letters)]:
        whole = Typesetter(None).typeset(letter, layout)
        assert press.print(letter, layout).sha256 == whole.sha256
