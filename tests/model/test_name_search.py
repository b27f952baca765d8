from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from advocacy_cli.model.audiences import Audience
from advocacy_cli.model.cases import Person
from advocacy_cli.model.hangul import proposals, spellings
from advocacy_cli.model.name_matching import Certainty
from advocacy_cli.model.name_search import NameSearch, named_against_consent
from cases import DAY, KNOWN_AS, NAME, case, consent, person
from disguises import BEARERS, disguise

ROOT = Path(__file__).parents[2]


def search_for(*names: object, **changes: object) -> NameSearch:
    """Looks for persons of these names, p1 and so on."""
    people = [
        person(id=f"p{number}", name=name, known_as=None, **changes)
        for number, name in enumerate(names, start=1)
    ]
    return NameSearch([case(*people)])


def certainty(search: NameSearch, text: str) -> Certainty | None:
    return max((named.certainty for named in search.find(text)), default=None)


def named(one: Person, text: str, audience: Audience = Audience.PUBLIC) -> list[str]:
    search = NameSearch([case(one)])
    return [found.id for found in named_against_consent(search, audience, DAY, text)]


@pytest.mark.parametrize(
    "text",
    [
        f"They took {NAME}.",
        "They took ansuk\n  BEISPIEL, at night.",
        f"They took {KNOWN_AS}.",
        "안숙예는 돌아오지 못했다.",
    ],
)
def test_a_name_in_any_language_and_spelling_is_found_in_a_text(text: str) -> None:
    one = person(consent("to_un"), name={"en": NAME, "ko": "안숙예"})
    assert named(one, text) == ["p1"]
    assert named(one, text, Audience.UN) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kim Min-su", "where Min-su Kim is"),
        ("Kim Min-su", "KIM MIN\u2011SU\u2019s"),
        ("Kim Min-su", "Kim Min su"),
        ("Kim Min-su", "KimMin-su"),
        ("Kim Min-su", "Kim¹ (Min-su)²"),
        ("Kim Min-su", "Kіm Mіn-su"),  # Cyrillic і
        ("Kim Min-su", "kim.minsu1981@example.org"),
        ("Kim Min-su", "Kim (born 1981) Min-su"),
        ("김철수", "김(金)철수(哲洙)를"),
        ("Li Xiaoming", "Li Xiao Ming"),
        ("Ana María López", "Lopez, Ana Maria"),
        ("김철수", "https://example.org/%EA%B9%80%EC%B2%A0%EC%88%98"),
        ("김철수", "https://example.org/?q=%25EA%25B9%2580%25EC%25B2%25A0%25EC%2588%2598"),
        ("김철수", "https://www.xn--4k0b998acvh.example"),
        ("Kim Min-su", "https://example.org/%4bim-min-su, and 100 % more"),
        ("김철수", "ㄱㅣㅁㅊㅓㄹㅅㅜㅋㅋ"),
        ("김철수", "ㄱ-ㅣ-ㅁ ㅊ-ㅓ-ㄹ-ㅅ-ㅜ"),
        ("김철수", "김 ㅊㅓㄹㅅㅜ"),
        ("김철수", "김철수ㅋㅋ"),
        ("김철수", "\uffa1\uffdc\uffb1\uffba\uffc6\uffa9\uffb5\uffd3"),
        ("Bob O'Hara", "Bob O’Hara"),
        ("Bob O'Hara", "Bob\u00a0O\u2019Ha\u00adra"),
        ("Łucja Nowak", "łucja nowak"),
        ("Łucja Nowak", "Łucji Nowak"),
        ("محمد علي", "مُحَمَّد علي"),
        ("محمد علي", "ومحمد علي"),
        ("李小明", "李 小明"),
        ("김철수", "김철수의"),
        ("김철수", "김 철수에게"),
        ("김철수", "Gim Cheol-su"),
        ("김철수", "Kim Chol Su"),
        ("王麗華", "王丽华"),
        ("Иван Примеров", "Ивану Примерову"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(name: str, text: str) -> None:
    assert named(person(name=name, known_as=None), text) == ["p1"]


def test_every_way_of_writing_that_the_case_tells_is_looked_for() -> None:
    one = person(name="Ansuk Beispiel", known_as=None, also=("Ahn Sook", "안숙"))
    assert named(one, "where Sook AHN lives") == named(one, "안숙을") == ["p1"]


@pytest.mark.parametrize("text", ["Kim and Min-su", "Mr Kim", "Min-su's sister", "민수를"])
def test_a_family_or_given_name_alone_is_told_apart(text: str) -> None:
    search = search_for({"en": "Kim Min-su", "ko": "김민수"})
    assert certainty(search, text) is Certainty.PART


@pytest.mark.parametrize("text", ["가난한 사람", "Kimmin suit", "이 편지", "kimchi", "김치를"])
def test_other_words_are_no_names(text: str) -> None:
    assert certainty(search_for({"en": "Kim Min-su", "ko": "가나"}, "김민수", "이"), text) is None


@pytest.mark.parametrize(
    ("name", "text"), [("고문", "고문을 당했다"), ("王明", "王明天来"), ("허준", "허준은")]
)
def test_a_name_of_two_letters_may_be_another_word(name: str, text: str) -> None:
    assert certainty(search_for(name), text) is Certainty.DOUBTFUL


@pytest.mark.parametrize(
    ("name", "text"),
    [("이", "이 씨는"), ("김", "김씨"), ("李", "李先生"), ("Li", "Ms Li"), ("An", "Frau An")],
)
def test_a_name_of_one_syllable_is_seen_beside_a_title(name: str, text: str) -> None:
    assert certainty(search_for(name), text) is Certainty.PART


def test_a_name_without_letters_is_found_nowhere() -> None:
    assert certainty(search_for("?"), "Where are they?") is None


def test_a_name_is_not_found_within_a_word() -> None:
    assert certainty(search_for("Ann"), "Annals of an anniversary") is None


def test_hangul_is_spelt_as_both_systems_do() -> None:
    assert proposals("김철수") == ("Kim Chol Su", "Gim Cheol-su")
    assert {"chulsoo", "cheolsu", "cholsu"} <= set(spellings("철수"))


def _missed(count: int) -> list[tuple[str, str]]:
    """The disguises that are not found as names."""
    rng = random.Random(20231009)
    searches = {bearer.parts: search_for(dict(bearer.names)) for bearer in BEARERS}
    missed = []
    for _ in range(count):
        bearer, text, kinds = disguise(rng)
        if certainty(searches[bearer.parts], text) in {None, Certainty.PART}:
            missed.append((kinds, text))
    return missed


def test_of_a_thousand_disguises_hardly_any_is_missed() -> None:
    missed = _missed(1_000)
    assert len(missed) <= 5, missed


@pytest.mark.slow
def test_of_ten_thousand_disguises_hardly_any_is_missed() -> None:
    missed = _missed(10_000)
    assert len(missed) <= 50, missed


def shipped_texts() -> list[str]:
    """What letters may say, in every language."""
    texts = [file.read_text() for file in ROOT.glob("letter_templates/**/*.md")]
    data = ROOT / "src/advocacy_cli/campaign/data"
    lists = [*ROOT.glob("letter_templates/*/template.yaml"), *data.glob("*.yaml")]
    for file in (*lists, ROOT / "recipients.yaml", ROOT / "senders.yaml"):
        texts += _strings(yaml.safe_load(file.read_text()))
    return texts


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []


def test_no_shipped_text_is_taken_for_a_short_name() -> None:
    texts = shipped_texts()
    assert len(texts) > 500
    search = search_for("이", "김", "李", "Li", "An", "Do", "Kim", {"en": "An Do", "ko": "이한"})
    assert [text for text in texts if search.find(text)] == []
