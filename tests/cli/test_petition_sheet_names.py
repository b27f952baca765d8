"""Sheets name nobody of a case who does not consent to being named in public."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns import edit, write_campaign
from cases import CASE, NAME
from petitions import write_petition
from running import Run


@pytest.mark.parametrize("old", ["We ask for one thing.", "Example Committee", "A request, ko"])
def test_a_sheet_names_nobody_who_may_not_be_public(
    run: Run, root: Path, tmp_path: Path, old: str
) -> None:
    write_petition(root)
    write_campaign(root, {"cases/returned.yaml": CASE})
    edit(root / "letter_templates/ask/template.yaml", old, old.replace("e", f"e {NAME} ", 1))
    out = tmp_path / "sheets.pdf"
    result = run("petition", "sheet", "ask", "--out", str(out), "--json")
    assert result.code == 1
    assert "names_person" in [one["code"] for one in result.json["problems"]]
    assert not out.exists()
    assert not (root / "signatures").exists()
