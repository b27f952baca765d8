from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from advocacy_cli.desk.entries import Entry, Planned
from advocacy_cli.desk.turns import Turns
from advocacy_cli.model.letters import Letter, Outcome, TypesetLetter

LETTER = object.__new__(Letter)
MADE = TypesetLetter(b"%PDF", 1)


def planned(to_make: list[bool]) -> Iterator[Planned]:
    for number, wanted in enumerate(to_make):
        outcome = Outcome.PLANNED if wanted else Outcome.UNCHANGED
        entry = Entry("call", f"office-{number}", "direct", "ada", "en", outcome)
        yield Planned(entry, LETTER)


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 9), st.integers(1, 9))
def test_letters_are_put_down_in_the_order_of_the_plan(
    to_make: list[bool], ahead: int, together: int
) -> None:
    put: list[Entry] = []
    turns = Turns(planned(to_make), put.append)
    letters = turns.to_make()
    under_way = 0

    def settle() -> None:
        for one, made in turns.take():
            assert (made is not None) == (one.to_make is not None)
            put.append(one.entry)

    while True:
        while under_way < ahead and next(letters, None):
            under_way += 1
        if not under_way:
            break
        under_way -= 1
        if turns.made(MADE) >= together:
            settle()
    settle()
    assert [entry.addressee for entry in put] == [f"office-{n}" for n in range(len(to_make))]


def test_what_is_not_made_waits_for_nobody_when_nobody_is_under_way() -> None:
    put: list[Entry] = []
    turns = Turns(planned([False, False, True, False]), put.append)
    next(turns.to_make())
    assert len(put) == 2
