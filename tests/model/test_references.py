from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advocacy_cli.model.references import ALPHABET, LetterKey, check_character, read_reference

KEY = LetterKey(
    campaign="NKR",
    template="call",
    addressee="office",
    via="direct",
    sender_uid="example-uid-1",
    case="",
    language="en",
    round=1,
)
LOOK_ALIKES = str.maketrans("ILOU", "110V")

words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=20)
codes = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=5)
keys = st.builds(
    LetterKey,
    campaign=codes,
    template=words,
    addressee=words,
    via=words,
    sender_uid=words,
    case=st.just("") | words,
    language=st.sampled_from(["en", "zh-Hans", "ko"]),
    round=st.integers(min_value=1, max_value=99),
)


def test_a_reference_is_the_same_on_every_machine_and_for_ever() -> None:
    assert KEY.digest == "fcdcd69b03fb9e8a8aa7ca908ae16e0cf0548053adf8358002daeb6cc9e6b26e"
    assert KEY.reference == "NKR-ZKED-D6R3-X"


@pytest.mark.parametrize("field", list(LetterKey.__dataclass_fields__))
def test_every_part_of_the_key_counts(field: str) -> None:
    change: dict[str, Any] = {field: 2 if field == "round" else "XX"}
    other = replace(KEY, **change)
    assert other.digest != KEY.digest
    assert other.reference != KEY.reference


@given(keys)
def test_a_printed_reference_is_read_back(key: LetterKey) -> None:
    assert read_reference(key.reference) == key.reference


@given(keys, st.data())
def test_what_people_make_of_a_reference_is_read(key: LetterKey, data: st.DataObject) -> None:
    body = key.reference.removeprefix(key.campaign)
    look_alike = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}
    written = "".join(
        data.draw(st.sampled_from(look_alike.get(character, character + character.lower())))
        for character in body
    )
    written = data.draw(st.sampled_from([key.campaign, key.campaign.lower()])) + written
    if data.draw(st.booleans()):
        written = written.replace("-", data.draw(st.sampled_from(["", " ", " - "])))
    assert read_reference(f" {written}\n") == key.reference


@given(keys, st.data())
def test_every_single_wrong_character_is_caught(key: LetterKey, data: st.DataObject) -> None:
    text = key.reference
    place = data.draw(st.sampled_from([n for n, letter in enumerate(text) if letter != "-"]))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if place < len(key.campaign) else ALPHABET
    wrong = data.draw(st.sampled_from(letters))
    assume(wrong.translate(LOOK_ALIKES) != text[place].translate(LOOK_ALIKES))
    assert read_reference(text[:place] + wrong + text[place + 1 :]) is None


@given(st.text(alphabet=ALPHABET, min_size=10, max_size=13))
def test_every_exchange_of_two_characters_is_caught(text: str) -> None:
    right = check_character(text)
    for one, other in combinations(range(len(text)), 2):
        if text[one] != text[other]:
            swapped = list(text)
            swapped[one], swapped[other] = text[other], text[one]
            assert check_character("".join(swapped)) != right


@given(st.text(alphabet=ALPHABET, min_size=10, max_size=13))
def test_an_exchange_with_the_check_character_itself_is_caught(text: str) -> None:
    right = check_character(text)
    for place, letter in enumerate(text):
        if letter != right:
            assert check_character(text[:place] + right + text[place + 1 :]) != letter


@pytest.mark.parametrize(
    "text",
    ["", "NKR", "NKR-VPDD-9V08", "NKR-VPDD-9V08-1", "N-VPDD-9V08-0", "NKRNKR-ZKED-D6R3-X", "日本"],
)
def test_what_is_no_reference(text: str) -> None:
    assert read_reference(text) is None


def test_references_given_out_before_follow_ups_were_known_still_hold() -> None:
    old = LetterKey("NKR", "call", "xi-jinping", "cn-embassy-london", "u-1", "", "en", 1)
    assert old.reference == "NKR-ENPA-KDXW-S"


def test_a_follow_up_has_a_reference_of_its_own() -> None:
    chased = [replace(KEY, about=about).reference for about in ("", "NKR-1", "NKR-2")]
    assert len(set(chased)) == 3
