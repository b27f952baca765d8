from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy_cli.model.letters import ComposedLetter
from advocacy_cli.typesetting.fitting import MM_PER_PT, address_steps, text_steps
from advocacy_cli.typesetting.layouts import layouts

Sample = Callable[..., ComposedLetter]


@given(
    name=st.sampled_from(list(layouts())),
    lines=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=12),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_step_leaves_room_for_its_lines(sample: Sample, name: str, lines: list[str]) -> None:
    layout = layouts()[name]
    for step in address_steps(sample(address=tuple(lines)), layout):
        assert len(step.lines) * step.leading * MM_PER_PT <= layout.address.h + 1e-6
        assert step.leading >= 1.13 * step.size


def test_the_full_address_is_tried_before_the_short_one(sample: Sample) -> None:
    letter = replace(sample(), short_address=("Short",))
    steps = address_steps(letter, layouts()["din5008b"])
    assert steps[0].lines == letter.address
    assert [step.size for step in steps[:2]] == [10, 9]
    assert steps[-1].lines == ("Short",)


def test_a_longer_letter_begins_with_a_smaller_size(sample: Sample) -> None:
    layout = layouts()["din5008b"]
    sizes = [
        text_steps(sample(body=f"<p>{'word ' * words}</p>"), layout)[0].size
        for words in (50, 300, 350, 400, 2000)
    ]
    assert sizes[0] == 11
    assert sizes[-1] == 9.5
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans", "ko", "ru"])
def test_the_smallest_size_is_always_left_to_try(sample: Sample, language: str) -> None:
    steps = text_steps(sample(language, body="<p>x</p>" * 500), layouts()["us-10"])
    assert len(steps) == 1
