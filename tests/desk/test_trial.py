from __future__ import annotations

import pytest

from advocacy_cli.desk.health import examine
from advocacy_cli.desk.trial import trial_problems
from advocacy_cli.typesetting import pages


def test_the_starters_letter_can_be_made_here() -> None:
    assert trial_problems() == []


def test_a_typesetter_that_fails_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise TypeError("draw_text() takes 5 arguments")

    monkeypatch.setattr(pages, "draw", fails)
    *_, letter = examine(None)
    assert not letter.is_sound
    (problem,) = letter.problems
    assert problem.code == "typesetter_unfit"
    assert "draw_text() takes 5 arguments" in problem.message
