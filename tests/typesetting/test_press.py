from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from advocacy_cli.model.letters import ComposedLetter, TypesetLetter
from advocacy_cli.typesetting.layouts import Layout, layouts
from advocacy_cli.typesetting.pages import Typesetter
from advocacy_cli.typesetting.plates.plate import Plate
from advocacy_cli.typesetting.press import Press

Sample = Callable[..., ComposedLetter]

UK = layouts()["uk-dl"]


def letters(sample: Sample, count: int) -> list[ComposedLetter]:
    return [sample(reference=f"NKR-0000-000{number}-Z") for number in range(count)]


def test_the_first_letter_is_the_plate_of_the_others(sample: Sample) -> None:
    press, slow = Press(None), Press(None, on_plates=False)
    made = [press.print(letter, UK) for letter in letters(sample, 4)]
    whole = [slow.print(letter, UK) for letter in letters(sample, 4)]
    assert [one.sha256 for one in made] == [one.sha256 for one in whole]
    assert not made[0].plate
    assert len({one.plate for one in made[1:]}) == 1
    assert all(one.plate for one in made[1:])
    assert not any(one.plate for one in whole)
    assert not any(one.spoilt for one in made)


def test_what_a_letter_is_does_not_depend_on_the_letters_before_it(sample: Sample) -> None:
    first, second, third = letters(sample, 3)
    long_name = replace(second, salutation="Sehr geehrte Frau Botschafterin Łukasz,")
    one, other = Press(None), Press(None)
    forwards = {it.reference: one.print(it, UK).sha256 for it in (first, long_name, third)}
    backwards = {it.reference: other.print(it, UK).sha256 for it in (third, long_name, first)}
    assert forwards == backwards


def test_a_line_that_does_not_fit_is_typeset_as_a_whole(sample: Sample) -> None:
    press = Press(None)
    press.print(sample(), UK)
    wide = sample(salutation="Your Excellency " * 12 + "and so on,")
    made = press.print(wide, UK)
    assert made.pdf and not made.plate and not made.spoilt


def test_paragraphs_find_a_plate_with_as_many_lines(sample: Sample) -> None:
    bodies = [f"<p>{'We think of them. ' * count}{name}.</p>" for name, count in _OWN_WORDS]
    wanted = [
        sample(body=body, reference=f"NKR-0000-000{number}-Z") for number, body in enumerate(bodies)
    ]
    press, slow = Press(None), Press(None, on_plates=False)
    made = [press.print(letter, UK) for letter in wanted]
    assert [one.sha256 for one in made] == [slow.print(it, UK).sha256 for it in wanted]
    assert [bool(one.plate) for one in made] == [False, False, True, True, True]
    assert not any(one.spoilt for one in made)


_OWN_WORDS = [("Ada", 1), ("Ben", 9), ("Cleo", 1), ("Dora", 9), ("Emil", 1)]


def test_the_first_letter_with_another_paragraph_is_looked_at(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    before = Typesetter.typeset

    def noted(self: Typesetter, letter: ComposedLetter, layout: Layout) -> TypesetLetter:
        looked_at.append(letter.reference)
        return before(self, letter, layout)

    monkeypatch.setattr(Typesetter, "typeset", noted)
    press = Press(None)
    first, second, third, fourth, fifth = letters(sample, 5)
    others = [replace(it, body="<p>I think of them.</p>") for it in (fourth, fifth)]
    for letter in (first, second, third, *others):
        press.print(letter, UK)
    assert looked_at == [second.reference, fourth.reference]


def test_a_letter_with_a_problem_is_no_plate(sample: Sample) -> None:
    made = Press(None).print(sample(salutation="😀"), UK)
    assert made.pdf == b""
    (problem,) = made.problems
    assert problem.code == "missing_glyphs"


def test_a_plate_that_prints_otherwise_is_not_used_again(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    press, slow = Press(None), Press(None, on_plates=False)
    first, second, third, fourth = letters(sample, 4)
    press.print(first, UK)
    before = Plate.stamp
    ((kept,),) = press._kept.values()  # noqa: SLF001
    plate = kept.plate

    def wrong(self: Plate, lines: Mapping[str, str], identifier: str) -> TypesetLetter | None:
        made = before(self, lines, identifier)
        return replace(made, sha256="0" * 64) if made and self is plate else made

    monkeypatch.setattr(Plate, "stamp", wrong)
    made = press.print(second, UK)
    monkeypatch.undo()
    assert made.spoilt and not made.plate
    for letter, printed in ((second, made), (third, press.print(third, UK))):
        assert printed.sha256 == slow.print(letter, UK).sha256
    assert not press.print(fourth, UK).plate
