"""What a reader may not know stands nowhere: not in the text, the file, its name, or the answer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from campaigns import edit, write_campaign
from running import Run

pytestmark = pytest.mark.slow

# Each person's fields hold words that stand nowhere else.
_PERSON = """\
  - id: {id}
    name: {{en: Name{tag}la Family{tag}, ko: 김{ko}}}
    known_as: Alias{tag}
    described: Person of kind {id}
    birth_year: {year}
    sex: Sex{tag}
    nationality: {country}
    last_seen: {{on: 20{day}, place: Place{tag}}}
    forces: Forces{tag}
    steps: Steps{tag}
    {more}
    consent:
      - {{by: family, who: Who{tag}, on: 2026-01-01, scope: [{scope}]}}
"""
_PERSONS = (
    {"id": "p1", "tag": "Aa", "ko": "가나", "year": 1951, "country": "NP", "day": "11-01"},
    {"id": "p2", "tag": "Bb", "ko": "다라", "year": 1952, "country": "BT", "day": "12-02"},
    {"id": "p3", "tag": "Cc", "ko": "마바", "year": 2015, "country": "LK", "day": "19-03"},
    {"id": "p4", "tag": "Dd", "ko": "사아", "year": 1954, "country": "MV", "day": "14-04"},
)
_ALL = "to_un, to_government, public, photo, place"
_MORE = (
    {"scope": "to_un", "more": ""},
    {"scope": _ALL, "more": "protect: [survivor]"},
    {"scope": _ALL, "more": "minor: true"},
    {"scope": "to_un, to_government", "more": ""},
)
CASE = (
    "title: The case title\npersons:\n"
    + "".join(_PERSON.format(**one, **more) for one, more in zip(_PERSONS, _MORE, strict=True))
    + """\
facts:
  - text: Openfact happened.
    source: Sourceopen
    place: Factplace
    audience: [un, government, public]
  - {text: Secretfact happened., source: Sourcesecret}
  - {text: Routefact happened., source: Sourceroute, protect: [route]}
note: Notesecret
"""
)
_PARTS = (
    *("naming", "name", "known_as", "described", "birth_year", "sex", "nationality"),
    *("last_seen", "place", "forces", "steps", "consent_by", "consent_on"),
)
TEXT = "\n\n".join(  # a paragraph each, so that no word is broken
    (
        "In 2026 I ask: will you answer about {{ case.title }}?\n",
        "{% for person in case.persons %}",
        *(f"{{% if person.{part} %}}{{{{ person.{part} }}}};{{% endif %}}" for part in _PARTS),
        "\n{% endfor %}{% for fact in case.facts %}{{ fact.text }}",
        *(
            f"{{% if fact.{part} %}}{{{{ fact.{part} }}}};{{% endif %}}"
            for part in ("on", "until", "place", "source")
        ),
        "\n{% endfor %}",
    )
)
TEMPLATE = """\
to: [president]
via: direct
subject: A request
max_pages: 9
audience: {audience}
languages: {{en: {{reviewed: true}}}}
"""
COUNTRIES = {"Aa": "Nepal", "Bb": "Bhutan", "Cc": "Sri Lanka", "Dd": "Maldives"}
YEARS = {
    "Aa": ("1951", "2011"),
    "Bb": ("1952", "2012"),
    "Cc": ("2015", "2019"),
    "Dd": ("1954", "2014"),
}
KOREAN = {one["tag"]: f"김{one['ko']}" for one in _PERSONS}
PARTICULARS = ("Name{}la", "Family{}", "Alias{}", "Sex{}", "Forces{}", "Steps{}")


def particulars(tag: str) -> list[str]:
    """Everything about a person that a reader may learn by the name's consent."""
    return [part.format(tag) for part in PARTICULARS] + [COUNTRIES[tag]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"cases/returned.yaml": CASE}
    for audience in ("un", "government", "public"):
        folder = f"letter_templates/for-{audience}"
        files |= {f"{folder}/template.yaml": TEMPLATE.format(audience=audience)}
        files |= {f"{folder}/en.md": TEXT}
    return write_campaign(tmp_path / "campaign", files)


def pages_of(pdf: Path) -> str:
    """What a reader of the paper reads."""
    opened = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in opened)


def everything_in(pdf: Path) -> str:
    """Text, metadata, attachments, and every string and stream of a PDF; and its name."""
    said = [pages_of(pdf)]
    with pikepdf.Pdf.open(pdf) as inside:
        said += [f"{key} {value}" for key, value in inside.docinfo.items()]
        said += [str(inside.open_metadata())]
        said += [f"{name} {inside.attachments[name].get_file()}" for name in inside.attachments]
        plain = BytesIO()
        inside.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    raw = plain.getvalue()
    said += [raw.decode("latin-1"), raw.decode("utf-16-be", "replace"), pdf.name]
    return "\n".join(said)


