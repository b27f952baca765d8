from __future__ import annotations

from types import SimpleNamespace

from advocacy_cli.typesetting.checks import face_problems


def font(family: str, *tables: str) -> SimpleNamespace:
    return SimpleNamespace(family=family, tables=list(tables))


def test_the_faces_of_letters_are_accepted() -> None:
    assert list(face_problems([font("Noto Serif", "glyf"), font("Noto Serif CJK KR")])) == []


def test_another_face_is_refused_by_name() -> None:
    (problem,) = face_problems([font("Noto Serif"), font("DejaVu Sans")])
    assert problem.code == "foreign_face"
    assert "DejaVu Sans" in problem.message


def test_a_variable_font_is_refused() -> None:
    (problem,) = face_problems([font("Noto Serif", "glyf", "fvar")])
    assert problem.code == "variable_face"
    assert "fonts-noto-core" in problem.hint
