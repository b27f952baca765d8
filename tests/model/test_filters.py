from __future__ import annotations

from typing import Any

import pytest

from advocacy_cli.model.events import Delivery, LetterState
from advocacy_cli.model.filters import EVERYTHING, Filter
from advocacy_cli.model.letters import LetterRecord
from advocacy_cli.model.recipients import Recipient
from advocacy_cli.model.references import LetterKey


def recipient(name: str, **more: Any) -> Recipient:
    return Recipient.model_validate({"id": name, "form": "office", **more})


PRESIDENT = recipient("president", represents="CN", tags=["asia"])
EMBASSY = recipient("embassy", represents="CN", tags=["missions"])
RECIPIENTS = {one.id: one for one in (PRESIDENT, EMBASSY)}
LETTER = LetterRecord(LetterKey("TST", "call", "president", "embassy", "u", "", "de", 1), "ada")
DRAFTED, SENT = LetterState(Delivery.DRAFTED), LetterState(Delivery.SENT)


@pytest.mark.parametrize(
    ("only", "kept"),
    [
        (EVERYTHING, True),
        (Filter(tags=("asia",)), True),
        (Filter(tags=("missions",)), True),
        (Filter(tags=("other", "missions")), True),
        (Filter(tags=("other",)), False),
        (Filter(countries=("CN",)), True),
        (Filter(countries=("KP",)), False),
        (Filter(tags=("asia",), countries=("KP",)), False),
        (Filter(language="de"), True),
        (Filter(language="en"), False),
        (Filter(not_sent=True), True),
    ],
)
def test_which_letters_are_kept(only: Filter, kept: bool) -> None:
    assert only.keeps_letter(LETTER, DRAFTED, RECIPIENTS.get) is kept


def test_what_has_left_is_not_kept_as_not_sent() -> None:
    assert not Filter(not_sent=True).keeps_letter(LETTER, SENT, RECIPIENTS.get)
    assert EVERYTHING.keeps_letter(LETTER, SENT, RECIPIENTS.get)


def test_a_letter_to_recipients_that_are_gone_has_no_tag() -> None:
    assert EVERYTHING.keeps_letter(LETTER, DRAFTED, lambda _name: None)
    assert not Filter(tags=("asia",)).keeps_letter(LETTER, DRAFTED, lambda _name: None)


def test_that_letters_have_not_left_does_not_say_which_are_meant() -> None:
    assert not Filter(not_sent=True).names_letters
    assert Filter(language="de").names_letters
    assert Filter(countries=("CN",)).names_letters


def test_a_filter_is_shown_as_it_is_written() -> None:
    shown = str(Filter(("a", "b"), ("CN",), "de", not_sent=True))
    assert shown == "--tag a --tag b --country CN --lang de --not-sent"
