from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.document import document
from advocacy_cli.typesetting.fitting import AddressStep
from advocacy_cli.typesetting.layouts import layouts

Sample = Callable[..., ComposedLetter]
DIN = layouts()["din5008b"]


class Outline(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def html(letter: ComposedLetter) -> str:
    return document(letter, DIN, AddressStep(letter.address, 10, 12))


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_can_become_markup(sample: Sample, text: str) -> None:
    def letter(word: str) -> ComposedLetter:
        return sample(
            title=word,
            return_address=word,
            sender_lines=(word, word),
            address=(word,),
            date=word,
            reference_label=word,
            reference=word,
            subject=word,
            salutation=word,
            closing=word,
            signatures=((word, word), (word,)),
            enclosures_label=word,
            enclosures=(word,),
            copies_label=word,
            copies=(word,),
        )

    assert Outline(html(letter(text))).tags == Outline(html(letter("x"))).tags
    assert Outline(html(letter(text))).words.count(text) >= 18


def test_the_body_stays_html(sample: Sample) -> None:
    assert "<p>a <b>bold</b> word</p>" in html(sample(body="<p>a <b>bold</b> word</p>"))


def test_language_direction_and_title_are_set(sample: Sample) -> None:
    made = html(sample("ar", title="A & B"))
    assert '<html lang="ar" dir="rtl">' in made
    assert "<title>A &amp; B</title>" in made


def test_a_line_keeps_its_own_direction(sample: Sample) -> None:
    made = html(sample("ar", sender_lines=("ليلى", "12 Sample Street")))
    assert '<p data-line="sender" class="name">ليلى</p>' in made
    assert '<p data-line="contact" class="contact latin" dir="ltr">12 Sample Street</p>' in made