def draft(run: Run, root: Path, audience: str) -> tuple[Path, str]:
    """A letter's file, and what the program said while it was made."""
    made = run("draft", f"for-{audience}", "--case", "returned", "--json")
    assert made.code == 0, made.out
    (letter,) = made.json["letters"]
    assert letter["case"] == "returned"
    return root / letter["file"], made.out + made.err


@pytest.mark.parametrize(
    ("audience", "named"),
    [("un", ["Aa", "Bb", "Cc", "Dd"]), ("government", ["Dd"]), ("public", [])],
)
def test_a_letter_tells_of_each_person_what_was_agreed_to_and_nothing_else(
    run: Run, root: Path, audience: str, named: list[str]
) -> None:
    pdf, said = draft(run, root, audience)
    text, pages = everything_in(pdf), pages_of(pdf)
    for tag in ("Aa", "Bb", "Cc", "Dd"):
        for word in particulars(tag):
            assert (word in text) is (tag in named), word
        for year in YEARS[tag]:  # a file has many figures, a page few
            assert (year in pages) is (tag in named), year
        assert (f"Place{tag}" in text) is (audience == "un")
        for hidden in (f"Who{tag}", KOREAN[tag]):
            assert hidden not in text
        for word in (*particulars(tag), f"Place{tag}", f"Who{tag}", KOREAN[tag]):
            assert word not in said
    assert [f"Person of kind p{number}" in text for number in (1, 2, 3, 4)] == [True] * 4


@pytest.mark.parametrize("audience", ["un", "government", "public"])
def test_facts_and_their_sources_reach_their_readers_only(
    run: Run, root: Path, audience: str
) -> None:
    pdf, said = draft(run, root, audience)
    text = everything_in(pdf)
    assert "Openfact" in text and "Notesecret" not in text
    hidden = ("Secretfact", "Routefact", "Sourceopen", "Sourcesecret", "Sourceroute", "Factplace")
    for word in hidden:
        assert (word in text) is (audience == "un"), word
        assert word not in said


def test_who_may_not_be_named_is_described_or_if_that_was_agreed_to_abbreviated(
    run: Run, root: Path
) -> None:
    asked = ("preview", "for-government", "--case", "returned", "--text")
    assert "N.F.;" not in run(*asked).out  # p1 agreed to something, though not to this
    path = root / "cases/returned.yaml"
    path.write_text(path.read_text().replace("scope: [", "scope: [initials_to_government, "))
    assert run(*asked).out.count("N.F.;") == 1  # p2 and p3 are protected


def test_a_place_agreed_to_prints_for_a_government(run: Run, root: Path) -> None:
    edit(root / "cases/returned.yaml", "scope: [to_un, to_government]", f"scope: [{_ALL}]")
    text = everything_in(draft(run, root, "government")[0])
    assert "PlaceDd" in text and "PlaceBb" not in text


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("letter_templates/for-public/en.md", "In 2026", "NameAala **FamilyAa** In 2026"),
        ("letter_templates/for-public/en.md", "In 2026", "NameDdla\nFamilyDd In 2026"),
        ("letter_templates/for-public/en.md", "In 2026", "김다라는 In 2026"),
        ("letter_templates/for-public/template.yaml", "A request", "A request for AliasBb"),
        ("senders.yaml", "name: Ada", "organisation: Friends of aliasCC\n    name: Ada"),
    ],
)
def test_a_name_that_somebody_wrote_into_a_letter_stops_it(
    run: Run, root: Path, file: str, old: str, new: str
) -> None:
    edit(root / file, old, new)
    made = run("draft", "for-public", "--case", "returned", "--json")
    assert made.code == 1
    (letter,) = made.json["letters"]
    (problem,) = letter["problems"]
    assert problem["code"] == "names_person"
    assert problem["where"] == "letter_templates/for-public/en.md"
    assert not (root / "letters").exists() or not list((root / "letters").iterdir())
    for arguments in (["--text"], ["--out", str(root / "x.pdf")]):
        shown = run("preview", "for-public", "--case", "returned", *arguments)
        assert (shown.code, shown.out) == (1, "")
        assert "[names_person]" in shown.err
    assert not (root / "x.pdf").exists()


def test_a_name_in_an_annex_stops_the_letter(run: Run, root: Path) -> None:
    annex = root / "letter_templates/for-public/annex.en.md"
    annex.write_text("# Annex\n\nNameAala **FamilyAa**\n")
    made = run("draft", "for-public", "--case", "returned", "--json")
    assert made.code == 1
    (letter,) = made.json["letters"]
    assert [problem["code"] for problem in letter["problems"]] == ["names_person"]
