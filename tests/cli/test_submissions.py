"""The sample's submissions to the United Nations and its joint letter, drafted from its cases."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from campaigns import Clock, edit
from running import Run

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[2]
INVENTED = "cases/made-up.yaml"
CO_SIGNERS = """\
    organisation: Example Coalition
    co_signers: [second]
  - id: second
    example: true
    uid: example-second-0001
    name: Second Example
    role: Chair
    organisation: Example Society
    address: {country: GB, lines: [2 Example Street, Exampletown]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the sample campaign."""
    root = tmp_path / "sample"
    for name in ("letter_templates", "cases"):
        shutil.copytree(SAMPLE / name, root / name)
    for name in ("campaign.yaml", "recipients.yaml", "senders.yaml"):
        shutil.copy(SAMPLE / name, root / name)
    return root


def pages(root: Path, run: Run, *arguments: str) -> list[str]:
    """The text of each page of the one letter that `draft` makes."""
    (letter,) = run("draft", *arguments, "--json").json["letters"]
    assert letter["outcome"] == "drafted", letter["problems"]
    document = pypdfium2.PdfDocument(root / letter["file"])
    texts = [page.get_textpage().get_text_range() for page in document]
    # Where a word was broken at the end of a line there stands a hyphen that no text has.
    return [" ".join(re.sub(r"[\u2010\ufffe]\s*", "", text).split()) for text in texts]


def problems(run: Run, *arguments: str) -> list[str]:
    (letter,) = run("draft", *arguments, "--json").json["letters"]
    assert letter["outcome"] == "failed"
    return [problem["message"] for problem in letter["problems"]]


def test_a_report_of_a_disappearance_gives_the_six_elements(root: Path, run: Run) -> None:
    text = " ".join(pages(root, run, "wgeid-urgent-action", "--case", "made-up"))
    for element in (
        "1. The person who disappeared Invented Example-Person; woman; born in 1990",
        "2. Date 9 October 2023 3. Place of arrest",
        "last seen Exampletown (invented), China 4. Forces believed responsible border police",
        "5. What has been done to find the person Her sister asked",
        "6. Who submits this case Example Sender.",
        "The family agreed on 1 November 2023 that this case be submitted to the Working Group,",
        "and on 3 November 2023 that it be transmitted to the Government of the State concerned",
        "(Democratic People’s Republic of Korea). I am in touch",
        "I am in touch with the family",
    ):
        assert element in text


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("2026-01-20", "I ask for the urgent procedure: the disappearance began in the three"),
        ("2025-12-02", "I ask for the urgent procedure: the disappearance began in the three"),
        ("2025-12-01", "I ask for the standard procedure: the disappearance began more than three"),
        ("2025-12", "if the Working Group finds that it applies: of the day of the disappearance"),
    ],
)
def test_the_procedure_follows_from_the_day_and_says_why(
    root: Path, run: Run, clock: Clock, seen: str, said: str
) -> None:
    assert clock.time.date().isoformat() == "2026-03-02"
    edit(root / INVENTED, "on: 2023-10-09\n      place", f"on: {seen}\n      place")
    text = pages(root, run, "wgeid-urgent-action", "--case", "made-up")[0]
    assert said in text


NO_FAMILY = "no consent of the family to `to_un` is in force for p1"
NOT_TO_GOVERNMENT = "no consent of the family to `to_government` is in force for p1"


@pytest.mark.parametrize(
    ("pattern", "instead", "message"),
    [
        (r"    name: .*\n", "", "there is no `name` of p1"),
        (r"    forces:\n(      .*\n)+", "", "there is no `forces` of p1"),
        (r"    steps:\n(      .*\n)+", "", "there is no `steps` of p1"),
        (r"      place: .*\n", "", "there is no `last_seen.place` of p1"),
        (r"on: 2023-10-09(\n      place)", r"on: 2023\1", "there is no `last_seen.month` of p1"),
        (r"by: family(?=\n.*\n.*2023-11-01)", "by: lawyer", NO_FAMILY),
        (r"on: 2023-11-01", "on: 2023-11-01\n        expires: 2026-03-01", NO_FAMILY),
        (r"on: 2023-11-01", "on: 2023-11-01\n        withdrawn: 2026-03-01", NO_FAMILY),
        (r"scope: \[to_un\]", "scope: [to_government]", NO_FAMILY),
        (r"by: family(?=\n.*\n.*2023-11-03)", "by: lawyer", NOT_TO_GOVERNMENT),
        (r"on: 2023-11-03", "on: 2023-11-03\n        withdrawn: 2026-03-01", NOT_TO_GOVERNMENT),
        (r"scope: \[to_government\]", "scope: [public]", NOT_TO_GOVERNMENT),
        (r"scope: \[to_government\]", "scope: [initials_to_government]", NOT_TO_GOVERNMENT),
    ],
)
def test_a_missing_element_is_named_with_who_asks_for_it(
    root: Path, run: Run, pattern: str, instead: str, message: str
) -> None:
    text, count = re.subn(pattern, instead, (root / INVENTED).read_text())
    assert count == 1
    (root / INVENTED).write_text(text)
    found = problems(run, "wgeid-urgent-action", "--case", "made-up")
    said = [one for one in found if one.startswith(message)]
    assert len(said) == 1
    assert said[0].endswith(")") and "which wgeid-urgent-action requires (OHCHR" in said[0]


def test_a_template_of_before_asks_the_family_for_both_as_well(root: Path, run: Run) -> None:
    edit(
        root / "letter_templates/wgeid-urgent-action/template.yaml",
        "    scope: [to_un, to_government]\n",
        "",
    )
    edit(root / INVENTED, "scope: [to_government]", "scope: [public]")
    (found,) = problems(run, "wgeid-urgent-action", "--case", "made-up")
    assert found.startswith(NOT_TO_GOVERNMENT)
    edit(
        root / "letter_templates/wgeid-urgent-action/template.yaml",
        "- element: consent.family\n",
        "- element: consent.family\n    scope: [to_un]\n",
    )
    edit(root / "letter_templates/wgeid-urgent-action/en.md", "{{ person.family_to_gov", "{# ")
    edit(root / "letter_templates/wgeid-urgent-action/en.md", "ernment_on }}", "#}")
    assert run("draft", "wgeid-urgent-action", "--case", "made-up").code == 0


def test_the_sample_case_has_no_name_and_so_no_submission(run: Run) -> None:
    result = run("draft", "wgeid-urgent-action", "--case", "repatriated-2023")
    assert result.code == 1
    assert "there is no `name` of returned in the case repatriated-2023" in result.out + result.err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Alleged victims", "Alleged perpetrators", "the family agreed to this")),
        ("fr", ("Victimes présumées", "Auteurs présumés", "la famille a consenti")),
        ("es", ("Presuntas víctimas", "Presuntos autores", "la familia dio su consentimiento")),
    ],
)
def test_a_submission_goes_to_several_mandates_with_the_law_in_an_annex(
    root: Path, run: Run, language: str, words: tuple[str, ...]
) -> None:
    *letter, annex = pages(
        root,
        run,
        *("special-procedures-submission", "--case", "made-up", "--lang", language),
    )
    text = " ".join(letter)
    for said in (
        *words,
        "Special Rapporteur on torture and other cruel, inhuman or degrading treatment",
        "Special Rapporteur on violence against women and girls, its causes and consequences",
        "Working Group on Enforced or Involuntary Disappearances",
        "Invented Example-Person",
        "1465 UNTS 85",
        "Example Sender",
    ):
        assert said in text
    assert "No State expels, returns or extradites anyone" in annex
    assert "Example Sender" not in annex


@pytest.mark.parametrize("element", ["forces", "facts"])
def test_a_submission_without_perpetrators_or_account_is_refused(
    root: Path, run: Run, element: str
) -> None:
    text = (root / INVENTED).read_text()
    pattern = r"    forces:\n(      .*\n)+" if element == "forces" else r"facts:\n(.+\n)+"
    (root / INVENTED).write_text(re.sub(pattern, "", text))
    (problem,) = problems(run, "special-procedures-submission", "--case", "made-up")
    assert "which special-procedures-submission requires (OHCHR: " in problem


def test_a_joint_letter_has_the_parts_of_the_experts_letters(root: Path, run: Run) -> None:
    edit(root / "senders.yaml", "    languages: [en]\n", f"    languages: [en]\n{CO_SIGNERS}")
    *letter, annex = pages(root, run, "joint-letter", "--case", "repatriated-2023")
    text = " ".join(letter)
    parts = (
        "I write for Example Coalition, together with those who sign below",
        "This is our own letter; it is not a communication of the United Nations.",
        "information that we have received about the people returned from China",
        "We do not prejudge whether this information is accurate",
        "it gives us grave concern",
        "Please give any additional information",
        "Has the treatment of those who were returned been investigated?",
        "We ask for your answer within 60 days of the date of this letter.",
        "will be made public",
        "to take every interim measure",
        "Respectfully yours, Example Sender Example Coalition",
        "Second Example Chair Example Society",
    )
    assert [part for part in parts if part not in text] == []
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    text = run("preview", "joint-letter", "--case", "repatriated-2023", "--text").out
    assert "\n1. Please give" in text and "\n5. Has the treatment" in text
    assert len(letter) > 1
    for number, page in enumerate([*letter, annex], start=1):
        assert number == 1 or f"Page {number} of {len(letter) + 1}" in page
    assert "Annex: the law that this letter relies on" in annex
    assert "Democratic People’s Republic of Korea: party since 1981." in annex
    assert "Second Example" not in annex


def test_one_person_alone_does_not_write_together_with_others(root: Path, run: Run) -> None:
    text = " ".join(pages(root, run, "joint-letter", "--case", "repatriated-2023"))
    assert "together with those who sign below" not in text


def test_a_government_does_not_read_where_the_facts_are_known_from(root: Path, run: Run) -> None:
    text = " ".join(pages(root, run, "joint-letter", "--case", "repatriated-2023"))
    assert "Jubilee" not in text
    edit(root / INVENTED, "scope: [to_government]", "scope: [public]")
    text = " ".join(pages(root, run, "joint-letter", "--case", "made-up"))
    assert "Invented" not in text and "Exampletown (invented)" not in text


def test_a_government_reads_no_initials_and_no_day_of_who_agreed_to_the_un_alone(
    root: Path, run: Run
) -> None:
    edit(root / INVENTED, "scope: [to_government]", "scope: [public, initials_to_un]")
    edit(root / INVENTED, "    source: invented\n", "    audience: [un, government]\n")
    edit(
        root / INVENTED,
        "facts:\n  - on: 2023-10-09\n",
        "facts:\n  - on: 2023-10-09\n    until: 2023-10-11\n",
    )
    text = " ".join(pages(root, run, "joint-letter", "--case", "made-up"))
    assert "This letter concerns a woman in her 30s" in text
    assert "October 2023. She was taken to a bus" in text
    assert [
        hidden for hidden in ("I.E", "9 October", "11 October", "to October") if hidden in text
    ] == []
    edit(root / INVENTED, "initials_to_un]", "initials_to_government]")
    text = " ".join(pages(root, run, "joint-letter", "--case", "made-up"))
    assert "This letter concerns I.E." in text and "9 October" not in text


def test_a_submission_says_to_whom_each_name_may_be_given(root: Path, run: Run) -> None:
    asked = ("special-procedures-submission", "--case", "made-up")
    said = "The name may be given to Governments, as was agreed on 3 November 2023, and may not be"
    assert said in " ".join(pages(root, run, *asked))
    edit(root / INVENTED, "scope: [to_government]", "scope: [public]")
    text = " ".join(pages(root, run, *asked))
    assert "The name may not be given to any Government, and may be made public, as was" in text
    edit(root / INVENTED, "birth_year: 1990", "protect: [survivor]")
    edit(root / INVENTED, "scope: [public]", "scope: [public, to_government]")
    text = " ".join(pages(root, run, *asked))
    assert "The name may not be given to any Government, and may not be made public." in text


@pytest.mark.parametrize(
    ("template", "case"),
    [("joint-letter", "repatriated-2023"), ("wgeid-urgent-action", "made-up")],
)
def test_nothing_pretends_to_be_the_united_nations(
    root: Path, run: Run, template: str, case: str
) -> None:
    pages(root, run, template, "--case", case)
    (file,) = (root / "letters").glob("*.pdf")
    with pikepdf.open(file) as pdf:
        assert all(not page.get_images() for page in pdf.pages)
    for text in (root / "letter_templates" / template).glob("*.md"):
        assert not re.search(
            r"in our capacity as|pursuant to Human Rights Council|honour to address"
            r"|spcommreports|Ref\.: (AL|UA)",
            text.read_text(),
        )


def test_the_sample_case_is_what_the_article_supports() -> None:
    text = (SAMPLE / "cases/repatriated-2023.yaml").read_text()
    assert not re.search(r"^\s*(name|known_as|birth_year|last_seen|forces):", text, re.MULTILINE)
    assert not re.search(r"(AL|UA) PRK|Alsalem|kwansilo", text)
