from __future__ import annotations

from pathlib import Path

import pytest

from advocacy_cli.campaign.forms import FILE, FORMS

WORDING = """\
    wordings:
      en:
        envelope: ["{style} {name}", "{office}"]
        unnamed: [The Mayor]
        salutation: Dear Mayor,
        closing: Yours,
"""


def test_the_tools_own_forms_are_sound() -> None:
    assert {"ambassador", "head-of-state"} <= set(FORMS.shipped().records)


def test_a_campaign_adds_and_replaces_forms(tmp_path: Path) -> None:
    head = "    description: {0}\n    source: made up\n"
    text = "forms:\n" + "".join(
        f"  {role}:\n{head.format(role)}{WORDING}" for role in ("mayor", "ambassador")
    )
    (tmp_path / FILE).write_text(text)
    forms, problems = FORMS.read(tmp_path)
    assert problems == []
    assert forms.by_id["mayor"].wordings["en"].closing == "Yours,"
    assert forms.by_id["ambassador"].description == "ambassador"
    assert "head-of-state" in forms.by_id


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (("{office}", "{ofice}"), "unknown_field", "forms_of_address.yaml:7:38"),
        (("closing", "close"), "unknown_key", "forms_of_address.yaml:10:9"),
        (("[The Mayor]", "The Mayor"), "wrong_kind", "forms_of_address.yaml:8:18"),
    ],
)
def test_problems_have_their_place_and_the_form_is_left_out(
    tmp_path: Path, change: tuple[str, str], code: str, where: str
) -> None:
    head = "forms:\n  mayor:\n    description: x\n    source: y\n"
    (tmp_path / FILE).write_text(head + WORDING.replace(*change))
    forms, problems = FORMS.read(tmp_path)
    assert (code, where) in [(problem.code, str(problem.where)) for problem in problems]
    assert "mayor" not in forms.by_id
    assert forms.may_have("mayor")


def test_a_line_of_text_may_hold_words_in_braces_only_where_they_are_fields(tmp_path: Path) -> None:
    head = "forms:\n  mayor:\n    description: a {remark}\n    source: y\n"
    (tmp_path / FILE).write_text(head + WORDING)
    assert FORMS.read(tmp_path)[1] == []
