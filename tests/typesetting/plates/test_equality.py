"""A stamped letter is the letter: drawn both ways and compared.

What is asked is more than an equal look: that the files are equal byte for byte, so no pixel may
differ, nor a word, a tag or a property. That the slow way, in turn, prints what WeasyPrint's own
writer prints is looked at in the pages themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.layouts import Layout, layouts
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.plates.alphabets import is_plain
from advocacy_cli.typesetting.plates.drawing import VARIANT
from advocacy_cli.typesetting.plates.slots import identifier_of, loose_texts, plate_key
from paper import structure, text

pytestmark = pytest.mark.slow

Sample = Callable[..., ComposedLetter]

DPI = 150
UK = layouts()["uk-dl"]

_NAMES = (
    *("Ada Example", "Zoë Müller-Lüdenscheidt", "Łukasz Żółć", "Nguyễn Khai", "Şükrü Öğüt"),
    *("Olga Иванова", "Ольга Иванова", "Ὀδυσσεύς", "ليلى خالد", "רות לוי", "习近平", "김철수"),
    *("สมชาย ใจดี", "अनिता शर्मा", "ეკა", "Ελένη", "O’Neill-d’Arcy", "ffi fl office fjord Thick"),
    *("AVATAR Tower Yoyo WAVE", "Fjällräven & Söhne GmbH", "Straße 12–14 · Büro №5", "L’Œuvre"),
    *("12345", "10115 Berlin", "GERMANY", "c/o Embassy of Exampleland, Office 17", "X", "i" * 70),
    "A very long line that will hardly fit into any window of any envelope there is",
    *("« Été »", "two  blanks", " led by one", "tab\there", "e\u0301 combined", "q\u200bzero"),
)
_LINE = st.sampled_from(_NAMES)
_ORDINARY = st.sampled_from([name for name in _NAMES if name.isascii() and "  " not in name])
_LETTERS_OF_LATIN = st.text(
    st.characters(codec="latin-1", categories=["Lu", "Ll", "Nd", "Zs", "Pd"]), min_size=1
)
_ANY_LINE = st.one_of(*[_ORDINARY] * 9, _LINE, _LETTERS_OF_LATIN).filter(
    lambda it: it.strip() != ""
)
_PARAGRAPH = "<p>I am a <b>teacher</b>, and <em>I write</em> for people whom nobody speaks for.</p>"
_LISTS = "<h2>First</h2><ol><li>one</li><li><p>two</p></li></ol><ul><li>three</li></ul>"
_BODIES = {
    "one paragraph": _PARAGRAPH,
    "lists": _LISTS + _PARAGRAPH,
    "two pages": _PARAGRAPH * 25,
    "three pages": (_PARAGRAPH + "<blockquote><p>They say: no.</p></blockquote>") * 30,
}


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """Everything in a letter that may differ from one to the next."""
    name = draw(_ANY_LINE)
    return {
        "sender_lines": (name, *draw(st.lists(_ANY_LINE, max_size=3))),
        "return_address": draw(st.one_of(_ANY_LINE, st.just(""))),
        "address": tuple(draw(st.lists(_ANY_LINE, min_size=3, max_size=7))),
        "date": draw(_ANY_LINE),
        "reference": draw(st.from_regex(r"NKR-[0-9A-HJKMNP-TV-Z]{8}", fullmatch=True)),
        "salutation": draw(_ANY_LINE),
        "closing": draw(_ANY_LINE),
        "signatures": ((name, *draw(st.lists(_ANY_LINE, max_size=2))),),
    }


def like(one: ComposedLetter, other: ComposedLetter) -> ComposedLetter:
    """The other letter, changed as little as will do for one plate to serve both.

    It has as many lines as the one has, those of the one that are not plain, and no others such.
    """

    def mixed(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
        supply = [line for line in theirs if is_plain(line)] or ["X"]
        return tuple(
            supply[number % len(supply)] if is_plain(line) else line
            for number, line in enumerate(mine)
        )

    fields: dict[str, Any] = {
        name: mixed((getattr(one, name),), (getattr(other, name),))[0]
        for name in ("return_address", "date", "reference", "salutation", "closing")
    }
    return replace(
        one,
        address=mixed(one.address, other.address),
        sender_lines=mixed(one.sender_lines, other.sender_lines),
        signatures=(mixed(one.signatures[0], other.signatures[0]),),
        **fields,
    )


@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    lines(),
    lines(),
    st.sampled_from(["en", "en", "zh-Hans", "ko", "ru", "ar"]),
    st.sampled_from(list(layouts().values())),
    st.sampled_from(list(_BODIES)),
)
def test_a_stamped_letter_is_the_letter_byte_for_byte(
    typesetter: Typesetter,
    sample: Sample,
    first: dict[str, Any],
    second: dict[str, Any],
    language: str,
    layout: Layout,
    body: str,
) -> None:
    rest = {"body": _BODIES[body], "max_pages": 4}
    # A closing with letters of the largest alphabet gives both the same one.
    one = sample(language, **rest, **first | {"closing": "Ваша"})
    other = like(one, sample(language, **rest, **second | {"closing": "Искренне Ваш"}))
    stamped = stamp(typesetter, one, other, layout)
    if stamped is None:
        event("typeset as a whole")
        return
    event(f"stamped: {body}")
    whole = typesetter.typeset(other, layout)
    assert whole.problems == ()
    assert stamped == whole.pdf


def stamp(
    typesetter: Typesetter, one: ComposedLetter, other: ComposedLetter, layout: Layout
) -> bytes | None:
    """The other letter, stamped on a plate made of the one; None where that cannot be."""
    loose = loose_texts(other, layout)
    key = plate_key(other, layout, loose)
    if key != plate_key(one, layout, loose_texts(one, layout)):
        return None
    try:
        plate = typesetter.plate(one, layout)
    except Exception:  # noqa: BLE001 - what is wrong with a letter is tested elsewhere
        return None
    made = plate.stamp(loose, identifier_of(key.name, loose)) if plate.serves_others else None
    return made.pdf if made else None


_WORDS = (
    "I a we you teach school heard read people families through friend newspaper every day forget "
    "neighbours extraordinarily incomprehensible characteristics responsibility office fjord "
    "AVATAR Toronto “quoted” it’s 1,076 2023 — (UN) Müller Łódź naïve non-refoulement & <no> "
    "internationally-acknowledged Donaudampfschifffahrtsgesellschaft"
)
_SENTENCES = st.lists(st.sampled_from(_WORDS.split()), min_size=1, max_size=70).map(" ".join)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.tuples(_SENTENCES, _SENTENCES), min_size=1, max_size=5),
    st.sampled_from(["en", "en", "ru", "zh-Hans"]),
    st.sampled_from(list(layouts().values())),
    st.sampled_from([1, 4]),
    st.booleans(),
)
def test_other_paragraphs_are_set_as_a_whole_letter_sets_them(
    typesetter: Typesetter,
    sample: Sample,
    paragraphs: list[tuple[str, str]],
    language: str,
    layout: Layout,
    pages: int,
    with_list: bool,
) -> None:
    """Both have the same signs, in a line of a letter; all that is left to chance are the words."""
    signs = "<p>“it’s” — & &lt;no&gt; Müller Łódź naïve</p>"
    fixed = "<ul><li>one</li></ul><p>all <b>the</b> same</p>" if with_list else ""
    bodies = [
        fixed + signs + "".join(f"<p>{escape(pair[which])}</p>" for pair in paragraphs) * pages
        for which in (0, 1)
    ]
    one, other = (sample(language, body=body, max_pages=pages) for body in bodies)
    other = replace(other, reference="NKR-0000-1111-2", salutation="Dear Ada,")
    stamped = stamp(typesetter, one, other, layout)
    if stamped is None:
        event("typeset as a whole")
        return
    event("stamped")
    whole = typesetter.typeset(other, layout)
    assert whole.problems == ()
    assert stamped == whole.pdf


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)
def test_a_paragraph_of_as_many_lines_is_stamped(
    typesetter: Typesetter, sample: Sample, layout: Layout
) -> None:
    says = "<p>My name is {}. I teach at a school, and write to you about people whom nobody"
    says += (
        " else can speak for: they fled, and were sent back against their will.</p><p>Thanks.</p>"
    )
    address = ("Her Excellency Ada Example", "1 Office Street", "LONDON")
    one, other = (
        sample(body=says.format(name), address=address) for name in ("Ada Archer", "Zoe O’Hara")
    )
    stamped = stamp(typesetter, one, other, layout)
    assert stamped is not None
    assert stamped == typesetter.typeset(other, layout).pdf
    assert "Zoe O’Hara" in text(stamped)
    assert "Archer" not in text(stamped)
    with_a_sign = replace(other, body=other.body.replace("fled", "“fled”"))
    assert stamp(typesetter, one, with_a_sign, layout) is None


@pytest.mark.parametrize("hyphenated", [0, 1])
def test_a_hyphen_at_the_end_of_a_line_makes_no_difference(
    typesetter: Typesetter, sample: Sample, hyphenated: int
) -> None:
    bodies = (
        f"<p>{'we and you ' * 12}so.</p>",
        f"<p>{'internationally ' * 8}so.</p>",
    )
    pair = [sample(body=body, reference=f"NKR-0000-111{n}-2") for n, body in enumerate(bodies)]
    one, other = pair[1 - hyphenated], pair[hyphenated]
    stamped, whole = stamp(typesetter, one, other, UK), typesetter.typeset(other, UK).pdf
    assert ("‐\n" in text(whole).replace("\r", "")) == bool(hyphenated)
    assert stamped == whole


@pytest.mark.parametrize("word", ["we", "ill"], ids=["as estimated", "estimated too long"])
def test_a_text_that_fits_in_a_larger_size_is_set_in_it(
    typesetter: Typesetter, sample: Sample, word: str
) -> None:
    """One word more, and a letter must be set smaller; no line of it need be more for that."""

    def letter(words: int) -> ComposedLetter:
        return sample(body=f"<p>{f'{word} ' * words}so.</p>", reference=f"NKR-0000-{words:04}-2")

    def size(words: int) -> float:
        return typesetter._fitted(letter(words), UK)[1].text.size  # noqa: SLF001

    largest = size(1)
    most = bisect_left(range(2000), True, key=lambda words: size(words) < largest)
    fits, is_smaller = letter(most - 1), letter(most)
    for one, other in ((fits, is_smaller), (is_smaller, fits)):
        stamped = stamp(typesetter, one, other, UK)
        assert stamped in {None, typesetter.typeset(other, UK).pdf}


def test_a_paragraph_of_more_lines_is_typeset_as_a_whole(
    typesetter: Typesetter, sample: Sample
) -> None:
    one, other = (
        sample(body="<p>Short.</p>"),
        sample(body=f"<p>{'Long. ' * 40}End.</p>"),
    )
    assert stamp(typesetter, one, other, UK) is None


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)
@pytest.mark.parametrize("language", ["en", "zh-Hans", "ko", "ru"])
def test_ordinary_letters_are_stamped(
    typesetter: Typesetter, sample: Sample, language: str, layout: Layout
) -> None:
    address = ("Her Excellency Ada Example", "Ambassador", "1 Example Street", "LONDON")
    one = sample(language, address=address, body=_BODIES["two pages"], max_pages=3)
    other = replace(
        one,
        reference="NKR-0000-1111-2",
        address=("Mr Zoltán Kovács", "Consul", "Utca 5", "BUDAPEST"),
        sender_lines=("Jörg Weiß", "Straße 1", "Köln"),
        signatures=(("Jörg Weiß", "Nurse"),),
    )
    one = replace(one, sender_lines=("Zoë Weiß", "2 Road", "Bath"))
    stamped = stamp(typesetter, one, other, layout)
    assert stamped is not None
    assert stamped == typesetter.typeset(other, layout).pdf
    with pypdfium2.PdfDocument(stamped) as opened:
        first, second = (page.get_textpage().get_text_range() for page in opened)
    assert "Kovács" in first
    assert "NKR-0000-1111-2" in second  # the head of the continuation page
    assert one.reference not in first + second
    assert "Ada" not in first + second


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: layout.id)
@pytest.mark.parametrize("language", ["en", "zh-Hans", "ko", "ru", "ar"])
def test_a_page_looks_as_weasyprint_itself_writes_it(
    typesetter: Typesetter, sample: Sample, language: str, layout: Layout
) -> None:
    address = ("Her Excellency Ada Example", "1 Office Street", "LONDON")
    letter = sample(language, address=address, body=_BODIES["three pages"], max_pages=4)
    rendered, _ = typesetter._fitted(letter, layout)  # noqa: SLF001
    theirs = rendered.write_pdf(pdf_variant=VARIANT, pdf_identifier=b"x")
    ours = typesetter.typeset(letter, layout).pdf

    assert text(ours) == text(theirs)
    assert structure(ours) == structure(theirs)
    assert properties(ours) == properties(theirs)
    with pypdfium2.PdfDocument(ours) as mine, pypdfium2.PdfDocument(theirs) as their:
        assert len(mine) == len(their) > 1
        for one, other in zip(mine, their, strict=True):
            pictures = [page.render(scale=DPI / 72).to_pil() for page in (one, other)]
            assert ImageChops.difference(*pictures).getbbox() is None


def properties(pdf: bytes) -> tuple[object, ...]:
    """What a file says of itself, but for its identifier."""
    from io import BytesIO

    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root
        return (
            {name: str(value) for name, value in opened.docinfo.items()},
            bytes(root.Metadata.read_bytes()),
            str(root.Lang),
            bool(root.MarkInfo.Marked),
            str(root.ViewerPreferences),
            [[float(side) for side in page.mediabox] for page in opened.pages],
            opened.pdf_version,
        )
