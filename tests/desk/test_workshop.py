from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from advocacy_cli.desk import workshop
from advocacy_cli.desk.planning import Request, make_plan
from advocacy_cli.desk.workplace import Workplace
from advocacy_cli.desk.workshop import Workshop
from advocacy_cli.errors import AdvocacyError
from advocacy_cli.ledger.store import open_ledger
from advocacy_cli.model.letters import Letter
from advocacy_cli.model.selection import Choice

ENDLESS = "".join(f"{{% for x{n} in [1,2,3,4,5,6,7,8,9] %}}" for n in range(9)) + (
    "{% endfor %}" * 9
)


def write_text(workplace: Workplace, text: str) -> None:
    (workplace.root / "letter_templates/call/en.md").write_text(text, encoding="utf-8")


def letters(workplace: Workplace) -> tuple[Workshop, list[Letter]]:
    with open_ledger(workplace.ledger, create=False) as ledger:
        plan = make_plan(workplace, ledger, Request(Choice("call", via=("tag:missions",))))
        made = [one.letter for one in plan.letters() if one.letter]
    return Workshop(plan.campaign, workplace.root, 1), made


def codes(workplace: Workplace) -> Iterator[list[str]]:
    shop, wanted = letters(workplace)
    with shop:
        for _, made in shop.make(wanted):
            yield [problem.code for problem in made.problems]


def test_letters_come_back_in_order(workplace: Workplace) -> None:
    shop, wanted = letters(workplace)
    with shop:
        made = list(shop.make(wanted * 10))
    assert [letter.reference for letter, _ in made] == [one.reference for one in wanted * 10]
    assert all(typeset.pdf.startswith(b"%PDF") for _, typeset in made)


@pytest.mark.slow
def test_a_text_that_never_ends_is_stopped(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "DEADLINE", 2.0)
    write_text(workplace, ENDLESS)
    assert list(codes(workplace)) == [["took_too_long"], ["took_too_long"]]


@pytest.mark.slow
def test_after_two_strikes_the_other_letters_of_a_text_are_not_tried(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "DEADLINE", 1.5)
    monkeypatch.setattr(workshop, "STRIKES", 1)
    write_text(workplace, ENDLESS)
    assert list(codes(workplace)) == [["took_too_long"], ["not_tried"]]


@pytest.mark.slow
def test_plain_text_of_a_text_that_never_ends(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "DEADLINE", 1.5)
    write_text(workplace, ENDLESS)
    shop, wanted = letters(workplace)
    with shop, pytest.raises(AdvocacyError) as caught:
        shop.text(wanted[0])
    assert caught.value.problems[0].code == "took_too_long"


@pytest.mark.slow
def test_a_worker_that_dies_costs_no_letter(workplace: Workplace) -> None:
    shop, wanted = letters(workplace)
    with shop:
        supply = shop.make(wanted * 40)
        next(supply)
        manager = shop._pool._pool_manager.worker_manager  # noqa: SLF001 - no other way to them
        for worker in list(manager.workers):
            os.kill(worker, signal.SIGKILL)
        rest = list(supply)
    assert len(rest) == len(wanted) * 40 - 1
    assert all(typeset.pdf for _, typeset in rest)


def test_a_worker_that_dies_with_nothing_to_do_costs_no_letter(workplace: Workplace) -> None:
    shop, wanted = letters(workplace)
    with shop:
        assert next(shop.make(wanted[:1]))[1].pdf
        manager = shop._pool._pool_manager.worker_manager  # noqa: SLF001 - no other way to them
        for worker in list(manager.workers):
            os.kill(worker, signal.SIGKILL)
        made = list(shop.make(wanted))
    assert all(typeset.pdf for _, typeset in made)
