from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advocacy_cli.composing.compose import Composer
from advocacy_cli.composing.markdown import to_html
from advocacy_cli.composing.plain_text import html_to_text
from advocacy_cli.composing.question_variables import Numbered
from advocacy_cli.model.events import Question
from advocacy_cli.model.letters import Followed
from advocacy_cli.model.partial_dates import PartialDate

BEFORE = Followed(
    "AL XXX 3/2025",
    PartialDate("2025-11-05"),
    (Question("1", "Where are they?"), Question("3", "Do *they* know?")),
    (PartialDate("2025-11-20"), PartialDate("2026-01")),
)


def body(world: Any, text: str, questions: tuple[str, ...] = (), **letter: Any) -> str:
    template = world.template(text).model_copy(
        update={"questions": tuple(type(world.template().subject)(one) for one in questions)}
    )
    return Composer(world.campaign(template)).compose(world.letter(**letter)).body


def test_questions_print_as_a_numbered_list_and_never_as_markup(world: Any) -> None:
    html = body(world, "I ask:\n\n{{ questions }}\n", ("Where are *they*?", "1. <b>?"))
    assert html_to_text(html) == "I ask:\n\n1. Where are *they*?\n2. 1. <b>?"


@pytest.mark.parametrize("name", ["questions", "open_questions", "followed"])
def test_a_letter_without_them_can_ask_whether_there_are_any(world: Any, name: str) -> None:
    html = body(world, f"{{% if {name} %}}Some{{% else %}}None{{% endif %}}")
    assert html == "<p>None</p>\n"


def test_open_questions_keep_the_numbers_they_had(world: Any) -> None:
    html = body(world, "{{ open_questions }}\n", followed=BEFORE)
    assert html_to_text(html) == "1. Where are they?\n\n3. Do *they* know?"


def test_what_a_follow_up_says_of_the_letter_before_it(world: Any) -> None:
    text = "{{ followed.reference }}, {{ followed.date }}: {{ followed.replied_on }}"
    assert body(world, text, followed=BEFORE) == (
        "<p>AL XXX 3/2025, 5 November 2025: 20 November 2025 and January 2026</p>\n"
    )


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=12, unique=True).map(sorted),
)
def test_any_numbers_are_kept_on_paper(numbers: list[int]) -> None:
    made = Numbered(tuple((number, f"Question {number}?") for number in numbers)).markdown()
    text = html_to_text(to_html(made, "en"))
    shown = [line for line in text.splitlines() if line]
    assert shown == [f"{number}. Question {number}?" for number in numbers]


def test_lists_that_do_not_begin_with_one_count_so_in_print_too() -> None:
    assert 'style="counter-reset: list-item 2"' in to_html("3. Third\n", "en")
    assert "style" not in to_html("1. First\n", "en")
